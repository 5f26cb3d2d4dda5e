import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { ActionId } from '../../lib/domain/ids.ts';
import type { RuleSet } from '../../lib/domain/score.ts';
import { DEFAULT_RULES } from '../../lib/scoring/rules/default-rules.ts';
import { writeRulesFile } from '../../lib/view/rules-file.ts';
import { chooseFile } from '../../tests/view/choose-file.ts';
import { breaches, byName } from '../../tests/view/mount.tsx';
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

  it('makes what it asks for and this shop has not, on the word of whoever opens it, and that can be undone', async () => {
    const { root, background } = await openRules('score-rules');
    const before = sentences(root);
    const strange = (nth: number) => `01990000-0000-7000-8000-00000000000${nth}`;
    const branch = { id: strange(1), name: 'Branch', kind: 'choice', choices: [{ id: strange(2), label: 'Cafés' }] };
    const segment = {
      ...{ id: strange(3), name: 'Café buyers', sort: 'name', descending: false },
      filter: { text: '', where: [{ attribute: `custom:${strange(1)}`, is: 'any-of', values: [strange(2)] }] },
    };
    const lost = {
      ...segment,
      id: strange(4),
      name: 'Best',
      filter: { text: '', where: [{ attribute: 'score', is: 'known' }] },
    };
    const rule = (id: string) => ({
      ...{ id: `in-${id}`, attribute: 'segment', points: 5 },
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values: [id] }, share: 1 }], otherwise: 0 },
    });
    const rules = { ...DEFAULT_RULES, rules: [DEFAULT_RULES.rules[0], rule(segment.id), rule(lost.id)] };
    const text = writeRulesFile(rules as RuleSet, { fields: [branch], segments: [segment, lost] } as never);
    await chooseFile(root, new File([text], 'partner.json'));
    const dialog = () => document.querySelector('dialog') as HTMLElement;
    await expect.poll(() => dialog()?.textContent).toContain('The rules ask for what this shop has not:');
    expect(dialog().textContent).toContain('Field “Branch” (One choice)');
    expect(dialog().textContent).toContain('Segment “Café buyers”: all of: Branch: Cafés');
    expect(dialog().textContent).toContain(
      'The segment “Best” cannot be taken over: it asks for scores or tiers itself',
    );
    expect(await breaches(document.documentElement)).toEqual([]);
    const make = byName(dialog(), 'label', 'Make it in this shop too');
    await userEvent.click(make);
    expect(dialog().textContent).toContain('Without it, rules that ask for it give nobody points.');
    await userEvent.click(make);
    await userEvent.click(byName(document.body, 'dialog button', 'Take into the editor'));
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    expect(background.of('fields.add')).toMatchObject([{ name: 'Branch', kind: 'choice', choices: ['Cafés'] }]);
    // The segment asks for the field by the id that it has here.
    const [saved] = background.of('filters.save');
    expect(saved).toMatchObject({ name: 'Café buyers' });
    expect(JSON.stringify(saved)).not.toContain(strange(1));
    expect(document.body.textContent).toContain('Made in this shop: Branch and Café buyers');
    const undo = [...document.querySelectorAll('[role=status] button, li button, button')].find(
      (one) => one.textContent === 'Undo' && one.parentElement?.textContent?.includes('Made in this shop'),
    );
    await userEvent.click(undo as HTMLElement);
    await expect.poll(() => background.of('history.undo').length).toBe(2);
    // One word at the end, and the rules that asked for it are gone from the page with it.
    await expect.poll(() => document.body.textContent).toContain('Earlier changes are back');
    expect(document.body.textContent).not.toContain('Made in this shop');
    expect([...document.querySelectorAll('button')].filter((one) => one.textContent === 'Redo')).toEqual([]);
    const undos = () => [...document.querySelectorAll('button')].filter((one) => one.textContent === 'Undo');
    expect(undos().length).toBe(1);
    expect(sentences(root)).toEqual(before);
    expect(statusOf(root)).toContain('Version 2 is in use.');
    // What asks for the field goes before it.
    expect(background.of('history.undo')[0]?.undo).toBe(saved?.actionId);
    // And both come back with one click.
    await userEvent.click(undos()[0] as HTMLElement);
    await expect.poll(() => background.of('history.redo').length).toBe(2);
    expect(sentences(root).length).toBe(3);
  });

  it('is not put away while what it asks for is made, and says once what it does not tell', async () => {
    const { root, background } = await openRules('score-rules');
    const strange = (nth: number) => `01990000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    const segment = {
      ...{ id: strange(1), name: 'Trade', sort: 'name', descending: false },
      filter: { text: '', where: [{ attribute: 'company', is: 'contains', text: 'trading' }] },
    };
    const values = Array.from({ length: 150 }, (_, nth) => strange(nth + 1));
    const rule = {
      ...{ id: 'in', attribute: 'segment', points: 5 },
      shape: { type: 'cases', cases: [{ when: { is: 'any-of', values }, share: 1 }], otherwise: 0 },
    };
    const text = writeRulesFile(
      { ...DEFAULT_RULES, rules: [rule] } as RuleSet,
      { fields: [], segments: [segment] } as never,
    );
    await chooseFile(root, new File([text], 'partner.json'));
    const dialog = () => document.querySelector('dialog') as HTMLElement;
    await expect.poll(() => dialog()?.textContent).toContain('Segment “Trade”');
    expect(dialog().textContent?.split('the file does not say what it is').length).toBe(2);
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    background.answer({
      'filters.save': async ({ actionId }) => {
        await held;
        return { actionId: actionId as ActionId, id: strange(900) };
      },
    });
    await userEvent.click(byName(document.body, 'dialog button', 'Take into the editor'));
    await expect.poll(() => background.of('filters.save').length).toBe(1);
    expect((byName(dialog(), 'button', 'Cancel') as HTMLButtonElement).disabled).toBe(true);
    await userEvent.keyboard('{Escape}');
    await userEvent.click(byName(dialog(), 'button', 'Close'));
    expect(dialog()).not.toBeNull();
    release();
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    expect(sentences(root).length).toBe(1);
  });

  it('whose segments cannot be taken over are told as what they are, and what stays at the way back is said', async () => {
    const { root, background } = await openRules('score-rules');
    const strange = (nth: number) => `01990000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    const named = (nth: number, name: string, attribute: string) => ({
      ...{ id: strange(nth), name, sort: 'name', descending: false },
      filter: { text: '', where: [{ attribute, is: 'known' }] },
    });
    const segments = [named(1, 'Best', 'score'), named(2, 'Trade', 'company')];
    const rule = (nth: number) => ({
      ...{ id: `in-${nth}`, attribute: 'segment', points: 5 },
      shape: {
        type: 'cases',
        cases: [{ when: { is: 'any-of', values: [strange(nth)] }, share: 1 }],
        otherwise: 0,
      },
    });
    // The file does not say what the third of them is.
    const rules = { ...DEFAULT_RULES, rules: [1, 2, 3].map(rule) } as RuleSet;
    await chooseFile(root, new File([writeRulesFile(rules, { fields: [], segments } as never)], 'partner.json'));
    await expect.poll(() => document.querySelector('dialog')?.textContent).toContain('Segment “Trade”');
    background.answer({
      'history.undo': ({ undo }) => ({
        actionId: undo as ActionId,
        undone: undo as ActionId,
        action: 'filters.save',
        kept: 2,
      }),
    });
    await userEvent.click(byName(document.body, 'dialog button', 'Take into the editor'));
    await expect.poll(() => document.querySelector('dialog')).toBeNull();
    const [best, , untold] = sentences(root);
    expect(best).toContain('“Best”, which this shop does not have +5');
    expect(untold).toContain('a segment that this shop does not have +5');
    expect(root.textContent).not.toContain('a deleted segment');
    expect(root.textContent).toContain('This shop has no such segment, so nobody is in it');
    // Opened, it is offered by the same name and not by its id.
    await userEvent.click(root.querySelector('main ol > li button[aria-expanded]') as HTMLElement);
    expect(root.querySelector('main ol > li [role=group]')?.textContent).toContain('“Best”, which this shop');
    expect(root.textContent).not.toContain(strange(1));
    const undo = [...document.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Undo').at(-1);
    await userEvent.click(undo as HTMLElement);
    await expect
      .poll(() => document.body.textContent)
      .toContain('Earlier changes are back. 2 values of what was made in the shop have been changed since');
  });

  it('that holds none says why, and changes nothing', async () => {
    const { root } = await openRules('score-rules');
    await chooseFile(root, new File(['{"rules":'], 'broken.json'));
    await expect.poll(() => document.querySelector('dialog')?.textContent).toContain('cannot be read as JSON');
    await userEvent.click(byName(document.body, 'dialog footer button', 'Close'));
    expect(statusOf(root)).toContain('Version 2 is in use.');
  });
});
