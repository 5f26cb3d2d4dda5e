import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { breaches, byName, mountComponent, painted, unmountAll } from '../../tests/view/mount.tsx';
import { Avatar } from './Avatar.tsx';
import { Bar } from './Bar.tsx';
import { Button, IconButton } from './Button.tsx';
import { Chip } from './Chip.tsx';
import { Clip } from './Clip.tsx';
import { Dialog } from './Dialog.tsx';
import { EmptyState } from './EmptyState.tsx';
import { Field } from './Field.tsx';
import { Hint } from './Hint.tsx';
import { Plus, Search, Users } from './icons.ts';
import { Menu } from './Menu.tsx';
import { ScoreRing } from './ScoreRing.tsx';
import { Select } from './Select.tsx';
import { Skeleton } from './Skeleton.tsx';
import { Tabs } from './Tabs.tsx';
import { Toasts } from './Toasts.tsx';
import { VirtualList } from './VirtualList.tsx';

afterEach(unmountAll);
const nothing = () => {};
const options = [
  { value: 'a', label: 'Alpha' },
  { value: 'b', label: 'Beta' },
] as const;

const shown: Readonly<Record<string, ComponentChildren>> = {
  Button: (
    <>
      {(['plain', 'primary', 'ghost', 'danger'] as const).map((tone) => (
        <Button key={tone} tone={tone} icon={Plus}>
          {tone}
        </Button>
      ))}
      <IconButton icon={Search} label="Search" />
    </>
  ),
  Chip: (['plain', 'good', 'warn', 'bad', 'a', 'b', 'c', 'd'] as const).map((tone) => (
    <Chip key={tone} tone={tone}>
      {tone}
    </Chip>
  )),
  Avatar: (
    <>
      <Avatar name="李" /> <Avatar name="x" size="s" />
    </>
  ),
  Field: (
    <>
      <Field label="Email" value="a" onValue={nothing} error="No @ in it" hint="from the page" />
      <Field label="Note" multiline value="" placeholder="Write" onValue={nothing} />
    </>
  ),
  Select: <Select label="Kind" value="a" options={options} onValue={nothing} />,
  Tabs: (
    <Tabs
      label="Parts"
      selected="a"
      onSelect={nothing}
      tabs={[
        { id: 'a', label: 'Alpha', count: '4' },
        { id: 'b', label: 'Beta' },
      ]}
    >
      content
    </Tabs>
  ),
  Dialog: (
    <Dialog title="Delete it?" closeLabel="Close" onClose={nothing} actions={<Button tone="danger">Delete</Button>}>
      Sure?
    </Dialog>
  ),
  Toasts: (
    <Toasts
      label="Messages"
      dismissLabel="Dismiss"
      toasts={[
        { id: 1, text: 'Saved', tone: 'info', action: { label: 'Undo', run: nothing } },
        { id: 2, text: 'The disk is full', todo: 'Free some space.', tone: 'bad' },
      ]}
      onDismiss={nothing}
      onHold={nothing}
      onRelease={nothing}
    />
  ),
  Skeleton: <Skeleton label="Loading" hasHead />,
  EmptyState: (
    <EmptyState icon={Users} title="Nobody" text="Open a message.">
      <Button>Do</Button>
    </EmptyState>
  ),
  ScoreRing: (
    <>
      <ScoreRing score={86} label="Score 86 of 100" /> <ScoreRing label="No score yet" />
    </>
  ),
  Bar: <Bar value={3} max={4} />,
  Hint: <Hint text="because">—</Hint>,
  Clip: <Clip text={'long '.repeat(200)} />,
  Menu: <Menu label="More" items={[{ label: 'Edit', run: nothing }]} />,
  VirtualList: (
    <div style={{ height: '200px' }}>
      <VirtualList label="Rows" count={1000} rowHeight={24} keyOf={String}>
        {(index) => `row ${index}`}
      </VirtualList>
    </div>
  ),
};

describe.each(Object.entries(shown))('%s', (_name, children) => {
  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s', async (theme) => {
    mountComponent(children, theme);
    await painted();
    expect(await breaches(document.documentElement)).toEqual([]);
  });
});

