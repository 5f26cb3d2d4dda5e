import { beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../tests/perf/harness/stats.ts';
import { kdfWith, keyFromPassphrase } from '../crypto/passphrase.ts';
import { type OpenedBackup, openBackup, type ReadBackupOptions } from './read-file.ts';
import { type BackupFileOptions, createBackupFile } from './write-file.ts';

const PASSPHRASE = '晚安 tea, 12 cups';
const HEAD: BackupFileOptions['head'] = {
  ...{ createdAt: 1_790_000_000_000, app: '0.1.0', device: '00000000000000d1' },
  holds: { customers: 2, identities: 0, orders: 0, interactions: 0, notes: 0 },
};
// More than one frame and more than one piece, packed too.
const random = randomFrom(7);
const LINES = Array.from({ length: 4000 }, (_, at) =>
  JSON.stringify({ is: 'text', at, 名: Array.from({ length: 60 }, () => random(1e9).toString(36)).join('') }),
);

let secret: NonNullable<BackupFileOptions['secret']>;
beforeAll(async () => {
  const kdf = kdfWith('0123456789abcdef0123456789abcdef');
  const key = await keyFromPassphrase(PASSPHRASE, kdf);
  if (!key.ok) throw new Error(key.error.type);
  secret = { key: key.value, kdf };
});

async function written(options: Partial<BackupFileOptions>, lines = LINES) {
  const file = await createBackupFile({ head: HEAD, isPacked: false, ...options });
  for (let from = 0; from < lines.length; from += 700) await file.put(`${lines.slice(from, from + 700).join('\n')}\n`);
  return file.finish();
}

async function readAll({ pieces }: OpenedBackup) {
  const reading = pieces();
  let lines = '';
  for (;;) {
    const next = await reading.next();
    if (next.done) return { lines, verdict: next.value };
    lines += next.value.lines;
  }
}

/** How reading a file ends: `whole`, or why not. */
async function verdictOf(file: Blob, options: ReadBackupOptions = { key: secret.key }): Promise<string> {
  const opened = await openBackup(file, options);
  if (!opened.ok) return opened.error.type;
  const { verdict } = await readAll(opened.value);
  return verdict.ok ? 'whole' : verdict.error.type;
}

const KINDS = {
  plain: () => ({}),
  packed: () => ({ isPacked: true }),
  sealed: () => ({ isPacked: true, secret }),
  'sealed, not packed': () => ({ secret }),
} as const satisfies Record<string, () => Partial<BackupFileOptions>>;

describe.each(Object.entries(KINDS))('a backup file, %s', (name, options) => {
  it('gives back every line, and says that it is whole', async () => {
    const { file, end } = await written(options());
    const opened = await openBackup(file, { key: secret.key });
    if (!opened.ok) throw new Error(opened.error.type);
    expect(opened.value.head).toMatchObject(HEAD);
    expect(opened.value.isSealed).toBe(name.startsWith('sealed'));
    const { lines, verdict } = await readAll(opened.value);
    expect(lines).toBe(`${LINES.join('\n')}\n`);
    expect(verdict).toEqual({ ok: true, value: end });
    const again = await written(options());
    expect(again.end.state).toBe(end.state);
  });

  it('of nothing is whole too', async () => {
    const { file, end } = await written(options(), []);
    expect(await verdictOf(file)).toBe('whole');
    expect(end.lines).toBe(0);
  });

  it('cut off anywhere is told as such, and what came before is read', async () => {
    const { file } = await written(options());
    let read = 0;
    for (let part = 1; part <= 32; part += 1) {
      const cut = file.slice(0, Math.floor((file.size * part) / 32) - (part === 32 ? 1 : 0));
      const opened = await openBackup(cut, { key: secret.key });
      if (!opened.ok) {
        expect(opened.error.type, `part ${part}`).toBe('truncated');
        continue;
      }
      const { lines, verdict } = await readAll(opened.value);
      read = Math.max(read, lines.length);
      expect(verdict, `part ${part}`).toEqual({ ok: false, error: { type: 'truncated' } });
    }
    expect(read).toBeGreaterThan(LINES.join('\n').length / 2);
  });

  it('with any byte changed is never taken for whole', async () => {
    const bytes = new Uint8Array(await (await written(options())).file.arrayBuffer());
    const verdicts = new Set<string>();
    for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
      const spoilt = bytes.slice();
      spoilt[at] = (spoilt[at] as number) ^ 1;
      verdicts.add(await verdictOf(new Blob([spoilt])));
    }
    expect(verdicts).not.toContain('whole');
    expect(verdicts).toContain('damaged');
  });
});

