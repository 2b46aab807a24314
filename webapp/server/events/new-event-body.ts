import { z } from 'zod';
import { constraint } from '../fields/constraint.ts';
import { limitedArray } from '../fields/limited-array.ts';
import { line, lines } from '../fields/text.ts';
import { username } from '../fields/username.ts';
import { writtenWindow } from '../fields/written-window.ts';
import { writtenTime } from '../fields/written-time.ts';

const maxParticipants = 2000;

const participant = z.strictObject({
  username,
  required: z
    .boolean()
    .default(true)
    .meta({ description: 'Whether the event can’t do without this person.' }),
});

/** An event as somebody asks for it. What depends on the time zone is read by `readNewEvent`. */
export const newEventBody = z.strictObject({
  eventName: line({ min: 1, max: 200 }),
  deadline: writtenTime.meta({
    description: 'Until when answers are taken: in the future, at most 5 years ahead.',
  }),
  description: lines({ min: 0, max: 10_000 }).default(''),
  durationMinutes: z
    .int()
    .min(1)
    .max(43_200)
    .nullish()
    .meta({ description: 'Without it, any common interval counts, however short.' }),
  timeZone: z
    .string()
    .max(64)
    .default('UTC')
    .meta({ description: 'Of the IANA database, e.g. Europe/Rome.' }),
  window: writtenWindow.nullish(),
  participants: limitedArray(participant, { min: 0, max: maxParticipants }).default([]).meta({
    description: 'Who is invited; they need no account yet. Others who have the id may answer too.',
  }),
  constraint: constraint
    .nullish()
    .meta({ description: 'When you yourself can come. It can be given later too.' }),
  username: username.optional().meta({ description: 'If given, it must be your own.' }),
});
export type NewEventBody = z.output<typeof newEventBody>;
