import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRegistry } from '../metrics/create-registry.ts';
import { startHealthServer, type HealthServer } from './health-server.ts';

let server: HealthServer;
let isReady: () => Promise<boolean> = () => Promise.resolve(true);
beforeAll(async () => {
  server = await startHealthServer({
    host: '127.0.0.1',
    port: 0,
    registry: createRegistry('test'),
    isLive: () => Promise.resolve(true),
    isReady: () => isReady(),
  });
});
afterAll(() => server.close());
const get = async (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

describe('the health server', () => {
  it('says whether the service lives and is ready', async () => {
    expect((await get('/livez')).status).toBe(200);
    expect((await get('/readyz')).status).toBe(200);
    isReady = () => Promise.resolve(false);
    expect((await get('/readyz?verbose')).status).toBe(503);
    isReady = () => Promise.reject(new Error('the database is away'));
    expect((await get('/readyz')).status).toBe(503);
  });

  it('shows the metrics, and says what there is', async () => {
    expect(await (await get('/metrics')).text()).toContain('process_cpu_seconds_total{service="test"}');
    const nothing = await get('/else');
    expect([nothing.status, await nothing.text()]).toEqual([404, 'There is /livez, /readyz and /metrics.\n']);
  });
});
