import { describe, expect, it } from '@jest/globals';
import { remember } from './remember.ts';

describe('a memory', () => {
  it('makes a value once, and forgets the oldest when it is full', () => {
    const made: string[] = [];
    const memory = new Map<string, object>();
    const ask = (key: string): object =>
      remember(memory, 2, key, () => {
        made.push(key);
        return { key };
      });
    expect(ask('a')).toBe(ask('a'));
    ask('b');
    ask('c');
    expect([...memory.keys()]).toEqual(['b', 'c']);
    expect(ask('a')).toEqual({ key: 'a' });
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });
});
