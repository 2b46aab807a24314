import type { Digest } from '@whenly/core/partial/digest';
import { layers, type Contribution, type Layer, type Partial } from '@whenly/core/partial/partial';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import {
  changePartialScript,
  changeResults,
  replacePartialScript,
  type ChangeResult,
} from './partial-script.ts';

export interface PartialChange {
  readonly generation: number;
  readonly participant: string;
  /** The version of this person that should be counted here so far; 0: none. */
  readonly countedVersion: number;
  readonly version: number;
  /** Whether `version` is taken out (it was replaced elsewhere) rather than put in. */
  readonly isTakenOut: boolean;
  /** What changes in the sums. */
  readonly digest: Digest;
  readonly required: number;
  readonly boundaries: Contribution;
}

/** The partials of one event server, in its own Redis. All of it may be gone at any moment. */
export interface PartialStore {
  /** Says that this Redis is empty and that from now on everything counted is in it. */
  begin(): Promise<void>;
  change(eventId: string, change: PartialChange, secondsToLive: number): Promise<ChangeResult>;
  replace(
    eventId: string,
    partial: Partial,
    versions: ReadonlyMap<string, number>,
    secondsToLive: number,
  ): Promise<void>;
  /** `null`: there is none. */
  read(eventId: string): Promise<Partial | null>;
  remove(eventId: string): Promise<void>;
}

const partialKey = (eventId: string) => `partial:${eventId}`;
const versionsKey = (eventId: string) => `versions:${eventId}`;
const wholeKey = 'whole';

/** @param redis this server's own, used by nobody else: `begin` empties it. */
export function createPartialStore(redis: Redis): PartialStore {
  redis.defineCommand('changePartial', { numberOfKeys: 3, lua: changePartialScript });
  redis.defineCommand('replacePartial', { numberOfKeys: 2, lua: replacePartialScript });
  const scripts = redis as unknown as Record<
    'changePartial' | 'replacePartial',
    (...parameters: (string | number)[]) => Promise<unknown>
  >;
  return {
    async begin() {
      await redis.flushdb();
      await redis.set(wholeKey, 1);
    },
    async change(eventId, change, secondsToLive) {
      const result = await scripts.changePartial(
        partialKey(eventId),
        versionsKey(eventId),
        wholeKey,
        change.generation,
        change.participant,
        change.countedVersion,
        change.version,
        change.isTakenOut ? 1 : 0,
        change.digest.count,
        change.digest.hashA,
        change.digest.hashB,
        change.required,
        secondsToLive,
        ...boundaryFields(change.boundaries),
      );
      return z.enum(changeResults).parse(result);
    },
    async replace(eventId, partial, versions, secondsToLive) {
      const { generation, digest, required } = partial;
      const fields: (string | number)[] = [
        ...Object.entries({ generation, ...digest, required }).flat(),
        ...boundaryFields(partial.boundaries),
      ];
      const keys = [partialKey(eventId), versionsKey(eventId)];
      await scripts.replacePartial(...keys, secondsToLive, fields.length, ...fields, ...[...versions].flat());
    },
    async read(eventId) {
      const fields = await redis.hgetall(partialKey(eventId));
      return fields.generation === undefined ? null : readPartial(fields);
    },
    async remove(eventId) {
      await redis.unlink(partialKey(eventId), versionsKey(eventId));
    },
  };
}

function boundaryFields(boundaries: Contribution): (string | number)[] {
  return layers.flatMap((layer) =>
    [...boundaries[layer]].flatMap(([minute, change]) => [`${layer} ${minute}`, change]),
  );
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
