import type { Method } from '../../../lib/messaging/contract.ts';
import { wholeContract } from '../../../lib/messaging/whole-contract.ts';
import type { Random } from './random.ts';

const KEYS = [
  'id',
  'method',
  'request',
  'hello',
  'token',
  'pass',
  'type',
  'sighting',
  'final',
  'place',
  'push',
  'wake',
  '__proto__',
  'constructor',
  'toString',
  'tabId',
  'customerId',
  'actionId',
  'limit',
  'offset',
  '',
];
const METHODS = [...Object.keys(wholeContract), 'constructor', '__proto__', 'toString', 'customers', 'shell.seen', ''];
const TYPES = ['start', 'left', 'seen', 'gone', 'token', 'place', 'check', 'setup', 'leave', 'admitted', '__proto__'];
const UUID = '00000000-0000-7000-8000-000000000000';

/** Requests that would do the most harm if they were answered. */
export function greedy(method: Method, known: { customerId: string; actionId: string }): unknown {
  return {
    ...known,
    key: 'watched@mail.example',
    text: 'a',
    limit: 50,
    offset: 0,
    sort: 'name',
    descending: false,
    filter: '',
    fields: { name: 'x', email: 'x@x.example', phone: '' },
    customers: [{ name: 'planted' }],
    field: 'name',
    value: 'planted',
    body: 'planted',
    tag: 'planted',
    present: true,
    tabId: 1,
    recordId: known.customerId,
    noteId: UUID,
    orderId: UUID,
    identityId: UUID,
    kind: 'email',
    pinned: true,
    settings: { badges: false },
    origin: 'http://127.0.0.1',
    recording: 'all',
    epoch: 1,
    method,
  };
}

function value(random: Random, depth: number): unknown {
  switch (random.int(depth > 4 ? 8 : 11)) {
    case 0:
      return random.int(2 ** 31) - 2 ** 30;
    case 1:
      return null;
    case 2:
      return random.int(2) === 0;
    case 3:
      return random.pick(METHODS);
    case 4:
      return random.pick(TYPES);
    case 5:
      return 'x'.repeat(random.int(3000));
    case 6:
      return random.pick(['\u202e', '\ud800', '<img src=x>', UUID, 'watched@mail.example', '1e999', '-0']);
    case 7:
      return random.int(1000) / 7;
    case 8:
      return Array.from({ length: random.int(6) }, () => value(random, depth + 1));
    default:
      return Object.fromEntries(
        Array.from({ length: random.int(5) }, () => [random.pick(KEYS), value(random, depth + 1)]),
      );
  }
}

/** A message that is almost, or not at all, what some router expects. */
export function fuzzed(random: Random, known: { customerId: string; actionId: string }): unknown {
  switch (random.int(6)) {
    case 0:
      return { hello: random.pick([{}, { token: value(random, 3) }, { pass: value(random, 3) }, value(random, 2)]) };
    case 1:
      return { id: random.int(1000), method: random.pick(METHODS), request: value(random, 1) };
    case 2:
      return { id: 1, method: random.pick(METHODS), request: greedy('customers.get', known) };
    case 3:
      return {
        doc: random.pick(['a-document-of-ours', value(random, 2)]),
        said: {
          type: random.pick(TYPES),
          sighting: value(random, 1),
          final: random.int(2) === 0,
          rev: random.int(5),
          place: value(random, 2),
        },
      };
    default:
      return value(random, 0);
  }
}