describe('a sealed backup', () => {
  it('opens with its passphrase, and tells another from a damage', async () => {
    const { file } = await written({ isPacked: true, secret });
    expect(await verdictOf(file, { passphrase: PASSPHRASE })).toBe('whole');
    expect(await verdictOf(file, { passphrase: `${PASSPHRASE} ` })).toBe('wrong-passphrase');
    expect(await verdictOf(file, {})).toBe('needs-passphrase');
    const text = await file.text();
    expect(text.startsWith('{"format":"regulars-backup"')).toBe(true);
    expect(text).not.toContain('"is":"text"');
  });

  it('with frames in another order, left out or doubled is told as damaged', async () => {
    const bytes = new Uint8Array(await (await written({ secret })).file.arrayBuffer());
    const start = bytes.indexOf(10) + 1;
    const frames: Uint8Array<ArrayBuffer>[] = [];
    for (let at = start; at < bytes.length; ) {
      const length = 8 + new DataView(bytes.buffer).getUint32(at + 4);
      frames.push(bytes.slice(at, at + length));
      at += length;
    }
    expect(frames.length).toBeGreaterThan(3);
    const [first, second, ...rest] = frames as [Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>];
    const of = (...some: Uint8Array<ArrayBuffer>[]) => verdictOf(new Blob([bytes.slice(0, start), ...some]));
    expect(await of(first, second, ...rest)).toBe('whole');
    expect(await of(second, first, ...rest)).toBe('damaged');
    expect(await of(first, ...rest)).toBe('damaged');
    expect(await of(first, second, ...rest, rest.at(-1) as never)).toBe('damaged');
    expect(await of(first, second)).toBe('truncated');
    // A frame of another file under the same passphrase.
    const other = new Uint8Array(await (await written({ secret })).file.arrayBuffer());
    expect(await of(other.slice(start, start + first.length), second, ...rest)).toBe('damaged');
  });

  it('does not let a file talk it into a cheap key', async () => {
    for (const cheap of [{ memoryKiB: 8 }, { passes: 1 }, { lanes: 0 }, { salt: '00' }, { memoryKiB: 1 << 30 }])
      expect(await keyFromPassphrase('x', { ...secret.kdf, ...cheap })).toMatchObject({ ok: false });
    const { file } = await written({ secret });
    const text = (await file.slice(0, 400).text()).split('\n')[0] ?? '';
    const weak = new Blob([text.replace('"memoryKiB":65536', '"memoryKiB":00016'.replace('000', '')), '\n']);
    expect(await verdictOf(weak, { passphrase: 'x' })).toBe('damaged');
  });
});

describe('what is no backup, or one that is not for this version,', () => {
  it.each([
    ['a picture', '\x89PNG\r\n\x1a\n....', 'not-a-backup'],
    ['a spreadsheet', 'Name,Mail\nAnn,a@x.example\n', 'not-a-backup'],
    ['nothing', '', 'not-a-backup'],
    ['a later format', '{"format":"regulars-backup","version":2,"what":[],"lines":[\n', 'newer-version'],
    ['a later format of another shape', '{"format":"regulars-backup","version":3}\n', 'newer-version'],
    ['a later seal', '{"format":"regulars-backup","version":9,"sealed":{"cipher":"x"}}\nxxxx', 'newer-version'],
    ['half a line', '{"format":"regulars-backup","ver', 'truncated'],
    ['a head without sense', '{"format":"regulars-backup","version":1,"lines":[\n]', 'damaged'],
  ])('%s is told apart', async (_, text, expected) => {
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    expect(await verdictOf(new Blob([bytes]))).toBe(expected);
  });

  it('a packed bomb without a line end is given up', async () => {
    const bomb = new Blob(['{"format":"regulars-backup","version":1,', '0'.repeat(40 << 20)])
      .stream()
      .pipeThrough(new CompressionStream('gzip'));
    expect(await verdictOf(await new Response(bomb).blob())).toBe('damaged');
  });
});
