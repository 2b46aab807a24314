import { decodePartial } from '@whenly/core/partial/encode-partial';
import { equalDigests } from '@whenly/core/partial/equal-digests';
import type { Partial } from '@whenly/core/partial/partial';
import { partialOf } from '@whenly/core/partial/partial-of';
import type { Bus } from '@whenly/platform/nats/bus';
import { gatherReply } from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import type { Queryable } from '@whenly/platform/postgres/database';
import { readShare } from '@whenly/platform/postgres/queries/read-share';
import type { EventTerms } from '@whenly/platform/postgres/queries/read-terms';
import type { SealedShare } from '@whenly/platform/postgres/queries/seal-digests';
import { withinLimit } from '@whenly/platform/process/within-limit';

/** How each share of an event came to be known. */
export type ShareSource = 'gathered' | 'missing' | 'different' | 'unheld';

export interface GatherOptions {
  readonly bus: Bus;
  readonly database: Queryable;
  readonly serverUid: string;
  /** This server's own partial. */
  readonly readOwn: (eventId: string) => Promise<Partial | null>;
  /** Servers that don't answer by then count as missing. */
  readonly limitMs: number;
  readonly onShare: (source: ShareSource) => void;
}

/**
 * The partials that together stand for all submissions of these frozen events: gathered from the event
 * servers, all asked at once, and each verified against the digest sealed from the rows. One that is missing,
 * late or different is computed from the rows; never skipped.
 *
 * @returns for each event its partials.
 */
export async function gatherPartials(
  options: GatherOptions,
  terms: ReadonlyMap<string, EventTerms>,
  shares: readonly SealedShare[],
): Promise<ReadonlyMap<string, readonly Partial[]>> {
  const byServer = Map.groupBy(shares, (share) => share.serverUid);
  const partials = new Map<string, Partial[]>([...terms.keys()].map((eventId) => [eventId, []]));
  await Promise.all(
    [...byServer].map(async ([serverUid, sharesOfServer]) => {
      const answers =
        serverUid === null
          ? null
          : await askServer(
              options,
              serverUid,
              sharesOfServer.map((share) => share.eventId),
            );
      const toCompute: string[] = [];
      for (const { eventId, digest } of sharesOfServer) {
        const partial = answers?.get(eventId);
        const isRight =
          partial !== undefined &&
          partial.generation === terms.get(eventId)?.generation &&
          equalDigests(partial.digest, digest);
        options.onShare(
          serverUid === null ? 'unheld' : isRight ? 'gathered' : partial ? 'different' : 'missing',
        );
        if (isRight) partials.get(eventId)?.push(partial);
        else toCompute.push(eventId);
      }
      for (const [eventId, partial] of await computeShare(options.database, serverUid, toCompute, terms)) {
        partials.get(eventId)?.push(partial);
      }
    }),
  );
  return partials;
}

async function askServer(
  { bus, serverUid, readOwn, limitMs }: GatherOptions,
  askedUid: string,
  eventIds: readonly string[],
): Promise<ReadonlyMap<string, Partial>> {
  if (askedUid === serverUid) {
    const own = await Promise.all(
      eventIds.map(async (id) => {
        const partial = await withinLimit(readOwn(id), limitMs, 'Redis takes too long').catch(() => null);
        return [id, partial] as const;
      }),
    );
    return new Map(own.filter((entry): entry is [string, Partial] => entry[1] !== null));
  }
  const answer = await bus.request(subjects.gather(askedUid), { eventIds }, gatherReply, limitMs);
  if (!answer.ok) return new Map();
  return new Map(Object.entries(answer.reply.partials).map(([id, encoded]) => [id, decodePartial(encoded)]));
}

async function computeShare(
  database: Queryable,
  serverUid: string | null,
  eventIds: readonly string[],
  terms: ReadonlyMap<string, EventTerms>,
): Promise<Map<string, Partial>> {
  if (eventIds.length === 0) return new Map();
  const rows = await readShare(database, serverUid, eventIds);
  const byEvent = Map.groupBy(rows, (row) => row.eventId);
  const computed = new Map<string, Partial>();
  for (const eventId of eventIds) {
    const eventTerms = terms.get(eventId);
    if (!eventTerms) continue;
    computed.set(eventId, partialOf(byEvent.get(eventId) ?? [], eventTerms));
  }
  return computed;
}
