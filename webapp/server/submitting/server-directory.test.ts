import { beforeEach, describe, expect, it } from '@jest/globals';
import { createServerDirectory, type ServerDirectory } from './server-directory.ts';

const [a, b, c] = ['a', 'b', 'c'].map((uid) => ({ uid, name: uid })) as [Server, Server, Server];
interface Server {
  readonly uid: string;
  readonly name: string;
}
const none: ReadonlySet<string> = new Set();

let directory: ServerDirectory;
let listed: readonly Server[] | Error;
let nowMs: number;

beforeEach(() => {
  listed = [];
  nowMs = 0;
  directory = createServerDirectory({
    listServers: () => (listed instanceof Error ? Promise.reject(listed) : Promise.resolve(listed)),
    keepMs: 10_000,
    now: () => nowMs,
  });
});

async function look(servers: readonly Server[]): Promise<void> {
  listed = servers;
  await directory.look();
}

async function lookInVain(): Promise<void> {
  listed = new Error('away');
  await expect(directory.look()).rejects.toThrow('away');
}

const pick = (tried = none) => directory.pick(tried)?.uid;

describe('The server directory', () => {
  it('gives each server its turn', async () => {
    await look([a, b, c]);
    const picked = Array.from({ length: 6 }, () => pick());
    expect(picked.slice(0, 3).sort()).toEqual(['a', 'b', 'c']);
    expect(picked.slice(3)).toEqual(picked.slice(0, 3));
  });

  it('prefers one that was not tried yet, but rather gives one again than none', async () => {
    await look([a, b]);
    expect(pick(new Set(['a']))).toBe('b');
    expect(pick(new Set(['b']))).toBe('a');
    expect(pick(new Set(['a', 'b']))).toBeDefined();
  });

  it('leaves out one that was dropped, until the next look', async () => {
    await look([a, b]);
    directory.drop('a');
    expect([pick(), pick()]).toEqual(['b', 'b']);
    await look([a, b]);
    expect([pick(), pick()].sort()).toEqual(['a', 'b']);
  });

  it('learns of new servers with the next look', async () => {
    await look([a]);
    expect([pick(), pick()]).toEqual(['a', 'a']);
    await look([a, b]);
    expect([pick(), pick()].sort()).toEqual(['a', 'b']);
  });

  it('knows none before the first look, nor when that fails', async () => {
    expect(pick()).toBeUndefined();
    await lookInVain();
    expect(pick()).toBeUndefined();
  });

  it('goes on with the last known servers for 10 s while the database is away, and recovers', async () => {
    await look([a]);
    for (nowMs = 1_000; nowMs <= 9_000; nowMs += 1_000) await lookInVain();
    nowMs = 9_500;
    expect(pick()).toBe('a');
    nowMs = 10_500;
    await lookInVain();
    expect(pick()).toBeUndefined();
    await look([b]);
    expect(pick()).toBe('b');
  });
});
