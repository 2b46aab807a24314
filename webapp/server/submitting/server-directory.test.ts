import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { startServerDirectory, type ServerDirectory } from './server-directory.ts';

const [a, b, c] = ['a', 'b', 'c'].map((uid) => ({ uid, name: uid })) as [Server, Server, Server];
interface Server {
  readonly uid: string;
  readonly name: string;
}
const none: ReadonlySet<string> = new Set();

let directory: ServerDirectory;
let answers: (() => Promise<readonly Server[]>)[];
let errors: unknown[];

beforeEach(() => {
  jest.useFakeTimers();
  answers = [];
  errors = [];
});
afterEach(() => {
  directory.stop();
  jest.useRealTimers();
});

/** Each look at the database gives the next of these; the last one stays. */
async function start(...lists: (readonly Server[] | Error)[]): Promise<void> {
  answers = lists.map((list) => () => (list instanceof Error ? Promise.reject(list) : Promise.resolve(list)));
  directory = startServerDirectory({
    listServers: () => ((answers.length > 1 ? answers.shift() : answers[0]) ?? (() => Promise.resolve([])))(),
    pollMs: 1_000,
    keepMs: 10_000,
    now: () => performance.now(),
    onError: (error) => errors.push(error),
  });
  await jest.advanceTimersByTimeAsync(0);
}

const pick = (tried = none) => directory.pick(tried)?.uid;

describe('The server directory', () => {
  it('gives each server its turn', async () => {
    await start([a, b, c]);
    const picked = Array.from({ length: 6 }, () => pick());
    expect(picked.slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
    expect(picked.slice(3)).toEqual(picked.slice(0, 3));
  });

  it('prefers one that was not tried yet, but rather gives one again than none', async () => {
    await start([a, b]);
    expect(pick(new Set(['a']))).toBe('b');
    expect(pick(new Set(['b']))).toBe('a');
    expect(pick(new Set(['a', 'b']))).toBeDefined();
  });

  it('leaves out one that was dropped, until the next look', async () => {
    await start([a, b]);
    directory.drop('a');
    expect([pick(), pick()]).toEqual(['b', 'b']);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([pick(), pick()].sort()).toEqual(['a', 'b']);
  });

  it('learns of new servers within a second', async () => {
    await start([a], [a, b]);
    expect([pick(), pick()]).toEqual(['a', 'a']);
    await jest.advanceTimersByTimeAsync(1_000);
    expect([pick(), pick()].sort()).toEqual(['a', 'b']);
  });

  it('knows none before the first answer', async () => {
    await start(new Error('away'));
    expect(pick()).toBeUndefined();
  });

  it('goes on with the last known servers for 10 s while the database is away, and recovers', async () => {
    await start([a], new Error('away'));
    await jest.advanceTimersByTimeAsync(9_500);
    expect(pick()).toBe('a');
    expect(errors).toHaveLength(9);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(pick()).toBeUndefined();
    answers = [() => Promise.resolve([b])];
    await jest.advanceTimersByTimeAsync(1_000);
    expect(pick()).toBe('b');
  });

  it('asks no second question before the first is answered', async () => {
    let asked = 0;
    directory = startServerDirectory({
      listServers: () => {
        asked += 1;
        return new Promise(() => undefined);
      },
      pollMs: 1_000,
      keepMs: 10_000,
      now: () => performance.now(),
      onError: () => undefined,
    });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(asked).toBe(1);
  });
});
