import { type FollowedMail, rowSelector } from './mail.ts';

export interface Opening {
  /** From DOMContentLoaded of the message's document to the frame that shows message and person uncovered. */
  readonly fromReadyMs: number;
  /** From the first frame in which the message's own header stood there: how long the person is later than the message. */
  readonly fromSeenMs: number;
  /** From the press of the mouse, with the webmail's own wait for a double click and its server's answer. */
  readonly fromClickMs: number;
}

/** Opens a message in the mailbox and waits until it and its person stand side by side. */
export async function openMessage(mail: FollowedMail, message: { uid: number; customer: string }): Promise<Opening> {
  await mail.forget();
  await mail.tab.click(rowSelector(message.uid));
  await mail.settled(message.uid, message.customer);
  const [{ states: page, clicked }, { states: panel }] = await Promise.all([mail.page(), mail.shown()]);
  const own = page.filter((state) => state.uid === message.uid);
  const ready = own.find((state) => state.ready > 0)?.ready;
  const seen = own[0]?.first;
  const uncovered = page.at(-1)?.first;
  const painted = panel.find((state) => state.customer === message.customer)?.first;
  if (!ready || !seen || !uncovered || !painted) throw new Error(`no moment for message ${message.uid}`);
  const end = Math.max(uncovered, painted);
  return { fromReadyMs: end - ready, fromSeenMs: end - seen, fromClickMs: end - clicked };
}
