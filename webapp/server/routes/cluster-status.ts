import { suspectAfterMs } from '@whenly/core/placement/suspect-after-ms';
import { countUnfinishedEvents } from '@whenly/platform/postgres/queries/count-unfinished-events';
import { listServers } from '@whenly/platform/postgres/queries/list-servers';
import { z } from 'zod';
import { defineRoute } from './route.ts';

const count = z.int().min(0);

export const clusterStatus = defineRoute({
  name: 'clusterStatus',
  method: 'get',
  path: '/cluster/status',
  summary: 'See the event servers and their load',
  access: 'session',
  reply: {
    status: 200,
    description: 'How the cluster is doing.',
    schema: z.object({
      servers: z.array(
        z.object({
          name: z.string(),
          uid: z.string(),
          state: z
            .enum(['ready', 'draining', 'suspect'])
            .meta({ description: `\`suspect\`: nothing was heard of it for ${suspectAfterMs / 1000} s.` }),
          heartbeatAgeMs: z.int(),
          eventLoopLagMs: z.number(),
          events: count.meta({ description: 'How many unfinished events it is home of.' }),
        }),
      ),
      events: z.object({
        open: count,
        frozen: count,
        homeless: count.meta({ description: 'Those of both that no known event server is home of.' }),
      }),
    }),
  },
  problems: [],
  async handle(_call, { database }) {
    const [servers, events] = await Promise.all([listServers(database), countUnfinishedEvents(database)]);
    return {
      ok: true,
      body: {
        servers: servers.map((server) => ({
          name: server.name,
          uid: server.uid,
          state: server.silentForMs > suspectAfterMs ? ('suspect' as const) : server.state,
          heartbeatAgeMs: Math.round(server.silentForMs),
          eventLoopLagMs: server.eventLoopLagMs,
          events: server.load,
        })),
        events: { ...events },
      },
    };
  },
});
