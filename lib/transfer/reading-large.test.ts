import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openTable, readAll } from '../../tests/transfer/read-all.ts';
import { openFile } from './open-file.ts';

/** A file of so many bytes that nobody ever holds as a whole: its lines are made when a slice is asked for. */
class GeneratedFile extends Blob {
  slicesRead = 0;
  private readonly length: number;
  private readonly line = new TextEncoder().encode(`${'Ana,ana@mail.example,12.50,'.padEnd(99, 'x')}\n`);
  constructor(bytes: number) {
    super([]);
    this.length = bytes;
  }
  override get size() {
    return this.length;
  }
  override slice(start = 0, end = this.length) {
    this.slicesRead++;
    const header = new TextEncoder().encode(`${'name,email,amount,note'.padEnd(99, ' ')}\n`);
    const made = new Uint8Array(end - start);
    for (let at = 0; at < made.length; at++) {
      const place = start + at;
      made[at] = (place < 100 ? header : this.line)[place % 100] ?? 0;
    }
    return new Blob([made]);
  }
}

describe('a file of 300 MB', () => {
  it('opens by its beginning, and stops where it is told to', async () => {
    const file = new GeneratedFile(300_000_000);
    const table = await openTable(file);
    // 64 MB at most are searched for a first character beyond ASCII.
    expect(file.slicesRead).toBeLessThan(70);
    file.slicesRead = 0;
    const stop = new AbortController();
    let rows = 0;
    let largest = 0;
    let error: unknown;
    for await (const batch of table.batches(stop.signal)) {
      if (!batch.ok) error = batch.error;
      else {
        rows += batch.value.rows.length;
        largest = Math.max(largest, batch.value.rows.length);
        if (batch.value.bytesRead > 5_000_000) stop.abort();
      }
    }
    expect(error).toEqual({ type: 'cancelled' });
    expect(rows).toBeLessThan(80_000);
    // A batch is what one slice holds, never the file.
    expect(largest).toBeLessThanOrEqual(10_500);
    expect(file.slicesRead).toBeLessThan(8);
  });

  it('a signal that was aborted before is heeded at once', async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await openFile(new Blob(['a,b\n1,2\n']), { signal: stop.signal })).toEqual({
      ok: false,
      error: { type: 'cancelled' },
    });
    const table = await openTable('a,b\n1,2\n');
    expect((await readAll(table, stop.signal)).error).toEqual({ type: 'cancelled' });
  });
});

describe('a file that changes while it is read', () => {
  it('says so, whether it was written to or cut', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'transfer-'));
    try {
      const path = join(folder, 'orders.csv');
      await writeFile(path, `a,b\n${'1,2\n'.repeat(600_000)}`);
      const table = await openTable(await openAsBlob(path));
      await writeFile(path, 'a,b\n1,2\n');
      expect((await readAll(table)).error).toEqual({ type: 'changed-while-read' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('a file that cannot be read at all is unreadable', async () => {
    class Gone extends Blob {
      override slice(): Blob {
        return { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotFoundError')) } as unknown as Blob;
      }
    }
    expect(await openFile(new Gone(['a,b\n1,2\n']))).toEqual({ ok: false, error: { type: 'unreadable' } });
  });
});
