import { connect, RequestError, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';
import type { Logger } from '../logs/create-logger.ts';
import { withinLimit } from '../process/within-limit.ts';
import type { Bus, Requested } from './bus.ts';

export interface BusOptions {
  readonly url: string;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  /** Shown in the server's list of connections. */
  readonly name: string;
  readonly log: Logger;
}

/** How long NATS itself may take to answer. */
const answerLimitMs = 2_000;

/** Connects, waiting up to a minute for the server to come up; later on reconnects for as long as it takes. */
export async function connectBus({ url, user, password, name, log }: BusOptions): Promise<Bus> {
  const connection = await connect({
    servers: url,
    name,
    ...(user === undefined ? {} : { user, pass: password ?? '' }),
    timeout: 2_000,
    waitOnFirstConnect: true,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 200,
    reconnectJitter: 100,
    pingInterval: 5_000,
    maxPingOut: 2,
    ignoreAuthErrorAbort: true,
    ignoreClusterUpdates: true,
    // Otherwise every request makes errors with stack traces in advance, for failures that rarely come.
    noAsyncTraces: true,
  });
  let isConnected = true;
  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'reconnect') {
        isConnected = type === 'reconnect';
        log.warn({ isConnected }, isConnected ? 'NATS is back' : 'NATS is away');
      }
    }
  })();
  return {
    request: (subject, message, replySchema, timeoutMs) =>
      isConnected
        ? request(connection, subject, message, replySchema, timeoutMs, log)
        : Promise.resolve({ ok: false, reason: 'disconnected' }),
    publish(subject, message) {
      // Nobody relies on a message; one that can't go now is not worth a queue.
      if (isConnected) connection.publish(subject, message === undefined ? '' : JSON.stringify(message));
    },
    subscribe(subject, schema, handler) {
      const subscription = connection.subscribe(subject, {
        callback(error, received) {
          const message = error ? undefined : read(received, schema, log);
          if (message) handler(message.data);
        },
      });
      return {
        stop: () => drained(subscription),
      };
    },
    serve(subject, schema, handler) {
      const subscription = connection.subscribe(subject, {
        callback(error, received) {
          const message = error ? undefined : read(received, schema, log);
          if (!message) return;
          handler(message.data)
            .then((reply) => received.respond(JSON.stringify(reply)))
            .catch((failure: unknown) => {
              // Without an answer the caller runs into its time limit, and tries again.
              log.error({ err: failure, subject: received.subject }, 'a request could not be answered');
            });
        },
      });
      return {
        stop: () => drained(subscription),
      };
    },
    flush: () => withinLimit(connection.flush(), answerLimitMs, 'NATS does not answer'),
    isConnected: () => isConnected,
    async close() {
      // Draining lets the answers on their way out; a server that is away is not waited for.
      const draining = isConnected ? connection.drain() : Promise.reject(new Error('NATS is away'));
      await withinLimit(draining, answerLimitMs, 'NATS does not answer').catch(() => connection.close());
    },
  };
}

/** Takes nothing more; a server that does not answer is not waited for. */
async function drained(subscription: { drain(): Promise<void> }): Promise<void> {
  await withinLimit(subscription.drain(), answerLimitMs, 'NATS does not answer').catch(() => undefined);
}

async function request<Reply>(
  connection: NatsConnection,
  subject: string,
  message: unknown,
  replySchema: z.ZodType<Reply>,
  timeoutMs: number,
  log: Logger,
): Promise<Requested<Reply>> {
  let received: Msg;
  try {
    received = await connection.request(subject, JSON.stringify(message), { timeout: timeoutMs });
  } catch (error) {
    const isUndelivered = error instanceof RequestError && error.isNoResponders();
    return { ok: false, reason: isUndelivered ? 'no_responder' : 'timeout' };
  }
  const parsed = read(received, replySchema, log);
  return parsed ? { ok: true, reply: parsed.data } : { ok: false, reason: 'malformed' };
}

function read<Message>(
  received: Msg,
  schema: z.ZodType<Message>,
  log: Logger,
): { data: Message } | undefined {
  const { subject } = received;
  let value: unknown;
  try {
    value = received.data.length === 0 ? undefined : received.json();
  } catch {
    log.warn({ subject }, 'a message that is no JSON');
    return undefined;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data };
  log.warn({ subject, problem: parsed.error.issues[0]?.message }, 'a malformed message');
  return undefined;
}
