/** A file of a till: so many people, each with one order. */
export function tillCsv(people: number): string {
  const lines = Array.from(
    { length: people },
    (_, at) => `p${at}@x${at}.example,Person ${at},I-${at},2026-03-01,12.50,EUR`,
  );
  return ['Email,Name,Order number,Order date,Total,Currency', ...lines].join('\n');
}
