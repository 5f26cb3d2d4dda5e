import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../domain/ids.ts';
import { type BridgeOrder, type BridgeSender, bridgeDecision } from './bridge.ts';

const id = (name: string) => name as CustomerId;
const sender = (given: Partial<Omit<BridgeSender, 'email'>> & { address?: string } = {}): BridgeSender => {
  const { address = 'ana@vale.example', ...rest } = given;
  return { email: { key: address, base: address }, names: ['Ana Souza'], phones: [], warnings: [], ...rest };
};
const order = (buyer: Partial<BridgeOrder['buyer']> = {}, found: Partial<BridgeOrder['found']> = {}): BridgeOrder => ({
  found: { number: 'T-10423', labelled: true, quoted: false, ...found },
  buyer: { customerId: id('ana'), names: ['Souza, Ana'], emails: [], phones: ['+5511987650110'], ...buyer },
});
const outcome = (...given: Parameters<typeof bridgeDecision>) => {
  const decision = bridgeDecision(...given);
  if (decision.type === 'sure') return ['sure', decision.customerId];
  return decision.type === 'question' ? ['question', ...decision.customerIds] : ['no', decision.reason];
};

describe('an order number in a mail', () => {
  it('links the sender to the buyer of that name', () => {
    expect(bridgeDecision(sender(), [order()])).toEqual({
      type: 'sure',
      customerId: 'ana',
      evidence: ['number-labelled', 'same-name'],
    });
    expect(outcome(sender({ names: ['马超'] }), [order({ names: ['超 马'] })])).toEqual(['sure', 'ana']);
  });

  it('links a nameless sender whose mail gives the buyer’s phone, and a buyer known only by a relay address', () => {
    expect(outcome(sender({ names: [], phones: ['~11987650110'] }), [order()])).toEqual(['sure', 'ana']);
    expect(outcome(sender(), [order({ emails: ['x1@marketplace.amazon.com'] })])).toEqual(['sure', 'ana']);
    expect(outcome(sender({ address: 'x2@marketplace.amazon.com' }), [order()])).toEqual(['sure', 'ana']);
  });

  it('says nothing without an order, to whom it knows already, and to whom it was told is not', () => {
    expect(outcome(sender(), [])).toEqual(['no', 'no-order']);
    expect(outcome(sender({ knownAs: id('ana') }), [order()])).toEqual(['no', 'already-linked']);
    expect(outcome(sender(), [order()], new Set([id('ana')]))).toEqual(['no', 'rejected']);
  });
});

describe('a mail that names somebody else’s order', () => {
  it.each<[string, BridgeSender, BridgeOrder[]]>([
    ['under another name', sender({ names: ['Bea Lund'] }), [order()]],
    [
      'under another name with the buyer’s phone from the parcel',
      sender({ names: ['Bea Lund'], phones: ['+5511987650110'] }),
      [order()],
    ],
    ['under a first name only', sender({ names: ['Ana'] }), [order({ names: ['Ana'] })]],
    ['under no name', sender({ names: [] }), [order()]],
    ['to a buyer of no name', sender(), [order({ names: [] })]],
    ['from an address beside the buyer’s own', sender(), [order({ emails: ['souza@home.example'] })]],
    ['from a look-alike address', sender({ warnings: ['mixed-script-domain'] }), [order()]],
    ['from an address named after another', sender({ warnings: ['name-is-another-address'] }), [order()]],
    ['from another customer', sender({ knownAs: id('bea') }), [order()]],
    ['in a quotation only', sender(), [order({}, { quoted: true })]],
  ])('is a question: %s', (_, from, orders) => {
    expect(outcome(from, orders)).toEqual(['question', 'ana']);
  });

  it('is a question about both when two buyers are named, even when one of them fits', () => {
    const other = order({ customerId: id('bea'), names: ['Bea Lund'] }, { number: 'T-10424' });
    expect(outcome(sender(), [order(), other])).toEqual(['question', 'ana', 'bea']);
    expect(outcome(sender(), [order(), order({}, { number: 'T-10424' })])).toEqual(['sure', 'ana']);
    expect(outcome(sender(), [order(), other], new Set([id('bea')]))).toEqual(['question', 'ana']);
  });

  it('is never sure against any doubt, whatever else agrees', () => {
    const doubt = fc.constantFrom<[BridgeSender, BridgeOrder]>(
      [sender({ names: ['Bea Lund'] }), order()],
      [sender({ knownAs: id('bea') }), order()],
      [sender({ warnings: ['mixed-script-domain'] }), order()],
      [sender(), order({ emails: ['souza@home.example'] })],
      [sender(), order({}, { quoted: true })],
    );
    fc.assert(
      fc.property(
        doubt,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 1, max: 3 }),
        ([from, one], phone, labelled, times) => {
          const given = { ...from, phones: phone ? ['+5511987650110'] : [] };
          const orders = Array.from({ length: times }, () => ({ ...one, found: { ...one.found, labelled } }));
          expect(bridgeDecision(given, orders).type).toBe('question');
        },
      ),
    );
  });
});
