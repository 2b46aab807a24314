import { describe, expect, it } from '@jest/globals';
import { KeyedQueue } from './keyed-queue.ts';

describe('the keyed queue', () => {
  it('does the work of one key in order, and of different keys side by side', async () => {
    const queue = new KeyedQueue({ maxWaiting: 10 });
    const done: string[] = [];
    const gate = Promise.withResolvers<undefined>();
    const work = [
      queue.add('a', async () => {
        await gate.promise;
        done.push('a1');
      }),
      queue.add('a', async () => {
        done.push('a2');
        return Promise.resolve();
      }),
      queue.add('b', async () => {
        done.push('b1');
        return Promise.resolve();
      }),
    ];
    await work[2];
    expect(done).toEqual(['b1']);
    gate.resolve(undefined);
    await Promise.all(work);
    expect(done).toEqual(['b1', 'a1', 'a2']);
  });

  it('goes on after work that failed, and tells who added it', async () => {
    const queue = new KeyedQueue({ maxWaiting: 10 });
    const failing = queue.add('a', () => Promise.reject(new Error('no')));
    const next = queue.add('a', () => Promise.resolve());
    await expect(failing).rejects.toThrow('no');
    await next;
    await queue.settled('a');
  });

  it('refuses work above its bound', async () => {
    const queue = new KeyedQueue({ maxWaiting: 1 });
    const first = queue.add('a', () => Promise.resolve());
    await expect(queue.add('b', () => Promise.resolve())).rejects.toThrow('waiting');
    await first;
    await queue.add('b', () => Promise.resolve());
  });
});
