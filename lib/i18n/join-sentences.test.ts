import { expect, it } from 'vitest';
import { joinSentences, whatAndTodo } from './join-sentences.ts';

it('sentences have a space between them, which full-width marks bring along', () => {
  expect(joinSentences('One.', 'Two.', 'Three.')).toBe('One. Two. Three.');
  expect(joinSentences('第一句。', '第二句。')).toBe('第一句。第二句。');
  expect(joinSentences('「選好」', '再試。')).toBe('「選好」再試。');
  expect(joinSentences('只有一句。')).toBe('只有一句。');
});

it('what went wrong ends as its language writes', () => {
  expect(whatAndTodo('The disk is full', 'Make room.')).toBe('The disk is full. Make room.');
  expect(whatAndTodo('磁盘已满', '请先腾出空间。')).toBe('磁盘已满。请先腾出空间。');
});
