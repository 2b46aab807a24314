import type { Response } from 'express';
import type { Credentials } from '../sessions/credentials.ts';

/** What is known about a request so far. */
export interface RequestState {
  requestId: string;
  /** The route's path with its parameters' names: for logs and metrics, which hold no ids or names. */
  route: string;
  credentials: Credentials | null;
  /** Who is signed in; null until that is checked. */
  caller: string | null;
  /** When the session was checked, in milliseconds since the Unix epoch, by PostgreSQL's clock; 0 before. */
  askedAtMs: number;
}

export const stateOf = (response: Response): RequestState => response.locals as RequestState;
