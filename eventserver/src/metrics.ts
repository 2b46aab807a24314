import { createRegistry, type Registry } from '@whenly/platform/metrics/create-registry';
import { Counter, Gauge, Histogram } from 'prom-client';

export interface EventServerMetrics {
  readonly registry: Registry;
  readonly submissions: Counter<'outcome'>;
  readonly submitSeconds: Histogram;
  readonly batchSize: Histogram;
  readonly shares: Counter<'source'>;
  readonly partialRebuilds: Counter;
  readonly finalizations: Counter<'outcome'>;
  readonly finalizationDelaySeconds: Histogram;
  readonly overdueClaims: Counter;
}

/** @param waiting tells how many submissions wait for a commit. */
export function createMetrics(waiting: () => number): EventServerMetrics {
  const registry = createRegistry('eventserver');
  const registers = [registry];
  new Gauge({
    name: 'whenly_submissions_waiting',
    help: 'Submissions that wait to be committed.',
    registers,
    collect() {
      this.set(waiting());
    },
  });
  return {
    registry,
    submissions: new Counter({
      name: 'whenly_submissions_total',
      help: 'Submissions answered by this event server, by outcome: accepted, or the reason of the refusal.',
      labelNames: ['outcome'],
      registers,
    }),
    submitSeconds: new Histogram({
      name: 'whenly_submission_duration_seconds',
      help: 'From the request on NATS to its answer.',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    batchSize: new Histogram({
      name: 'whenly_submission_batch_size',
      help: 'Submissions written by one transaction.',
      buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
      registers,
    }),
    shares: new Counter({
      name: 'whenly_shares_total',
      help: 'Shares of events at their finalization: gathered from an event server and right, or computed from the rows because the partial was missing or different, or because no server held one (unheld).',
      labelNames: ['source'],
      registers,
    }),
    partialRebuilds: new Counter({
      name: 'whenly_partial_rebuilds_total',
      help: 'Partials computed anew from the rows before the deadline, because what Redis held was lost, incomplete or of older terms.',
      registers,
    }),
    finalizations: new Counter({
      name: 'whenly_finalizations_total',
      help: 'Events brought to their result, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
    finalizationDelaySeconds: new Histogram({
      name: 'whenly_finalization_delay_seconds',
      help: 'From the deadline to the commit of the result, by the clock of PostgreSQL.',
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30, 60],
      registers,
    }),
    overdueClaims: new Counter({
      name: 'whenly_overdue_claims_total',
      help: 'Overdue events taken over from a home that did not finalize them.',
      registers,
    }),
  };
}
