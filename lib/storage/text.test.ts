import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editText, mergeText, plainText } from './text.ts';

function stateOf(text: string): Uint8Array {
  const made = editText(undefined, text);
  if (!made) throw new Error('no text');
  return made.state;
}

describe('a note’s text', () => {
  it('reads as what was typed, whatever was there before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (before, after) => {
        fc.pre(!/[\uD800-\uDFFF]/.test(before.normalize() + after.normalize()) || isWellFormed(before, after));
        const state = stateOf(before);
        expect(plainText(editText(state, after)?.state ?? state)).toBe(after);
      }),
    );
  });

  it('keeps both edits when two browsers change different places of it', () => {
    const base = stateOf('Invoice to Mei Li. Ship on Friday.');
    const mine = editText(base, 'Invoice to Mei Li Organic. Ship on Friday.');
    const theirs = editText(base, 'Invoice to Mei Li. Ship on Monday.');
    if (!mine || !theirs) throw new Error('no edit');
    const one = plainText(mergeText(mine.state, theirs.update));
    expect(one).toBe('Invoice to Mei Li Organic. Ship on Monday.');
    expect(plainText(mergeText(theirs.state, mine.update))).toBe(one);
    expect(plainText(mergeText(mergeText(mine.state, theirs.update), theirs.update))).toBe(one);
  });

  it('never splits an emoji', () => {
    const state = stateOf('好😀');
    expect(plainText(editText(state, '好😁')?.state ?? state)).toBe('好😁');
  });

  it('has nothing to log when nothing changed', () => {
    expect(editText(stateOf('same'), 'same')).toBeUndefined();
  });
});

const isWellFormed = (...texts: string[]) =>
  texts.every((text) => !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text));
