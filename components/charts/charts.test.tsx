import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { breaches, mountComponent, unmountAll } from '../../tests/view/mount.tsx';
import { Calibration } from './Calibration.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { CohortHeatmap } from './CohortHeatmap.tsx';
import { Funnel } from './Funnel.tsx';
import { Histogram } from './Histogram.tsx';
import { ParetoCurve } from './ParetoCurve.tsx';
import { RfmGrid } from './RfmGrid.tsx';
import { nextStop, type Stop } from './use-roving.ts';

const words = { asTable: 'As a table', asChart: 'As a chart', hint: 'Point at a part' };
const table = {
  head: ['What', 'How many'],
  rows: [
    ['One', '1'],
    [{ text: 'Two', href: '#two' }, '2'],
  ],
};
const ticks = [0, 0.5, 1].map((at) => ({ at, text: `${at * 100}%` }));

const charts = {
  rfm: (
    <RfmGrid
      label="Grid"
      recencyTitle="Recency"
      frequencyTitle="Frequency"
      cells={[1, 2, 3, 4, 5].map((r) =>
        [1, 2, 3, 4, 5].map((f) => ({
          n: r * f,
          text: `${r * f}`,
          name: `R${r} F${f}: ${r * f}`,
          href: `#r${r}f${f}`,
        })),
      )}
    />
  ),
  pareto: (
    <ParetoCurve
      label="Curve"
      xTitle="Customers"
      yTitle="Revenue"
      ticks={ticks}
      points={[
        [0.2, 0.7],
        [0.5, 1.04],
        [1, 1],
      ]}
      marks={[
        { x: 0.2, y: 0.7, text: 'A', name: 'Class A', href: '#a' },
        { x: 0.5, y: 1.04, text: 'B', name: 'Class B' },
      ]}
    />
  ),
  cohorts: (
    <CohortHeatmap
      label="Cohorts"
      rowsTitle="First in"
      columnsTitle="Months after"
      rows={[
        { head: { text: 'Mar', name: 'March: 40', href: '#mar' }, kept: [cell(0.4), cell(0.2)] },
        { head: { text: 'Apr' }, kept: [cell(0.3)] },
      ]}
    />
  ),
  funnel: (
    <Funnel
      label="Stages"
      steps={[
        { id: 'new', label: 'New', n: 3, text: '3', name: 'New: 3', href: '#new' },
        { id: 'gone', label: 'Gone', n: 0, text: '0', name: 'Gone: 0', note: 'nobody' },
      ]}
    />
  ),
  histogram: (
    <Histogram
      label="Bars"
      xTitle="Score"
      legend={{ before: 'Before', now: 'Now' }}
      bars={[0, 10, 20].map((at) => ({ tick: `${at}`, n: at, before: 20 - at, name: `${at}: ${at}` }))}
    />
  ),
  calibration: (
    <Calibration
      label="Foretold"
      xTitle="Foretold"
      yTitle="Happened"
      ticks={ticks}
      points={[{ x: 0.1, y: 0.12, low: 0.05, high: 0.2, name: 'Foretold 10%' }]}
    />
  ),
};
function cell(share: number) {
  return { share, text: `${share * 100}%`, name: `share ${share}` };
}

const mount = (name: keyof typeof charts, theme: 'light' | 'dark' = 'light') =>
  mountComponent(
    <ChartFrame title={name} says="It says this." basis="12 customers" words={words} table={table}>
      {charts[name]}
    </ChartFrame>,
    theme,
  );

beforeEach(() => page.viewport(360, 700));
afterEach(unmountAll);

describe.each(Object.keys(charts) as (keyof typeof charts)[])('chart %s', (name) => {
  it.each(['light', 'dark'] as const)('meets WCAG 2.2 AA in %s and fits 360 px', async (theme) => {
    mount(name, theme);
    expect(await breaches(document.documentElement)).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(360);
  });

  it('has one stop in the tab order, and every part is named and read out beneath it', async () => {
    const root = mount(name);
    const parts = [...root.querySelectorAll<HTMLElement>('[data-stop]')];
    expect(parts.filter((part) => part.tabIndex === 0).length).toBe(1);
    for (const part of parts) expect(part.getAttribute('aria-label') || part.tagName === 'A').toBeTruthy();
    parts[0]?.focus();
    await expect.poll(() => root.textContent).toContain(parts[0]?.dataset.reading ?? '-');
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(parts.at(-1));
    await userEvent.keyboard('{Home}');
    expect(document.activeElement).toBe(parts[0]);
  });
});

it('turns into a table with its links and back', async () => {
  const root = mount('funnel');
  const button = root.querySelector('button') as HTMLElement;
  await userEvent.click(button);
  expect(root.querySelector('table a')?.getAttribute('href')).toBe('#two');
  expect(root.querySelector('[data-stop]')).toBeNull();
  expect(await breaches(document.documentElement)).toEqual([]);
  expect(button.textContent).toBe('As a chart');
  await userEvent.click(button);
  expect(root.querySelector('table')).toBeNull();
});

it('arrows lead to the nearest part in their direction, in a grid with gaps too', () => {
  const grid: Stop[] = ['0,0', '0,1', '0,2', '1,0', '1,1', '2,0'];
  expect(nextStop(grid, '0,2', 'ArrowLeft')).toBe('0,1');
  expect(nextStop(grid, '0,1', 'ArrowDown')).toBe('1,1');
  expect(nextStop(grid, '1,1', 'ArrowDown')).toBe('2,0');
  expect(nextStop(grid, '1,1', 'ArrowRight')).toBe('0,2');
  expect(nextStop(grid, '0,0', 'ArrowUp')).toBeUndefined();
  expect(nextStop(grid, '0,0', 'a')).toBeUndefined();
  const line: Stop[] = ['0,0', '0,1', '0,2'];
  expect(nextStop(line, '0,0', 'ArrowDown')).toBe('0,1');
  expect(nextStop(line, '0,0', 'ArrowUp')).toBeUndefined();
});
