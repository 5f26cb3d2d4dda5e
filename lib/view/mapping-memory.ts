import type { Target } from '../transfer/mapping.ts';
import { isKnownTarget } from './import-targets.ts';

const KEY = 'import-mappings';
const MOST = 50;
const MAX_CHARS = 20_000;

/** Where choices are kept on this device; the extension's own storage fits. */
export interface ChoiceMemory {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown): Promise<void>;
}

/** How a file was mapped the last time: names of columns and choices, nothing that stood in the file. */
export interface RememberedMapping {
  readonly headers: readonly string[];
  readonly targets: readonly (readonly [column: string, target: Target])[];
  readonly presetId?: string | undefined;
  readonly currency: string;
  /** Absent of what an earlier version kept. */
  readonly region?: string | undefined;
  readonly timeZone: string;
  readonly dateOrder: string;
  readonly decimal: string;
  readonly shop: string;
}

/** Remembers mappings by the header they were made for. */
export interface MappingMemory {
  find(headers: readonly string[]): Promise<RememberedMapping | undefined>;
  keep(mapping: RememberedMapping): Promise<void>;
  forget(headers: readonly string[]): Promise<void>;
}

const signature = (headers: readonly string[]) => JSON.stringify([...headers].sort());

/** Makes the memory. What cannot be read or kept counts as never seen: nobody's work depends on it. */
export function createMappingMemory(memory: ChoiceMemory): MappingMemory {
  const all = async (): Promise<RememberedMapping[]> => {
    const held = await memory.get(KEY).catch(() => undefined);
    return Array.isArray(held) ? held.flatMap((entry) => parse(entry) ?? []) : [];
  };
  const others = async (headers: readonly string[]) =>
    (await all()).filter((entry) => signature(entry.headers) !== signature(headers));
  return {
    async find(headers) {
      return (await all()).find((entry) => signature(entry.headers) === signature(headers));
    },
    async keep(mapping) {
      const rest = await others(mapping.headers);
      if (JSON.stringify(mapping).length > MAX_CHARS) return;
      await memory.set(KEY, [mapping, ...rest].slice(0, MOST)).catch(() => {});
    },
    async forget(headers) {
      await memory.set(KEY, await others(headers)).catch(() => {});
    },
  };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function parse(entry: unknown): RememberedMapping | undefined {
  const { headers, targets, presetId, currency, region, timeZone, dateOrder, decimal, shop } = (entry ?? {}) as Record<
    string,
    unknown
  >;
  if (!isTexts(headers) || !Array.isArray(targets)) return undefined;
  if (!isText(currency) || !isText(timeZone) || !isText(dateOrder) || !isText(decimal) || !isText(shop))
    return undefined;
  const pairs = targets.flatMap((pair): [string, Target][] =>
    Array.isArray(pair) && isText(pair[0]) && isKnownTarget(pair[1]) ? [[pair[0], pair[1]]] : [],
  );
  return {
    ...{ headers, targets: pairs, currency, timeZone, dateOrder, decimal, shop },
    ...(isText(presetId) ? { presetId } : {}),
    ...(isText(region) ? { region } : {}),
  };
}
