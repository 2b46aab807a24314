/**
 * The key of an event's advisory lock, in SQL. Submissions hold it shared, the freeze exclusively: the gate
 * holds only because all of them compute the same key.
 *
 * @param id an SQL expression of type uuid.
 */
export const eventLockKey = (id: string) => `hashtextextended((${id})::text, 0)`;
