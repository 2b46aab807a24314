import { parentPort, workerData } from 'node:worker_threads';
import { partialOf } from '@whenly/core/partial/partial-of';
import { openDatabase } from '@whenly/platform/postgres/database';
import { readSubmissions } from '@whenly/platform/postgres/queries/read-submissions';
import { readTerms } from '@whenly/platform/postgres/queries/read-terms';
import { computeResult } from './compute-result.ts';
import type { LargeEventTask } from './large-events.ts';

// The thread that computes a large event from the rows, so that the event server goes on meanwhile.
const { databaseUrl, eventId, unanswered } = workerData as LargeEventTask;
const database = openDatabase({
  url: databaseUrl,
  applicationName: 'large event',
  maxConnections: 1,
  statementTimeoutMs: 30_000,
  onError: () => undefined,
});
const [terms] = await readTerms(database, [eventId]);
if (!terms) throw new Error(`There is no event ${eventId}`);
const rows = await readSubmissions(database, eventId);
await database.close();

// Nothing is compared with these hashes: the rows themselves are what a digest would be checked against.
const hash = { hashA: 0, hashB: 0 };
const submissions = rows.map((row) => ({ ...row, hash }));
const whole = partialOf(submissions, terms);
const result = await computeResult(terms, [whole], unanswered, () => Promise.resolve(submissions));
parentPort?.postMessage(result);
