import { setTimeout as pause } from 'node:timers/promises';
import type { JourneyEvent } from './journey-event.ts';
import type { Person } from './people.ts';
import { randomAnswer } from './random-answers.ts';
import type { Random } from './random.ts';

export interface SteadyAnswers {
  /** Lets those under way come to an end. */
  stop(): Promise<{ readonly unknown: number }>;
}

/** People answer events all the time, each one event after the other, as long as it is not stopped. */
export function answerSteadily(
  events: readonly JourneyEvent[],
  people: readonly Person[],
  random: Random,
): SteadyAnswers {
  let isStopped = false;
  let unknown = 0;
  const everybody = people.map(async (person) => {
    while (!isStopped) {
      const event = events[random(events.length)];
      if (event && (await event.answer(person, randomAnswer(random))) === 'unknown') unknown += 1;
      await pause(10 + random(40));
    }
  });
  return {
    async stop() {
      isStopped = true;
      await Promise.all(everybody);
      return { unknown };
    },
  };
}
