// Runs dependency-cruiser over the rooms and fails when it saw none: a checker that sees nothing also says "no violations".
import { cruise, type IReporterOutput } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';

const options = await extractOptions('./.dependency-cruiser.cjs');
const { output }: IReporterOutput = await cruise(['lib', 'components', 'entrypoints', 'scripts', 'demo', 'tests'], {
  ...options,
  outputType: 'json',
});
const result = JSON.parse(String(output));
const own = result.modules.filter((module: { source: string }) =>
  /^(lib|components|entrypoints)\//.test(module.source),
);
for (const violation of result.summary.violations) {
  console.error(`${violation.rule.name}: ${violation.from} -> ${violation.to}`);
}
console.log(`rooms: ${own.length} modules, ${result.summary.violations.length} violations`);
if (own.length < 20 || result.summary.violations.length > 0) process.exit(1);
