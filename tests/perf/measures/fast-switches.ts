import { actionId, mailboxCustomers } from '../../e2e/harness/customers-of-truth.ts';
import { launch } from '../harness/devtools.ts';
import { openOwnPage } from '../harness/extension.ts';
import type { Measure } from '../harness/figure.ts';
import { followMail, type PageState, type PanelState, rowSelector, startMailbox } from '../harness/mail.ts';
import { randomFrom } from '../harness/stats.ts';

const SWITCHES = 200;
/** Two clicks on one row within this are a double click to Roundcube, which then leaves the list. */
const DOUBLE_CLICK_MS = 800;
/** Two processes' clocks agree to within this; a frame takes eight times as long. */
const CLOCK_MS = 2;

/**
 * Fast and random switches between messages of the real Roundcube with the panel open. In every frame the page drew,
 * a panel that can be seen speaks of the person of the message whose header is on screen; and after each pause, and at
 * the end, it can be seen.
 */
export const fastSwitches: Measure = {
  name: 'fast-switches',
  async run({ extension, say }) {
    const mailbox = await startMailbox();
    const browser = await launch({ extensions: [extension] });
    const own = await openOwnPage(browser);
    await own.call('customers.create', { actionId: actionId(), customers: mailboxCustomers(mailbox.truth).given });
    await own.tab.close();
    const mail = await followMail(browser, mailbox);
    const random = randomFrom(20_261_031);
    const customerOf = new Map(mailbox.messages.map(({ uid, customer }) => [uid, customer]));
    const clickedAt = new Map<number, number>();
    let settled = 0;
    for (let turn = 1; turn <= SWITCHES; turn++) {
      const rested = performance.now() - DOUBLE_CLICK_MS;
      const others = mailbox.messages.filter(({ uid }) => (clickedAt.get(uid) ?? 0) < rested);
      const next = others[random(others.length)] as (typeof others)[number];
      await mail.tab.click(rowSelector(next.uid));
      clickedAt.set(next.uid, performance.now());
      // At once to the next; as soon as the message is there; once all has come to rest.
      const pace = turn === SWITCHES ? 2 : random(3);
      if (pace === 1)
        await mail.tab.until(
          'the message',
          (uid: number) => {
            const frame = document.querySelector<HTMLIFrameElement>('iframe#messagecontframe');
            const query = new URLSearchParams(frame?.contentWindow?.location.search);
            return (
              query.get('_uid') === String(uid) && frame?.contentDocument?.querySelector('#message-header') !== null
            );
          },
          [next.uid],
        );
      if (pace === 2) {
        await mail.settled(next.uid, next.customer);
        settled++;
      }
      if (turn % 50 === 0) say(`${turn} switches`);
    }
    const [{ states: page, frames }, { states: panel }] = await Promise.all([mail.page(), mail.shown()]);
    await browser.close();
    const beside = page.flatMap((state) => besideOthers(state, panel, customerOf));
    const mismatches = beside.filter(({ shown }) => shown !== '');
    // Before the message is read the panel may say that nobody is there: no wrong person, and worth knowing.
    const tooSoon = beside.length - mismatches.length;
    const uncovered = page.filter((state) => state.uid !== undefined && state.isPanelSeen).length;
    return {
      figures: [
        {
          what: `${SWITCHES} fast random switches`,
          value: `${mismatches.length} mismatches in ${frames} frames; ${uncovered} times a panel beside a message, ${settled} settled, ${tooSoon} times “nobody” first`,
          bar: '0 mismatches',
          isMet: mismatches.length === 0 && settled > 30 && uncovered > 30,
        },
      ],
      raw: { mismatches, frames, uncovered, settled, page, panel },
    };
  },
};

/** What a visible panel said beside a message that is not about the message's person. */
function besideOthers(
  state: PageState,
  panel: readonly PanelState[],
  customerOf: ReadonlyMap<number, string>,
): { uid: number; wanted: string; shown: string }[] {
  const { uid } = state;
  if (uid === undefined || !state.isPanelSeen) return [];
  const wanted = customerOf.get(uid) ?? '';
  const end = (index: number) => panel[index + 1]?.first ?? Number.POSITIVE_INFINITY;
  return panel.flatMap((shown, index) => {
    const overlaps = shown.first < state.last - CLOCK_MS && end(index) > state.first + CLOCK_MS;
    const covers = shown.first <= state.first && end(index) > state.last;
    if (shown.customer === wanted || shown.isLoading || !(overlaps || covers)) return [];
    return [{ uid, wanted, shown: shown.customer }];
  });
}
