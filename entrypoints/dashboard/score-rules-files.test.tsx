import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { RuleSet } from '../../lib/domain/score.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { writeRulesFile } from '../../lib/view/rules-file.ts';
import { chooseFile } from '../../tests/view/choose-file.ts';
import { byName } from '../../tests/view/mount.tsx';
import { unmountPages } from '../../tests/view/mount-dashboard.tsx';
import { field, openRules, sentences, statusOf } from '../../tests/view/rules-page.ts';

beforeEach(() => page.viewport(1200, 900));
afterEach(unmountPages);

describe('a file of rules', () => {
  it('is saved, and opened with a look at what it would change before anything is taken over', async () => {
    const { root, saved } = await openRules('score-rules');
    await userEvent.click(byName(root, 'main button', 'More about the score rules'));
    await userEvent.click(byName(document.body, '[role=menuitem]', 'Save as a file'));
    expect(saved[0]?.name).toBe('regulars-score-rules.json');
    expect(JSON.parse((await saved[0]?.file.text()) ?? '').rules.length).toBe(5);

    const gone = { id: 'gone', attribute: 'custom:gone', shape: DEFAULT_RULES.rules[0]?.shape, points: 5 };
    const rules = { ...DEFAULT_RULES, rules: [...DEFAULT_RULES.rules.slice(0, 4), gone] } as RuleSet;
    await chooseFile(root, new File([writeRulesFile(rules, { fields: [], segments: [] })], 'partner.json'));
    const dialog = () => document.querySelector('dialog')?.textContent ?? '';
    await expect.poll(dialog).toContain('Rules from “partner.json”');
    expect(dialog()).toContain('Gone: Refunds');
    expect(dialog()).toContain('1 rule is about a field that this shop has not.');
    await userEvent.click(byName(document.body, 'dialog button', 'Take into the editor'));
    expect(sentences(root).at(-1)).toContain('Deleted field');
    expect(root.textContent).toContain('This shop has no such field');
    // What was there before comes back.
    await userEvent.click(byName(document.body, 'button', 'Undo'));
    expect(sentences(root).length).toBe(5);
    expect(root.textContent).not.toContain('This shop has no such field');
    expect(statusOf(root)).toContain('Version 2 is in use.');
  });

  it('and the standard rules take the place of unsaved changes, which can be had back', async () => {
    const { root } = await openRules('score-rules');
    await userEvent.click(root.querySelector('main ol > li button[aria-expanded]') as HTMLElement);
    await userEvent.click(byName(root, 'main button', 'Remove'));
    const changed = sentences(root);
    await userEvent.click(byName(root, 'main button', 'More about the score rules'));
    await userEvent.click(byName(document.body, '[role=menuitem]', 'Start from the standard rules'));
    expect(sentences(root)).not.toEqual(changed);
    expect(document.body.textContent).toContain('Standard rules taken into the editor, not saved yet');
    const undo = [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Undo').at(-1);
    await userEvent.click(undo as HTMLElement);
    expect(sentences(root)).toEqual(changed);
  });

  it('have what was changed since the replacement kept for the way back, until something is saved', async () => {
    const { root } = await openRules('score-rules');
    const undo = () => [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Undo').at(-1);
    const before = sentences(root);
    await userEvent.click(byName(root, 'main button', 'More about the score rules'));
    await userEvent.click(byName(document.body, '[role=menuitem]', 'Start from the standard rules'));
    const standard = sentences(root);
    expect(standard).not.toEqual(before);
    const points = () => field(root, 'Points as a number');
    await userEvent.click(byName(root, 'main ol button', 'Likely to order: the more'));
    await userEvent.fill(points(), '61');
    const typed = sentences(root);
    expect(typed).not.toEqual(standard);
    await userEvent.click(undo() as HTMLElement);
    expect(sentences(root)).toEqual(before);
    await userEvent.click(undo() as HTMLElement);
    expect(sentences(root)).toEqual(typed);
    await userEvent.click(byName(root, 'main button', 'More about the score rules'));
    await userEvent.click(byName(document.body, '[role=menuitem]', 'Start from the standard rules'));
    await expect.poll(() => document.body.textContent).toContain('Standard rules taken into the editor');
    await userEvent.click(byName(root, 'main button', 'Save and use'));
    await userEvent.click(byName(document.body, 'dialog footer button', 'Save and use'));
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    expect(document.body.textContent).not.toContain('Standard rules taken into the editor');
  });

  it('that holds none says why, and changes nothing', async () => {
    const { root } = await openRules('score-rules');
    await chooseFile(root, new File(['{"rules":'], 'broken.json'));
    await expect.poll(() => document.querySelector('dialog')?.textContent).toContain('cannot be read as JSON');
    await userEvent.click(byName(document.body, 'dialog footer button', 'Close'));
    expect(statusOf(root)).toContain('Version 2 is in use.');
  });
});
