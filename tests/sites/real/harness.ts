import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Frame, type Page } from 'playwright';
import { build } from 'vite';
import type { Sighting } from '../../../lib/domain/sighting.ts';
import type * as InPage from './in-page.ts';

declare const sites: typeof InPage;

/** The reader as one script that sets `sites`. */
export async function bundleReader(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      lib: { entry: fileURLToPath(new URL('./in-page.ts', import.meta.url)), formats: ['iife'], name: 'sites' },
    },
  });
  const output = Array.isArray(built) ? built[0] : built;
  if (!output || !('output' in output)) throw new Error('the bundler gave no output');
  return `${output.output[0].code};globalThis.sites = sites;`;
}

/** Launches the system's Chromium and gives a reader for its pages. */
export async function startReading(): Promise<{
  browser: Browser;
  read: (place: Page | Frame) => Promise<Sighting | null>;
}> {
  const script = await bundleReader();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const read = async (place: Page | Frame): Promise<Sighting | null> => {
    await place.evaluate(script);
    return place.evaluate(async () => {
      const page = { document, url: location.href, isTop: window === window.top };
      const recipe = sites.pickRecipe(sites.recipes, page);
      const before = document.documentElement.outerHTML;
      const reading = recipe && sites.readPage(recipe, page);
      if (document.documentElement.outerHTML !== before) throw new Error('reading changed the page');
      if (!recipe || !reading) return null;
      const fetchText = async (url: string, signal: AbortSignal) => (await fetch(url, { signal })).text();
      return sites.readSource(recipe, reading.sighting, page, fetchText, new AbortController().signal);
    });
  };
  return { browser, read };
}

/** Counts facts against the truth and remembers each that is not right. */
export class Score {
  right = 0;
  wrong = 0;
  absent = 0;
  readonly faults: string[] = [];

  fact(where: string, got: string | number | undefined, wanted: string | number | undefined): void {
    if (got === wanted) this.right++;
    else {
      if (got === undefined || got === '') this.absent++;
      else this.wrong++;
      this.faults.push(`${where}: ${JSON.stringify(got)}, not ${JSON.stringify(wanted)}`);
    }
  }

  print(title: string): void {
    for (const fault of this.faults) console.log(`  ${fault}`);
    console.log(`${title}: ${this.right} right, ${this.wrong} wrong, ${this.absent} absent`);
  }
}
