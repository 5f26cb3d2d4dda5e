import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';

/** A folder and ports for the real servers of one test run. */
export interface BedRoom {
  /** What the tests' harness reads. */
  readonly env: { readonly BEDS_FOLDER: string; readonly BEDS_FIRST_PORT: string };
  /** Stops every server started in it and throws the folder away. */
  close(): Promise<void>;
}

const PACKAGES =
  'dovecot-imapd roundcube-core roundcube-sqlite3 roundcube-skin-larry php-cli php8.2-cgi php-sqlite3 sqlite3 curl';

/** Why the real servers cannot run here, as a sentence that says what to do; undefined when they can. */
export function whyNoBeds(): string | undefined {
  const hasApt = spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
  if (process.platform === 'linux' && hasApt && process.getuid?.() === 0) return undefined;
  return `The end-to-end tests run on a real Roundcube and a real shop console and need Debian 12 and root, as in a container: docker run -it -v "$PWD":/regulars -w /regulars node:24-bookworm npm test. The packages, installed by the tests themselves: ${PACKAGES}.`;
}

const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** The harness spreads its servers over less than 3,000 ports from the first one on, and a few before it. */
async function freePorts(): Promise<number> {
  for (const first of [20_110, 23_110, 26_110, 29_110]) {
    const taken = await Promise.all([-10, 0, 1, 2].map((offset) => isTaken(first + offset)));
    if (!taken.includes(true)) return first;
  }
  throw new Error('no free ports between 20100 and 32000 for the test servers');
}

export async function openBedRoom(): Promise<BedRoom> {
  // Short, for the sockets' paths have a limit; open to the web server's user.
  const folder = await mkdtemp('/tmp/beds-');
  await chmod(folder, 0o755);
  return {
    env: { BEDS_FOLDER: folder, BEDS_FIRST_PORT: String(await freePorts()) },
    async close() {
      for (const name of await readdir(folder)) {
        const bed = path.join(folder, name);
        const [script, variable] = name.startsWith('tb-shop') ? ['shop', 'SHOP_STATE'] : ['roundcube', 'TB_DIR'];
        spawnSync('bash', [`tests/testbeds/${script}/stop.sh`], {
          stdio: 'inherit',
          env: { ...process.env, [variable]: bed },
        });
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}
