import { describe, expect, it } from '@jest/globals';
import { readCursor, writeCursor } from './cursor.ts';

const id = '00000000-0000-4000-8000-000000000000';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('A cursor', () => {
  it('leads back to the place it was written for', () => {
    const cursor = { list: 'pending', position: { at: 1_774_000_000_123_456, id } } as const;
    expect(readCursor(writeCursor(cursor))).toEqual(cursor);
  });

  it.each([
    '',
    'abc',
    encode(null),
    encode(['created', 1]),
    encode(['others', 1, id]),
    encode(['created', 1.5, id]),
    encode(['created', 1e300, id]),
    encode(['created', 1, 'x']),
    encode(['created', 1, `${id}\u0000`]),
  ])('is not read from %j', (text) => {
    expect(readCursor(text)).toBeNull();
  });
});
