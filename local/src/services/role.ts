/** What a process is for. One role may have many processes: `--servers 3` makes three event servers. */
export const roles = ['postgres', 'nats', 'redis', 'eventserver', 'operator', 'webapp'] as const;

export type Role = (typeof roles)[number];
