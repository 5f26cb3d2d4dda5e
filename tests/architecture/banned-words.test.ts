import { describe, expect, it } from 'vitest';
import { filesUnder, lineOf, PRODUCT, type SourceFile, withoutComments } from './tree.ts';

interface Ban {
  readonly name: string;
  readonly words: RegExp;
  /** Paths where it is allowed. */
  readonly except?: RegExp;
  /** Comments count too. */
  readonly inComments?: true;
  /** A file that breaks the rule, and one that does not. */
  readonly poisoned: string;
  readonly innocent: string;
}

const TESTS = /\.test\.tsx?$/;
const join = (...parts: readonly string[]): string => parts.join('');

const BANS: readonly Ban[] = [
  {
    name: 'HTML strings',
    words:
      /\b(?:inner|outer)HTML\s*\+?=(?!=)|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write|createContextualFragment/g,
    poisoned: 'row.innerHTML = name;',
    innocent: 'row.textContent = name; // not innerHTML',
  },
  {
    name: 'code from text',
    words: /(?<![.\w])eval\s*\(|new\s+Function\s*\(|set(?:Timeout|Interval)\s*\(\s*['"`]/g,
    poisoned: 'const run = new Function(text);',
    innocent: 'setTimeout(() => retrieval(text), 5);',
  },
  {
    name: 'window messages',
    words: /addEventListener\(\s*['"`]message['"`]|\bonmessage\s*=/g,
    // The line to a worker of our own, which no page can write to.
    except: /^lib\/platform\/worker-line\.ts$/,
    poisoned: "window.addEventListener('message', listen);",
    innocent: 'port.onMessage.addListener(listen);',
  },
  {
    name: 'any',
    words: /(?::|<|\bas|\||,)\s*any\b(?=\s*[;,)>=\]|}[]|\s*$)/gm,
    poisoned: 'const read = (page: any) => page;',
    innocent: 'const read = (page: unknown): page is Many => anyOf(page);',
  },
  {
    name: 'silenced type checks',
    words: /@ts-(?:ignore|nocheck|expect-error)/g,
    inComments: true,
    poisoned: join('// @ts-', 'ignore it'),
    innocent: '// types are checked',
  },
  {
    name: 'console',
    words: /\bconsole\s*\.\s*\w+\s*\(/g,
    except: /^lib\/platform\/(?:log|mark)\.ts$/,
    poisoned: "console.warn('lost', note);",
    innocent: "log.warn('note.lost', { count });",
  },
  {
    name: 'the clock',
    words: /\bDate\.now\s*\(|new\s+Date\s*\(\s*\)/g,
    except: /^lib\/platform\/|\.test\.tsx?$/,
    poisoned: 'const age = Date.now() - sentAt;',
    innocent: 'const age = now() - new Date(sentAt).getTime();',
  },
  {
    name: 'randomness',
    words: /\bMath\.random\b|getRandomValues|randomUUID/g,
    except: /^lib\/platform\/|\.test\.tsx?$/,
    poisoned: 'const id = Math.random();',
    innocent: 'const id = newId(random);',
  },
  {
    name: 'cryptography',
    words: /\bcrypto\s*\.\s*subtle\b|\bsubtle\s*\.\s*(?:digest|encrypt|decrypt|sign|importKey|deriveBits)/g,
    except: /^lib\/crypto\/|\.test\.tsx?$/,
    poisoned: "const hash = await crypto.subtle.digest('SHA-256', bytes);",
    innocent: 'const hash = await digest(bytes);',
  },
  {
    name: 'the browser API',
    words: /from\s+['"](?:wxt\/browser|webextension-polyfill)['"]|(?<![.\w'"`/])chrome\.[a-z]+\b/g,
    except: /^lib\/platform\//,
    poisoned: "import { browser } from 'wxt/browser';",
    innocent: "import { browser } from '../../lib/platform/browser.ts';",
  },
  {
    name: 'barrels',
    words: /^export\s+\*\s+from\b/gm,
    poisoned: "export * from './note.ts';",
    innocent: "export { Note } from './note.ts';",
  },
];

function offences(ban: Ban, files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    if (ban.except?.test(path) || !/\.(?:tsx?|html)$/.test(path)) return [];
    const read = ban.inComments ? text : withoutComments(text);
    return Array.from(read.matchAll(ban.words), ({ index }) => `${path}:${lineOf(read, index)}`);
  });
}

describe('words that never ship', () => {
  const files = filesUnder(...PRODUCT);

  it('are looked for in a project that is there', () => {
    expect(files.filter(({ path }) => !TESTS.test(path)).length).toBeGreaterThan(20);
  });

  it.each(BANS.map((ban) => [ban.name, ban] as const))(
    '%s: found in a poisoned file, not in an innocent one',
    (_, ban) => {
      const sample = (text: string) => offences(ban, [{ path: 'lib/notes/sample.ts', text: `\n${text}\n` }]);
      expect(sample(ban.poisoned)).toEqual(['lib/notes/sample.ts:2']);
      expect(sample(ban.innocent)).toEqual([]);
    },
  );

  it.each(BANS.map((ban) => [ban.name, ban] as const))('%s: nowhere', (_, ban) => {
    expect(offences(ban, files)).toEqual([]);
  });
});

describe('paths of one machine', () => {
  // Written in parts, so that this file does not name them.
  const machine = new RegExp(
    join('(?<![\\w.])/(?:wo', 'rk|ro', 'ot|ho', 'me/\\w+|Us', 'ers/\\w+)/|[A-Z]:\\\\\\\\?Us', 'ers'),
    'g',
  );
  const found = (files: readonly SourceFile[]) =>
    files.flatMap(({ path, text }) =>
      Array.from(text.matchAll(machine), ({ index }) => `${path}:${lineOf(text, index)}`),
    );

  it('are found where they are', () => {
    for (const path of [
      ['/wo', 'rk/shared/x'],
      ['/ho', 'me/ana/x'],
      ['/ro', 'ot/x'],
      ['C:\\Us', 'ers\\ana'],
    ]) {
      expect(found([{ path: 'a.md', text: `see ${join(...path)}` }]), join(...path)).toEqual(['a.md:1']);
    }
    expect(found([{ path: 'a.md', text: 'see ../work/x and https://x.example/homework/1' }])).toEqual([]);
  });

  it('are written nowhere', () => {
    const files = filesUnder();
    expect(files.length).toBeGreaterThan(40);
    expect(found(files)).toEqual([]);
  });
});
