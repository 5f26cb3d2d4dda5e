import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bundle } from '../harness/bundle.ts';
import { openTab } from '../harness/tab.ts';
import type { scale } from './page.ts';

type Work = typeof scale;
export type Given<K extends keyof Work> = Awaited<ReturnType<Work[K]>>;

interface ScalePage {
  call<K extends keyof Work>(name: K, ...args: Parameters<Work[K]>): Promise<Given<K>>;
  close(): Promise<void>;
}

/** Pages of a browser in which the store is at the size the product is meant for, each on an origin of its own. */
export async function openScale(browser: Parameters<typeof openTab>[0]) {
  const script = await bundle('tests/perf/scale/page.ts');
  const servers: (() => void)[] = [];
  return {
    async open(): Promise<ScalePage> {
      const server = await serve(script);
      servers.push(server.close);
      const tab = await openTab(browser);
      await tab.open(server.url);
      return {
        call: <K extends keyof Work>(name: K, ...args: Parameters<Work[K]>) =>
          tab.run(
            (wanted: string, given: readonly unknown[]) =>
              (globalThis as unknown as { scale: Record<string, (...all: readonly unknown[]) => unknown> }).scale[
                wanted
              ]?.(...given),
            [name, args],
          ) as Promise<Given<K>>,
        close: () => tab.close(),
      };
    },
    /** Ends the servers that the pages came from. */
    stop(): void {
      for (const close of servers) close();
    },
  };
}

/** Serves the script on an origin of its own, so that each has a database and a size of its own. */
async function serve(script: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js';
    response.setHeader('content-type', `text/${isScript ? 'javascript' : 'html'}; charset=utf-8`);
    response.end(isScript ? script : '<!doctype html><script src="/page.js"></script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
