import type { IntegrationServices } from './integration-services.ts';
import { servicesKey } from './integration-setup.ts';

/** jest's globalTeardown of the project 'integration'. */
export default async function tearDown(): Promise<void> {
  await (globalThis as Record<symbol, IntegrationServices | undefined>)[servicesKey]?.stop();
}
