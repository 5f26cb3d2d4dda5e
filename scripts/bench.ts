// usage: npm run bench [-- --only=name[,name]] [--runs=30] [--extension=folder] [--sabotage=name]
// Measures the built extension against its bars. Ends with 1 when one is missed.
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { asTable, type Figure } from '../tests/perf/harness/figure.ts';

// Test beds of its own, so that a run of the tests beside it does not meet them; set before anything reads it.
process.env.BEDS_FIRST_PORT ??= '24110';
const { measures } = await import('../tests/perf/measures/registry.ts');

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    runs: { type: 'string', default: '30' },
    extension: { type: 'string', default: '.output/chrome-mv3-e2e' },
    shipped: { type: 'string', default: '.output/chrome-mv3' },
  },
});
const only = options.only?.split(',');
const chosen = measures.filter(({ name }) => !only || only.includes(name));
if (chosen.length === 0) throw new Error(`there are: ${measures.map(({ name }) => name).join(', ')}`);

const directory = path.resolve('.output/bench');
await mkdir(directory, { recursive: true });
const rows: (Figure & { measure: string })[] = [];
for (const measure of chosen) {
  const began = performance.now();
  const outcome = await measure.run({
    extension: path.resolve(options.extension),
    shipped: path.resolve(options.shipped),
    runs: Number(options.runs),
    say: (line) => console.error(`  ${measure.name}: ${line}`),
  });
  const seconds = Math.round((performance.now() - began) / 1000);
  console.error(`${measure.name}: ${seconds} s`);
  rows.push(...outcome.figures.map((figure) => ({ measure: measure.name, ...figure })));
  const machine = { cores: cpus().length, load: loadavg(), node: process.version };
  const file = { at: new Date().toISOString(), machine, seconds, ...outcome };
  await writeFile(path.join(directory, `${measure.name}.json`), JSON.stringify(file, null, 1));
}
console.log(asTable(rows));
const missed = rows.filter(({ isMet }) => isMet === false);
console.log(`${missed.length} of ${rows.filter(({ isMet }) => isMet !== undefined).length} bars missed`);
process.exit(missed.length > 0 ? 1 : 0);
