import { layers, type Layer, type Partial } from '@whenly/core/partial/partial';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { changePartialScript, changeResults, type ChangeResult } from './partial-script.ts';

export interface PartialChange {
  readonly generation: number;
  readonly participant: string;
  readonly version: number;
  /** The partial of this one submission; `null`: the person's submission counts elsewhere now. */
  readonly contribution: Partial | null;
}

/** The partials of one event server, in its own Redis. All of it may be gone at any moment. */
export interface PartialStore {
  /** Says that this Redis is empty and that from now on everything counted is in it. */
  begin(): Promise<void>;
  /** Makes the event's partial an empty one. */
  clear(eventId: string, generation: number, secondsToLive: number): Promise<void>;
  change(eventId: string, change: PartialChange, secondsToLive: number): Promise<ChangeResult>;
  /** `null`: there is none. */
  read(eventId: string): Promise<Partial | null>;
  remove(eventId: string): Promise<void>;
}

const partialKey = (eventId: string) => `partial:${eventId}`;
const contributionsKey = (eventId: string) => `contributions:${eventId}`;
const wholeKey = 'whole';

/** @param redis this server's own, used by nobody else: `begin` empties it. */
export function createPartialStore(redis: Redis): PartialStore {
  redis.defineCommand('changePartial', { numberOfKeys: 3, lua: changePartialScript });
  const { changePartial } = redis as unknown as {
    changePartial: (...parameters: (string | number)[]) => Promise<unknown>;
  };
  return {
    async begin() {
      await redis.flushdb();
      await redis.set(wholeKey, 1);
    },
    async clear(eventId, generation, secondsToLive) {
      await redis
        .multi()
        .del(partialKey(eventId), contributionsKey(eventId))
        .hset(partialKey(eventId), 'generation', generation)
        .expire(partialKey(eventId), secondsToLive)
        .exec();
    },
    async change(eventId, { generation, participant, version, contribution }, secondsToLive) {
      const result = await changePartial.call(
        redis,
        partialKey(eventId),
        contributionsKey(eventId),
        wholeKey,
        generation,
        participant,
        version,
        contribution ? writeContribution(contribution) : '',
        secondsToLive,
      );
      return z.enum(changeResults).parse(result);
    },
    async read(eventId) {
      const fields = await redis.hgetall(partialKey(eventId));
      return fields.generation === undefined ? null : readPartial(fields);
    },
    async remove(eventId) {
      await redis.unlink(partialKey(eventId), contributionsKey(eventId));
    },
  };
}

function writeContribution({ digest, required, boundaries }: Partial): string {
  const fields = layers.flatMap((layer) =>
    [...boundaries[layer]].map(([minute, change]) => [`${layer} ${minute}`, change] as const),
  );
  const { hashA, hashB } = digest;
  return JSON.stringify({ hashA, hashB, required, boundaries: Object.fromEntries(fields) });
}

function readPartial(fields: Readonly<Record<string, string>>): Partial {
  const boundaries: Record<Layer, Map<number, number>> = {
    requiredAny: new Map(),
    requiredYes: new Map(),
    optionalAny: new Map(),
    optionalYes: new Map(),
  };
  for (const [field, value] of Object.entries(fields)) {
    const [layer, minute] = field.split(' ');
    if (minute !== undefined) boundaries[layer as Layer].set(Number(minute), Number(value));
  }
  const number = (field: string) => Number(fields[field] ?? 0);
  return {
    generation: number('generation'),
    digest: { count: number('count'), hashA: number('hashA'), hashB: number('hashB') },
    required: number('required'),
    boundaries,
  };
}
