import { startHealthServer } from '@whenly/platform/http/health-server';
import type { Logger } from '@whenly/platform/logs/create-logger';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import { subjects } from '@whenly/platform/nats/subjects';
import { openDatabase } from '@whenly/platform/postgres/database';
import { forgetSilentServers } from '@whenly/platform/postgres/queries/forget-silent-servers';
import { ping } from '@whenly/platform/postgres/queries/ping';
import { takeOperatorTerm } from '@whenly/platform/postgres/queries/take-operator-term';
import { repeat, type Repetition } from '@whenly/platform/process/repeat';
import type { Service } from '@whenly/platform/process/run-service';
import type { OperatorEnvironment } from './config.ts';
import { rehome } from './homes/rehome.ts';
import { createMetrics } from './metrics.ts';
import type { PodSource } from './pods/pod.ts';
import { openPodsFile } from './pods/open-pods-file.ts';

const noPods: PodSource = { list: () => Promise.resolve(null), close: () => undefined };

/**
 * Starts the operator, as leader.
 *
 * @param onDeposed called when another leader has begun a later term: this one must not go on.
 */
export async function startOperator(
  config: OperatorEnvironment,
  log: Logger,
  onDeposed: () => void,
): Promise<Service> {
  const database = openDatabase({
    url: config.DATABASE_URL,
    applicationName: config.OPERATOR_NAME,
    maxConnections: 4,
    onError: (error) => {
      log.warn({ reason: error.message }, 'a connection to PostgreSQL broke');
    },
  });
  const bus = await connectBus({
    url: config.NATS_URL,
    user: config.NATS_USER,
    password: config.NATS_PASSWORD,
    name: config.OPERATOR_NAME,
    log,
  });
  const metrics = createMetrics();
  const term = await takeOperatorTerm(database, config.OPERATOR_NAME);
  metrics.term.set(term);
  const wake = () => {
    placing.wake();
  };
  const pods = config.PODS_FILE === undefined ? noPods : openPodsFile(config.PODS_FILE, wake);

  let lastOutcome = '';
  const placeOnce = async () => {
    const stopTimer = metrics.roundSeconds.startTimer();
    const round = await rehome({
      database,
      pods,
      term,
      defaultPolicy: config.PLACEMENT,
      maxEvents: 5_000,
      batchSize: 1_000,
      tellLook: (uid) => {
        bus.publish(subjects.look(uid));
      },
    }).finally(stopTimer);
    metrics.isBraked.set(round.outcome === 'braked' ? 1 : 0);
    metrics.hasNoServers.set(round.outcome === 'no_servers' ? 1 : 0);
    switch (round.outcome) {
      case 'moved': {
        const reasons = Object.entries(Object.groupBy(round.moves, (move) => move.reason));
        const counts = Object.fromEntries(reasons.map(([reason, moves]) => [reason, moves.length]));
        for (const [reason, count] of Object.entries(counts)) metrics.rehomes.inc({ reason }, count);
        log.info({ moves: counts, term }, 'events got a home');
        if (round.isMoreLeft) wake();
        break;
      }
      case 'braked':
      case 'no_servers':
        if (lastOutcome !== round.outcome) {
          log.error({ outcome: round.outcome }, 'no event can be given a home now; trying again');
        }
        break;
      case 'term_is_over':
        log.error({ term }, 'another operator leads now');
        onDeposed();
        break;
      case 'settled':
        break;
    }
    lastOutcome = round.outcome;
  };
  const placing: Repetition = repeat('placement', 500, placeOnce, log);
  const forgetting = repeat('forget servers', 10_000, () => forgetSilentServers(database), log);
  const health = await startHealthServer({
    host: config.HEALTH_HOST,
    port: config.HEALTH_PORT,
    registry: metrics.registry,
    isLive: () => Promise.resolve(true),
    isReady: async () => {
      await ping(database);
      return true;
    },
  });
  log.info({ term, healthPort: health.port }, 'leading');

  return {
    async stop() {
      pods.close();
      await Promise.all([placing.stop(), forgetting.stop()]);
      await bus.close();
      await Promise.all([database.close(), health.close()]);
    },
  };
}
