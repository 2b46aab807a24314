import { addConstraint } from './add-constraint.ts';
import { cancelEvent } from './cancel-event.ts';
import { clusterStatus } from './cluster-status.ts';
import { createEvent } from './create-event.ts';
import { getEvent } from './get-event.ts';
import { getOpenApi } from './get-open-api.ts';
import { getRoot } from './get-root.ts';
import { listEvents } from './list-events.ts';
import { logIn } from './log-in.ts';
import { logOut } from './log-out.ts';
import type { Route } from './route.ts';
import { signUp } from './sign-up.ts';

/** The whole API. Where a fixed path and one with parameters both fit, the one further up is meant. */
export const routes: readonly Route[] = [
  getRoot,
  getOpenApi,
  signUp,
  logIn,
  logOut,
  createEvent,
  listEvents,
  getEvent,
  cancelEvent,
  addConstraint,
  clusterStatus,
];
