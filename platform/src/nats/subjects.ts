/** The subjects on NATS, in one place. `uid` is an event server's; it holds no dots. */
export const subjects = {
  /** Request/reply: `submitRequest`, `submitReply`. */
  submit: (uid: string) => `whenly.server.${uid}.submit`,
  /** Request/reply: `gatherRequest`, `gatherReply`. */
  gather: (uid: string) => `whenly.server.${uid}.gather`,
  /** `withdrawMessage`. */
  withdraw: (uid: string) => `whenly.server.${uid}.withdraw`,
  /** Empty: the events that this server is home of may have changed; look now. */
  look: (uid: string) => `whenly.server.${uid}.look`,
  /** `finishedMessage`. */
  finished: (eventId: string) => `whenly.event.${eventId}.finished`,
  allFinished: 'whenly.event.*.finished',
} as const;
