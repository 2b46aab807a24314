import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below the ports that systems hand to outgoing connections, so that a service that is restarted finds its own port free. */
const lowestPort = 15_000;
const highestPort = 32_000;

/** That many different ports of 127.0.0.1 on which nothing listens now. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let attempt = 0; ports.size < count; attempt += 1) {
    if (attempt > 100 + 10 * count) throw new Error(`No ${count} free ports on 127.0.0.1`);
    const port = randomInt(lowestPort, highestPort);
    if (!ports.has(port) && (await isPortFree('127.0.0.1', port))) ports.add(port);
  }
  return [...ports];
}

/** Whether a server could listen on this address now. */
export async function isPortFree(host: string, port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, host, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
