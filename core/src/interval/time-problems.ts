/** What is wrong with a time that `parseTime` does not read, by its reason, for the person who wrote it. */
export const timeProblems = {
  malformed:
    'Write a time as YYYY-MM-DD HH:mm, or as RFC 3339 with an offset, like 2026-03-30T09:00:00+02:00.',
  not_a_whole_minute: 'Times are whole minutes: leave out the seconds.',
  does_not_exist: 'This time is skipped in the event’s time zone, because the clocks go forward.',
} as const;
