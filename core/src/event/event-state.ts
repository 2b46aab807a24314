/** `open` takes submissions; `frozen` is being finalized; `done` and `cancelled` are final. */
export const eventStates = ['open', 'frozen', 'done', 'cancelled'] as const;
export type EventState = (typeof eventStates)[number];

/** How an event ended. A cancelled event has the state and the outcome `cancelled`. */
export const outcomes = ['scheduled', 'no_solution', 'no_constraints', 'cancelled'] as const;
export type Outcome = (typeof outcomes)[number];
