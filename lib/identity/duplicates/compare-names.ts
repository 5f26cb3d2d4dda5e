import type { DuplicateReason } from '../../domain/duplicates.ts';
import type { Census } from './census.ts';
import { type ComparedName, fitsStarred, isSlip } from './names.ts';
import { BITS, chanceBits, NAME_M } from './weights.ts';

/** How two names stand to each other. `unknown`: one is missing, or their scripts cannot be compared. */
export interface NameVerdict {
  readonly kind: 'equal' | 'alike' | 'part' | 'surname' | 'other' | 'unknown';
  readonly bits: number;
  readonly reason?: DuplicateReason;
}

const UNKNOWN: NameVerdict = { kind: 'unknown', bits: 0 };
const OTHER: NameVerdict = { kind: 'other', bits: BITS.otherName, reason: 'other-name' };

export function compareNames(a: ComparedName, b: ComparedName, census: Census): NameVerdict {
  if (a.script === 'none' || b.script === 'none') return UNKNOWN;
  const shared = a.keys.filter((key) => b.keys.includes(key));
  if (shared.length > 0) return sharedKey(a, b, shared, census);
  if (a.script === 'han' && b.script === 'han') return compareHan(a, b, census);
  // 张伟 and Zhang Wei: without a reading of the characters nobody can say.
  if (a.script !== 'other' || b.script !== 'other') return UNKNOWN;
  return compareParts(a.parts, b.parts, census);
}

function sharedKey(a: ComparedName, b: ComparedName, shared: readonly string[], census: Census): NameVerdict {
  const [one, other] = [initials(a), initials(b)];
  if (one !== '' && other !== '' && one !== other) return { kind: 'surname', bits: BITS.surname, reason: 'other-name' };
  const holders = Math.min(...shared.map((key) => census.names.get(key) ?? 1));
  const sameOrder = a.parts.join(' ') === b.parts.join(' ');
  const isSorted = [...a.parts].sort().join(' ') === [...b.parts].sort().join(' ');
  return {
    kind: 'equal',
    bits: chanceBits(NAME_M.equal, holders, census.people),
    reason: !sameOrder && isSorted ? 'name-order' : 'same-name',
  };
}

function initials({ parts, script }: ComparedName): string {
  return script === 'other' ? parts.filter((part) => part.length === 1).join('') : '';
}

function compareHan(a: ComparedName, b: ComparedName, census: Census): NameVerdict {
  const [first = '', second = ''] = [a.parts[0], b.parts[0]];
  if (first === '' || second === '') return compareShown(a, b, census);
  // 子轩, as friends write, is 李子轩: the given name alone.
  if (Math.abs(first.length - second.length) === 1 && (first.endsWith(second) || second.endsWith(first))) {
    return { kind: 'part', bits: BITS.givenOnly, reason: 'name-part' };
  }
  if (first.length === second.length && first.length > 2 && differences(first, second) === 1) {
    return { kind: 'alike', bits: BITS.hanSlip, reason: 'name-alike' };
  }
  return a.surname === b.surname && a.surname !== ''
    ? { kind: 'surname', bits: BITS.surname, reason: 'other-name' }
    : OTHER;
}

/** One of the names, or both, shows only its surname or some of its characters. */
function compareShown(a: ComparedName, b: ComparedName, census: Census): NameVerdict {
  const [whole, shown] = a.parts[0] === undefined ? [b.parts[0], a.shown] : [a.parts[0], b.shown];
  if (shown && whole !== undefined && !fitsStarred(shown, whole)) return OTHER;
  // A single character may be the surname or the given name.
  const single = a.parts[0] === undefined && !a.shown ? a.surname : b.surname;
  if (whole !== undefined && !shown && whole.length === 2 && whole.endsWith(single)) return UNKNOWN;
  if (a.surname !== '' && b.surname !== '' && a.surname !== b.surname) return OTHER;
  if (a.shown && b.shown && (a.shown.head[0] !== b.shown.head[0] || a.shown.tail !== b.shown.tail)) return UNKNOWN;
  const surname = a.surname || b.surname;
  if (a.surname === '' || b.surname === '') return UNKNOWN;
  const holders = census.parts.get(surname) ?? 1;
  return { kind: 'part', bits: chanceBits(NAME_M.surnameOnly, holders, census.people), reason: 'same-surname' };
}

function differences(a: string, b: string): number {
  let count = 0;
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) count++;
  return count;
}

/**
 * Names in parts: each part of the shorter one finds itself in the longer one, as it is, with a slip, or as an initial.
 * "M. Morvenley" is "Min-jun Morvenley", "Mary Durnad" is "Mary Durand"; "Anna Berg" is not "Anna Holm".
 */
function compareParts(a: readonly string[], b: readonly string[], census: Census): NameVerdict {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const left = [...long];
  const take = (fits: (part: string) => boolean): string | undefined => {
    const at = left.findIndex(fits);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  // Exact ones first, so that no initial takes the place of another part.
  const rest = short.filter((part) => take((other) => other === part) === undefined);
  const common = short.length - rest.length;
  let chance = 1;
  for (const part of short) if (!rest.includes(part)) chance *= (census.parts.get(part) ?? 1) / census.people;
  let slips = 0;
  let initials = 0;
  for (const part of rest) {
    const slip = part.length > 2 && take((other) => other.length > 2 && isSlip(part, other));
    if (slip) {
      slips++;
      chance *= BITS.slipU;
    } else if (take((other) => (part.length === 1 || other.length === 1) && part[0] === other[0]) !== undefined) {
      initials++;
      chance *= BITS.initialU;
    }
  }
  const found = common + slips + initials;
  const anchored = common > 0 || (slips > 0 && found > 1);
  if (found === short.length && anchored && (slips === 0 || found > 1)) {
    const bits = Math.log2((slips > 0 ? NAME_M.alike : NAME_M.part) / chance);
    if (slips > 0) return { kind: 'alike', bits: Math.min(bits, BITS.alikeMax), reason: 'name-alike' };
    return { kind: 'part', bits: Math.min(bits, wholeBits(short, census)), reason: 'name-part' };
  }
  // "Zhangwei" and "Zhang Wei", or a slip in a name of one part.
  const [whole, otherWhole] = [a.join(''), b.join('')];
  if (whole === otherWhole || (Math.min(whole.length, otherWhole.length) > 7 && isSlip(whole, otherWhole))) {
    return { kind: 'alike', bits: BITS.alikeMax, reason: 'name-alike' };
  }
  return common + slips > 0 ? { kind: 'surname', bits: BITS.surname, reason: 'other-name' } : OTHER;
}

/** What the shorter name itself is worth in this file. */
function wholeBits(parts: readonly string[], census: Census): number {
  const holders = census.names.get([...new Set(parts)].sort().join(' ')) ?? 1;
  return chanceBits(NAME_M.part, holders, census.people);
}
