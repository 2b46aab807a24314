import { describe, expect, it } from '@jest/globals';
import type { Acceptance, Candidate } from './acceptance.ts';
import { SubmissionBatcher, type SubmissionBatcherOptions } from './submission-batcher.ts';

const submissionOf = (participant: string, operationId = participant): Candidate => ({
  eventId: 'event',
  participant,
  operationId,
  issuedAtMs: 0,
  generation: 1,
  availability: { yes: [], ifNeedBe: [] },
  hash: { hashA: 0, hashB: 0 },
});
const accepted: Acceptance = { outcome: 'accepted', version: 1, previous: null };

/** A batcher whose clock moves 100 ms with each pause, and what its batches were. */
function batcherWith(
  options: Partial<SubmissionBatcherOptions> & { accept?: SubmissionBatcherOptions['accept'] },
) {
  const batches: string[][] = [];
  let now = 0;
  const accept = options.accept ?? ((batch) => Promise.resolve(batch.map(() => accepted)));
  const batcher = new SubmissionBatcher({
    maxBatch: 100,
    maxWaiting: 1_000,
    patienceMs: 1_000,
    now: () => now,
    pause: (ms) => {
      now += Math.max(ms, 100);
      return Promise.resolve();
    },
    ...options,
    accept: (batch) => {
      batches.push(batch.map((one) => one.operationId));
      return accept(batch);
    },
  });
  return { batcher, batches };
}

const refusedConnection = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });

describe('the submission batcher', () => {
  it('writes what arrives during a commit with the next one', async () => {
    const gate = Promise.withResolvers<undefined>();
    const { batcher, batches } = batcherWith({
      accept: async (batch) => {
        await gate.promise;
        return batch.map(() => accepted);
      },
    });
    const first = batcher.submit(submissionOf('a'));
    await Promise.resolve();
    await Promise.resolve();
    const rest = ['b', 'c', 'd'].map((name) => batcher.submit(submissionOf(name)));
    gate.resolve(undefined);
    await Promise.all([first, ...rest]);
    expect(batches).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('never writes two submissions of one person for one event together, and keeps their order', async () => {
    const { batcher, batches } = batcherWith({});
    await Promise.all([
      batcher.submit(submissionOf('a', 'a1')),
      batcher.submit(submissionOf('a', 'a2')),
      batcher.submit(submissionOf('b', 'b1')),
    ]);
    expect(batches).toEqual([['a1', 'b1'], ['a2']]);
  });

  it('tries again while the database is away, and says unknown once patience is over', async () => {
    let failures = 3;
    const recovering = batcherWith({
      accept: (batch) =>
        failures-- > 0 ? Promise.reject(refusedConnection) : Promise.resolve(batch.map(() => accepted)),
    });
    expect(await recovering.batcher.submit(submissionOf('a'))).toEqual(accepted);
    expect(recovering.batches).toHaveLength(4);

    const gone = batcherWith({ accept: () => Promise.reject(refusedConnection) });
    expect(await gone.batcher.submit(submissionOf('a'))).toEqual({ outcome: 'unknown' });
  });

  it('never says “again” of a submission that may have been committed', async () => {
    let calls = 0;
    const { batcher } = batcherWith({
      accept: (batch) => {
        calls += 1;
        if (calls === 1) return Promise.reject(refusedConnection);
        return Promise.resolve(batch.map(() => ({ outcome: 'again' })));
      },
    });
    expect(await batcher.submit(submissionOf('a'))).toEqual({ outcome: 'unknown' });
    expect(await batcher.submit(submissionOf('b'))).toEqual({ outcome: 'again' });
  });

  it('finds the one submission that makes the database fail, and writes the others', async () => {
    const { batcher } = batcherWith({
      accept: (batch) =>
        batch.some((one) => one.participant === 'bad')
          ? Promise.reject(new Error('invalid input'))
          : Promise.resolve(batch.map(() => accepted)),
    });
    const names = ['a', 'b', 'bad', 'c', 'd'];
    const answers = await Promise.allSettled(names.map((name) => batcher.submit(submissionOf(name))));
    expect(answers.map((answer) => answer.status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
  });

  it('takes no more than it can hold', async () => {
    const { batcher } = batcherWith({ maxWaiting: 2 });
    const answers = await Promise.all(['a', 'b', 'c'].map((name) => batcher.submit(submissionOf(name))));
    expect(answers.map((answer) => answer.outcome)).toEqual(['accepted', 'accepted', 'overloaded']);
  });
});
