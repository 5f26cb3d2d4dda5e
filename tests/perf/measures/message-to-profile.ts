import { profileWithFile } from '../harness/customer-file.ts';
import { launch } from '../harness/devtools.ts';
import { stopWorker } from '../harness/extension.ts';
import { type Measure, timeFigure } from '../harness/figure.ts';
import { followMail, startMailbox } from '../harness/mail.ts';
import { type Opening, openMessage } from '../harness/opening.ts';
import { median, randomFrom } from '../harness/stats.ts';

const WARM_MS = 150;
const COLD_MS = 500;

/**
 * A message is opened in Roundcube, ten thousand customers on file: how long until the person's profile is painted.
 * Warm openings and ones whose service worker was stopped just before take turns.
 */
export const messageToProfile: Measure = {
  name: 'message-to-profile',
  async run({ extension, runs, say }) {
    const mailbox = await startMailbox();
    const { profile, remove } = await profileWithFile(extension, mailbox);
    say('10,000 customers are on file');
    const browser = await launch({ extensions: [extension], profile });
    const mail = await followMail(browser, mailbox);
    const known = mailbox.messages.filter(({ customer }) => customer);
    const random = randomFrom(31);
    const warm: Opening[] = [];
    const cold: Opening[] = [];
    const echoes: number[] = [];
    let before = '';
    for (let run = -2; run < runs * 2; run++) {
      const others = known.filter(({ customer }) => customer !== before);
      const message = others[random(others.length)] as (typeof known)[number];
      before = message.customer;
      if (run % 2 === 0) {
        const opening = await openMessage(mail, message);
        const echoMs = await mail.echo();
        if (run >= 0) {
          warm.push(opening);
          echoes.push(echoMs);
        }
        continue;
      }
      await stopWorker(browser);
      const opening = await openMessage(mail, message);
      if (run >= 0) cold.push(opening);
    }
    await browser.close();
    await remove();
    return {
      figures: [
        timeFigure(
          'profile painted, warm',
          warm.map((opening) => opening.fromReadyMs),
          WARM_MS,
        ),
        timeFigure(
          'profile painted, cold worker',
          cold.map((opening) => opening.fromReadyMs),
          COLD_MS,
        ),
        {
          what: 'control: panel → worker → panel, nothing asked',
          value: `median ${median(echoes).toFixed(1)} ms; warm painting is ${median(warm.map(({ fromReadyMs }, index) => fromReadyMs / (echoes[index] ?? Number.NaN))).toFixed(0)} × that`,
        },
        timeFigure(
          'later than the message itself, warm',
          warm.map((opening) => opening.fromSeenMs),
        ),
        timeFigure(
          'from the click, warm',
          warm.map((opening) => opening.fromClickMs),
        ),
        timeFigure(
          'from the click, cold worker',
          cold.map((opening) => opening.fromClickMs),
        ),
      ],
      raw: { warm, cold, echoes },
    };
  },
};
