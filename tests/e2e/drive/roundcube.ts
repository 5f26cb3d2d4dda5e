import type { Frame, Page } from 'playwright';

export interface RoundcubeBed {
  /** With its slash at the end. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Logs in and waits for the message list. */
export async function login(page: Page, bed: RoundcubeBed): Promise<void> {
  await page.goto(bed.url);
  await page.fill('#rcmloginuser', bed.user);
  await page.fill('#rcmloginpwd', bed.password);
  await page.click('#rcmloginsubmit');
  await page.waitForSelector('#messagelist tr.message');
}

/** Opens a folder's list. @param mbox as in the address (IMAP modified UTF-7) */
export async function openFolder(page: Page, bed: RoundcubeBed, mbox: string): Promise<void> {
  await page.goto(`${bed.url}?_task=mail&_mbox=${encodeURIComponent(mbox)}`);
  await page.waitForSelector('#messagelist tr.message');
}

/** Lists the open folder by threads, all of them unfolded. */
export async function listThreads(page: Page): Promise<void> {
  await page.evaluate('rcmail.set_list_options(null, undefined, undefined, 1)');
  await page.waitForFunction('rcmail.env.threading');
  await page.waitForSelector('#messagelist tr.message.thread');
  await page.evaluate("rcmail.command('expand-all')");
  await page.waitForSelector('#messagelist tr.message.thread.expanded');
}

/** The list row of a message: Roundcube names it by the UID in base64. */
export function rowOf(page: Page, uid: number): ReturnType<Page['locator']> {
  return page.locator(`[id="rcmrow${btoa(String(uid)).replace(/=+$/, '')}"]`);
}

/** Opens a message of the open folder in the preview pane; gives its frame once the message is there. */
export async function openPreview(page: Page, uid: number): Promise<Frame> {
  await rowOf(page, uid).click();
  const frame = page.frame({ name: 'messagecontframe' });
  if (!frame) throw new Error('no preview frame');
  await frame.waitForURL(
    (url) => url.searchParams.get('_uid') === String(uid) && url.searchParams.get('_action') === 'preview',
  );
  await frame.waitForSelector('#messagebody');
  return frame;
}

/** Opens a message in the full view. */
export async function openMessage(page: Page, bed: RoundcubeBed, uid: number, mbox = 'INBOX'): Promise<void> {
  await page.goto(`${bed.url}?_task=mail&_uid=${uid}&_mbox=${encodeURIComponent(mbox)}&_action=show`);
  await page.waitForSelector('#messagebody');
}

/** Opens the compose page as a reply to a message; it keeps the recipients in #_to. */
export async function openReply(page: Page, bed: RoundcubeBed, uid: number, mbox = 'INBOX'): Promise<void> {
  await page.goto(`${bed.url}?_task=mail&_action=compose&_reply_uid=${uid}&_mbox=${encodeURIComponent(mbox)}`);
  await page.waitForSelector('#_to', { state: 'attached' });
}
