import type { Registry } from '@whenly/platform/metrics/create-registry';
import { Counter, Histogram } from 'prom-client';

export interface WebMetrics {
  readonly requests: Counter<'method' | 'route' | 'status'>;
  readonly requestSeconds: Histogram<'method' | 'route'>;
  readonly submitOutcomes: Counter<'outcome'>;
  readonly submitAttempts: Counter<'result'>;
}

/** The web app's own metrics, registered with `registry`. */
export function createWebMetrics(registry: Registry): WebMetrics {
  const registers = [registry];
  return {
    requests: new Counter({
      name: 'whenly_http_requests_total',
      help: 'HTTP requests answered.',
      labelNames: ['method', 'route', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'whenly_http_request_duration_seconds',
      help: 'How long HTTP requests took.',
      labelNames: ['method', 'route'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    submitOutcomes: new Counter({
      name: 'whenly_submit_outcomes_total',
      help: 'Submissions by what they came to, all attempts taken together.',
      labelNames: ['outcome'],
      registers,
    }),
    submitAttempts: new Counter({
      name: 'whenly_submit_attempts_total',
      help: 'Attempts to hand a submission to an event server, by result.',
      labelNames: ['result'],
      registers,
    }),
  };
}
