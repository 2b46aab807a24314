import { randomUUID } from 'node:crypto';
import { createLogger } from '@whenly/platform/logs/create-logger';
import { connectBus } from '@whenly/platform/nats/connect-bus';
import { submitRequest, type SubmitReply, type SubmitRequest } from '@whenly/platform/nats/messages';
import { subjects } from '@whenly/platform/nats/subjects';
import type { Database } from '@whenly/platform/postgres/database';

export interface EventServerStandIn {
  readonly uid: string;
  readonly name: string;
  readonly received: readonly SubmitRequest[];
  stop(): Promise<void>;
}

/** Takes submissions as an event server would, and answers with what the test says. */
export async function startEventServerStandIn(
  { database, natsUrl }: { readonly database: Database; readonly natsUrl: string },
  name: string,
  reply: (request: SubmitRequest) => Promise<SubmitReply> | SubmitReply,
): Promise<EventServerStandIn> {
  const uid = randomUUID();
  const received: SubmitRequest[] = [];
  const log = createLogger({ service: name, level: 'silent' });
  const bus = await connectBus({ url: natsUrl, name, log });
  bus.serve(subjects.submit(uid), submitRequest, async (request) => {
    received.push(request);
    return reply(request);
  });
  // Its heart needs no beating for an hour.
  await database.query({
    text: `
      INSERT INTO servers (uid, name, state, heartbeat_at, event_loop_lag_ms)
      VALUES ($1, $2, 'ready', clock_timestamp() + interval '1 hour', 1.5)`,
    values: [uid, name],
  });
  return {
    uid,
    name,
    received,
    async stop() {
      await database.query({ text: 'DELETE FROM servers WHERE uid = $1', values: [uid] });
      await bus.close();
    },
  };
}
