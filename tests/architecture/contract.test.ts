import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wholeContract } from '../../lib/messaging/whole-contract.ts';
import { filesUnder, type SourceFile, withoutComments } from './tree.ts';

const CONTRACT = 'lib/messaging/contract.ts';
/** The contract and its parts name every method; that is no answer. */
const isContract = (path: string) => /^lib\/messaging\/(?:[a-z]+-)?contract\.ts$/.test(path);

/** The methods that no code outside the contract names as a key of its handlers. */
function unanswered(methods: readonly string[], files: readonly SourceFile[]): string[] {
  const code = files
    .filter(({ path }) => !isContract(path) && !path.endsWith('.test.ts'))
    .map(({ text }) => withoutComments(text))
    .join('\n');
  return methods.filter((method) => !new RegExp(`['"\`]${method.replace('.', '\\.')}['"\`]\\s*[:(\\]]`).test(code));
}

/** Names of handlers that the contract does not know. */
function unknown(methods: readonly string[], files: readonly SourceFile[]): string[] {
  const areas = new Set(methods.map((method) => method.split('.')[0]));
  return files.flatMap(({ text }) =>
    Array.from(withoutComments(text).matchAll(/^\s*'([a-z]+)\.([a-zA-Z]+)'\s*:/gm), ([, area, name]) => [
      area,
      `${area}.${name}`,
    ])
      .filter(([area, method]) => areas.has(area ?? '') && !methods.includes(method ?? ''))
      .map(([, method]) => method ?? ''),
  );
}

describe('the messaging contract', () => {
  const methods = Object.keys(wholeContract);

  it('is compared with handlers by a check that can fail', () => {
    const handlers = (text: string) => [{ path: 'lib/app/handlers.ts', text }];
    expect(
      unanswered(['notes.add', 'notes.list'], handlers("return { 'notes.add': (request) => add(request) };")),
    ).toEqual(['notes.list']);
    expect(unanswered(['notes.add'], handlers("// 'notes.add': later\nconst action = 'notes.add';"))).toEqual([
      'notes.add',
    ]);
    expect(unanswered(['notes.add'], [{ path: CONTRACT, text: "'notes.add': {}" }])).toEqual(['notes.add']);
    expect(unknown(['notes.add'], handlers("  'notes.add': add,\n  'notes.steal': steal,"))).toEqual(['notes.steal']);
  });

  it('names its methods area.verb', () => {
    expect(methods.length).toBeGreaterThan(30);
    expect(methods.filter((method) => !/^[a-z]+\.[a-z][a-zA-Z]*$/.test(method))).toEqual([]);
  });

  it('is answered in full, and nothing else is, as soon as there is a background to answer', () => {
    const answering = filesUnder('lib/app', 'lib/messaging').filter(({ path }) => !isContract(path));
    const isDue = existsSync('entrypoints/background');
    expect(isDue ? unanswered(methods, answering) : []).toEqual([]);
    expect(unknown(methods, answering)).toEqual([]);
  });
});
