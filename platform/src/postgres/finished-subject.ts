import { subjects } from '../nats/subjects.ts';

/** The subject on which an event's end is told, in SQL. @param id an SQL expression of type uuid. */
export const finishedSubject = (id: string) => `replace('${subjects.finished('*')}', '*', (${id})::text)`;
