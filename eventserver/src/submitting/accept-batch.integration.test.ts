import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freezeEvents } from '@whenly/platform/postgres/queries/freeze-events';
import { lockEventForFreezing } from '@whenly/platform/postgres/queries/lock-event-for-freezing';
import { candidate, openTestEvents, type TestEvents } from '../test/test-events.ts';
import { acceptBatch } from './accept-batch.ts';
import type { Acceptance, Candidate } from './acceptance.ts';
import { settleLate } from './settle-late.ts';

const one = { uid: 'uid-1', name: 'event-server-1' };
const two = { uid: 'uid-2', name: 'event-server-2' };

let events: TestEvents;
beforeAll(async () => {
  events = await openTestEvents();
});
afterAll(() => events.close());

const accept = async (server: typeof one, ...candidates: Candidate[]) =>
  acceptBatch(events.database, server, candidates);
const rowsOf = (eventId: string) =>
  events.sql(
    'SELECT participant, version, server_uid FROM submissions WHERE event_id = $1 ORDER BY 1',
    eventId,
  );

describe('a submission', () => {
  it('is written with version 1, then replaces itself with the next version', async () => {
    const eventId = await events.insert();
    const first = candidate(eventId, 'ada', [[60, 120]]);
    expect(await accept(one, first)).toEqual([{ outcome: 'accepted', version: 1, previous: null }]);
    const [second] = await accept(two, candidate(eventId, 'ada', [[90, 150]]));
    expect(second).toMatchObject({
      outcome: 'accepted',
      version: 2,
      previous: { version: 1, serverUid: 'uid-1' },
    });
    expect(await rowsOf(eventId)).toEqual([{ participant: 'ada', version: 2, server_uid: 'uid-2' }]);
  });

  it('that is sent again with its operation id gets its first answer, and changes nothing', async () => {
    const eventId = await events.insert();
    const first = candidate(eventId, 'ada', [[60, 120]]);
    await accept(one, first);
    await accept(one, candidate(eventId, 'ada', [[0, 30]]));
    expect(await accept(two, first)).toEqual([
      { outcome: 'repeated', version: 1, serverName: 'event-server-1' },
    ]);
    expect(await rowsOf(eventId)).toEqual([{ participant: 'ada', version: 2, server_uid: 'uid-1' }]);
  });

  it('gets its first answer even when the deadline has passed meanwhile', async () => {
    const eventId = await events.insert();
    const first = candidate(eventId, 'ada', [[60, 120]]);
    await accept(one, first);
    await events.makeDue(eventId);
    expect(await accept(two, first)).toMatchObject([{ outcome: 'repeated', version: 1 }]);
  });

  it('that was held up on its way never replaces a later one; its own retry still gets its first answer', async () => {
    const eventId = await events.insert();
    const [early, heldUp, late] = [1_000, 2_000, 3_000].map((issuedAtMs, index) =>
      candidate(eventId, 'ada', [[index, 60]], { issuedAtMs }),
    ) as [Candidate, Candidate, Candidate];
    await accept(one, early);
    await accept(two, late);
    expect(await accept(one, heldUp)).toEqual([{ outcome: 'refused', reason: 'superseded' }]);
    expect(await accept(one, early)).toMatchObject([{ outcome: 'repeated', version: 1 }]);
    expect(await rowsOf(eventId)).toEqual([{ participant: 'ada', version: 2, server_uid: 'uid-2' }]);
  });

  it('is refused when its operation id was used for other intervals', async () => {
    const eventId = await events.insert();
    await accept(one, candidate(eventId, 'ada', [[60, 120]], { operationId: 'same' }));
    expect(await accept(one, candidate(eventId, 'ada', [[60, 121]], { operationId: 'same' }))).toEqual([
      { outcome: 'refused', reason: 'operation_id_reused' },
    ]);
  });

  it('is refused after the deadline, when cancelled, and without an event; nothing is written', async () => {
    const [due, cancelled] = [await events.insert(), await events.insert()];
    await events.makeDue(due);
    await events.sql("UPDATE events SET state = 'cancelled' WHERE id = $1", cancelled);
    const missing = '00000000-0000-4000-8000-000000000000';
    const candidates = [due, cancelled, missing].map((id) => candidate(id, 'ada', [[60, 120]]));
    const answers = await accept(one, ...candidates);
    expect(answers.map((answer) => ('reason' in answer ? answer.reason : answer.outcome))).toEqual([
      'late',
      'cancelled',
      'not_found',
    ]);
    const refused = { outcome: 'refused', reason: 'deadline_passed' };
    expect(await settleLate(events.database, candidate(due, 'ada', [[60, 120]]))).toEqual(refused);
    await events.sql("UPDATE events SET state = 'frozen' WHERE id = $1", due);
    expect(await accept(one, candidate(due, 'ada', [[60, 120]]))).toEqual([refused]);
    for (const table of ['submissions', 'operations']) {
      const written = await events.sql(`SELECT 1 FROM ${table} WHERE event_id = ANY($1::uuid[])`, [
        due,
        cancelled,
        missing,
      ]);
      expect(written).toEqual([]);
    }
  });

  it('that was read by older terms is to be read again', async () => {
    const eventId = await events.insert();
    await events.sql('UPDATE events SET generation = 2 WHERE id = $1', eventId);
    expect(await accept(one, candidate(eventId, 'ada', [[60, 120]]))).toEqual([{ outcome: 'again' }]);
    expect(await rowsOf(eventId)).toEqual([]);
  });

  it('waits for nobody: while its event is being frozen, others in the batch are written', async () => {
    const [freezing, free] = [await events.insert(), await events.insert()];
    await events.database.transaction(async (connection) => {
      await lockEventForFreezing(connection, freezing, 5_000);
      const answers = await accept(
        one,
        candidate(freezing, 'ada', [[0, 9]]),
        candidate(free, 'ada', [[0, 9]]),
      );
      expect(answers.map((answer) => answer.outcome)).toEqual(['again', 'accepted']);
    });
  });
});

