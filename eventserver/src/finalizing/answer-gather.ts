import { encodePartial } from '@whenly/core/partial/encode-partial';
import type { GatherReply, GatherRequest } from '@whenly/platform/nats/messages';
import type { PartialKeeper } from '../partials/partial-keeper.ts';

/** This server's partials of the events that a home asks for. */
export async function answerGather(
  keeper: Pick<PartialKeeper, 'read'>,
  { eventIds }: GatherRequest,
): Promise<GatherReply> {
  const partials: GatherReply['partials'] = {};
  await Promise.all(
    eventIds.map(async (eventId) => {
      const partial = await keeper.read(eventId);
      if (partial) partials[eventId] = encodePartial(partial) as GatherReply['partials'][string];
    }),
  );
  return { partials };
}
