// Everything there is to check, from lint to the built extension on real servers. The last line is `N passed, N failed`.
// A check that is not a test suite counts as one; a test that was skipped, or a suite in which nothing ran, counts as failed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { type BedRoom, openBedRoom, whyNoBeds } from './bed-room.ts';

const REPORTS = '.output/test';
const bin = (name: string) => `node_modules/.bin/${name}`;
const counts = { passed: 0, failed: 0 };
const failures: string[] = [];
let running: ReturnType<typeof spawn> | undefined;

function count(what: string, passed: number, failed: number, ms: number): void {
  counts.passed += passed;
  counts.failed += failed;
  if (failed > 0) failures.push(`${what}: ${failed} failed`);
  console.log(`── ${what}: ${passed} passed, ${failed} failed, ${(ms / 1000).toFixed(1)} s\n`);
}

/** Runs a command with its output shown as it comes; gives its exit code. */
function run(command: string, parameters: readonly string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      stdio: ['ignore', 'inherit', 'inherit'],
      // CI: no spinners, and vitest neither writes snapshots nor lets a lone test pass for all.
      env: { CI: '1', ...process.env, ...env },
    });
    running = child;
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

async function check(what: string, command: string, ...parameters: readonly string[]): Promise<boolean> {
  console.log(`── ${what}`);
  const start = performance.now();
  const isGood = (await run(command, parameters)) === 0;
  count(what, Number(isGood), Number(!isGood), performance.now() - start);
  return isGood;
}

interface Report {
  readonly numPassedTests: number;
  readonly numTotalTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { status: string }[];
  }[];
}

/** Runs projects of vitest and counts their tests. */
async function suite(projects: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const what = projects.join(' and ');
  console.log(`── tests: ${what}`);
  const start = performance.now();
  const file = `${REPORTS}/${projects.join('-')}.json`;
  await rm(file, { force: true });
  const code = await run(
    bin('vitest'),
    [
      'run',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ],
    env,
  );
  const report: Report | undefined = existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : undefined;
  const passed = report?.numPassedTests ?? 0;
  const unpassed = (report?.numTotalTests ?? 0) - passed;
  // A file that broke before its first test has no failed test to its name.
  const broken = (report?.testResults ?? []).filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status === 'passed'),
  ).length;
  const failed = unpassed + broken;
  count(what, passed, failed > 0 || (code === 0 && passed > 0) ? failed : 1, performance.now() - start);
}

/** Mozilla's linter on what would be handed in: nothing to say is the only pass. */
async function lintExtension(): Promise<void> {
  await check(
    'web-ext lint',
    bin('web-ext'),
    'lint',
    '--source-dir=.output/firefox-mv3',
    '--warnings-as-errors',
    '--no-config-discovery',
  );
}

async function endToEnd(): Promise<void> {
  const obstacle = whyNoBeds();
  if (obstacle) {
    console.error(obstacle);
    count('e2e', 0, 1, 0);
    return;
  }
  room = await openBedRoom();
  await suite(['e2e'], room.env);
}

let room: BedRoom | undefined;
let isEnding = false;
async function closeRoom(): Promise<void> {
  const open = room;
  room = undefined;
  await open?.close();
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (isEnding) return;
    isEnding = true;
    running?.kill(signal);
    void closeRoom().finally(() => process.exit(130));
  });
}

async function everything(): Promise<void> {
  await mkdir(REPORTS, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await check('lint', npm, 'run', '--silent', 'lint');
  await check('types', npm, 'run', '--silent', 'types');
  await check('rooms', npm, 'run', '--silent', 'rooms');
  await check('dead code', npm, 'run', '--silent', 'dead');
  await suite(['node']);
  await check('build', npm, 'run', '--silent', 'build');
  await check('build for tests', npm, 'run', '--silent', 'build:e2e');
  await lintExtension();
  await suite(['sites', 'components']);
  for (const browser of ['chromium', 'firefox']) {
    await check(
      `demo in ${browser}`,
      process.execPath,
      'scripts/start.ts',
      '--headless',
      '--browser',
      browser,
      '--lang',
      'zh',
    );
  }
  await endToEnd();
}

await everything().catch((error: unknown) => {
  console.error(error);
  count('this script', 0, 1, 0);
});
await closeRoom();
for (const failure of failures) console.log(failure);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 || counts.passed === 0 ? 1 : 0);
