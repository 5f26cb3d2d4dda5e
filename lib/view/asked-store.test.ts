import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFakeBackground, type FakeBackground } from '../../tests/view/fake-background.ts';
import { arrived, createManualClock, type ManualClock } from '../../tests/view/manual-clock.ts';
import { id } from '../../tests/view/sample-file.ts';
import { err, ok, type Result } from '../domain/result.ts';
import type { Failure } from '../messaging/contract.ts';
import { type AskedStore, createAskedStore } from './asked-store.ts';

let background: FakeBackground;
let clock: ManualClock;
let answers: ((answer: Result<number, Failure>) => void)[];
let store: AskedStore<number>;
let ending: AbortController;

beforeEach(() => {
  background = createFakeBackground({ 'score.cancel': () => ({}) });
  clock = createManualClock();
  answers = [];
  ending = new AbortController();
  store = createAskedStore(
    { background, clock, stop: ending.signal },
    () => new Promise((resolve) => void answers.push(resolve)),
  );
});
afterEach(() => ending.abort());

const change = (tables: string[]) =>
  background.push({ event: 'changed', actionId: id(1), tables, customerIds: 'many' });
const answer = async (value: Result<number, Failure>) => {
  answers.shift()?.(value);
  await arrived();
};

it('asks once however often it is asked to, and says how far it is meanwhile', async () => {
  void store.load();
  void store.load();
  expect(answers.length).toBe(1);
  expect(store.slow.value).toBe(false);
  clock.advance(200);
  expect(store.slow.value).toBe(true);
  background.push({ event: 'scoring', phase: 'fitting', done: 2, total: 8 });
  expect(store.progress.value).toEqual({ phase: 'fitting', done: 2, total: 8 });
  await answer(ok(7));
  expect(store.answer.value?.value).toBe(7);
  expect(store.progress.value).toBeUndefined();
  expect(store.isBusy.value).toBe(false);
});

it('is broken off at once; what comes later counts no more', async () => {
  void store.load();
  store.stop();
  expect(store.isStopped.value).toBe(true);
  expect(background.of('score.cancel').length).toBe(1);
  await answer(ok(7));
  expect(store.answer.value).toBeUndefined();
  void store.load();
  expect(store.isStopped.value).toBe(false);
  await answer(ok(8));
  expect(store.answer.value?.value).toBe(8);
});

it('keeps what it has when newer figures cannot be had', async () => {
  void store.load();
  await answer(ok(7));
  void store.load();
  await answer(err({ type: 'disconnected' }));
  expect(store.answer.value?.value).toBe(7);
  expect(store.failure.value).toEqual({ type: 'disconnected' });
});

it('asks anew when records have changed and rest, while somebody looks', async () => {
  const leave = store.watch();
  await answer(ok(7));
  change(['notes']);
  expect(store.isStale.value).toBe(false);
  change(['orders']);
  expect(store.isStale.value).toBe(true);
  clock.advance(1000);
  change(['orders']);
  clock.advance(1000);
  expect(answers.length).toBe(0);
  clock.advance(600);
  expect(answers.length).toBe(1);
  await answer(ok(8));
  expect(store.isStale.value).toBe(false);
  leave();
  change(['orders']);
  clock.advance(10_000);
  expect(answers.length).toBe(0);
  expect(store.isStale.value).toBe(true);
});

it('asks again for what changed while it was being worked out', async () => {
  const leave = store.watch();
  change(['orders']);
  await answer(ok(7));
  expect(store.isStale.value).toBe(true);
  clock.advance(2000);
  await answer(ok(8));
  expect(store.answer.value?.value).toBe(8);
  expect(store.isStale.value).toBe(false);
  leave();
});
