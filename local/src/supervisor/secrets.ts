import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFileAtomically } from './write-file-atomically.ts';

/** Passwords between our own processes. They are made once for each data folder: PostgreSQL keeps its own in there. */
export interface Secrets {
  readonly postgres: string;
  readonly redis: string;
  readonly nats: Readonly<Record<'webapp' | 'eventserver' | 'operator', string>>;
}

/** The data folder's secrets; made at the first call. */
export function loadSecrets(file: string): Secrets {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const secret = () => randomBytes(24).toString('hex');
  const secrets: Secrets = {
    postgres: secret(),
    redis: secret(),
    nats: { webapp: secret(), eventserver: secret(), operator: secret() },
  };
  writeFileAtomically(file, JSON.stringify(secrets, undefined, 2));
  return secrets;
}
