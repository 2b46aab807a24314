import type { Bus } from '@whenly/platform/nats/bus';
import type { Database } from '@whenly/platform/postgres/database';
import { takeOutbox } from '@whenly/platform/postgres/queries/take-outbox';

/** Publishes what the outbox holds, at least once each, and as long as NATS is there. */
export async function relayOutbox(database: Database, bus: Bus, limit = 500): Promise<void> {
  let taken = limit;
  while (taken === limit && bus.isConnected()) {
    taken = await database.transaction(async (connection) => {
      const messages = await takeOutbox(connection, limit);
      for (const { subject, payload } of messages) bus.publish(subject, payload);
      await bus.flush();
      return messages.length;
    });
  }
}
