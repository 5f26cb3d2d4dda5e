/// <reference types="vite/client" />
import type { Sighting } from '../../lib/domain/sighting.ts';
import type { PageSource } from '../../lib/sites/fits.ts';

/** What stands beside each fixture page: where it is, what is typed in it, and what must be read from it. */
interface Expectation {
  readonly url: string;
  readonly isTop: boolean;
  /** Form values, as properties: real pages do not keep them in the markup. */
  readonly values?: Readonly<Record<string, string>>;
  /** The facts alone, without their anchors; null: nothing may be recognised. Times are local, to the minute. */
  readonly facts: Plain | null;
  /** Texts of the elements that badges belong to. */
  readonly badges?: readonly string[];
  /** How many of the site's own actions are to be left free. */
  readonly keepClear?: number;
}

export interface Fixture {
  readonly site: string;
  readonly name: string;
  readonly expected: Expectation | undefined;
  /** A new document each time. */
  open(): PageSource;
}

const pages = import.meta.glob<string>('../fixtures/sites/*/*.html', { query: '?raw', import: 'default', eager: true });
const expectations = import.meta.glob<Expectation>('../fixtures/sites/*/*.json', { import: 'default', eager: true });

/** Every page below tests/fixtures/sites. */
export const fixtures: readonly Fixture[] = Object.entries(pages).map(([path, html]) => {
  const [, site = '', name = ''] = /([^/]+)\/([^/]+)\.html$/.exec(path) ?? [];
  const expected = expectations[path.replace(/html$/, 'json')];
  return {
    site,
    name,
    expected,
    open: () => {
      const document = new DOMParser().parseFromString(html, 'text/html');
      for (const [selector, value] of Object.entries(expected?.values ?? {})) {
        const field = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(selector);
        if (!field) throw new Error(`${name}: no field ${selector}`);
        field.value = value;
      }
      return { document, url: expected?.url ?? 'https://nowhere.example/', isTop: expected?.isTop ?? true };
    },
  };
});

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

/** A sighting without its anchors: each fact is its value, each time is local and to the minute. */
export function plain(sighting: Sighting | undefined): Plain {
  return sighting === undefined ? null : strip(sighting);
}

function strip(node: unknown): Plain {
  if (Array.isArray(node)) return node.map(strip);
  if (typeof node !== 'object' || node === null) return node as Plain;
  const entries = Object.entries(node);
  if ('anchor' in node && 'value' in node) return strip(node.value);
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      key === 'placedAt' || key === 'sentAt' ? localMinute(value.value) : strip(value),
    ]),
  );
}

function localMinute(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
