import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const BUILDS = ['chrome-mv3', 'firefox-mv3', 'chrome-mv3-e2e', 'firefox-mv3-e2e'] as const;

/** Every file of a build by its path in it. */
function filesOf(directory: string): Map<string, Buffer> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    entries
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(directory, file), readFileSync(file)]),
  );
}

const hashes = (directory: string) =>
  Object.fromEntries(
    [...filesOf(directory)].map(([file, bytes]) => [file, createHash('sha256').update(bytes).digest('hex')]),
  );

/** Ways to run text as code or to fetch code, and addresses that a browser would load something from. */
const DANGERS: Readonly<Record<string, RegExp>> = {
  eval: /(?<![.\w$])eval\s*\(|\(0,\s*eval\)|globalThis\.eval\b/g,
  'new Function': /\bnew\s+Function\b|(?<![.\w$])Function\s*\(\s*["'`]/g,
  importScripts: /\bimportScripts\s*\(/g,
  'remote import': /\bimport\s*\(?\s*["'`]https?:/g,
  'remote load':
    /\b(?:fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|src|href)\b\s*[=(]\s*["'`](?:https?|wss?):/g,
  'remote style': /(?:@import|url\()\s*["']?(?:https?:)?\/\//g,
};

function dangersIn(files: Iterable<readonly [string, string]>): string[] {
  return [...files].flatMap(([file, text]) =>
    Object.entries(DANGERS).flatMap(([name, words]) =>
      Array.from(
        text.matchAll(words),
        ({ index }) => `${file}: ${name}: ${text.slice(Math.max(0, index - 30), index + 50)}`,
      ),
    ),
  );
}

describe('the built files', () => {
  it('are searched by patterns that find what they are for', () => {
    const poisoned = [
      'x=eval("1")',
      '(0,eval)(t)',
      'new Function("a")',
      'Function("return this")()',
      'importScripts("a.js")',
      'import("https://a.example/x.js")',
      'fetch("https://a.example")',
      'i.src="http://a.example/p"',
      '@import "https://a.example/x.css"',
      'a{background:url(//a.example/i)}',
    ];
    for (const text of poisoned) expect(dangersIn([['x.js', text]]), text).not.toEqual([]);
    for (const text of [
      'retrieval(x)',
      'a.evaluate(1)',
      'isFunction(x)',
      'fetch(url)',
      'xmlns="http://www.w3.org/2000/svg"',
    ]) {
      expect(dangersIn([['x.js', text]]), text).toEqual([]);
    }
  });

  it.each(BUILDS)('of %s turn no text into code and load nothing from elsewhere', (build) => {
    const files = [...filesOf(`.output/${build}`)].filter(([file]) => /\.(?:js|css|html|svg)$/.test(file));
    expect(files.length).toBeGreaterThan(5);
    expect(dangersIn(files.map(([file, bytes]) => [file, bytes.toString('utf8')] as const))).toEqual([]);
  });

  it.each(BUILDS)('of %s have pages whose scripts and styles are all files of their own', (build) => {
    const files = filesOf(`.output/${build}`);
    const pages = [...files].filter(([file]) => file.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(1);
    for (const [file, bytes] of pages) {
      const html = bytes.toString('utf8');
      expect(html, file).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=/i);
      for (const [, source = ''] of html.matchAll(/\b(?:src|href)="([^"]+)"/g)) {
        expect(files.has(source.replace(/^\//, '')), `${file}: ${source}`).toBe(true);
      }
    }
  });
});

describe('a build made again', () => {
  const made: string[] = [];
  afterAll(async () => {
    for (const directory of made) await rm(directory, { recursive: true });
  });

  it.each(['chrome', 'firefox'] as const)('for %s is the same to the bit', async (browser) => {
    const outDir = await mkdtemp(path.join(tmpdir(), `build-${browser}-`));
    made.push(outDir);
    const script = `import { build } from 'wxt'; await build(${JSON.stringify({ browser, manifestVersion: 3, outDir })});`;
    // The test runner's own settings must not reach the build.
    const { NODE_ENV: _, VITEST: __, ...env } = process.env;
    await run(process.execPath, ['--input-type=module', '-e', script], { env, cwd: process.cwd() });
    const again = path.join(outDir, `${browser}-mv3`);
    expect(existsSync(again)).toBe(true);
    const first = hashes(`.output/${browser}-mv3`);
    expect(Object.keys(first).length).toBeGreaterThan(10);
    expect(hashes(again), 'differs, or .output is older than the sources').toEqual(first);
  });
});
