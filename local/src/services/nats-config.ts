/** What one user of NATS may do. Subjects may contain wildcards. */
export interface NatsUser {
  readonly user: string;
  readonly password: string;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** May answer requests that reach it, wherever they want their answer. */
  readonly mayRespond?: boolean;
}

const maxPayloadBytes = 8 * 1024 * 1024;

/** nats-server's configuration. Without users everybody may do everything: for tests only. */
export function natsConfig(port: number, users: readonly NatsUser[]): string {
  return [
    `listen: "127.0.0.1:${port}"`,
    `max_payload: ${maxPayloadBytes}`,
    ...(users.length === 0 ? [] : ['authorization {', '  users = [', ...users.map(userBlock), '  ]', '}']),
    '',
  ].join('\n');
}

function userBlock({ user, password, publish, subscribe, mayRespond = false }: NatsUser): string {
  return [
    '    {',
    `      user: ${JSON.stringify(user)}`,
    `      password: ${JSON.stringify(password)}`,
    '      permissions {',
    `        publish { allow: ${JSON.stringify(publish)} }`,
    `        subscribe { allow: ${JSON.stringify(subscribe)} }`,
    ...(mayRespond ? ['        allow_responses: { max: 1, expires: "1m" }'] : []),
    '      }',
    '    }',
  ].join('\n');
}
