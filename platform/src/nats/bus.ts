import type { z } from 'zod';

/**
 * What a request came to. `no_responder` and `disconnected`: it was not delivered. `timeout` and `malformed`:
 * nobody knows whether it was.
 */
export type Requested<Reply> =
  | { readonly ok: true; readonly reply: Reply }
  | { readonly ok: false; readonly reason: 'no_responder' | 'disconnected' | 'timeout' | 'malformed' };

export interface Subscription {
  /** Takes nothing more; what has arrived by then is still handled. */
  stop(): Promise<void>;
}

/** How services talk: JSON messages on subjects (see subjects.ts and messages.ts), at most once. */
export interface Bus {
  request<Reply>(
    subject: string,
    message: unknown,
    replySchema: z.ZodType<Reply>,
    timeoutMs: number,
  ): Promise<Requested<Reply>>;
  /** Sends if it can be sent now, and forgets. */
  publish(subject: string, message?: unknown): void;
  subscribe<Message>(
    subject: string,
    schema: z.ZodType<Message>,
    handler: (message: Message) => void,
  ): Subscription;
  /** Answers requests. Malformed ones are logged and get no answer; so do those whose handler throws. */
  serve<Message>(
    subject: string,
    schema: z.ZodType<Message>,
    handler: (message: Message) => Promise<unknown>,
  ): Subscription;
  /** Returns once NATS has everything that was published before. @throws when it has not within 2 s. */
  flush(): Promise<void>;
  isConnected(): boolean;
  close(): Promise<void>;
}
