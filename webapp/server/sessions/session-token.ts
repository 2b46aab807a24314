import { createHash } from 'node:crypto';

/** The bytes of a new token come from outside (256 random bits). */
export const writeToken = (random: Uint8Array): string => Buffer.from(random).toString('base64url');

/** Whether it can be a token at all: 256 bits in base64url. */
export const isToken = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text);

/** What is stored. A token is random enough for one round without salt. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
