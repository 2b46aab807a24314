import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform, type RunningPlatform } from '../test/start-platform.ts';
import { audit } from './audit.ts';
import { delayMsOf, JourneyEvent, type JourneyTerms } from './journey-event.ts';
import { signUpPeople, type People } from './people.ts';
import { randomAnswer } from './random-answers.ts';
import { seededRandom } from './random.ts';

let platform: RunningPlatform;
let people: People;
beforeAll(async () => {
  platform = await startPlatform();
  people = await signUpPeople(platform.url, 50);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1_000);

describe('answers', () => {
  it('of 50 people, taken by all three event servers, come to the oracle’s result within a second', async () => {
    const random = seededRandom(1);
    const event = await JourneyEvent.create(platform.url, people[0], {
      deadline: inSeconds(4),
      durationMinutes: 5,
      participants: people.slice(10).map(({ username }) => ({ username, required: false })),
    });
    await Promise.all(people.map((person) => event.answer(person, randomAnswer(random))));
    // Half of them think again.
    await Promise.all(people.slice(25).map((person) => event.answer(person, randomAnswer(random))));
    expect(event.acknowledged.size).toBe(50);
    expect(event.servers.size).toBe(3);

    const result = await event.result();
    expect(result).toMatchObject(event.expected());
    expect(delayMsOf(result)).toBeLessThan(1_000);
    expect(await audit(platform.state().databaseUrl, [event])).toEqual([]);
  }, 60_000);

  it('to 500 random events that end at once come to the oracle’s results, whatever people send too late', async () => {
    const random = seededRandom(2);
    const deadline = inSeconds(20);
    const events: JourneyEvent[] = [];
    for (let first = 0; first < 500; first += 50) {
      const terms = Array.from({ length: 50 }, (): JourneyTerms => {
        const guests = people.filter(() => random(10) === 0);
        return {
          deadline,
          ...(random(2) ? { durationMinutes: 1 + random(90) } : {}),
          ...(random(3) ? {} : { window: { start: '2027-03-01 09:00', end: '2027-03-01 12:00' } }),
          participants: guests.map(({ username }) => ({ username, required: random(2) === 0 })),
        };
      });
      events.push(
        ...(await Promise.all(terms.map((one) => JourneyEvent.create(platform.url, people[0], one)))),
      );
    }
    // Nobody answers some; on others many do, so that nothing suits all of them.
    const answers = events.flatMap((event) =>
      people.slice(0, random(9)).map((person) => ({ event, person, intervals: randomAnswer(random) })),
    );
    for (let first = 0; first < answers.length; first += 100) {
      const some = answers.slice(first, first + 100);
      await Promise.all(some.map(({ event, person, intervals }) => event.answer(person, intervals)));
    }
    expect(Date.now()).toBeLessThan(deadline.getTime());

    await pause(deadline.getTime() - Date.now());
    const late = events.slice(0, 100);
    const tooLate = await Promise.all(
      late.map((event) =>
        event.answer(people[0], [{ start: '2027-03-01 09:00', end: '2027-03-01 10:00', level: 'yes' }]),
      ),
    );
    expect(new Set(tooLate)).toEqual(new Set(['refused']));
    expect(new Set(late.flatMap((event) => event.refusals))).toContain('deadline_passed');

    const outcomes = new Set<unknown>();
    for (const event of events) {
      const result = await event.result();
      expect(result).toMatchObject(event.expected());
      outcomes.add(result.outcome);
      expect(delayMsOf(result)).toBeLessThan(5_000);
    }
    expect(outcomes).toEqual(new Set(['scheduled', 'no_solution', 'no_constraints']));
    expect(await audit(platform.state().databaseUrl, events)).toEqual([]);
  }, 120_000);
});
