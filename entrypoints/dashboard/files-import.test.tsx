import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { TARGETS } from '../../lib/domain/import-target.ts';
import { unpackRows } from '../../lib/transfer/packed-rows.ts';
import { chooseFile, fixtureFile } from '../../tests/view/choose-file.ts';
import { byName, painted } from '../../tests/view/mount.tsx';
import { mountDashboardState, unmountPages } from '../../tests/view/mount-dashboard.tsx';

beforeEach(() => page.viewport(1200, 860));
afterEach(unmountPages);

const FILES = { hash: '#/files' } as const;
const BUYERS = 'Name,Mail,Order date,Total\nAnn,ann@x.example,2026-03-01,12.50\nBob,bob@x.example,2026-03-02,7\n';
const buyers = (text = BUYERS, name = 'till.csv') => new File([text], name, { type: 'text/csv' });

const says = (root: HTMLElement, text: string) =>
  expect.poll(() => root.textContent, { timeout: 10_000 }).toContain(text);
const selectOf = (root: HTMLElement, name: string) => byName(root, 'select', name) as HTMLSelectElement;
const press = (root: HTMLElement, name: string) => userEvent.click(byName(root, 'button', name));
const choose = async (select: HTMLSelectElement, value: string) => userEvent.selectOptions(select, value);

async function opened(file: File, options: Parameters<typeof mountDashboardState>[1] = {}) {
  const mounted = await mountDashboardState(FILES, options);
  chooseFile(mounted.root, file);
  await says(mounted.root, 'What was found');
  return mounted;
}

async function checked(file = buyers(), options: Parameters<typeof mountDashboardState>[1] = {}) {
  const mounted = await opened(file, options);
  await choose(selectOf(mounted.root, 'Currency of amounts'), 'EUR');
  await press(mounted.root, 'Check without writing');
  await says(mounted.root, 'What would change');
  return mounted;
}

