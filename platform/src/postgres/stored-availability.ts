import type { Availability } from '@whenly/core/interval/availability';
import type { Interval } from '@whenly/core/interval/interval';

type Pair = [start: number, end: number];

/** An availability as the column `submissions.availability` holds it. */
export interface StoredAvailability {
  yes: Pair[];
  ifNeedBe: Pair[];
}

const toPair = ({ start, end }: Interval): Pair => [start, end];
const toInterval = ([start, end]: Pair): Interval => ({ start, end });

/** The column's value for an availability. */
export const storeAvailability = ({ yes, ifNeedBe }: Availability): StoredAvailability => ({
  yes: yes.map(toPair),
  ifNeedBe: ifNeedBe.map(toPair),
});

/** The availability that the column's value stands for. */
export const loadAvailability = ({ yes, ifNeedBe }: StoredAvailability): Availability => ({
  yes: yes.map(toInterval),
  ifNeedBe: ifNeedBe.map(toInterval),
});
