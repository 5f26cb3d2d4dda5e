import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type PageLanguage = 'en' | 'zh';

export interface Asked {
  readonly url: URL;
  readonly language: PageLanguage;
}

export interface Answer {
  readonly status?: number;
  readonly type: 'text/html' | 'text/css' | 'text/javascript' | 'text/plain' | 'application/json';
  readonly body: string;
}

export interface Running {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  close(): Promise<void>;
}

const COOKIE = 'demo-language';

/** `?lang=` decides and is remembered; else the last choice; else what the browser prefers. */
export function languageOf(url: URL, cookie = '', accept = ''): PageLanguage {
  const chosen = url.searchParams.get('lang') ?? new RegExp(`${COOKIE}=(\\w+)`).exec(cookie)?.[1];
  if (chosen === 'zh' || chosen === 'en') return chosen;
  return /^\s*zh\b/i.test(accept) ? 'zh' : 'en';
}

/** Serves on a free port of this machine only. GET alone is answered. */
export async function serve(answer: (asked: Asked) => Promise<Answer> | Answer): Promise<Running> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://${request.headers.host ?? '127.0.0.1'}`);
    const language = languageOf(url, request.headers.cookie, request.headers['accept-language']);
    void Promise.resolve(request.method === 'GET' ? answer({ url, language }) : NOT_THERE)
      .catch((error: unknown): Answer => ({ status: 500, type: 'text/plain', body: String(error) }))
      .then(({ status = 200, type, body }) => {
        response.writeHead(status, {
          'content-type': `${type}; charset=utf-8`,
          'cache-control': 'no-store',
          ...(url.searchParams.has('lang') ? { 'set-cookie': `${COOKIE}=${language}; Path=/; SameSite=Lax` } : {}),
        });
        response.end(body);
      });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const NOT_THERE: Answer = { status: 404, type: 'text/plain', body: 'Not here.' };
