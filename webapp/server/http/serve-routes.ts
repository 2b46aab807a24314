import { Router, type RequestHandler } from 'express';
import type { Route, Services } from '../routes/route.ts';
import { answerRoute } from './answer-route.ts';
import { checkAccess } from './check-access.ts';
import type { RateLimits } from './rate-limits.ts';
import { readBody } from './read-body.ts';
import { stateOf } from './request-state.ts';
import { sendProblem } from './send-problem.ts';

/** The router of the table of routes. What is in none of them is 404; another method on a path of them, 405. */
export function serveRoutes(routes: readonly Route[], services: Services, limits: RateLimits): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const [path, ofPath] of Map.groupBy(routes, (route) => route.path)) {
    const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.all(pattern, (_request, response, next) => {
      stateOf(response).route = path;
      next();
    });
    for (const route of ofPath) router[route.method](pattern, ...stagesOf(route, services, limits));
    router.all(pattern, refuseMethod(ofPath));
  }
  router.use((_request, response) => {
    sendProblem(response, { code: 'not_found' });
  });
  return router;
}

/** What a request goes through. Nobody's body is read before it is known who sends it. */
const stagesOf = (route: Route, services: Services, limits: RateLimits): RequestHandler[] => [
  checkAccess(route, services.database),
  ...(route.access === 'session' ? [limits.byAccount] : []),
  ...(route.body ? [readBody] : []),
  ...(route.limitsFailures ? [limits.failuresByUsername] : []),
  answerRoute(route, services),
];

function refuseMethod(routes: readonly Route[]): RequestHandler {
  const methods = routes.map((route) => route.method.toUpperCase());
  const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods;
  return (_request, response) => {
    response.setHeader('Allow', allowed.join(', '));
    sendProblem(response, { code: 'method_not_allowed' });
  };
}
