import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { startHealthServer } from '@whenly/platform/http/health-server';
import type { Logger } from '@whenly/platform/logs/create-logger';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import {
  finishedMessage,
  gatherRequest,
  submitRequest,
  withdrawMessage,
} from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import { openDatabase } from '@whenly/platform/postgres/database';
import { claimOverdueEvents } from '@whenly/platform/postgres/queries/claim-overdue-events';
import { forgetFinishedEvents } from '@whenly/platform/postgres/queries/forget-finished-events';
import { listDueEvents } from '@whenly/platform/postgres/queries/list-due-events';
import { ping } from '@whenly/platform/postgres/queries/ping';
import { recordHeartbeat } from '@whenly/platform/postgres/queries/record-heartbeat';
import { repeat } from '@whenly/platform/process/repeat';
import type { Service } from '@whenly/platform/process/run-service';
import { connectRedis } from '@whenly/platform/redis/connect-redis';
import { z } from 'zod';
import type { EventServerEnvironment } from './config.ts';
import { answerGather } from './finalizing/answer-gather.ts';
import { DueWatch } from './finalizing/due-watch.ts';
import { gatherLimitMs } from './finalizing/gather-limit.ts';
import { finalizeEvents, type FinalizeOptions } from './finalizing/finalize-events.ts';
import { LargeEvents } from './finalizing/large-events.ts';
import { leave } from './leave.ts';
import { relayOutbox } from './finalizing/relay-outbox.ts';
import { createMetrics } from './metrics.ts';
import { PartialKeeper } from './partials/partial-keeper.ts';
import { createPartialStore } from './partials/partial-store.ts';
import { acceptBatch } from './submitting/accept-batch.ts';
import { settleLate } from './submitting/settle-late.ts';
import { SubmissionBatcher } from './submitting/submission-batcher.ts';
import { createSubmissionIntake } from './submitting/submission-intake.ts';
import { TermsCache } from './submitting/terms-cache.ts';

/** The web app waits 2 s for one event server: what takes longer to write is better tried elsewhere. */
const batching = { maxBatch: 500, maxWaiting: 10_000, patienceMs: 1_500 };
/** So long a living home may take for an event before another server takes it over. */
const overduePatienceMs = 10_000;

