/** Where tests of the project 'integration' find the services that its setup started. */
export interface TestServices {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly redisUrl: string;
}

/** @throws Error outside of the project 'integration'. */
export function testServices(): TestServices {
  return {
    databaseUrl: urlFrom('WHENLY_TEST_DATABASE_URL'),
    natsUrl: urlFrom('WHENLY_TEST_NATS_URL'),
    redisUrl: urlFrom('WHENLY_TEST_REDIS_URL'),
  };
}

function urlFrom(variable: string): string {
  const url = process.env[variable];
  if (url === undefined) throw new Error('No services for tests: name the file *.integration.test.ts');
  return url;
}
