import { expect } from 'vitest';
import type { RuleSet } from '../../lib/domain/score.ts';
import { type DashboardState, dashboardStates } from './dashboard-states.ts';
import { mountDashboardState } from './mount-dashboard.tsx';

/** Opens the page of score rules in a state, with some of it otherwise. */
export async function openRules(
  name: string,
  {
    language = 'en',
    choices,
    ...otherwise
  }: Partial<DashboardState> & { language?: 'en' | 'zh-CN'; choices?: Map<string, unknown> | undefined } = {},
) {
  const state = dashboardStates[name];
  if (!state) throw new Error(name);
  const standing = await mountDashboardState({ ...state, ...otherwise }, { language, ...(choices ? { choices } : {}) });
  // The page is brought when it is first asked for.
  await expect
    .poll(() => standing.root.querySelector('main [role=tabpanel], main [role=alert], main h2'), { timeout: 10_000 })
    .toBeTruthy();
  return standing;
}

/** What the page says of what it is doing. */
export const statusOf = (root: HTMLElement): string =>
  [...root.querySelectorAll('main [role=status]')].map((one) => one.textContent).join(' | ');

/** The control that a label is of. */
export function field(root: HTMLElement, label: string): HTMLInputElement {
  const found = [...root.querySelectorAll('main label')].find((one) => one.textContent === label);
  const control = found && document.getElementById(found.getAttribute('for') ?? '');
  if (!control) throw new Error(`no field ${label}`);
  return control as HTMLInputElement;
}

/** The rules in what was sent to the background. */
export const sent = (request: Readonly<Record<string, unknown>> | undefined): RuleSet => request?.rules as RuleSet;

/** The rules as they stand there in words. */
export const sentences = (root: HTMLElement): (string | null | undefined)[] =>
  [...root.querySelectorAll('main ol > li button[aria-expanded]')].map(
    (button) => button.firstElementChild?.textContent,
  );
