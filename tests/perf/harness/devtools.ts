import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';

// The browser through its own protocol and nothing besides: a test library attaches to service workers, which pauses
// their start and keeps them alive, and a cold start is among what is measured here.

const EXECUTABLE = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const LIMIT_MS = 30_000;

type Fields = Record<string, unknown>;

/** One event of the protocol, with the session it came from. */
export interface DevtoolsEvent {
  readonly method: string;
  readonly params: Fields;
  readonly sessionId?: string;
}

export interface Session {
  /** Sends a command; the answer is the protocol's own. */
  send<T = Fields>(method: string, params?: Fields): Promise<T>;
  on(method: string, listener: (params: Fields) => void): void;
  /** The first event of this kind that fits. */
  once(method: string, fits?: (params: Fields) => boolean): Promise<Fields>;
}

export interface Devtools extends Session {
  /** A session with one target. */
  attach(targetId: string): Promise<Session>;
  close(): Promise<void>;
}

/** Starts a Chromium with these unpacked extensions and no test library. @param profile kept when given, else made and removed */
export async function launch(options: {
  extensions?: readonly string[];
  profile?: string;
  args?: readonly string[];
}): Promise<Devtools> {
  const profile = options.profile ?? (await mkdtemp(path.join(tmpdir(), 'bench-')));
  const extensions = (options.extensions ?? []).join(',');
  const child = spawn(
    EXECUTABLE,
    [
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      '--headless=new',
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--no-default-browser-check',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
      '--mute-audio',
      '--lang=en-US',
      '--window-size=1400,900',
      // A window in the background must not be slowed: several browsers take turns.
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
      ...(extensions
        ? [`--disable-extensions-except=${extensions}`, `--load-extension=${extensions}`]
        : ['--disable-extensions']),
      ...(options.args ?? []),
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'Asia/Shanghai' } },
  );
  const wire = openWire(child);
  const own = sessionOf(wire);
  await own.send('Target.setDiscoverTargets', { discover: true });
  return {
    ...own,
    async attach(targetId) {
      const { sessionId } = await own.send<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true });
      return sessionOf(wire, sessionId);
    },
    async close() {
      await own.send('Browser.close').catch(() => {});
      await wire.ended;
      if (!options.profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

interface Connection {
  send(message: Fields): Promise<Fields>;
  readonly events: EventEmitter;
  readonly ended: Promise<void>;
}

/** Messages are JSON texts, each ended by a zero byte. */
function openWire(child: ChildProcess): Connection {
  const input = child.stdio[3] as Writable;
  const output = child.stdio[4] as Readable;
  const events = new EventEmitter().setMaxListeners(0);
  const waiting = new Map<number, { resolve: (result: Fields) => void; reject: (error: Error) => void }>();
  let nextId = 1;
  let rest: Buffer[] = [];

  output.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      rest.push(chunk.subarray(from, end));
      receive(JSON.parse(Buffer.concat(rest).toString('utf8')));
      rest = [];
      from = end + 1;
    }
    if (from < chunk.length) rest.push(chunk.subarray(from));
  });
  input.on('error', () => {});

  function receive(message: { id?: number; result?: Fields; error?: { message: string } } & Partial<DevtoolsEvent>) {
    if (message.id === undefined) {
      events.emit('event', message);
      return;
    }
    const entry = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.error) entry?.reject(new Error(message.error.message));
    else entry?.resolve(message.result ?? {});
  }

  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => {
      for (const entry of waiting.values()) entry.reject(new Error('the browser has ended'));
      waiting.clear();
      resolve();
    });
  });

  return {
    events,
    ended,
    send(message) {
      const id = nextId++;
      return new Promise((resolve, reject) => {
        waiting.set(id, {
          resolve,
          reject: (error) => reject(new Error(`${String(message.method)}: ${error.message}`)),
        });
        input.write(`${JSON.stringify({ id, ...message })}\0`);
      });
    },
  };
}

function sessionOf(wire: Connection, sessionId?: string): Session {
  const on: Session['on'] = (method, listener) => {
    wire.events.on('event', (event: DevtoolsEvent) => {
      if (event.method === method && event.sessionId === sessionId) listener(event.params);
    });
  };
  return {
    on,
    send: (method, params = {}) => wire.send({ method, params, ...(sessionId ? { sessionId } : {}) }) as Promise<never>,
    once(method, fits = () => true) {
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          wire.events.off('event', listener);
          reject(new Error(`waited in vain for ${method}`));
        }, LIMIT_MS);
        const listener = (event: DevtoolsEvent) => {
          if (event.method !== method || event.sessionId !== sessionId || !fits(event.params)) return;
          clearTimeout(timer);
          wire.events.off('event', listener);
          resolve(event.params);
        };
        wire.events.on('event', listener);
      });
    },
  };
}
