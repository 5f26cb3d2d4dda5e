import axe from 'axe-core';
import { type ComponentChildren, render } from 'preact';
import '../../components/ui/tokens.css';
import '../../components/ui/base.css';
import { mountPanel } from '../../components/panel/mount-panel.tsx';
import type { Language } from '../../lib/domain/settings.ts';
import type { FakeBackground } from './fake-background.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';
import { backgroundOf, type PanelState } from './panel-states.ts';

export type ThemeName = 'light' | 'dark';

export interface Mounted {
  readonly root: HTMLElement;
  readonly background: FakeBackground;
  readonly clock: ManualClock;
  /** Takes it all down, as when the frame is removed. */
  readonly stop: () => void;
}

const standing = new Set<() => void>();

/** Takes down whatever a test left standing. */
export function unmountAll(): void {
  for (const stop of standing) stop();
  standing.clear();
}

function stage(): { root: HTMLElement; controller: AbortController; stop: () => void } {
  const root = document.createElement('div');
  document.body.append(root);
  const controller = new AbortController();
  const stop = () => {
    controller.abort();
    render(null, root);
    root.remove();
    standing.delete(stop);
  };
  standing.add(stop);
  return { root, controller, stop };
}

/** The whole panel in one of its states. */
export async function mountState(
  state: PanelState,
  language: Language = 'en',
  theme: ThemeName = 'light',
): Promise<Mounted> {
  const { root, controller, stop } = stage();
  const background = backgroundOf(state, language, theme);
  const clock = createManualClock();
  await mountPanel({ background, clock, root, languages: [language], stop: controller.signal });
  await painted();
  clock.advance(200);
  await painted();
  return { root, background, clock, stop };
}

/** One component on a page of its own. */
export function mountComponent(children: ComponentChildren, theme: ThemeName = 'light'): HTMLElement {
  const { root } = stage();
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = 'en';
  render(<main>{children}</main>, root);
  return root;
}

/** After the next frame is drawn. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));

/** Every breach of WCAG 2.2 A and AA that axe can see, as short sentences. */
export async function breaches(root: Element): Promise<string[]> {
  const { violations } = await axe.run(root, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
    resultTypes: ['violations'],
  });
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`));
}

/** The element of a role whose accessible name is or contains `name`; fails when there is none. */
export function byName(root: ParentNode, selector: string, name: string): HTMLElement {
  const found = [...root.querySelectorAll<HTMLElement>(selector)].find((element) => nameOf(element).includes(name));
  if (!found) throw new Error(`no ${selector} named "${name}"`);
  return found;
}

function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute('aria-label');
  if (labelled !== null) return labelled;
  const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
  return (label ?? element).textContent ?? '';
}
