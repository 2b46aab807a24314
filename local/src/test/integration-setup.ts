import { startIntegrationServices } from './integration-services.ts';
import type { IntegrationServices } from './integration-services.ts';

/** Where jest's teardown, which it loads as a module of its own, finds what the setup started. */
export const servicesKey = Symbol.for('whenly.integration-services');

/** jest's globalSetup of the project 'integration': the tests find their services in the environment. */
export default async function setUp(): Promise<void> {
  const services = await startIntegrationServices(process.env.PATH ?? '');
  Object.assign(process.env, services.environment);
  (globalThis as Record<symbol, IntegrationServices>)[servicesKey] = services;
}
