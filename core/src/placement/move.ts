/** Why an event gets another home: the reasons that a WhenlyEvent's status shows. */
export const moveReasons = ['Unassigned', 'HomeLost', 'HomeDraining', 'Rebalance'] as const;
export type MoveReason = (typeof moveReasons)[number];

/** An event's home becomes another one. `from` is `null` if it had none. */
export interface Move {
  readonly eventId: string;
  readonly from: string | null;
  readonly to: string;
  readonly reason: MoveReason;
}
