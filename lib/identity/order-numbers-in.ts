import { normaliseOrderNumber } from './order-number.ts';

/** How a shop's order numbers look, learned from those it has. */
export interface OrderShape {
  /** The normalised number with `9` for each digit and `A` for each letter that changes from order to order. */
  readonly pattern: string;
  readonly test: RegExp;
  /** Few digits and no letters: a year, a price or a house number looks the same, so that only a label tells. */
  readonly needsLabel: boolean;
}

/** An order number found in a text. */
export interface FoundOrderNumber {
  /** Normalised. */
  readonly number: string;
  /** Called an order number by the text itself: "order #1001", 订单号：…. */
  readonly labelled: boolean;
  /** Stands only in what was quoted from an earlier message. */
  readonly quoted: boolean;
}

const TEXT_MAX_CHARS = 100_000;
const MAX_FOUND = 20;
const SHAPES_MAX = 50;
// Shorter ones look like a year, a price or a size.
const PLAIN_LEAST = 7;
const LETTERED_LEAST = 5;

// Words that stand before an order number, in the languages of the marketplaces we know.
const LABEL =
  /(?:#|№|order|orders|bestell\w*|auftrag\w*|commande|pedido|ordine|zam[oó]wieni\w*|encomenda|bestelling|注文\S{0,3}|주문\S{0,3}|订单\S{0,3}|訂單\S{0,3}|单号|單號)[\s:：#№.()（]*(?:(?:number|no|nr|num|id|nummer|numero|número)\b[\s:：#№.]*)?$/iu;
// Numbers of other things, in the same languages: parcels, telephones, accounts, amounts.
const OTHER_LABEL =
  /(?:track\w*|parcel|shipment|awb|waybill|sendung\w*|suivi|seguimiento|tracciamento|przesy\S*|运单\S{0,3}|運單\S{0,3}|快递\S{0,4}|快遞\S{0,4}|物流\S{0,4}|phone|mobile|tel|telefon|téléphone|电话\S{0,2}|電話\S{0,2}|手机\S{0,2}|手機\S{0,2}|fax|iban|account|invoice|rechnung\w*|facture|factura|fattura|发票\S{0,3}|發票\S{0,3}|postcode|zip|plz|邮编|qq|微信|wechat|[€$£¥￥])[\s:：#№.()（]*(?:(?:number|no|nr|num|id|nummer|numero|número)\b[\s:：#№.]*)?$/iu;

// Parcel numbers that say so themselves: UPS, the postal union's S10, SF, YTO, JD, STO and ZTO, USPS.
const TRACKING =
  /^(?:1Z[0-9A-Z]{16}|[A-Z]{2}\d{9}[A-Z]{2}|SF\d{12,15}|YT\d{13,15}|JDV?[A-Z0-9]{11,15}|JT\d{13}|ZTO\d{10,14}|9[2-5]\d{18,24})$/;
const CHINESE_MOBILE = /^(?:86)?1[3-9]\d{9}$/;
const DATE =
  /^(?:(?:19|20)\d{2}[-/.](?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|20)\d{2}|(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))$/;
// Plain letters only: 订单1001已发 has no spaces to go by.
const TOKEN = /(?<![\p{Script=Latin}\d])[A-Za-z0-9]+(?:[-_/][A-Za-z0-9]+)*/gu;
// What stands together: an address or a link, with no text of another kind run into it.
const CHUNK = /[^\s\p{Script=Han}，。：；、（）<>"'|]+/gu;
const QUOTE_STARTS =
  /^(?:-{2,}\s*(?:original message|forwarded message|原始邮件|原始郵件|ursprüngliche nachricht|message d'origine)|on .{5,200} wrote:$|在.{4,100}写道[:：]?$|于.{4,100}写道[:：]?$|.{4,100}寫道[:：]?$|am .{5,200} schrieb .{1,100}:$|le .{5,200} a écrit\s?:$|发件人[:：]|寄件者[:：]|_{10,})/iu;

/**
 * Learns how a shop's order numbers look. Letters that all numbers of one form share are fixed (`T-10423`), others may be
 * any; a run of digits may grow by one, as counting does.
 * @param numbers order numbers of one shop, as many as there are
 */
export function orderShapes(numbers: Iterable<string>): OrderShape[] {
  const forms = new Map<string, string[][]>();
  for (const text of numbers) {
    const number = normaliseOrderNumber(text);
    if (number === undefined || number.includes(' ')) continue;
    // Digits and letters in one run, as in 240314ABCDEF12, change place from number to number: there only the length counts.
    const runs = number.match(/[A-Z]+(?=-)|^[A-Z]+(?=\d+$)|[0-9A-Z]+|[^0-9A-Z]+/g) ?? [];
    const form = runs
      .map((run) => (/^\d+$/.test(run) ? '9' : /^[A-Z]+$/.test(run) ? 'A' : /\w/.test(run) ? 'X' : run))
      .join('');
    const seen = forms.get(form) ?? [];
    if (seen.length < 500) seen.push([...runs]);
    forms.set(form, seen);
  }
  const byCount = [...forms.values()].sort((a, b) => b.length - a.length).slice(0, SHAPES_MAX);
  return byCount.map(shapeOf);
}

function shapeOf(examples: readonly (readonly string[])[]): OrderShape {
  const width = examples[0]?.length ?? 0;
  let pattern = '';
  let source = '';
  let characters = 0;
  let fixedLetters = 0;
  for (let place = 0; place < width; place++) {
    const runs = examples.map((example) => example[place] ?? '');
    const [first = ''] = runs;
    const lengths = runs.map((run) => run.length);
    const [least, most] = [Math.min(...lengths), Math.max(...lengths)];
    if (runs.every((run) => /^\d+$/.test(run))) {
      pattern += '9'.repeat(most);
      // A single run of digits counts up; several are a form of their own, of fixed lengths.
      const room = width <= 3 && most < 9 ? 1 : 0;
      source += `\\d{${least},${most + room}}`;
      characters += least;
    } else if (runs.every((run) => run === first)) {
      pattern += first;
      source += first.replace(/[^0-9A-Z]/g, '\\$&');
      if (/[A-Z]/.test(first)) fixedLetters += first.length;
    } else {
      pattern += 'A'.repeat(most);
      const hasDigits = runs.every((run) => /\d/.test(run));
      source += `${hasDigits ? '(?=[A-Z]*\\d)' : ''}[0-9A-Z]{${least},${most}}`;
      characters += least;
    }
  }
  const needsLabel = characters + fixedLetters < (fixedLetters > 0 ? LETTERED_LEAST : PLAIN_LEAST);
  return { pattern, test: new RegExp(`^${source}$`), needsLabel };
}

/**
 * The order numbers of the known shapes that a mail's subject or body names, in the order of the text and at most 20.
 * Never a telephone number, date, amount, parcel number, or part of an address or link, as far as they can be told apart;
 * whether an order of that number exists is for the caller to look up.
 */
export function orderNumbersIn(text: string, shapes: readonly OrderShape[]): FoundOrderNumber[] {
  if (shapes.length === 0) return [];
  const found = new Map<string, FoundOrderNumber>();
  let quoted = false;
  for (const line of text.slice(0, TEXT_MAX_CHARS).normalize('NFKC').split(/\r?\n/)) {
    quoted ||= QUOTE_STARTS.test(line.trim());
    for (const match of numbersOf(line, shapes)) {
      const isQuoted = quoted || /^\s*>/.test(line);
      const known = found.get(match.number);
      if (known === undefined && found.size >= MAX_FOUND) continue;
      found.set(match.number, {
        number: match.number,
        labelled: match.labelled || known?.labelled === true,
        quoted: isQuoted && known?.quoted !== false,
      });
    }
  }
  return [...found.values()];
}

function* numbersOf(written: string, shapes: readonly OrderShape[]): Generator<{ number: string; labelled: boolean }> {
  const line = written.replace(/[‐-―−]/g, '-').replace(/\p{Cf}/gu, '');
  const away = [...line.matchAll(CHUNK)].flatMap(({ index, 0: chunk }) =>
    /\w@\w|:\/\/|^www\./i.test(chunk) ? [[index, index + chunk.length] as const] : [],
  );
  let passed = 0;
  for (const { 0: token, index } of line.matchAll(TOKEN)) {
    while (passed < away.length && (away[passed]?.[1] ?? 0) <= index) passed++;
    if (!/\d/.test(token) || index >= (away[passed]?.[0] ?? line.length)) continue;
    const before = line.slice(Math.max(0, index - 30), index);
    const after = line.slice(index + token.length, index + token.length + 3);
    const number = normaliseOrderNumber(token);
    const shape = number === undefined ? undefined : shapes.find(({ test }) => test.test(number));
    if (number === undefined || shape === undefined) continue;
    const labelled = LABEL.test(before) && !OTHER_LABEL.test(before);
    if (!labelled && (shape.needsLabel || OTHER_LABEL.test(before) || isSomethingElse(number, before, after))) continue;
    yield { number, labelled };
  }
}

/** Whether a number has the looks of something else, and nothing but its shape to say that it is an order's. */
function isSomethingElse(number: string, before: string, after: string): boolean {
  const digits = number.replace(/[-/.]/g, '');
  if (CHINESE_MOBILE.test(digits) || DATE.test(number) || TRACKING.test(number)) return true;
  // +49 30 5550109, (030) 5550109, 1,250.00, 12.50 €: part of a longer number.
  if (/(?:\+\s?\d[\d\s()-]*|\d[\s.,)-]{1,2}|\(\d*)$/.test(before) && /^[\d-]+$/.test(number)) return true;
  return /^(?:[.,]\d|\s?[€$£¥%元])/u.test(after);
}
