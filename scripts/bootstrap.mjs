// The first thing that runs on a fresh machine, so it is plain JavaScript for any Node from 18 on, with nothing installed:
//   node scripts/bootstrap.mjs scripts/NAME.ts [arguments]
// Installs the dependencies, finds (or, as root on Debian, installs) the browsers, then runs the script with the project's own Node.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const isWindows = process.platform === 'win32';
const [script, ...args] = process.argv.slice(2);

const BROWSERS = {
  chromium: {
    variable: 'CHROMIUM_PATH',
    packages: ['chromium'],
    // Chromium before Chrome and Edge: it is the one the tests run in.
    commands: [
      'chromium',
      'chromium-browser',
      'google-chrome',
      'google-chrome-stable',
      'microsoft-edge',
      'microsoft-edge-stable',
    ],
    mac: [
      'Chromium.app/Contents/MacOS/Chromium',
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ],
    windows: [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ],
    names: 'Chromium, Google Chrome or Microsoft Edge',
  },
  firefox: {
    variable: 'FIREFOX_PATH',
    packages: ['firefox-esr'],
    commands: ['firefox-esr', 'firefox'],
    mac: ['Firefox.app/Contents/MacOS/firefox', 'Firefox Developer Edition.app/Contents/MacOS/firefox'],
    windows: ['Mozilla Firefox\\firefox.exe', 'Firefox Developer Edition\\firefox.exe'],
    names: 'Firefox 140 or newer',
  },
};

/** Which browsers a script needs: start takes the one asked for, everything else drives both. */
function neededBrowsers() {
  if (!script.endsWith('start.ts')) return ['chromium', 'firefox'];
  const at = args.findIndex((argument) => argument === '--browser' || argument.startsWith('--browser='));
  const asked = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1]);
  if (asked === 'firefox') return ['firefox'];
  if (asked === undefined && !findBrowser('chromium') && findBrowser('firefox')) return ['firefox'];
  return ['chromium'];
}

function findBrowser(name) {
  const { variable, commands, mac, windows } = BROWSERS[name];
  const given = process.env[variable];
  if (given) return existsSync(given) ? given : undefined;
  if (process.platform === 'darwin') {
    return ['/Applications', path.join(process.env.HOME ?? '', 'Applications')]
      .flatMap((folder) => mac.map((app) => path.join(folder, app)))
      .find(existsSync);
  }
  if (isWindows) {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
      Boolean,
    );
    return folders.flatMap((folder) => windows.map((app) => path.join(folder, app))).find(existsSync);
  }
  const folders = [
    ...new Set([...(process.env.PATH ?? '').split(path.delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin']),
  ];
  return commands.flatMap((command) => folders.map((folder) => path.join(folder, command))).find(isRunnable);
}

/** A file, and not the note that Ubuntu leaves in a browser's place to say that it is a snap. */
function isRunnable(file) {
  if (!existsSync(file) || !statSync(file).isFile()) return false;
  return statSync(file).size > 20_000 || !readFileSync(file, 'latin1').includes('snap install');
}

const hasApt = () => process.platform === 'linux' && existsSync('/usr/bin/apt-get');
const isRoot = () => process.getuid?.() === 0;

function run(command, parameters, options = {}) {
  return spawnSync(command, parameters, { cwd: root, stdio: 'inherit', ...options }).status === 0;
}

function aptInstall(packages) {
  console.log(`Installing ${packages.join(', ')} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...parameters) =>
    run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...parameters], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  return apt('update') && apt('install', '-y', '--no-install-recommends', ...packages);
}

function ensureDependencies() {
  const installed = path.join(root, 'node_modules', '.package-lock.json');
  const wanted = path.join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log('Installing dependencies …');
  const npm = (...parameters) =>
    spawnSync('npm', [...parameters, '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      shell: isWindows,
      encoding: 'utf8',
    });
  // `npm ci` wants every platform's optional package; where a registry lacks one, `npm install` still honours the lock.
  let result = npm('ci');
  if (result.status !== 0) result = npm('install', '--no-save');
  if (result.status !== 0) {
    console.error(result.stderr);
    stop('npm could not install the dependencies. Is there a way to the npm registry?');
  }
  const now = new Date();
  if (existsSync(installed)) utimesSync(installed, now, now);
}

function ensureBrowsers() {
  const missing = neededBrowsers().filter((name) => !findBrowser(name));
  if (missing.length > 0 && hasApt() && isRoot()) {
    aptInstall([
      ...missing.flatMap((name) => BROWSERS[name].packages),
      ...(hasChineseFont() ? [] : ['fonts-noto-cjk']),
    ]);
  }
  for (const name of neededBrowsers()) {
    const { variable, names, packages } = BROWSERS[name];
    const found = findBrowser(name);
    if (!found) {
      const how = hasApt() ? ` On Debian: sudo apt-get install ${packages.join(' ')}` : '';
      stop(`No browser to run in: please install ${names}, or say where it is in ${variable}.${how}`);
    }
    process.env[variable] = found;
  }
  // Needed only to look right, so that a failure here is none.
  if (hasApt() && isRoot() && !hasChineseFont()) aptInstall(['fonts-noto-cjk']);
}

const hasChineseFont = () =>
  ['/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc'].some(existsSync) ||
  (spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Runs the script and leaves signals to it: the terminal sends Ctrl+C to both, and only the script knows what to end. */
function runScript() {
  const bin = path.join(root, 'node_modules', '.bin');
  const node = path.join(root, 'node_modules', 'node', 'bin', isWindows ? 'node.exe' : 'node');
  const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` };
  const child = spawn(node, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit', env });
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => stop(`The project's own Node does not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
}

if (!script) stop('usage: node scripts/bootstrap.mjs scripts/NAME.ts [arguments]');
ensureDependencies();
ensureBrowsers();
runScript();