describe('a file that is chosen', () => {
  it('from a platform is recognised, with its encoding and every column', async () => {
    const { root } = await opened(await fixtureFile('taobao-orders.csv'));
    expect(selectOf(root, 'Encoding').value).toBe('gb18030');
    expect(selectOf(root, 'Comes from').selectedOptions[0]?.textContent).toContain('千牛');
    expect(selectOf(root, 'What “收货人姓名” becomes').value).toBe('customer.name');
    expect(selectOf(root, 'What “联系电话” becomes').value).toBe('customer.phone');
    expect(selectOf(root, 'What “联系手机” becomes').value).toBe('customer.phone');
    expect(root.querySelector('select[aria-label="What “物流公司” becomes"]')).toBeNull();
    await press(root, 'more columns are left out');
    const offered = selectOf(root, 'What “物流公司” becomes');
    expect(offered.value).toBe('');
    // One list: each thing that a column can become once, under the heading where one would look for it.
    const groups = [...offered.querySelectorAll('optgroup')].map(
      (group) => [group.label, [...group.querySelectorAll('option')].map(({ value }) => value)] as const,
    );
    expect(groups.map(([label]) => label)).toEqual([
      ...['Customer', 'Contact and accounts', 'Order', 'Order line', 'Custom fields'],
    ]);
    expect(groups[1]?.[1]).toEqual(['customer.email', 'customer.phone', 'customer.account', 'customer.id']);
    const plain = groups.slice(0, -1).flatMap(([, values]) => values);
    expect(plain.sort()).toEqual([...TARGETS].sort());
    await says(root, '欧阳娜');
    await says(root, 'Rejected: a number was rounded by Excel');
  });

  it('is shown again in the encoding that is chosen, and comes back in the right one', async () => {
    const { root } = await opened(await fixtureFile('taobao-orders.csv'));
    await choose(selectOf(root, 'Encoding'), 'windows-1252');
    await expect.poll(() => root.textContent).not.toContain('订单编号');
    await choose(selectOf(root, 'Encoding'), 'gb18030');
    await says(root, '订单编号');
  });

  it('of nobody we know is guessed from words and values; what is changed counts', async () => {
    const { root } = await opened(buyers('Who,Mail,Order date,Total,x\nAnn,ann@x.example,2026-03-01,EUR 12.50,?\n'));
    expect(selectOf(root, 'What “Mail” becomes').value).toBe('customer.email');
    await says(root, 'Recognised');
    await choose(selectOf(root, 'What “x” becomes'), 'customer.note');
    await says(root, 'Your choice');
    await expect
      .poll(() => [...root.querySelectorAll('section table thead th')].map((cell) => cell.textContent))
      .toContain('Note');
  });

  it('with dates of two readings and amounts without a currency waits until both are said', async () => {
    const { root, background } = await opened(
      buyers('Name,Email,Order date,Total\nAnn,ann@x.example,03/04/2026,12.50\n'),
    );
    await says(root, 'The amounts name no currency');
    byName(root, 'button', 'Check without writing').click();
    await painted();
    expect(background.of('imports.open')).toEqual([]);
    await choose(selectOf(root, 'Currency of amounts'), 'EUR');
    await says(root, 'The dates can be read in two ways');
    await choose(selectOf(root, 'Dates like'), 'dmy');
    // The day of Shanghai, told in the time of this computer.
    await expect.poll(() => root.textContent).toMatch(/Apr [23], 2026/);
    await press(root, 'Check without writing');
    await says(root, 'What would change');
  });

  it('as cards needs no columns', async () => {
    const card = 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:林怡君\r\nEMAIL:lin@x.example\r\nEND:VCARD\r\n';
    const { root, background } = await opened(buyers(card, 'people.vcf'));
    await says(root, '林怡君');
    expect(root.textContent).not.toContain('Which column becomes what');
    await press(root, 'Check without writing');
    await says(root, 'What would change');
    const rows = [...unpackRows(String(background.of('imports.add')[0]?.rows))];
    expect(rows).toMatchObject([{ customer: { name: '林怡君', emails: ['lin@x.example'] } }]);
  });

  it.each([
    ['empty', buyers(''), 'The file is empty'],
    ['a PDF', buyers('%PDF-1.7\n', 'orders.csv'), 'This is a PDF'],
    ['a header alone', buyers('Name,Email\n'), 'column names but no rows'],
    ['a web page', buyers('<!doctype html><table></table>', 'orders.xls'), 'This is a web page'],
    ['half a workbook', buyers('PK\u0003\u0004 and no more', 'orders.xlsx'), 'The file breaks off in the middle'],
    ['too wide', buyers(`${'a,'.repeat(1200)}\n${'1,'.repeat(1200)}\n`), 'at most 1,000 can be read'],
  ])('that is %s is answered with a sentence, and another can be chosen', async (_, file, sentence) => {
    const { root, background } = await mountDashboardState(FILES);
    chooseFile(root, file);
    await says(root, sentence);
    expect(root.querySelector('[role=alert]')?.textContent).toContain('Nothing was changed.');
    expect(background.asked.filter(({ method }) => method.startsWith('imports.'))).toEqual([]);
    chooseFile(root, buyers());
    await says(root, 'What was found');
    expect(root.querySelector('[role=alert]')?.textContent ?? '').toBe('');
  });

  it('that is dropped is opened too', async () => {
    const { root } = await mountDashboardState(FILES);
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(buyers());
    const zone = root.querySelector('input[type=file]')?.parentElement as HTMLElement;
    zone.dispatchEvent(new DragEvent('dragover', { bubbles: true, cancelable: true, dataTransfer }));
    await says(root, 'Let go to open the file');
    const isTaken = !zone.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
    expect(isTaken).toBe(true);
    await says(root, 'What was found');
  });
});

