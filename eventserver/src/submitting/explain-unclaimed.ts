import type { ContentHash } from '@whenly/core/partial/content-hash';
import type { Queryable } from '@whenly/platform/postgres/database';
import {
  explainUnclaimedOperations,
  type UnclaimedOperation,
} from '@whenly/platform/postgres/queries/explain-unclaimed-operations';
import { operationKeyText } from '@whenly/platform/postgres/submission-key';
import type { Acceptance, Candidate } from './acceptance.ts';

/** What to say of candidates that were not carried out now, by operation. */
export async function explainUnclaimed(
  connection: Queryable,
  unclaimed: readonly Candidate[],
  isSuperseded: (candidate: Candidate) => boolean,
): Promise<Map<string, Acceptance>> {
  if (unclaimed.length === 0) return new Map();
  const candidates = new Map(unclaimed.map((one) => [operationKeyText(one), one]));
  const rows = await explainUnclaimedOperations(connection, unclaimed);
  const explained = new Map<string, Acceptance>();
  for (const row of rows) {
    const key = operationKeyText(row);
    const candidate = candidates.get(key);
    if (candidate) explained.set(key, explainOne(row, candidate.hash, isSuperseded(candidate)));
  }
  return explained;
}

function explainOne(
  { earlier, event }: UnclaimedOperation,
  hash: ContentHash,
  isSuperseded: boolean,
): Acceptance {
  if (earlier) {
    return earlier.hashA === hash.hashA && earlier.hashB === hash.hashB
      ? { outcome: 'repeated', version: earlier.version, serverName: earlier.serverName }
      : { outcome: 'refused', reason: 'operation_id_reused' };
  }
  if (!event) return { outcome: 'refused', reason: 'not_found' };
  if (event.state === 'cancelled') return { outcome: 'refused', reason: 'cancelled' };
  if (event.state !== 'open') return { outcome: 'refused', reason: 'deadline_passed' };
  if (event.isDue) return { outcome: 'late' };
  return isSuperseded ? { outcome: 'refused', reason: 'superseded' } : { outcome: 'again' };
}
