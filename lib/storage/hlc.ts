import type { Stamp } from '../domain/change.ts';

/** A hybrid logical clock: never behind the wall clock, never behind anything it has seen. */
export interface Hlc {
  readonly ms: number;
  readonly counter: number;
}

export const HLC_ZERO: Hlc = { ms: 0, counter: 0 };
const MAX_COUNTER = 0xffff_ffff;

/** The next reading after `clock` at wall time `now`. A full counter moves the milliseconds on instead of failing. */
export function tick(clock: Hlc, now: number): Hlc {
  if (now > clock.ms) return { ms: now, counter: 0 };
  return clock.counter < MAX_COUNTER ? { ms: clock.ms, counter: clock.counter + 1 } : { ms: clock.ms + 1, counter: 0 };
}

/** The clock after seeing a foreign stamp. Never refuses: a clock far ahead is followed, so that a causal edit always wins. */
export function observe(clock: Hlc, stamp: Stamp): Hlc {
  const seen = readStamp(stamp);
  return seen.ms > clock.ms || (seen.ms === clock.ms && seen.counter > clock.counter) ? seen : clock;
}

const hex = (number: number, digits: number) => number.toString(16).padStart(digits, '0');

/** A stamp less the hash of its value: what all registers of one action share. `device` is 16 hex digits. */
export const stampPrefix = (clock: Hlc, device: string): string =>
  `${hex(clock.ms, 12)}-${hex(clock.counter, 8)}-${device}`;

/** The last part of a stamp: tells cloned devices' equal stamps apart. 8 hex digits. */
export const valueHash = (value: unknown): string => hex(hashOf(value), 8);

/** Writes a stamp; string order of stamps is their total order. */
export function writeStamp(clock: Hlc, device: string, value: unknown): Stamp {
  return `${stampPrefix(clock, device)}-${valueHash(value)}`;
}

export function readStamp(stamp: Stamp): Hlc {
  return { ms: Number.parseInt(stamp.slice(0, 12), 16), counter: Number.parseInt(stamp.slice(13, 21), 16) };
}

/** FNV-1a, 32 bit, over the value's canonical text: tells cloned devices' equal stamps apart, nothing more. */
function hashOf(value: unknown): number {
  const text = value instanceof Uint8Array ? value.join(',') : canonical(value);
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}
