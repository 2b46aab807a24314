import type { Service } from '../services/service.ts';

/** Everything that runs, in the order in which it depends on each other. */
export interface PlatformPlan {
  readonly postgres: Service;
  readonly nats: Service;
  readonly redis: readonly Service[];
  /** Brings the database's schema up to date; PostgreSQL is ready by then. */
  readonly migrate: (signal: AbortSignal) => Promise<void>;
  readonly eventServers: readonly Service[];
  readonly operator: Service;
  readonly webApp: Service;
  /** What drills and tests need to get at the services; it contains passwords. */
  readonly access: PlatformAccess;
}

export interface PlatformAccess {
  readonly url: string;
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly natsUsers: readonly { readonly user: string; readonly password: string }[];
  /** By the event server's name. */
  readonly redisUrls: Readonly<Record<string, string>>;
}
