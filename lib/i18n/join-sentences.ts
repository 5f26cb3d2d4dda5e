/** Sentences one after the other: with a space between them, which full-width marks bring along themselves. */
export const joinSentences = (...sentences: readonly string[]): string =>
  sentences.reduce((before, next) => before + (/[。！？；：，、”）」』》]$/.test(before) ? '' : ' ') + next);

/** What went wrong, which is written without a full stop, and what to do about it. */
export const whatAndTodo = (what: string, todo: string): string =>
  `${what}${/\p{Script=Han}$/u.test(what) ? '。' : '. '}${todo}`;
