import * as Y from 'yjs';
import { hash32 } from './hash.ts';

const NAME = 'text';

function load(state: Uint8Array | undefined): Y.Doc {
  const doc = new Y.Doc();
  if (state) Y.applyUpdate(doc, state);
  return doc;
}

/**
 * The state of a text that was loaded as plain text. Two browsers that hold the same load make the same state of it, so
 * that what each of them edits later merges.
 */
export function firstText(key: string, text: string): Uint8Array {
  const doc = new Y.Doc();
  doc.clientID = hash32(key);
  doc.getText(NAME).insert(0, text);
  return Y.encodeStateAsUpdate(doc);
}

/** The plain text of a stored Yjs state. */
export const plainText = (state: Uint8Array): string => load(state).getText(NAME).toString();

/**
 * Turns the stored text into `next` by the smallest single replacement, so that a concurrent edit elsewhere in the
 * text survives a merge. Gives the update for the log and the whole new state; absent when nothing changes.
 */
export function editText(
  state: Uint8Array | undefined,
  next: string,
): { readonly update: Uint8Array<ArrayBuffer>; readonly state: Uint8Array; readonly before: string } | undefined {
  const doc = load(state);
  const text = doc.getText(NAME);
  const before = text.toString();
  if (before === next && state) return undefined;
  let start = 0;
  while (start < before.length && start < next.length && before[start] === next[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < next.length - start && before.at(-1 - end) === next.at(-1 - end))
    end += 1;
  // Never split a surrogate pair: half a character is not text.
  if (start > 0 && isHighSurrogate(before, start - 1)) start -= 1;
  if (end > 0 && isLowSurrogate(before, before.length - end)) end -= 1;
  const known = Y.encodeStateVector(doc);
  doc.transact(() => {
    text.delete(start, before.length - end - start);
    text.insert(start, next.slice(start, next.length - end));
  });
  return { update: new Uint8Array(Y.encodeStateAsUpdate(doc, known)), state: Y.encodeStateAsUpdate(doc), before };
}

/** The stored state after a foreign update. Commutative and idempotent. */
export function mergeText(state: Uint8Array | undefined, update: Uint8Array): Uint8Array {
  return state ? Y.mergeUpdates([state, update]) : update;
}

const isHighSurrogate = (text: string, index: number) => /[\uD800-\uDBFF]/.test(text[index] ?? '');
const isLowSurrogate = (text: string, index: number) => /[\uDC00-\uDFFF]/.test(text[index] ?? '');