describe('the same action on two servers at once', () => {
  it('is carried out once', async () => {
    const eventId = await events.insert();
    for (let round = 0; round < 40; round += 1) {
      const action = candidate(eventId, `person-${round}`, [[round, round + 10]]);
      const [[a], [b]] = await Promise.all([accept(one, action), accept(two, action)]);
      expect([a?.outcome, b?.outcome].sort()).toEqual(['accepted', 'repeated']);
    }
    const rows = await rowsOf(eventId);
    expect(rows).toHaveLength(40);
    expect(rows.every((row) => row.version === 1)).toBe(true);
  });

  it('gives every action of one person a version of its own', async () => {
    const eventId = await events.insert();
    const actions = Array.from({ length: 30 }, (_, index) =>
      candidate(eventId, 'ada', [[index, index + 5]], { issuedAtMs: 1 }),
    );
    const answers = await Promise.all(actions.map((action, index) => accept(index % 2 ? one : two, action)));
    const versions = answers.map(([answer]) => (answer?.outcome === 'accepted' ? answer.version : 0));
    expect(versions.sort((a, b) => a - b)).toEqual(actions.map((_, index) => index + 1));
    const recorded = await events.sql<{ version: number }>(
      'SELECT version FROM operations WHERE event_id = $1 ORDER BY version',
      eventId,
    );
    expect(recorded.map((row) => row.version)).toEqual(actions.map((_, index) => index + 1));
  });
});

describe('a retry after the deadline', () => {
  it('is not refused while its first try is still being committed; then it gets that one’s answer', async () => {
    const eventId = await events.insert();
    const action = candidate(eventId, 'ada', [[60, 120]]);
    await events.database.transaction(async (connection) => {
      await acceptBatch({ ...events.database, transaction: (work) => work(connection) }, one, [action]);
      await events.makeDue(eventId);
      expect(await accept(two, action)).toEqual([{ outcome: 'late' }]);
      expect(await settleLate(events.database, action)).toEqual({ outcome: 'late' });
    });
    expect(await settleLate(events.database, action)).toEqual({
      outcome: 'repeated',
      version: 1,
      serverName: one.name,
    });
  });
});

const isSomebodyWaiting = async () =>
  (await events.sql("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")).length > 0;

describe('the freeze', () => {
  const freeze = (eventId: string) =>
    events.database.transaction(async (connection) => {
      await lockEventForFreezing(connection, eventId, 5_000);
      return freezeEvents(connection, one.uid, [{ id: eventId, epoch: 1 }]);
    });

  it('waits for a submission that got in before it, and then sees its row', async () => {
    const eventId = await events.insert({ homeUid: one.uid });
    let frozenRows: Promise<unknown[]> | undefined;
    await events.database.transaction(async (connection) => {
      await acceptBatch({ ...events.database, transaction: (work) => work(connection) }, one, [
        candidate(eventId, 'ada', [[60, 120]]),
      ]);
      await events.makeDue(eventId);
      const progress = { isOver: false };
      frozenRows = freeze(eventId)
        .then(() => rowsOf(eventId))
        .finally(() => (progress.isOver = true));
      while (!progress.isOver && !(await isSomebodyWaiting())) await pause(5);
      expect(progress.isOver).toBe(false);
    });
    expect(await frozenRows).toEqual([{ participant: 'ada', version: 1, server_uid: 'uid-1' }]);
  });

  it('divides submissions exactly: what was accepted is in the rows it sees, nothing is accepted after it', async () => {
    for (let round = 0; round < 10; round += 1) {
      const eventId = await events.insert({ homeUid: one.uid, dueInMs: 40 });
      const accepted = new Set<string>();
      let isFrozen = false;
      const write = async (server: typeof one, writer: number) => {
        for (let count = 0; ; count += 1) {
          const name = `person-${writer}-${count}`;
          const startedFrozen = isFrozen;
          const [answer] = (await accept(server, candidate(eventId, name, [[count, count + 10]]))) as [
            Acceptance,
          ];
          if (answer.outcome === 'accepted') {
            expect(startedFrozen).toBe(false);
            accepted.add(name);
          }
          if (answer.outcome === 'refused' || answer.outcome === 'late') return;
        }
      };
      const freezeWhenDue = async () => {
        let frozen: string[] = [];
        while (frozen.length === 0) {
          frozen = await freeze(eventId);
        }
        isFrozen = true;
        return (await rowsOf(eventId)).map((row) => row.participant);
      };
      const [seen] = await Promise.all([
        freezeWhenDue(),
        ...[0, 1, 2, 3, 4, 5].map((n) => write(n % 2 ? one : two, n)),
      ]);
      expect(new Set(seen)).toEqual(accepted);
      expect(await rowsOf(eventId)).toHaveLength(seen.length);
    }
  });
});
