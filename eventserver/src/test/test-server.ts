import { testServices } from '@whenly/local/test/test-services';
import type { Bus } from '@whenly/platform/nats/bus';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import { gatherRequest, withdrawMessage } from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { connectRedis } from '@whenly/platform/redis/connect-redis';
import type { Redis } from 'ioredis';
import { answerGather } from '../finalizing/answer-gather.ts';
import { finalizeEvents } from '../finalizing/finalize-events.ts';
import type { ShareSource } from '../finalizing/gather-partials.ts';
import { gatherLimitMs } from '../finalizing/gather-limit.ts';
import { LargeEvents } from '../finalizing/large-events.ts';
import type { ServerIdentity } from '../server-identity.ts';
import { PartialKeeper } from '../partials/partial-keeper.ts';
import { createPartialStore, type PartialStore } from '../partials/partial-store.ts';
import { acceptBatch } from '../submitting/accept-batch.ts';
import type { Acceptance, Candidate } from '../submitting/acceptance.ts';
import { TermsCache } from '../submitting/terms-cache.ts';
import type { TestEvents } from './test-events.ts';

/** The parts of an event server around one database: real NATS, a Redis database of its own, no loops. */
export interface TestServer extends ServerIdentity {
  readonly bus: Bus;
  readonly redis: Redis;
  readonly store: PartialStore;
  readonly keeper: PartialKeeper;
  readonly terms: TermsCache;
  /** How often it computed a partial anew. */
  rebuilds(): number;
  /** Commits submissions, at most one a person, and counts them. */
  submit(...candidates: Candidate[]): Promise<Acceptance[]>;
  /** Finalizes events as their home. @returns where the shares came from. */
  finalize(
    events: readonly { id: string; epoch: number }[],
    readOwn?: PartialKeeper['read'],
  ): Promise<ShareSource[]>;
  close(): Promise<void>;
}

/** @param redisDatabase from 1 to 15; nobody else in the test run may use it. */
export async function openTestServer(
  events: TestEvents,
  uid: string,
  redisDatabase: number,
): Promise<TestServer> {
  const server = { uid, name: `event-server-${uid}` };
  const log = createLogger({ service: 'test', level: 'silent' });
  const redis = await connectRedis({ url: `${testServices().redisUrl}/${redisDatabase}`, log });
  const store = createPartialStore(redis);
  await store.begin();
  const bus = await connectBus({ url: testServices().natsUrl, name: server.name, log });
  const terms = new TermsCache(events.database, 100);
  let rebuilds = 0;
  const keeper = new PartialKeeper({
    server,
    store,
    database: events.database,
    terms,
    tellWithdrawn: (serverUid, message) => {
      bus.publish(subjects.withdraw(serverUid), message);
    },
    now: () => performance.now(),
    onRebuild: () => (rebuilds += 1),
    log,
  });
  bus.subscribe(subjects.withdraw(uid), withdrawMessage, (message) => {
    keeper.withdraw(message);
  });
  bus.serve(subjects.gather(uid), gatherRequest, (request) => answerGather(keeper, request));
  return {
    ...server,
    bus,
    redis,
    store,
    keeper,
    terms,
    rebuilds: () => rebuilds,
    async submit(...candidates) {
      const answers = await acceptBatch(events.database, server, candidates);
      for (const [index, answer] of answers.entries()) {
        const submission = candidates[index];
        if (submission && answer.outcome === 'accepted') keeper.count({ ...submission, ...answer });
      }
      return answers;
    },
    async finalize(due, readOwn = (eventId) => keeper.read(eventId)) {
      const sources: ShareSource[] = [];
      const onFinalized = () => undefined;
      const { database, url } = events;
      const large = new LargeEvents({ server, database, databaseUrl: url, onFinalized, log });
      await finalizeEvents(
        {
          server,
          database: events.database,
          gathering: {
            bus,
            readOwn,
            limitMs: gatherLimitMs,
            onShare: (source) => sources.push(source),
          },
          large,
          onFinalized,
          log,
        },
        due,
      );
      await large.settled();
      return sources.sort();
    },
    async close() {
      await bus.close();
      redis.disconnect();
    },
  };
}
