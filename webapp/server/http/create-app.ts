import express, { type Express } from 'express';
import helmet from 'helmet';
import type { Logger } from '@whenly/platform/logs/create-logger';
import type { WebMetrics } from '../metrics/web-metrics.ts';
import type { Route, Services } from '../routes/route.ts';
import { handleErrors } from './handle-errors.ts';
import { observeRequests } from './observe-requests.ts';
import { createRateLimits, type RateLimitSettings } from './rate-limits.ts';
import { serveRoutes } from './serve-routes.ts';

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly services: Services;
  readonly limits: RateLimitSettings;
  /** How many proxies in front tell the client's address. */
  readonly trustProxyHops: number;
  readonly log: Logger;
  readonly metrics: WebMetrics;
  readonly now: () => number;
}

/** The API as an express app. */
export function createApp(options: AppOptions): Express {
  const { services, log, metrics, now } = options;
  const limits = createRateLimits(options.limits);
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.set('trust proxy', options.trustProxyHops);
  app.use(observeRequests({ log, metrics, newId: services.newId, now }));
  // Locally there is no TLS to upgrade to; in a cluster the ingress sees to it.
  app.use(helmet({ contentSecurityPolicy: { directives: { 'upgrade-insecure-requests': null } } }));
  app.use((_request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    next();
  });
  app.use(limits.byAddress);
  app.use(serveRoutes(options.routes, services, limits));
  app.use(handleErrors(log));
  return app;
}
