import type { Database, Queryable } from '@whenly/platform/postgres/database';
import { claimOperations } from '@whenly/platform/postgres/queries/claim-operations';
import { correctOperationVersions } from '@whenly/platform/postgres/queries/correct-operation-versions';
import { lockEventsForSubmitting } from '@whenly/platform/postgres/queries/lock-events-for-submitting';
import {
  lockPreviousSubmissions,
  type PreviousSubmission,
} from '@whenly/platform/postgres/queries/lock-previous-submissions';
import { writeSubmissions } from '@whenly/platform/postgres/queries/write-submissions';
import { storeAvailability } from '@whenly/platform/postgres/stored-availability';
import { operationKeyText, submissionKeyText } from '@whenly/platform/postgres/submission-key';
import type { ServerIdentity } from '../server-identity.ts';
import type { Acceptance, Candidate } from './acceptance.ts';
import { explainUnclaimed } from './explain-unclaimed.ts';

/**
 * Writes submissions in one transaction: the gate. A submission passes only while its event is open and not
 * due, and a user action is carried out once, however often it comes.
 *
 * @param candidates at most one for each person and event.
 * @returns what became of each, in the same order. Once this returns, what was accepted is committed, and
 *   what was refused never will be.
 * @throws when the database fails; what was committed by then is unknown, and a retry finds out.
 */
export async function acceptBatch(
  database: Database,
  server: ServerIdentity,
  candidates: readonly Candidate[],
): Promise<Acceptance[]> {
  return database.transaction(async (connection) => {
    const eventIds = [...new Set(candidates.map((one) => one.eventId))];
    const locked = await lockEventsForSubmitting(connection, eventIds);
    const admitted = candidates.filter((one) => locked.has(one.eventId));
    const previous = await readPrevious(connection, admitted);
    const isSuperseded = (one: Candidate) =>
      (previous.get(submissionKeyText(one))?.issuedAtMs ?? -Infinity) > one.issuedAtMs;
    const current = admitted.filter((one) => !isSuperseded(one));
    const accepted = await carryOut(connection, server, current, previous);
    const unclaimed = admitted.filter((one) => !accepted.has(operationKeyText(one)));
    const explained = await explainUnclaimed(connection, unclaimed, isSuperseded);
    const outcomes = new Map([...accepted, ...explained]);
    return candidates.map((one) => outcomes.get(operationKeyText(one)) ?? { outcome: 'again' });
  });
}

async function readPrevious(
  connection: Queryable,
  candidates: readonly Candidate[],
): Promise<ReadonlyMap<string, PreviousSubmission>> {
  if (candidates.length === 0) return new Map();
  const rows = await lockPreviousSubmissions(connection, candidates);
  return new Map(rows.map((row) => [submissionKeyText(row), row]));
}

async function carryOut(
  connection: Queryable,
  server: ServerIdentity,
  candidates: readonly Candidate[],
  previous: ReadonlyMap<string, PreviousSubmission>,
): Promise<Map<string, Acceptance>> {
  if (candidates.length === 0) return new Map();
  const expectedVersion = (one: Candidate) => (previous.get(submissionKeyText(one))?.version ?? 0) + 1;
  const claims = candidates.map((one) => ({
    ...one,
    version: expectedVersion(one),
    hashA: one.hash.hashA,
    hashB: one.hash.hashB,
  }));
  const claimed = new Set((await claimOperations(connection, server.name, claims)).map(operationKeyText));
  const toWrite = candidates.filter((one) => claimed.has(operationKeyText(one)));
  if (toWrite.length === 0) return new Map();

  const written = await writeSubmissions(
    connection,
    server.uid,
    toWrite.map((one) => ({
      ...one,
      availability: storeAvailability(one.availability),
      hashA: one.hash.hashA,
      hashB: one.hash.hashB,
    })),
  );
  const versions = new Map(written.map((row) => [submissionKeyText(row), row.version]));
  const results = toWrite.map((one) => ({
    one,
    version: versions.get(submissionKeyText(one)) ?? expectedVersion(one),
  }));
  const unexpected = results.filter(({ one, version }) => version !== expectedVersion(one));
  if (unexpected.length > 0) {
    await correctOperationVersions(
      connection,
      unexpected.map(({ one, version }) => ({ ...one, version })),
    );
  }
  return new Map(
    results.map(({ one, version }) => [
      operationKeyText(one),
      { outcome: 'accepted', version, previous: previous.get(submissionKeyText(one)) ?? null },
    ]),
  );
}
