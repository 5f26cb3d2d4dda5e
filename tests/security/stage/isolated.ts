import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import type { Chromium } from '../../e2e/harness/chromium.ts';
import type { World } from './stage.ts';

type Context = { id: number; name: string; auxData: { type: string } };

/**
 * Worlds of extensions in a page's top document: what a content script is in. Chromium lets a debugger be in there,
 * with everything the content script has: this is what an attacker holds who has taken over the page's process.
 * @param name of the extension; by default ours
 */
export async function isolatedWorld(browser: Chromium, page: Page, name = 'Regulars'): Promise<World | undefined> {
  const session = await browser.context.newCDPSession(page);
  const contexts: Context[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context as unknown as Context));
  await session.send('Runtime.enable');
  const found = contexts.find((context) => context.name === name && context.auxData.type === 'isolated');
  if (!found) return undefined;
  return {
    async evaluate(script, argument) {
      const { result, exceptionDetails } = await session.send('Runtime.callFunctionOn', {
        functionDeclaration: String(script),
        executionContextId: found.id,
        arguments: [{ value: argument }],
        awaitPromise: true,
        returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
  };
}

/**
 * A copy of a build whose content script has been taken over: besides doing its work it runs the given function
 * whenever the page says so. The way into a content script's world where no debugger gets there (Firefox).
 * @returns the copy's directory
 */
export async function takenOver(build: string, script: (argument: never) => unknown): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'taken-over-'));
  await cp(build, copy, { recursive: true });
  const shell = path.join(copy, 'shell.js');
  // The script runs once for each way it is registered.
  const added = `;globalThis.takenOver ??= window.addEventListener('attack', async (event) => {
    let answer;
    try { answer = await (${String(script)})(JSON.parse(event.detail)); } catch (error) { answer = { failed: String(error) }; }
    window.dispatchEvent(new CustomEvent('attacked', { detail: JSON.stringify(answer) ?? 'null' }));
  }) ?? true;`;
  await writeFile(shell, (await readFile(shell, 'utf8')) + added);
  return copy;
}

/** The taken-over content script of a page, driven through its page. It runs the one function it was given. */
export const throughPage = (page: World): World => ({
  evaluate: (_script, argument) =>
    page.evaluate(
      (given) =>
        new Promise<never>((resolve, reject) => {
          addEventListener(
            'attacked',
            (event) => {
              const answer = JSON.parse((event as CustomEvent<string>).detail);
              if (answer?.failed) reject(new Error(answer.failed));
              else resolve(answer as never);
            },
            { once: true },
          );
          dispatchEvent(new CustomEvent('attack', { detail: given }));
        }),
      JSON.stringify(argument),
    ),
});
