import { createRegistry } from '@whenly/platform/metrics/create-registry';
import { Counter, Gauge, Histogram } from 'prom-client';

/** What the operator tells Prometheus. */
export function createMetrics() {
  const registry = createRegistry('operator');
  const registers = [registry];
  return {
    registry,
    rehomes: new Counter({
      name: 'whenly_rehomes_total',
      help: 'Events given a home, by reason: Unassigned, HomeLost, HomeDraining, Rebalance.',
      labelNames: ['reason'],
      registers,
    }),
    roundSeconds: new Histogram({
      name: 'whenly_placement_round_duration_seconds',
      help: 'How long a round of placement took: gather, plan, apply.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    isBraked: new Gauge({
      name: 'whenly_placement_braked',
      help: '1 while most event servers look dead at once, so that nothing is moved.',
      registers,
    }),
    hasNoServers: new Gauge({
      name: 'whenly_placement_without_servers',
      help: '1 while there is no event server that could be home of anything.',
      registers,
    }),
    term: new Gauge({
      name: 'whenly_operator_term',
      help: 'The term of this operator’s leadership.',
      registers,
    }),
  };
}
