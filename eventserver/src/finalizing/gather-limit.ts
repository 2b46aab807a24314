/** So long a home waits for the partials that it asks for; what is not there by then, it computes. */
export const gatherLimitMs = 500;
