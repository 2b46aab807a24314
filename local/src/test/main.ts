import { resolve } from 'node:path';
import { runTests } from './run-tests.ts';
import { parseTestSelection, testUsage } from './test-selection.ts';

/** Longer than the whole of `npm test` may take. */
const checkLimitMs = 280_000;

const selection = parseTestSelection(process.argv.slice(2));
if (selection.kind === 'help') {
  process.stdout.write(testUsage);
} else if (selection.kind === 'mistake') {
  process.stderr.write(`${selection.message}\n\n${testUsage}`);
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
    process.on(event, () => {
      stop.abort();
    });
  }
  const write = (line: string) => process.stdout.write(`${line}\n`);
  const { passed, failed } = await runTests({
    names: selection.names,
    repositoryRoot: resolve(import.meta.dirname, '../../..'),
    env: process.env,
    limitMs: checkLimitMs,
    signal: stop.signal,
    write,
  });
  if (stop.signal.aborted) write('Stopped before the end.');
  write(`${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || stop.signal.aborted ? 1 : 0);
}
