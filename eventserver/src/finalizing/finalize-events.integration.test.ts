import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { naiveSolve } from '@whenly/core/solver/naive-solve';
import { waitUntil } from '@whenly/local/services/wait-until';
import { lockEventsForSubmitting } from '@whenly/platform/postgres/queries/lock-events-for-submitting';
import { readTerms } from '@whenly/platform/postgres/queries/read-terms';
import type { ResultDetails } from '@whenly/platform/postgres/result-details';
import type { Candidate } from '../submitting/acceptance.ts';
import { candidate, openTestEvents, type TestEvents } from '../test/test-events.ts';
import { answerGather } from './answer-gather.ts';
import { openTestServer, type TestServer } from '../test/test-server.ts';

let events: TestEvents;
let home: TestServer;
let other: TestServer;
beforeAll(async () => {
  events = await openTestEvents();
  home = await openTestServer(events, 'home', 3);
  other = await openTestServer(events, 'other', 4);
});
afterAll(async () => {
  await home.close();
  await other.close();
  await events.close();
});

interface ResultRow extends Record<string, unknown> {
  outcome: string;
  details: ResultDetails;
  submissions: number;
  epoch: number;
  server_name: string;
}
const resultsOf = (eventId: string) =>
  events.sql<ResultRow>('SELECT * FROM results WHERE event_id = $1', eventId);
const stateOf = async (eventId: string) =>
  (await events.sql('SELECT state FROM events WHERE id = $1', eventId))[0]?.state;

/** An event of `home`, with six answers on two servers, that is due now. */
async function dueEvent(...answers: Candidate[]): Promise<{ id: string; submissions: Candidate[] }> {
  const id = await events.insert({
    homeUid: home.uid,
    durationMinutes: 30,
    participants: { 'person-2': false, absent: true },
  });
  const submissions = [0, 1, 2, 3, 4, 5]
    .map((n) =>
      candidate(id, `person-${n}`, [
        [60 + n, 150 + n],
        [200, 230 + n],
      ]),
    )
    .concat(answers.map((answer) => ({ ...answer, eventId: id })));
  await home.submit(...submissions.slice(0, 3));
  await other.submit(...submissions.slice(3));
  await events.makeDue(id);
  return { id, submissions };
}

/** Checks that there is one result, and that it is the oracle's. */
async function expectRightResult({
  id,
  submissions,
}: {
  id: string;
  submissions: Candidate[];
}): Promise<ResultRow> {
  const [terms] = await readTerms(events.database, [id]);
  if (!terms) throw new Error('no such event');
  const expected = naiveSolve(submissions, terms);
  const results = await resultsOf(id);
  expect(results).toHaveLength(1);
  const [result] = results as [ResultRow];
  expect(await stateOf(id)).toBe('done');
  expect(result.outcome).toBe(expected.outcome);
  expect(result.submissions).toBe(submissions.length);
  if (expected.outcome === 'scheduled') {
    expect(result.details.interval).toEqual([expected.interval.start, expected.interval.end]);
    expect(result.details.intervals).toEqual(expected.intervals);
  }
  return result;
}

