import { createServer } from 'node:http';
import type { Registry } from '../metrics/create-registry.ts';
import { withinLimit } from '../process/within-limit.ts';

export interface HealthServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves what the platform around a service asks: `/livez` (restart me when this fails), `/readyz` (send me
 * nothing while this fails), both 200 or 503, and `/metrics` for Prometheus. A check has 2 s to answer.
 */
export async function startHealthServer(options: {
  host: string;
  /** 0: any free one. */
  port: number;
  registry: Registry;
  isLive: () => Promise<boolean>;
  isReady: () => Promise<boolean>;
}): Promise<HealthServer> {
  const checks: Readonly<Record<string, () => Promise<boolean>>> = {
    '/livez': options.isLive,
    '/readyz': options.isReady,
  };

  const server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const answer = async () => {
      if (path === '/metrics') {
        response.setHeader('content-type', options.registry.contentType);
        return { status: 200, body: await options.registry.metrics() };
      }
      const check = checks[path];
      if (!check) return { status: 404, body: 'There is /livez, /readyz and /metrics.\n' };
      return (await withinLimit(check(), 2_000, 'The check takes too long').catch(() => false))
        ? { status: 200, body: 'ok\n' }
        : { status: 503, body: 'no\n' };
    };
    answer().then(
      ({ status, body }) => response.writeHead(status).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.requestTimeout = 5_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
