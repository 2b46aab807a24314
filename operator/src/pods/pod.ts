import { z } from 'zod';

/** What the platform that runs the event servers says of one of them. */
export const pod = z.object({
  uid: z.string(),
  name: z.string(),
  phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed']),
  isReady: z.boolean(),
  isTerminating: z.boolean(),
});
export type Pod = z.infer<typeof pod>;

export interface PodSource {
  /** The event servers' pods as they are now; `null`: nobody can tell, so heartbeats alone decide. */
  list(): Promise<readonly Pod[] | null>;
  close(): void;
}
