import { describe, expect, jest, test } from '@jest/globals';
import { createTestDatabase } from '../test/test-database.ts';
import { testServices } from '../test/test-services.ts';
import { tcpAnswer } from './tcp-answer.ts';
import { withDatabase } from '../test/with-database.ts';

// Real processes, on a machine that may be busy.
jest.setTimeout(60_000);

const portOf = (url: string) => Number(new URL(url).port);

describe('the services for integration tests', () => {
  test('NATS and Redis answer where the environment says', async () => {
    const { natsUrl, redisUrl } = testServices();
    expect(await tcpAnswer(portOf(natsUrl), '', 'INFO ')).toContain('max_payload');
    expect(await tcpAnswer(portOf(redisUrl), 'PING\r\n', '+PONG')).toBeDefined();
  });

  test('a test database has the schema, is nobody else’s, and goes away', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(one.url).not.toBe(other.url);
    const tables = await withDatabase(one.url, (client) =>
      client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"),
    );
    expect(tables.rows).toContainEqual({ tablename: 'events' });
    await Promise.all([one.drop(), other.drop()]);
    await expect(withDatabase(one.url, (client) => client.query('SELECT 1'))).rejects.toThrow(
      'does not exist',
    );
  });
});
