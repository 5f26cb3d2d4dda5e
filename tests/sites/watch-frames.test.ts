import { afterEach, expect, it } from 'vitest';
import { removeWatched, until, watched } from './watched.ts';

afterEach(removeWatched);

it('a frame that leaves, loads again or vanishes takes its person along at once', async () => {
  const place = watched('<div id="list"></div><iframe id="content"></iframe>', '/list');
  const frame = place.document.querySelector('iframe');
  if (!frame?.contentWindow) throw new Error('no frame');
  const leaves = () => place.log.filter((entry) => entry === 'leave').length;
  for (let round = 1; round <= 3; round++) {
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    frame.contentWindow.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(leaves()).toBe(round);
    frame.srcdoc = `<p>message ${round}</p>`;
    await loaded;
    const settled = leaves();
    // What comes after the leave is told anew.
    await until(() => place.log.at(-1) === 'list ');
    place.log.splice(0, place.log.length, ...Array.from({ length: round }, () => 'leave'), 'list ');
    expect(settled).toBeGreaterThanOrEqual(round);
  }
  const before = leaves();
  frame.remove();
  await until(() => leaves() > before);
});

it('a real navigation of the frame is noticed without its load', async () => {
  const place = watched('<div id="list"></div><iframe srcdoc="<p>first"></iframe>', '/list');
  const frame = place.document.querySelector('iframe');
  if (!frame) throw new Error('no frame');
  await new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  place.log.length = 0;
  let loaded = false;
  frame.addEventListener('load', () => {
    loaded = true;
  });
  frame.srcdoc = '<p>second';
  await until(() => place.log.includes('leave') || loaded);
  expect(place.log).toContain('leave');
});
