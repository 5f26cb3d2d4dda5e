import { readFile } from 'node:fs/promises';
import { transformWithOxc } from 'vite';

const made = new Map<string, Promise<string>>();

/** A demo page's script, as a browser runs it: its types taken off. */
export function clientScript(name: 'mailbox-client' | 'shop-client'): Promise<string> {
  const held = made.get(name) ?? compile(name);
  made.set(name, held);
  return held;
}

async function compile(name: string): Promise<string> {
  const file = new URL(`./${name}.ts`, import.meta.url);
  const { code } = await transformWithOxc(await readFile(file, 'utf8'), `${name}.ts`);
  return code;
}

/** A style sheet of the demo, behind the one all its pages share. */
export async function styleSheet(name: 'mailbox' | 'shop'): Promise<string> {
  const parts = ['base', name].map((part) => readFile(new URL(`./${part}.css`, import.meta.url), 'utf8'));
  return (await Promise.all(parts)).join('\n');
}
