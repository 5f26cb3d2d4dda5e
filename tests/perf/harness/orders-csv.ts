import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { randomFrom } from './stats.ts';

const DAY_MS = 86_400_000;
const SINCE = Date.UTC(2023, 0, 1);
const HEADER = 'Name,Email,Phone,Order number,Order date,Total,Currency,Status';
const FAMILY = [...'王李张刘陈杨黄赵', 'Smith', 'Garcia', 'Novak', 'Meyer'];
const GIVEN = [...'伟芳娜敏静丽强磊', 'Anna', 'Ben', 'Carla', 'David'];

/** The columns of the files below, for an import without questions. */
export const ORDER_MAPPING = {
  'customer.name': 'Name',
  'customer.email': 'Email',
  'customer.phone': 'Phone',
  'order.number': 'Order number',
  'order.placedAt': 'Order date',
  'order.total': 'Total',
  'order.currency': 'Currency',
  'order.status': 'Status',
} as const;

async function writeLines(file: string, lines: Iterable<string>): Promise<void> {
  const out = createWriteStream(file);
  for (const line of [HEADER, ...lines]) if (!out.write(`${line}\n`)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

function shop(seed: number) {
  const random = randomFrom(seed);
  const pick = (list: readonly string[]) => list[random(list.length)] as string;
  return {
    random,
    buyer: (at: number) => ({
      name: `${pick(FAMILY)} ${pick(GIVEN)} ${at}`,
      email: `buyer${at}@mail-${at % 97}.example`,
      phone: `+86 138 ${String(1000 + random(9000))} ${String(1000 + random(9000))}`,
    }),
    order: (number: string) => {
      const at = new Date(SINCE + random(1000) * DAY_MS + random(DAY_MS)).toISOString();
      return [number, `${at.slice(0, 10)} ${at.slice(11, 16)}`, (10 + random(500_000) / 100).toFixed(2), 'CNY', 'paid'];
    },
  };
}

/** A platform's export of orders by date: whoever bought ten times stands in ten rows far apart. */
export function writeOrders(file: string, customers: number, ordersEach: number): Promise<void> {
  const { buyer, order } = shop(11);
  const buyers = Array.from({ length: customers }, (_, at) => buyer(at));
  function* lines() {
    for (let nth = 0; nth < ordersEach; nth += 1)
      for (const [at, { name, email, phone }] of buyers.entries())
        yield [name, email, phone, ...order(`B-${at}-${nth}`)].join(',');
  }
  return writeLines(file, lines());
}

/**
 * Rows as people have them: the same buyers in other spellings, orders of several rows, orders of nobody, quoted line
 * ends, thousands separators, and rows that cannot be taken in.
 */
export function writeMixed(file: string, rows: number): Promise<void> {
  const { random, buyer, order } = shop(12);
  const buyers = Array.from({ length: Math.ceil(rows / 3) }, (_, at) => buyer(at));
  function* lines() {
    for (let row = 0; row < rows; row += 1) {
      const { name, email, phone } = buyers[random(buyers.length)] as (typeof buyers)[number];
      const [number, at, total, ...rest] = order(`M-${row % 10 === 9 ? row - 1 : row}`);
      const kind = random(40);
      if (kind === 0) yield `,,,${number},${at},${total},${rest.join(',')}`;
      else if (kind === 1)
        yield `"${name}\nc/o office",${email.toUpperCase()},,${number},${at},"1,${total}",${rest.join(',')}`;
      else if (kind === 2) yield `${name},${email},${phone},${number},not a day,${total},${rest.join(',')}`;
      else if (kind === 3) yield `${name},,${phone.replaceAll(' ', '-')},,,,,`;
      else if (kind === 4) yield `${name},${email},1.38E+10,${number},${at},¥${total},${rest.join(',')}`;
      else yield [name, email, phone, number, at, total, ...rest].join(',');
    }
  }
  return writeLines(file, lines());
}
