import type { NatsUser } from '../services/nats-config.ts';
import type { Secrets } from './secrets.ts';

/** What each service may say and hear: no more than it needs. */
export function natsUsers(passwords: Secrets['nats']): NatsUser[] {
  return [
    {
      user: 'webapp',
      password: passwords.webapp,
      publish: ['whenly.server.*.submit'],
      subscribe: ['_INBOX.>'],
    },
    {
      user: 'eventserver',
      password: passwords.eventserver,
      publish: ['whenly.server.*.gather', 'whenly.server.*.withdraw', 'whenly.event.*.finished'],
      subscribe: ['whenly.server.>', 'whenly.event.>', '_INBOX.>'],
      mayRespond: true,
    },
    {
      user: 'operator',
      password: passwords.operator,
      publish: ['whenly.server.*.look'],
      subscribe: ['_INBOX.>'],
    },
  ];
}