describe('an import', () => {
  it('goes from the check to the report and back out again', async () => {
    const { root, background } = await checked();
    expect(background.of('imports.open')[0]?.options).toMatchObject({
      ...{ file: 'till.csv', shop: 'import:file', onConflict: 'mine', matchBy: ['account', 'email', 'phone', 'name'] },
    });
    expect(background.of('imports.run')).toEqual([]);
    await says(root, 'another value, not taken: Address');
    await press(root, 'Import now');
    await says(root, 'till.csv');
    await says(root, 'Undo this import');
    const { actionId } = background.of('imports.run')[0] ?? {};
    await press(root, 'Undo this import');
    await says(root, 'Import undone');
    expect(background.of('history.undo')).toMatchObject([{ undo: actionId }]);
    await press(root, 'Import another file');
    await says(root, 'Drop a file here');
  });

  it('moves the focus to what is new, so that it is read out', async () => {
    const { root } = await checked();
    expect(document.activeElement?.textContent).toBe('What would change');
    await press(root, 'Import now');
    await says(root, 'Undo this import');
    expect(document.activeElement?.textContent).toBe('Imported');
  });

  it('remembers the mapping of a header, says so, and forgets it when told', async () => {
    const choices = new Map<string, unknown>();
    const first = await opened(buyers(), { choices });
    await choose(selectOf(first.root, 'What “Name” becomes'), 'customer.company');
    await choose(selectOf(first.root, 'Currency of amounts'), 'CHF');
    await press(first.root, 'Check without writing');
    await says(first.root, 'What would change');
    expect(JSON.stringify([...choices])).not.toContain('ann@x.example');
    unmountPages();
    const second = await opened(buyers('Name,Mail,Order date,Total\nCleo,cleo@x.example,2026-04-01,3\n'), { choices });
    await says(second.root, 'as with the last file that had these columns');
    expect(selectOf(second.root, 'What “Name” becomes').value).toBe('customer.company');
    expect(selectOf(second.root, 'Currency of amounts').value).toBe('CHF');
    await press(second.root, 'Start afresh');
    await expect.poll(() => selectOf(second.root, 'What “Name” becomes').value).toBe('customer.name');
    expect(second.root.textContent).not.toContain('as with the last file that had these columns');
  });

  it('asks where numbers without a country code are from, says what is lost without, and remembers it', async () => {
    const choices = new Map<string, unknown>();
    const plain = 'Name,Phone\nAnn,0151 2000000\n';
    const first = await opened(buyers(plain, 'people.csv'), { choices });
    const region = () => selectOf(first.root, 'Phone numbers without a country code');
    expect(region().value).toBe('');
    await says(first.root, 'may then not match the same number');
    await choose(region(), 'DE');
    expect(first.root.textContent).not.toContain('may then not match the same number');
    await press(first.root, 'Check without writing');
    await says(first.root, 'What would change');
    expect(first.background.of('imports.open')[0]?.options).toMatchObject({ region: 'DE' });
    unmountPages();
    const second = await opened(buyers(plain, 'people.csv'), { choices });
    expect(selectOf(second.root, 'Phone numbers without a country code').value).toBe('DE');
    unmountPages();
    const platform = await opened(await fixtureFile('taobao-orders.csv'));
    expect(selectOf(platform.root, 'Phone numbers without a country code').value).toBe('CN');
  });

  it('takes the region that the settings have meanwhile, where none was chosen the last time', async () => {
    const choices = new Map<string, unknown>();
    const plain = 'Name,Phone\nAnn,0151 2000000\n';
    const first = await opened(buyers(plain, 'people.csv'), { choices });
    await press(first.root, 'Check without writing');
    await says(first.root, 'What would change');
    unmountPages();
    const { root } = await mountDashboardState({ ...FILES, settings: { region: 'AT' } }, { choices });
    chooseFile(root, buyers(plain, 'people.csv'));
    await says(root, 'as with the last file that had these columns');
    expect(selectOf(root, 'Phone numbers without a country code').value).toBe('AT');
  });

  it('says of every row of the file what became of it, and in which rows something is wrong', async () => {
    const wrong = Array.from({ length: 5 }, (_, at) => `Cy${at},cy${at}@x.example,2026-03-03,abc\n`).join('');
    const more = Array.from({ length: 9 }, (_, at) => `Eve${at},eve${at}@x.example,2026-03-04,8.50\n`).join('');
    const { root } = await checked(buyers(`${BUYERS}Dan,nobody,2026-03-03,5\n${wrong}合计,,,19.50\n${more}`));
    const rows = [...root.querySelectorAll('section[aria-label="Rows of the file"] dl > div')];
    expect(rows.map((tile) => tile.textContent)).toEqual(['All18', 'Usable12', 'Rejected5', 'No data1']);
    // The counts are those of the background, which this page has only for show.
    await says(root, 'tell of 171 customers and 468 orders');
    expect(root.textContent).toContain('5 rowsthe amount cannot be read rows 5, 6, 7 and 2 others');
    expect(root.textContent).toContain('1 valuenot an email, left out row 4');
    expect(root.textContent).toContain('1 rowno data: a total, a footer or a line of the exporting program row 10');
  });

  it('gives its rejected rows as a file with the reason in the last column', async () => {
    const { root, saved } = await checked(buyers(`${BUYERS}Cy,cy@x.example,2026-03-03,abc\n,,,\n`));
    await says(root, 'the amount cannot be read');
    await press(root, 'Download the rejected rows');
    await expect.poll(() => saved.length).toBe(1);
    expect(saved[0]?.name).toBe('till rejected rows.csv');
    const lines = (await saved[0]?.file.text())?.trim().split('\r\n');
    expect(lines).toEqual([
      'Name,Mail,Order date,Total,Row in the file,Why it was not imported',
      'Cy,cy@x.example,2026-03-03,abc,4,the amount cannot be read',
    ]);
  });

  it('asks before the page is left while it runs, shows how far it is, and can be broken off', async () => {
    const { root, background, clock, asksBeforeLeaving } = await checked();
    expect(asksBeforeLeaving()).toBe(false);
    let end: (value: { type: 'bad-request' }) => void = () => {};
    background.answer({
      'imports.run': () => new Promise((resolve) => (end = resolve)),
      'imports.close': () => {
        end({ type: 'bad-request' });
        return {};
      },
    });
    await press(root, 'Import now');
    await says(root, 'Putting it on file');
    expect(asksBeforeLeaving()).toBe(true);
    clock.advance(2000);
    background.push({ event: 'import', importId: 'import-1', done: 1, total: 4 });
    await expect.poll(() => root.querySelector('progress')?.value).toBe(0.25);
    expect(root.textContent).toContain('6 seconds left');
    background.push({ event: 'import', importId: 'of another page', done: 4, total: 4 });
    await painted();
    expect(root.querySelector('progress')?.value).toBe(0.25);
    await press(root, 'Cancel');
    await says(root, 'What would change');
    expect(background.of('imports.close')).toMatchObject([{ importId: 'import-1' }]);
    expect(asksBeforeLeaving()).toBe(false);
    expect(root.querySelector('[role=alert]')?.textContent ?? '').toBe('');
  });

  it('is broken off while the file is read, and leaves nothing with the background', async () => {
    const { root, background } = await opened(buyers());
    await choose(selectOf(root, 'Currency of amounts'), 'EUR');
    background.answer({ 'imports.add': () => new Promise(() => {}) });
    await press(root, 'Check without writing');
    await expect.poll(() => background.of('imports.add').length).toBe(1);
    await press(root, 'Cancel');
    await says(root, 'Which column becomes what');
    expect(background.of('imports.close')).toMatchObject([{ importId: 'import-1' }]);
    expect(background.of('imports.preview')).toEqual([]);
  });

  it('whose background was stopped meanwhile is handed over again, as the same action', async () => {
    const { root, background } = await checked();
    const asked: string[] = [];
    background.answer({
      'imports.open': () => ({ importId: 'import-2' }),
      'imports.run': ({ importId, actionId }) => {
        asked.push(`${importId} ${actionId}`);
        if (importId === 'import-1') return { type: 'not-found' };
        const orders = { created: 2, updated: 0, skipped: 0, claimed: 0 };
        const counts = { created: 2, updated: 0, conflicts: 0, skipped: 0, orders, examples: [] };
        return { ...counts, undoId: actionId as never };
      },
    });
    await press(root, 'Import now');
    await says(root, 'Undo this import');
    expect(asked.map((one) => one.split(' ')[0])).toEqual(['import-1', 'import-2']);
    expect(new Set(asked.map((one) => one.split(' ')[1])).size).toBe(1);
    expect(background.of('imports.add').length).toBe(2);
  });

  it('that meets a full disk says so, changes nothing, and is the same action when tried again', async () => {
    const { root, background } = await checked();
    background.answer({ 'imports.run': () => ({ type: 'storage-full' }) });
    await press(root, 'Import now');
    await says(root, 'The disk is full');
    expect(root.textContent).toContain('Import now');
    await press(root, 'Import now');
    await expect.poll(() => background.of('imports.run').length).toBe(2);
    expect(new Set(background.of('imports.run').map(({ actionId }) => actionId)).size).toBe(1);
  });

  it('goes on while another page of the dashboard is looked at', async () => {
    const { root, background } = await checked();
    let end: () => void = () => {};
    background.answer({
      'imports.run': ({ actionId }) =>
        new Promise((resolve) => {
          const orders = { created: 0, updated: 0, skipped: 0, claimed: 0 };
          const counts = { created: 2, updated: 0, conflicts: 0, skipped: 0, orders, examples: [] };
          end = () => resolve({ ...counts, undoId: actionId as never });
        }),
    });
    await press(root, 'Import now');
    await says(root, 'Putting it on file');
    location.hash = '#/about';
    await says(root, 'What is stored where');
    end();
    location.hash = '#/files';
    await says(root, 'Undo this import');
  });
});
