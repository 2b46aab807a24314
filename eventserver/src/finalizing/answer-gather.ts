import { encodePartial } from '@whenly/core/partial/encode-partial';
import { layers, type Partial } from '@whenly/core/partial/partial';
import type { GatherReply, GatherRequest } from '@whenly/platform/nats/messages';
import { withinLimit } from '@whenly/platform/process/within-limit';
import type { PartialKeeper } from '../partials/partial-keeper.ts';
import { gatherLimitMs } from './gather-limit.ts';

/** About 400 kB of JSON: NATS takes 1 MB in one message unless told otherwise. */
const maxBoundaries = 20_000;
/** Less than the home waits, so that what is there arrives in time. */
const limitMs = gatherLimitMs - 100;

/**
 * This server's partials of the events that a home asks for. What Redis does not give in time, and what would
 * make the message too large, is left out: the home computes it from the rows.
 */
export async function answerGather(
  keeper: Pick<PartialKeeper, 'read'>,
  { eventIds }: GatherRequest,
): Promise<GatherReply> {
  const read = (eventId: string) =>
    withinLimit(keeper.read(eventId), limitMs, 'Redis takes too long').catch(() => null);
  const found = await Promise.all(
    eventIds.map(async (eventId) => ({ eventId, partial: await read(eventId) })),
  );

  const partials: GatherReply['partials'] = {};
  let boundaries = 0;
  for (const { eventId, partial } of found) {
    if (!partial) continue;
    const size = countBoundaries(partial);
    if (boundaries + size > maxBoundaries) continue;
    boundaries += size;
    partials[eventId] = encodePartial(partial) as GatherReply['partials'][string];
  }
  return { partials };
}

const countBoundaries = ({ boundaries }: Partial) =>
  layers.reduce((sum, layer) => sum + boundaries[layer].size, 0);
