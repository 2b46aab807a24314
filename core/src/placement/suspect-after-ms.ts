/** Silent for longer than this, an event server is suspected to be dead. */
export const suspectAfterMs = 3_000;
