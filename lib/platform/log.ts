/** Codes and counts only: what a customer wrote or is called never reaches a log. */
type Facts = Readonly<Record<string, string | number | boolean>>;

export const log = {
  warn: (code: string, facts: Facts = {}): void => console.warn(`regulars: ${code}`, facts),
  error: (code: string, facts: Facts = {}): void => console.error(`regulars: ${code}`, facts),
};
