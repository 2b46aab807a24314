import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HttpServer {
  readonly port: number;
  /** Takes no new connection, lets requests finish for as long as given, then closes what is left. */
  close(graceMs: number): Promise<void>;
}

/** Serves HTTP, with limits on how long and how much a client may keep us busy. */
export async function startHttpServer(options: {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
  readonly listener: RequestListener;
}): Promise<HttpServer> {
  const server = createServer(
    {
      maxHeaderSize: 16 * 1024,
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      // Longer than the usual idle time of a load balancer: it, not we, ends an idle connection.
      keepAliveTimeout: 65_000,
    },
    options.listener,
  );
  server.maxConnections = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close(graceMs) {
      server.prependListener('request', (_request, response) => {
        response.setHeader('Connection', 'close');
      });
      const idle = setInterval(() => {
        server.closeIdleConnections();
      }, 100);
      const late = setTimeout(() => {
        server.closeAllConnections();
      }, graceMs);
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      clearInterval(idle);
      clearTimeout(late);
    },
  };
}
