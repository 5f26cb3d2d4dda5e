import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../lib/domain/import-target.ts';
import { LANGUAGES } from '../../lib/domain/settings.ts';
import { loadTranslator } from '../../lib/i18n/load-translator.ts';
import { FAILURES } from '../../lib/messaging/contract.ts';
import { REJECTIONS } from '../../lib/transfer/import-row.ts';
import type { ForeignKind } from '../../lib/transfer/transfer-error.ts';
import type { OpenFailure } from '../../lib/view/import-step.ts';
import { failureText, rejectedWords } from './transfer-words.ts';

const FOREIGN: Readonly<Record<ForeignKind, true>> = {
  ...{ 'old-excel': true, pdf: true, image: true, archive: true, html: true, json: true, xml: true },
  ...{ text: true, unknown: true },
};

/** One failure of every type there is: a new type does not compile until it is here. */
const OF_FILES: { readonly [T in Exclude<OpenFailure['type'], (typeof FAILURES)[number]>]: OpenFailure } = {
  empty: { type: 'empty' },
  'header-only': { type: 'header-only', headers: [] },
  'not-a-table': { type: 'not-a-table', looksLike: 'text' },
  binary: { type: 'binary', looksLike: 'pdf' },
  'destroyed-text': { type: 'destroyed-text' },
  truncated: { type: 'truncated', line: 7 },
  'unclosed-quote': { type: 'unclosed-quote', line: 7 },
  'too-many-columns': { type: 'too-many-columns', columns: 4000, limit: 1000 },
  'zip-bomb': { type: 'zip-bomb', part: 'xl/sheet1.xml', inflatedBytes: 1e12 },
  'broken-zip': { type: 'broken-zip' },
  'broken-xlsx': { type: 'broken-xlsx', part: 'xl/workbook.xml' },
  encrypted: { type: 'encrypted' },
  'no-such-sheet': { type: 'no-such-sheet', sheets: ['Sheet1'] },
  'unknown-encoding': { type: 'unknown-encoding', encoding: 'koi8-r' },
  'changed-while-read': { type: 'changed-while-read' },
  unreadable: { type: 'unreadable' },
  'nothing-mapped': { type: 'nothing-mapped' },
  'unknown-target': { type: 'unknown-target', target: 'customer.soul' },
  'no-such-column': { type: 'no-such-column', target: 'customer.name', column: 'Nome' },
  'unknown-time-zone': { type: 'unknown-time-zone', timeZone: 'Moon/Base' },
  'reader-stopped': { type: 'reader-stopped' },
  'is-backup': { type: 'is-backup' },
};

describe.each(LANGUAGES)('in %s', (language) => {
  it('everything that can be wrong with a file has a sentence of its own that says what to do', async () => {
    const { t } = await loadTranslator(language);
    const foreign = Object.keys(FOREIGN).map(
      (kind): OpenFailure => ({ type: 'binary', looksLike: kind as ForeignKind }),
    );
    const all = [
      ...Object.values(OF_FILES).filter(({ type }) => type !== 'binary' && type !== 'not-a-table'),
      ...foreign,
    ];
    const told = all.map((failure) => failureText(t, failure));
    for (const { what, todo } of told) {
      expect(what).not.toMatch(/^file\.|\{\w+\}|undefined/);
      expect(todo).toMatch(/[.。]$/);
    }
    expect(new Set(told.map(({ what }) => what)).size).toBe(told.length);
  });

  it('every refusal of the background is told without speaking of what was typed', async () => {
    const { t } = await loadTranslator(language);
    for (const type of FAILURES) {
      const { what, todo } = failureText(t, { type });
      expect(what.length).toBeGreaterThan(2);
      expect(todo).not.toMatch(/@/);
    }
  });

  it('every reason of a rejected row is a sentence of its own', async () => {
    const { t } = await loadTranslator(language);
    const { sentences } = rejectedWords(t);
    expect(Object.keys(sentences).sort()).toEqual([...REJECTIONS].sort());
    expect(new Set(Object.values(sentences)).size).toBe(REJECTIONS.length);
    for (const sentence of Object.values(sentences)) expect(sentence).not.toMatch(/^reject\./);
  });

  it('every target has a name that no other has within its group', async () => {
    const { t } = await loadTranslator(language);
    const names = TARGETS.map((target) => t(`target.${target}`));
    expect(new Set(names).size).toBe(TARGETS.length);
  });
});
