import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { build, type Rolldown } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PurchaseDay } from '../../lib/scoring/columns.ts';
import { cdnow, SPLIT_DAY } from '../scoring/cdnow.ts';
import { everythingSaid } from '../scoring/everything-said.ts';

/** The whole sample, and so few that fixed cuts and the prior decide. */
const shops: readonly (readonly PurchaseDay[])[][] = [cdnow, cdnow.slice(0, 24)];

/** The models as one classic script that leaves `models` behind. */
async function scriptOfModels(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      lib: { entry: 'tests/scoring/everything-said.ts', formats: ['iife'], name: 'models' },
    },
  });
  const [output] = built as Rolldown.RolldownOutput[];
  const [chunk] = output?.output ?? [];
  if (!chunk) throw new Error('nothing was built');
  return chunk.code;
}

/** Runs in a page. */
const said = ([script, list, asOfDay]: [
  string,
  readonly (readonly (readonly PurchaseDay[])[])[],
  number,
]): string[] => {
  const element = document.createElement('script');
  element.textContent = `${script};globalThis.models = models;`;
  document.head.append(element);
  const { models } = globalThis as unknown as { models: { everythingSaid: typeof everythingSaid } };
  return list.map((customers) => models.everythingSaid(customers, asOfDay));
};

describe('the same purchases give the same figures', () => {
  let script: string;
  let inNode: string[];
  beforeAll(async () => {
    script = await scriptOfModels();
    inNode = shops.map((customers) => everythingSaid(customers, SPLIT_DAY));
  });

  it('in Chromium, to the last digit', async () => {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    });
    try {
      const page = await browser.newPage();
      expect(await page.evaluate(said, [script, shops, SPLIT_DAY] as Parameters<typeof said>[0])).toEqual(inNode);
    } finally {
      await browser.close();
    }
  });

  it('in Firefox, to the last digit', async () => {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr',
      headless: true,
    });
    try {
      const page = await browser.newPage();
      expect(await page.evaluate(said, [script, shops, SPLIT_DAY] as Parameters<typeof said>[0])).toEqual(inNode);
    } finally {
      await browser.close();
    }
  });
});
