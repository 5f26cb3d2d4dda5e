import { profileWithFile } from '../harness/customer-file.ts';
import { launch } from '../harness/devtools.ts';
import { stopWorker } from '../harness/extension.ts';
import type { Figure, Measure } from '../harness/figure.ts';
import { followMail, startMailbox } from '../harness/mail.ts';
import { openMessage } from '../harness/opening.ts';
import { median, randomFrom } from '../harness/stats.ts';
import { type Moment, moments } from '../harness/trace.ts';

const OPENINGS = 12;
type Steps = Readonly<Record<string, number>>;

/**
 * Where the time of `message-to-profile` goes, step by step, by the moments that the build for tests notes in a trace.
 * Tracing slows everything: to compare the steps with each other, not with a bar.
 */
export const openingSteps: Measure = {
  name: 'opening-steps',
  async run({ extension, say }) {
    const mailbox = await startMailbox();
    const { profile, remove } = await profileWithFile(extension, mailbox);
    const browser = await launch({ extensions: [extension], profile });
    const mail = await followMail(browser, mailbox);
    const known = mailbox.messages.filter(({ customer }) => customer);
    const random = randomFrom(31);
    const taken: Record<'warm' | 'cold worker', Steps[]> = { warm: [], 'cold worker': [] };
    let before = '';
    for (let run = -2; run < OPENINGS * 2; run++) {
      const others = known.filter(({ customer }) => customer !== before);
      const message = others[random(others.length)] as (typeof known)[number];
      before = message.customer;
      const kind = run % 2 === 0 ? 'warm' : 'cold worker';
      if (kind === 'cold worker') await stopWorker(browser);
      const seen = await moments(browser, async () => void (await openMessage(mail, message)));
      const steps = stepsOf(seen);
      if (run >= 0 && steps) taken[kind].push(steps);
    }
    say(`${OPENINGS} openings each`);
    await browser.close();
    await remove();
    return { figures: Object.entries(taken).flatMap(([kind, all]) => figuresOf(kind, all)), raw: taken };
  },
};

/** The way of what stands on screen at the end: back from the answer that uncovered the panel. */
function stepsOf(seen: readonly Moment[]): Steps | undefined {
  const lastBefore = (name: string, end: Moment | undefined) =>
    seen.findLast((moment) => moment.name === name && moment.atMs <= (end?.atMs ?? 0));
  const said = seen.findLast(({ name }) => name === 'shell: says first');
  const shown = seen.findLast(({ name }) => name === 'shell: shown');
  const asked = lastBefore('panel: asks page.shown', shown);
  const told = lastBefore('panel: told people', asked);
  const published = lastBefore('background: publishes people', told);
  const heard = seen.find(({ name, atMs }) => name === 'background: hears seen' && atMs >= (said?.atMs ?? 0));
  if (!said || !heard || !published || !told || !asked || !shown) return undefined;
  const first = seen.find(({ name, atMs }) => name === 'background: publishes people' && atMs >= heard.atMs);
  return {
    'read, and told to the background': heard.atMs - said.atMs,
    'recognised from what is on file': (first ?? published).atMs - heard.atMs,
    'worked out again for the whole source': published.atMs - (first ?? published).atMs,
    'told to the panel': told.atMs - published.atMs,
    'drawn, and the frame after it': asked.atMs - told.atMs,
    'uncovered by the shell': shown.atMs - asked.atMs,
    'all of it': shown.atMs - said.atMs,
  };
}

function figuresOf(kind: string, all: readonly Steps[]): Figure[] {
  return Object.keys(all[0] ?? {}).map((step) => {
    const times = all.map((steps) => steps[step] ?? Number.NaN);
    return { what: `${kind}: ${step}`, value: `median ${median(times).toFixed(1)} ms (n ${times.length})` };
  });
}
