// Gets this machine ready to run Whenly, and then runs it with the right Node. Plain JavaScript without packages,
// because it must run before anything is installed, and on every Node since 18.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const oldestNode = 18;
const wantedNode = 24;
const mains = { start: 'local/src/main.ts', test: 'local/src/test/main.ts' };

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stampFile = join(root, 'node_modules/.whenly-installed');

const [task, ...args] = process.argv.slice(2);
const main = mains[task];
if (main === undefined) fail(`Usage: node local/bootstrap.mjs ${Object.keys(mains).join('|')} [options]`, 2);
if (nodeMajor() < oldestNode) {
  fail(
    `This is Node ${process.versions.node}. Whenly needs Node ${oldestNode} or newer to begin with: https://nodejs.org`,
  );
}
if (!isInstalled()) install();
run(findNode(), [join(root, main), ...args]);

function nodeMajor() {
  return Number(process.versions.node.split('.')[0]);
}

/** Whether node_modules holds what package-lock.json says. */
function isInstalled() {
  const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return true;
  // Somebody may have run npm themselves: then npm's own list agrees with the lock.
  const installedList = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(installedList)) return false;
  const installed = JSON.parse(readFileSync(installedList, 'utf8')).packages;
  const isUpToDate = Object.entries(JSON.parse(lock).packages).every(([path, wanted]) => {
    if (!path.startsWith('node_modules/') || wanted.link) return true;
    if (installed[path] === undefined) return wanted.optional === true || wanted.peer === true;
    return installed[path].version === wanted.version;
  });
  if (isUpToDate) writeFileSync(stampFile, stamp);
  return isUpToDate;
}

function install() {
  console.log('Installing the npm packages that Whenly needs (npm ci, about half a minute) …');
  const startedAt = Date.now();
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error?.code === 'ENOENT') {
    fail(
      'npm is not installed. It comes with Node (https://nodejs.org); on Debian: sudo apt-get install npm',
    );
  }
  if (status !== 0) {
    fail(
      'npm ci failed; its errors are above. Without a network nothing can be installed: check the connection ' +
        '(and the proxy: npm config get proxy), then run this again.',
    );
  }
  const lock = readFileSync(join(root, 'package-lock.json'));
  writeFileSync(stampFile, createHash('sha256').update(lock).digest('hex'));
  console.log(`Installed in ${((Date.now() - startedAt) / 1000).toFixed(0)} s.`);
}

/** This Node if it is new enough, or else the one that came as an npm package. */
function findNode() {
  if (nodeMajor() >= wantedNode) return process.execPath;
  const node = ['node_modules/node/bin/node', 'node_modules/.bin/node']
    .map((path) => join(root, path))
    .find((path) => existsSync(path));
  if (node !== undefined) return node;
  return fail(
    `Node ${wantedNode} is missing, though the npm package "node" should have brought it: npm probably did not run its ` +
      `install script (npm config get ignore-scripts). Delete node_modules and try again, or install Node ${wantedNode} ` +
      'from https://nodejs.org',
  );
}

function run(node, nodeArgs) {
  // The channel is a lifeline: it closes when this process dies, also by SIGKILL, and then the child stops.
  const child = spawn(node, nodeArgs, { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event !== undefined) onceOrphaned(() => child.kill('SIGTERM'));
  child.once('error', (error) => fail(`${node} can't be run: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

/** npm that is killed takes nothing along: what it started finds itself with another parent. */
function onceOrphaned(action) {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    action();
  }, 300);
}

function fail(message, exitCode = 1) {
  console.error(message);
  process.exit(exitCode);
}
