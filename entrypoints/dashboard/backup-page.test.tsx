import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { createFakePlaces } from '../../tests/view/fake-places.ts';
import { arrived } from '../../tests/view/manual-clock.ts';
import { byName } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const press = (root: HTMLElement, name: string) => userEvent.click(byName(root, 'button', name));
const told = (root: HTMLElement) => root.querySelector('main')?.textContent ?? '';
const says = (root: HTMLElement, text: string) => expect.poll(() => told(root), { timeout: 15_000 }).toContain(text);

/** The look at whether a backup is due has come to its end: what it last asks is how things stand, before it goes to rest. */
async function looked(background: { of(method: 'backup.about'): readonly unknown[] }): Promise<void> {
  await expect.poll(() => background.of('backup.about').length, { timeout: 15_000 }).toBe(2);
  await arrived();
}

describe('the backup page', () => {
  it('writes nothing by itself before a place was chosen', async () => {
    const { root, background, places, saved } = await mountDashboardState({ hash: '#/backup' });
    await says(root, 'No backup yet');
    await says(root, 'None by itself: choose a place below');
    expect(background.of('backup.open')).toEqual([]);
    expect([places.files.size, places.downloads.size, places.saved.length, saved.length]).toEqual([0, 0, 0, 0]);
  });

  it('into a folder writes a backup that is read back, and says so', async () => {
    const { root, places, background, choices } = await mountDashboardState({ hash: '#/backup' });
    await userEvent.click(root.querySelectorAll('input[name=backup-place]')[0] as HTMLElement);
    await says(root, 'Folder “备份 backups”');
    await press(root, 'Back up now');
    await says(root, 'Read back from the folder and found whole');
    expect([...places.files.keys()]).toHaveLength(1);
    expect(background.of('backup.made')).toHaveLength(1);
    expect(choices.get('backups')).toMatchObject({
      place: 'folder',
      known: [{ place: 'folder', checked: 'read-back' }],
    });
  });

  it('makes the missed day’s up when it is opened, and not a second one', async () => {
    const places = createFakePlaces({ isChosen: true });
    const choices = new Map<string, unknown>([
      ['backups', { place: 'folder', isDaily: true, isPacked: true, known: [] }],
    ]);
    const first = await mountDashboardState({ hash: '#/customers' }, { places, choices });
    await looked(first.background);
    expect(places.files.size).toBe(1);
    first.clock.advance(11 * 60_000);
    await expect.poll(() => first.background.of('backup.about').length).toBeGreaterThan(2);
    expect(first.background.of('backup.open')).toHaveLength(1);
  });

  it.each([
    ['QuotaExceededError', 'There is no room left in that place.'],
    ['NotFoundError', 'The folder is not there.'],
    ['NotAllowedError', 'The browser no longer lets Regulars write into the folder.'],
    ['InvalidModificationError', 'The file could not be written there.'],
  ])('after a %s says what is wrong, and stops trying for an hour', async (fault, sentence) => {
    const places = createFakePlaces({ isChosen: true });
    places.fault = fault;
    const { root, clock, background } = await mountDashboardState(
      { hash: '#/backup', ledger: { place: 'folder', isDaily: true, isPacked: true, known: [] } },
      { places },
    );
    await says(root, sentence);
    // Asked by the page, by the look that found a backup due, and after that one failed.
    const looks = async (count: number) => {
      await expect.poll(() => background.of('backup.about').length, { timeout: 15_000 }).toBe(count);
      await arrived();
    };
    await looks(3);
    clock.advance(11 * 60_000);
    await looks(4);
    expect(background.of('backup.open')).toHaveLength(1);
    clock.advance(60 * 60_000);
    await expect.poll(() => background.of('backup.open').length).toBe(2);
  });

  it('asks for a folder again with one click', async () => {
    const places = createFakePlaces({ isChosen: true });
    places.permission = 'prompt';
    const ledger = { place: 'folder', isDaily: true, isPacked: true, known: [] } as const;
    const { root } = await mountDashboardState({ hash: '#/backup', ledger }, { places });
    await says(root, 'One click, and it goes on.');
    expect(places.files.size).toBe(0);
    await press(root, 'Allow the folder again');
    await expect.poll(() => told(root)).not.toContain('One click, and it goes on.');
    await press(root, 'Back up now');
    await expect.poll(() => places.files.size, { timeout: 15_000 }).toBe(1);
  });

  it('deletes older ones of its own and nothing else', async () => {
    const places = createFakePlaces({ isChosen: true });
    for (let day = 1; day <= 28; day += 1)
      places.files.set(`regulars-2026-01-${String(day).padStart(2, '0')}-090000.json.gz`, new Blob(['x']));
    places.files.set('taxes.pdf', new Blob(['x']));
    const { root } = await mountDashboardState(
      { hash: '#/backup', ledger: { place: 'folder', isDaily: false, known: [] } },
      { places },
    );
    await says(root, 'found in the folder');
    await press(root, 'Back up now');
    await says(root, 'Read back from the folder');
    expect(places.files.has('taxes.pdf')).toBe(true);
    expect([...places.files.keys()].filter((name) => name.startsWith('regulars-')).length).toBeLessThanOrEqual(11);
    expect(places.files.has('regulars-2026-01-28-090000.json.gz')).toBe(true);
    expect(places.files.has('regulars-2026-01-02-090000.json.gz')).toBe(false);
  });

  it('in Firefox offers the downloads, and knows which are its own', async () => {
    const places = createFakePlaces({ hasFolders: false });
    const { root } = await mountDashboardState({ hash: '#/backup' }, { places });
    await says(root, 'Firefox lets no extension write into a folder.');
    const [folder, downloads] = root.querySelectorAll<HTMLInputElement>('input[name=backup-place]');
    expect(folder?.disabled).toBe(true);
    await userEvent.click(downloads as HTMLElement);
    await expect.poll(() => places.mayManage).toBe(true);
    await press(root, 'Back up now');
    await says(root, 'before it was handed to the downloads');
    expect([...places.downloads.values()][0]?.name).toMatch(/^Regulars\/regulars-.*\.json\.gz$/);
  });

  it('seals with a passphrase that was typed twice and written down, and never writes unsealed when its key is lost', async () => {
    const places = createFakePlaces({ isChosen: true });
    const { root, choices } = await mountDashboardState(
      { hash: '#/backup', ledger: { place: 'folder', isDaily: false, isPacked: true, known: [] } },
      { places },
    );
    await press(root, 'Set a passphrase');
    const dialog = root.querySelector('dialog') as HTMLElement;
    const [first, second] = dialog.querySelectorAll<HTMLInputElement>('input[type=password]');
    await userEvent.fill(first as HTMLElement, 'several words, not one');
    await userEvent.fill(second as HTMLElement, 'several words, not two');
    await userEvent.click(dialog.querySelector('input[type=checkbox]') as HTMLElement);
    await userEvent.click(byName(dialog, 'footer button', 'Set a passphrase'));
    await expect.poll(() => dialog.textContent).toContain('The two are not the same.');
    await userEvent.fill(second as HTMLElement, 'several words, not one');
    await userEvent.click(byName(dialog, 'footer button', 'Set a passphrase'));
    await expect.poll(() => choices.get('backups'), { timeout: 25_000 }).toMatchObject({ isSealed: true });
    await press(root, 'Back up now');
    await says(root, 'Read back from the folder');
    const [[name, file]] = [...places.files] as [[string, Blob]];
    expect(name).toMatch(/\.regulars$/);
    expect(await file.text()).toMatch(/^\{"format":"regulars-backup","version":1,"sealed":/);
    await places.keepSecret(undefined);
    await press(root, 'Back up now');
    await says(root, 'This browser has lost the key of your passphrase.');
    expect(places.files.size).toBe(1);
  }, 60_000);
});

describe('a restore in the page', () => {
  const chosen = async (options: Parameters<typeof mountDashboardState>[1] = {}) => {
    const mounted = await mountDashboardState({ hash: '#/backup' }, options);
    const file = await mounted.api.backup();
    const input = mounted.root.querySelector<HTMLInputElement>('main input[type=file]');
    await userEvent.upload(input as HTMLElement, new File([file], 'regulars-x.json'));
    return mounted;
  };

  it('shows what would come and what would go before anything is done', async () => {
    const { root, background } = await chosen();
    await says(root, 'This is in the backup');
    expect(told(root)).toContain('by this browser');
    expect(told(root)).toContain('There is less in the backup than here.');
    expect(root.querySelectorAll('table tbody tr')).toHaveLength(6);
    expect(background.of('restore.run')).toEqual([]);
    await press(root, 'Cancel');
    await expect.poll(() => background.of('restore.close').length).toBe(1);
    expect(background.of('restore.run')).toEqual([]);
  });

  it('says what and when in a narrow window without breaking a day or a word in two', async () => {
    await page.viewport(360, 800);
    const { root } = await chosen({ language: 'zh-CN' });
    await expect.poll(() => root.querySelectorAll('main table td').length).toBeGreaterThan(3);
    const linesOf = (text: Text, from: number, to: number) => {
      const range = new Range();
      range.setStart(text, from);
      range.setEnd(text, to);
      return new Set([...range.getClientRects()].map(({ top }) => top)).size;
    };
    const date = [...root.querySelectorAll('main table td')].at(-1)?.firstChild as Text;
    const at = date.data.indexOf('日');
    expect(linesOf(date, at - 1, at + 1)).toBe(1);
    const last = [...root.querySelectorAll('main table tbody th')].at(-1)?.firstChild as Text;
    expect(linesOf(last, 0, last.length)).toBe(1);
    expect(document.documentElement.scrollWidth).toBe(360);
  });

  it('is run once, and taken back after asking', async () => {
    const { root, background } = await chosen();
    await says(root, 'This is in the backup');
    await press(root, 'Replace my data with this backup');
    await says(root, 'Restored');
    expect(background.of('restore.run')).toHaveLength(1);
    await press(root, 'Go back to before');
    await userEvent.click(byName(root.querySelector('dialog') as HTMLElement, 'footer button', 'Go back to before'));
    await expect.poll(() => background.of('restore.undo').length).toBe(1);
  });

  it('tells what was left out, and gives it as a file', async () => {
    const { root, background, saved } = await mountDashboardState({ hash: '#/backup' });
    background.answer({ 'restore.put': () => ({ setAside: ['{"is":"?"}'] }) });
    const file = await mounted(root, background);
    expect(file.size).toBeGreaterThan(0);
    await says(root, 'could not be read and');
    await press(root, 'Save them as a file');
    expect(await saved[0]?.file.text()).toContain('{"is":"?"}');
  });

  it.each([
    ['half a backup', (text: string) => text.slice(0, -60), 'Only what could be read up to there would be restored.'],
    [
      'a changed one',
      (text: string) => text.replace('AAAA', 'AAAB'),
      'Only what could be read of it would be restored.',
    ],
    ['a picture', () => '\x89PNG', 'This is no backup of Regulars.'],
    ['one from the future', (text: string) => text.replace('"version":1', '"version":9'), 'made by a newer version'],
  ])('of %s says so', async (_, spoil, sentence) => {
    const { root, api } = await mountDashboardState({ hash: '#/backup' });
    const text = spoil(await (await api.backup()).text());
    const input = root.querySelector<HTMLInputElement>('main input[type=file]');
    await userEvent.upload(input as HTMLElement, new File([text], 'x.json'));
    await says(root, sentence);
  });

  it('is where a backup chosen among the imports leads', async () => {
    const { root, api } = await mountDashboardState({ hash: '#/files' });
    const file = await api.backup({ packed: true });
    const input = root.querySelector<HTMLInputElement>('main input[type=file]');
    await userEvent.upload(input as HTMLElement, new File([file], 'what.csv'));
    await expect.poll(() => location.hash).toBe('#/backup');
    await says(root, 'This is in the backup');
  });

  async function mounted(root: HTMLElement, background: Awaited<ReturnType<typeof mountDashboardState>>['background']) {
    const lines = '{"is":"meta","key":"a","value":1}\n';
    expect(background).toBeDefined();
    const { createBackupFile } = await import('../../lib/backup/write-file.ts');
    const holds = { customers: 1, identities: 0, orders: 0, interactions: 0, notes: 0 };
    const written = await createBackupFile({ head: { createdAt: 5, app: 'x', holds }, isPacked: false });
    await written.put(lines);
    const { file } = await written.finish();
    const input = root.querySelector<HTMLInputElement>('main input[type=file]');
    await userEvent.upload(input as HTMLElement, new File([file], 'x.json'));
    return file;
  }
});

describe('a customer file that is gone', () => {
  it('is said above an empty list, which is no first run, until it is begun anew', async () => {
    const gone = { people: 8412, seenAt: 1_774_000_000_000 };
    const { root, background } = await mountDashboardState({
      hash: '#/customers',
      customers: 0,
      about: { gone, hasRecords: false },
    });
    await says(root, 'Your customer file is gone from this browser’s store');
    expect(told(root)).not.toContain('Load sample data');
    await press(root, 'Start anew');
    await says(root, 'Start anew without the old data?');
    expect(background.of('backup.startAnew')).toEqual([]);
    background.answer({ 'backup.about': () => ({ hasRecords: false, persisted: true }) });
    await press(root, 'Start anew');
    await says(root, 'Load sample data');
    expect(background.of('backup.startAnew')).toHaveLength(1);
  });
});