it('the check for WCAG sees a breach when there is one', async () => {
  mountComponent(
    <>
      <button type="button" />
      <p style={{ color: '#bbbbbb', background: '#ffffff' }}>faint</p>
    </>,
  );
  const found = (await breaches(document.documentElement)).join();
  expect(found).toContain('button-name');
  expect(found).toContain('color-contrast');
});

it('every control is at least 24 px wide and high', async () => {
  const { Dialog: dialog, ...others } = shown;
  const root = mountComponent(Object.values(others));
  await painted();
  const small = [...root.querySelectorAll('button, input, select, textarea')].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && (width < 24 || height < 24);
  });
  expect(small.map((element) => element.outerHTML.slice(0, 100))).toEqual([]);
  expect(dialog).toBeDefined();
});

it('an avatar takes the first letter of any script, and a dot where there is none', () => {
  const root = mountComponent(
    <>
      <Avatar name="  “李晓梅”" />
      <Avatar name="émile" />
      <Avatar name="🙂 !" />
    </>,
  );
  expect([...root.querySelectorAll('span')].map((element) => element.textContent)).toEqual(['李', 'É', '·']);
});

it('a field names its error and its hint to a screen reader', () => {
  const root = mountComponent(<Field label="Email" value="" onValue={nothing} error="No @ in it" hint="read" />);
  const input = root.querySelector('input');
  const described = input?.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(described.map((key) => document.getElementById(key)?.textContent)).toEqual(['No @ in it', 'read']);
  expect(input?.getAttribute('aria-invalid')).toBe('true');
});

it('a choice gives its value back', async () => {
  const onValue = vi.fn();
  const root = mountComponent(<Select label="Kind" value="a" options={options} onValue={onValue} />);
  await userEvent.selectOptions(root.querySelector('select') as HTMLSelectElement, 'Beta');
  expect(onValue).toHaveBeenCalledWith('b');
});

it('a hint is reached by pointer and by focus, stays under the pointer, and Escape puts it away', async () => {
  const root = mountComponent(<Hint text="because">—</Hint>);
  const tip = root.querySelector('[role=tooltip]') as HTMLElement;
  await userEvent.hover(root.querySelector('button') as HTMLElement);
  expect(tip.matches(':popover-open')).toBe(true);
  await userEvent.hover(tip);
  expect(tip.matches(':popover-open')).toBe(true);
  await userEvent.unhover(tip);
  expect(tip.matches(':popover-open')).toBe(false);
  (root.querySelector('button') as HTMLElement).focus();
  expect(tip.matches(':popover-open')).toBe(true);
  await userEvent.keyboard('{Escape}');
  expect(tip.matches(':popover-open')).toBe(false);
});

it('cut text can be read whole by focus; text that fits takes no stop', async () => {
  await page.viewport(360, 600);
  const root = mountComponent(
    <>
      <div style={{ width: '100px' }}>
        <Clip text="a name that is much too long for this place" />
      </div>
      <div style={{ width: '300px' }}>
        <Clip text="short" />
      </div>
    </>,
  );
  await painted();
  const stops = [...root.querySelectorAll<HTMLElement>('[tabindex="0"]')];
  expect(stops.length).toBe(1);
  stops[0]?.focus();
  const tip = root.querySelector('[popover]');
  expect(tip?.matches(':popover-open')).toBe(true);
  expect(tip?.textContent).toContain('much too long for this place');
});

it('a dialog begins on its first field, not on the button that closes it', () => {
  const root = mountComponent(
    <Dialog title="t" closeLabel="Close" onClose={nothing} actions={<Button>Save</Button>}>
      <Field label="Tag" value="" onValue={nothing} />
    </Dialog>,
  );
  expect(document.activeElement).toBe(root.querySelector('input'));
});

it('a dialog that only asks begins on what changes nothing', () => {
  const actions = [<Button key="cancel">Cancel</Button>, <Button key="delete">Delete</Button>];
  const root = mountComponent(
    <Dialog title="t" closeLabel="Close" onClose={nothing} actions={actions}>
      Delete it?
    </Dialog>,
  );
  expect(document.activeElement).toBe(byName(root, 'button', 'Cancel'));
});

it('a dialog closes by Escape, by its button and by the ground around it', async () => {
  const onClose = vi.fn();
  const root = mountComponent(
    <Dialog title="t" closeLabel="Close" onClose={onClose}>
      text
    </Dialog>,
  );
  await userEvent.keyboard('{Escape}');
  await userEvent.click(byName(root, 'button', 'Close'));
  (root.querySelector('dialog') as HTMLElement).click();
  expect(onClose).toHaveBeenCalledTimes(3);
});