/** Puts an event server together from its parts, and starts it. */
export async function startEventServer(config: EventServerEnvironment, log: Logger): Promise<Service> {
  const server = { uid: config.SERVER_UID, name: config.SERVER_NAME };
  const databaseOptions = {
    url: config.DATABASE_URL,
    applicationName: server.name,
    maxConnections: config.DATABASE_CONNECTIONS,
    onError: (error: Error) => {
      log.warn({ reason: error.message }, 'a connection to PostgreSQL broke');
    },
  };
  const database = openDatabase(databaseOptions);
  // A connection of its own, so that load never looks like death.
  const pulse = openDatabase({
    ...databaseOptions,
    applicationName: `${server.name} heartbeat`,
    maxConnections: 1,
  });
  const redis = await connectRedis({ url: config.REDIS_URL, log });
  const store = createPartialStore(redis);
  await store.begin();
  const bus = await connectBus({
    url: config.NATS_URL,
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    name: server.name,
    log,
  });

  const terms = new TermsCache(database, 10_000);
  const batcher: SubmissionBatcher = new SubmissionBatcher({
    accept: (batch) => {
      metrics.batchSize.observe(batch.length);
      return acceptBatch(database, server, batch);
    },
    ...batching,
    now: () => performance.now(),
    pause,
  });
  const metrics = createMetrics(() => batcher.waiting);
  const keeper = new PartialKeeper({
    server,
    store,
    database,
    terms,
    tellWithdrawn: (serverUid, message) => {
      bus.publish(subjects.withdraw(serverUid), message);
    },
    now: () => performance.now(),
    onRebuild: () => {
      metrics.partialRebuilds.inc();
    },
    log,
  });
  const intake = createSubmissionIntake({
    server,
    terms,
    batcher,
    keeper,
    settle: (candidate) => settleLate(database, candidate),
    maxTries: 10,
    pause,
  });

  // Finalizing
  const readOwn = (eventId: string) => keeper.read(eventId);
  const onFinalized: FinalizeOptions['onFinalized'] = (outcome, delayMs) => {
    metrics.finalizations.inc({ outcome });
    metrics.finalizationDelaySeconds.observe(delayMs / 1000);
    outbox.wake();
  };
  const large = new LargeEvents({ server, database, databaseUrl: config.DATABASE_URL, onFinalized, log });
  const dueWatch = new DueWatch({
    listDue: (horizonMs) => listDueEvents(database, server.uid, horizonMs, 10_000),
    finalize: (events) =>
      finalizeEvents(
        {
          server,
          database,
          gathering: {
            bus,
            readOwn,
            limitMs: gatherLimitMs,
            onShare: (source) => {
              metrics.shares.inc({ source });
            },
          },
          large,
          onFinalized,
          log,
        },
        events,
      ),
    horizonMs: 2_000,
    maxBatch: 100,
    maxBatches: 3,
    log,
  });

  // Heartbeat first: whoever looks for this server finds it.
  let state: 'ready' | 'draining' = 'ready';
  const lag = monitorEventLoopDelay({ resolution: 20 });
  lag.enable();
  const beat = async () => {
    await recordHeartbeat(pulse, { ...server, state, eventLoopLagMs: Math.round(lag.percentile(99) / 1e6) });
    lag.reset();
  };
  await beat();

  const subscriptions = [
    bus.serve(subjects.gather(server.uid), gatherRequest, (request) => answerGather(keeper, request)),
    bus.subscribe(subjects.withdraw(server.uid), withdrawMessage, (message) => {
      keeper.withdraw(message);
    }),
    bus.subscribe(subjects.allFinished, finishedMessage, ({ eventId }) => {
      keeper.forget(eventId);
    }),
    bus.subscribe(subjects.look(server.uid), z.undefined(), () => {
      looking.wake();
    }),
  ];
  const submitting = bus.serve(subjects.submit(server.uid), submitRequest, async (request) => {
    const stopTimer = metrics.submitSeconds.startTimer();
    const reply = await intake.take(request);
    stopTimer();
    metrics.submissions.inc({ outcome: reply.ok ? 'accepted' : reply.reason });
    return reply;
  });

  const heartbeat = repeat('heartbeat', 1_000, beat, log);
  const looking = repeat('due events', 500, () => dueWatch.look(), log);
  const sweeping = repeat(
    'sweeper',
    1_000,
    async () => {
      const overdue = await claimOverdueEvents(database, server.uid, {
        patienceMs: overduePatienceMs,
        limit: 500,
      });
      if (overdue.length === 0) return;
      metrics.overdueClaims.inc(overdue.length);
      log.warn({ events: overdue.length }, 'took over overdue events');
      dueWatch.finalizeNow(overdue);
    },
    log,
  );
  const outbox = repeat('outbox', 1_000, () => relayOutbox(database, bus), log);
  const forgetting = repeat(
    'retention',
    60 * 60 * 1_000,
    async () => {
      const options = { retentionDays: config.RETENTION_DAYS, limit: 50 };
      // However much there is to forget, stopping does not wait for all of it.
      while (state === 'ready' && (await forgetFinishedEvents(database, options)) > 0);
    },
    log,
  );
  const health = await startHealthServer({
    host: config.HEALTH_HOST,
    port: config.HEALTH_PORT,
    registry: metrics.registry,
    // A dependency that is away is no reason to be restarted; only being stuck is, and then nobody answers.
    isLive: () => Promise.resolve(true),
    isReady: async () => {
      await ping(pulse);
      return state === 'ready' && bus.isConnected() && redis.status === 'ready';
    },
  });
  log.info({ healthPort: health.port }, 'ready');

  return {
    async stop() {
      // Draining: no submission and no event any more, what is in hand is finished, the homes are given up.
      state = 'draining';
      await beat().catch(() => undefined);
      // First they hear that it is busy, then nobody asks any more.
      await intake.close();
      await submitting.stop();
      await Promise.all([looking.stop(), sweeping.stop(), forgetting.stop()]);
      await dueWatch.stop();
      await large.stop();
      await Promise.all([heartbeat.stop(), outbox.stop()]);
      const released = await leave(database, server.uid).catch(() => 0);
      log.info({ released }, 'homes given up');
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      await bus.close();
      redis.disconnect();
      lag.disable();
      await Promise.all([database.close(), pulse.close(), health.close()]);
    },
  };
}
