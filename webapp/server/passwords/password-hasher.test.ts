import { beforeAll, describe, expect, it } from '@jest/globals';
import { createPasswordHasher, type PasswordHasher } from './password-hasher.ts';

let hasher: PasswordHasher;
beforeAll(async () => {
  hasher = await createPasswordHasher({ cost: 4, maxAtOnce: 1, maxWaiting: 2 });
});

async function hash(password: string): Promise<string> {
  const hashed = await hasher.hash(password);
  if (!hashed.ok) throw new Error('busy');
  return hashed.hash;
}

describe('The password hasher', () => {
  it('knows the right password from a wrong one', async () => {
    const stored = await hash('right');
    expect(await hasher.compare('right', stored)).toEqual({ ok: true, matches: true });
    expect(await hasher.compare('wrong', stored)).toEqual({ ok: true, matches: false });
  });

  it('never cuts a password: two that differ only after 1,000 bytes are two', async () => {
    const stored = await hash(`${'x'.repeat(1_000)}a`);
    expect(await hasher.compare(`${'x'.repeat(1_000)}b`, stored)).toEqual({ ok: true, matches: false });
  });

  it('matches nothing when there is no such user, not even what its stand-in was made of', async () => {
    expect(await hasher.compare('', null)).toEqual({ ok: true, matches: false });
  });

  it('never gives the same hash twice', async () => {
    expect(await hash('same')).not.toBe(await hash('same'));
  });

  it('turns away what would have to wait behind too many others', async () => {
    const results = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((password) => hasher.hash(password)));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, false, false]);
    expect(results[3]).toEqual({ ok: false, reason: 'busy' });
    expect((await hasher.hash('later')).ok).toBe(true);
  });
});