it('a toast is read out, urgently when it is bad, and holds still under the pointer', async () => {
  const onHold = vi.fn();
  const run = vi.fn();
  const onDismiss = vi.fn();
  const root = mountComponent(
    <Toasts
      label="Messages"
      dismissLabel="Dismiss"
      toasts={[
        { id: 1, text: 'Saved', tone: 'info', action: { label: 'Undo', run } },
        { id: 2, text: 'Full', tone: 'bad' },
      ]}
      onDismiss={onDismiss}
      onHold={onHold}
      onRelease={nothing}
    />,
  );
  expect(root.querySelector('[role=status]')?.textContent).toContain('Saved');
  expect(root.querySelector('[role=alert]')?.textContent).toContain('Full');
  await userEvent.click(byName(root, 'button', 'Undo'));
  expect(onHold).toHaveBeenCalled();
  expect(run).toHaveBeenCalledOnce();
  expect(onDismiss).toHaveBeenCalledWith(1);
});

it('a menu runs what was chosen and says which choice is in force', async () => {
  const run = vi.fn();
  const root = mountComponent(
    <Menu
      label="Mode"
      items={[
        { label: 'All', checked: true, run: nothing },
        { label: 'Ask', checked: false, run },
      ]}
    />,
  );
  await userEvent.click(byName(root, 'button', 'Mode'));
  expect(byName(root, '[role=menuitemradio]', 'All').getAttribute('aria-checked')).toBe('true');
  await userEvent.keyboard('{End}{Enter}');
  expect(run).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(byName(root, 'button', 'Mode'));
});

it('a long list holds only the rows in view, says their places, and follows the scrolling', async () => {
  const onRange = vi.fn();
  const root = mountComponent(
    <div style={{ height: '240px' }}>
      <VirtualList label="Rows" count={100_000} rowHeight={24} keyOf={String} onRange={onRange}>
        {(index) => <span style={{ display: 'block', height: '24px' }}>row {index}</span>}
      </VirtualList>
    </div>,
  );
  await expect.poll(() => root.querySelectorAll('li').length).toBeGreaterThan(5);
  expect(root.querySelectorAll('li').length).toBeLessThan(60);
  const scroller = root.querySelector('ul')?.parentElement as HTMLElement;
  scroller.scrollTop = 24 * 50_000;
  await expect.poll(() => root.textContent).toContain('row 50000');
  const row = [...root.querySelectorAll('li')].find((entry) => entry.textContent === 'row 50000');
  expect([row?.getAttribute('aria-posinset'), row?.getAttribute('aria-setsize')]).toEqual(['50001', '100000']);
  expect(onRange.mock.lastCall?.[0]).toBeGreaterThan(49_000);
});

it('tabs show one panel, named by its tab', async () => {
  const Two = () => {
    const [selected, select] = useState<'a' | 'b'>('a');
    const tabs = [
      { id: 'a', label: 'Alpha' },
      { id: 'b', label: 'Beta' },
    ] as const;
    return (
      <Tabs label="Parts" tabs={tabs} selected={selected} onSelect={select}>
        {`the ${selected}`}
      </Tabs>
    );
  };
  const root = mountComponent(<Two />);
  await userEvent.click(byName(root, '[role=tab]', 'Beta'));
  const panel = root.querySelector('[role=tabpanel]');
  expect(panel?.textContent).toBe('the b');
  expect(document.getElementById(panel?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Beta');
});

it('the document is light or dark as told, whatever the system says', () => {
  const root = mountComponent(<p>x</p>, 'dark');
  expect(getComputedStyle(root).colorScheme).toBe('dark');
  document.documentElement.dataset.theme = 'light';
  expect(getComputedStyle(root).colorScheme).toBe('light');
});

it('a name or number keeps off the Chinese characters that it was put between', () => {
  const root = mountComponent(<span>把Anna合并到3位</span>);
  const width = () => root.querySelector('span')?.getBoundingClientRect().width ?? 0;
  const apart = width();
  root.style.setProperty('text-autospace', 'no-autospace');
  expect(apart - width()).toBeGreaterThan(4);
});
