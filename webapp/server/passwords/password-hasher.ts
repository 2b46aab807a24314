import { createHmac } from 'node:crypto';
import bcrypt from 'bcrypt';
import pLimit from 'p-limit';

export interface PasswordHasherOptions {
  /** bcrypt's: each step more doubles the work. */
  readonly cost: number;
  /** More at once than there are cores gains nothing, and holds up files and DNS. */
  readonly maxAtOnce: number;
  readonly maxWaiting: number;
}

export type Hashed<Value> =
  | ({ readonly ok: true } & Value)
  /** Too many are waiting already. */
  | { readonly ok: false; readonly reason: 'busy' };

export interface PasswordHasher {
  hash(password: string): Promise<Hashed<{ readonly hash: string }>>;
  /** Takes as long without a hash (there is no such user) as with one. */
  compare(password: string, hash: string | null): Promise<Hashed<{ readonly matches: boolean }>>;
}

/**
 * Hashes passwords with bcrypt, `maxAtOnce` at a time; turns away as busy what comes while `maxWaiting` others wait.
 * It takes as long to create as one hash.
 */
export async function createPasswordHasher(options: PasswordHasherOptions): Promise<PasswordHasher> {
  const limit = pLimit(options.maxAtOnce);
  const nobodysHash = await bcrypt.hash('', options.cost);
  const isBusy = () => limit.pendingCount >= options.maxWaiting;
  return {
    async hash(password) {
      if (isBusy()) return { ok: false, reason: 'busy' };
      return { ok: true, hash: await limit(() => bcrypt.hash(shorten(password), options.cost)) };
    },
    async compare(password, hash) {
      if (isBusy()) return { ok: false, reason: 'busy' };
      const isSame = await limit(() => bcrypt.compare(shorten(password), hash ?? nobodysHash));
      return { ok: true, matches: isSame && hash !== null };
    },
  };
}

/** bcrypt reads 72 bytes and ends at a NUL: this gives it 64 characters that stand for the whole password. */
function shorten(password: string): string {
  return createHmac('sha384', 'whenly password 1').update(password).digest('base64');
}