describe('finalizing', () => {
  it('gathers what the servers hold, and stores the oracle’s result with audit entry and news', async () => {
    const due = await dueEvent();
    expect(await home.finalize([{ id: due.id, epoch: 1 }])).toEqual(['gathered', 'gathered']);
    const result = await expectRightResult(due);
    expect(result).toMatchObject({ outcome: 'scheduled', epoch: 1, server_name: home.name });
    expect(result.details.unanswered).toEqual(['absent']);
    const audit = await events.sql('SELECT actor, action FROM audit_entries WHERE event_id = $1', due.id);
    expect(audit).toEqual([{ actor: home.name, action: 'finalized' }]);
    const news = await events.sql(
      'SELECT payload FROM outbox WHERE subject = $1',
      `whenly.event.${due.id}.finished`,
    );
    expect(news).toEqual([{ payload: { eventId: due.id, outcome: 'scheduled' } }]);
  });

  it('computes from the rows what a server has lost, or has wrong, or does not answer for', async () => {
    const lost = await dueEvent();
    await home.keeper.read(lost.id);
    await other.keeper.read(lost.id);
    await other.store.remove(lost.id);
    expect(await home.finalize([{ id: lost.id, epoch: 1 }])).toEqual(['gathered', 'missing']);
    await expectRightResult(lost);

    const wrong = await dueEvent();
    await other.keeper.read(wrong.id);
    other.keeper.count({ ...candidate(wrong.id, 'nobody', [[0, 1]]), version: 1, previous: null });
    expect(await home.finalize([{ id: wrong.id, epoch: 1 }])).toEqual(['different', 'gathered']);
    await expectRightResult(wrong);

    const dead = await dueEvent();
    await events.sql(
      "UPDATE submissions SET server_uid = 'dead' WHERE server_uid = $1 AND event_id = $2",
      other.uid,
      dead.id,
    );
    expect(await home.finalize([{ id: dead.id, epoch: 1 }])).toEqual(['gathered', 'missing']);
    await expectRightResult(dead);
  });

  it('counts answers that no partial stands for', async () => {
    const due = await dueEvent();
    await events.sql('UPDATE submissions SET server_uid = NULL WHERE event_id = $1', due.id);
    expect(await home.finalize([{ id: due.id, epoch: 1 }])).toEqual(['unheld']);
    await expectRightResult(due);
  });

  it('says no_constraints when nobody answered', async () => {
    const id = await events.insert({ homeUid: home.uid });
    await events.makeDue(id);
    await home.finalize([{ id, epoch: 1 }]);
    expect(await resultsOf(id)).toMatchObject([{ outcome: 'no_constraints', submissions: 0 }]);
  });

  it('explains what nearly would have worked when nothing does', async () => {
    const due = await dueEvent(candidate('', 'stubborn', [[1000, 1100]]));
    await home.finalize([{ id: due.id, epoch: 1 }]);
    const result = await expectRightResult(due);
    expect(result.outcome).toBe('no_solution');
    const [best] = result.details.alternatives;
    expect(best?.absences.map((absence) => absence.participant)).toEqual(['stubborn']);
    expect(best?.absences[0]?.missing).toEqual([[best?.start, best?.end]]);
  });

  it('changes nothing before the deadline, for another home, or with an older epoch', async () => {
    const early = await events.insert({ homeUid: home.uid });
    await home.finalize([{ id: early, epoch: 1 }]);
    expect(await stateOf(early)).toBe('open');

    const { id } = await dueEvent();
    await other.finalize([{ id, epoch: 1 }]);
    await home.finalize([{ id, epoch: 0 }]);
    expect(await stateOf(id)).toBe('open');
    expect(await resultsOf(id)).toEqual([]);
  });

  it('is taken up by the next home where the last one left it', async () => {
    const due = await dueEvent();
    // The first home dies between freeze and commit.
    await events.sql(
      "UPDATE events SET state = 'frozen', frozen_at = clock_timestamp() WHERE id = $1",
      due.id,
    );
    await events.sql("UPDATE events SET home_uid = 'other', epoch = 2 WHERE id = $1", due.id);
    await other.finalize([{ id: due.id, epoch: 2 }]);
    await home.finalize([{ id: due.id, epoch: 1 }]);
    expect(await expectRightResult(due)).toMatchObject({ epoch: 2, server_name: other.name });
  });

  it('gives one result when the home loses the event while it computes', async () => {
    for (let round = 0; round < 10; round += 1) {
      const due = await dueEvent();
      const takeOver = async () => {
        await events.sql(
          "UPDATE events SET home_uid = 'other', epoch = 2 WHERE id = $1 AND state <> 'done'",
          due.id,
        );
        await other.finalize([{ id: due.id, epoch: 2 }]);
      };
      await Promise.all([home.finalize([{ id: due.id, epoch: 1 }]), takeOver()]);
      await expectRightResult(due);
    }
  });

  it('does not let an event that somebody holds up hold up the others', async () => {
    const [blocked, free] = [await dueEvent(), await dueEvent()];
    await events.database.transaction(async (connection) => {
      await lockEventsForSubmitting(connection, [blocked.id]);
      const finalizing = home.finalize([blocked, free].map(({ id }) => ({ id, epoch: 1 })));
      expect(await waitUntil(async () => (await stateOf(free.id)) === 'done', { limitMs: 3_000 })).toBe(true);
      expect(await stateOf(blocked.id)).toBe('open');
      await expect(finalizing).rejects.toThrow(/lock timeout/);
    });
    await home.finalize([{ id: blocked.id, epoch: 1 }]);
    await expectRightResult(blocked);
    await expectRightResult(free);
  });

  it('does not wait for a Redis that hangs, neither its own nor another’s', async () => {
    const due = await dueEvent();
    const hanging = { read: () => new Promise<null>(() => undefined) };
    expect(await answerGather(hanging, { eventIds: [due.id] })).toEqual({ partials: {} });
    const start = performance.now();
    expect(await home.finalize([{ id: due.id, epoch: 1 }], hanging.read)).toEqual(['gathered', 'missing']);
    expect(performance.now() - start).toBeLessThan(2_000);
    await expectRightResult(due);
  });

  it('computes an event of unusual size in a thread of its own', async () => {
    const id = await events.insert({
      homeUid: home.uid,
      durationMinutes: 30,
      participants: { absent: true },
    });
    const long = (first: number) =>
      Array.from({ length: 2_000 }, (_, index) => [first + 100 * index, first + 100 * index + 60] as const);
    const people = Array.from({ length: 60 }, (_, index) =>
      candidate(id, `person-${index}`, long(index % 20)),
    );
    await home.submit(...people);
    await events.makeDue(id);
    const sources = await home.finalize([{ id, epoch: 1 }]);
    expect(sources).toEqual([]);
    const [result] = await resultsOf(id);
    expect(result).toMatchObject({ outcome: 'scheduled', submissions: 60 });
    expect(result?.details).toMatchObject({ interval: [19, 49], total: 2_000, unanswered: ['absent'] });
    expect(await stateOf(id)).toBe('done');
  }, 30_000);

  it('leaves out of a message what would make it too large, and computes that from the rows', async () => {
    const due = [];
    for (let count = 0; count < 8; count += 1) {
      const long = Array.from({ length: 1_900 }, (_, index) => [50 * index, 50 * index + 40] as const);
      due.push(await dueEvent(candidate('', 'patient', long)));
    }
    const reply = await answerGather(other.keeper, { eventIds: due.map(({ id }) => id) });
    expect(JSON.stringify(reply).length).toBeLessThan(1_000_000);
    expect(Object.keys(reply.partials).length).toBeLessThan(8);
    const sources = await home.finalize(due.map(({ id }) => ({ id, epoch: 1 })));
    expect(new Set(sources)).toEqual(new Set(['gathered', 'missing']));
    for (const { id } of due) expect(await resultsOf(id)).toMatchObject([{ submissions: 7 }]);
  });

  it('brings a hundred events to their results in one batch', async () => {
    const due = [];
    for (let count = 0; count < 100; count += 1) due.push(await dueEvent());
    await home.finalize(due.map(({ id }) => ({ id, epoch: 1 })));
    for (const one of due) await expectRightResult(one);
  });
});
