import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { waitUntil } from '../services/wait-until.ts';
import { startPlatform, type RunningPlatform } from '../test/start-platform.ts';
import { withDatabase } from '../test/with-database.ts';
import { audit } from './audit.ts';
import { delayMsOf, JourneyEvent } from './journey-event.ts';
import { signUpPeople, type People } from './people.ts';
import { killProcess, processNamed, waitForReplacement } from './processes.ts';
import { randomAnswer } from './random-answers.ts';
import { seededRandom } from './random.ts';

describe.each([
  ['with its operator', []],
  ['whose operator is dead', ['--keep-dead', 'operator']],
])('a platform %s', (_case, args) => {
  const isOperatorDead = args.length > 0;
  let platform: RunningPlatform;
  let people: People;
  beforeAll(async () => {
    platform = await startPlatform({ args });
    people = await signUpPeople(platform.url, 6);
  }, 120_000);
  afterAll(() => platform.stop(), 60_000);

  /** An event with a home and answers, due in a few seconds. From here on, the operator may be dead. */
  async function answeredEvent(seed: number, seconds: number) {
    const deadline = new Date(Date.now() + seconds * 1_000);
    const event = await JourneyEvent.create(platform.url, people[0], {
      deadline,
      durationMinutes: 10,
    });
    const random = seededRandom(seed);
    await Promise.all(people.map((person) => event.answer(person, randomAnswer(random))));
    let home: string | undefined;
    const hasHome = await waitUntil(
      async () => {
        home = ((await event.read()).body.home as { server: string } | null)?.server;
        return home !== undefined;
      },
      { limitMs: 3_000 },
    );
    if (!hasHome || home === undefined) throw new Error('The event got no home');
    return { event, home };
  }

  async function expectOneRightResult(event: JourneyEvent) {
    const result = await event.result();
    expect(result).toMatchObject(event.expected());
    expect(delayMsOf(result)).toBeLessThan(15_000);
    expect(await audit(platform.state().databaseUrl, [event])).toEqual([]);
  }

  function killOperator() {
    if (!isOperatorDead) return;
    killProcess(platform, 'operator');
  }

  it('gives one right result within 15 s when the home is killed a second before the deadline', async () => {
    const { event, home } = await answeredEvent(1, 5);
    killOperator();
    await pause(event.terms.deadline.getTime() - 1_000 - Date.now());
    const killed = killProcess(platform, home);
    await expectOneRightResult(event);
    await waitForReplacement(platform, killed);
  }, 60_000);

  it('gives one right result within 15 s when the home is killed between freeze and commit', async () => {
    // The operator of the first test stays dead: without one, an event's first home is whoever sweeps it up.
    const { event, home } = isOperatorDead ? await eventHomedBySql(2) : await answeredEvent(2, 4);
    const stateOf = () =>
      withDatabase(
        platform.state().databaseUrl,
        async (client) =>
          (await client.query<{ state: string }>('SELECT state FROM events WHERE id = $1', [event.id]))
            .rows[0]?.state,
      );
    await withDatabase(platform.state().databaseUrl, async (client) => {
      // While this lock is held, nobody can read the submissions: the home has frozen the event, and waits.
      await pause(event.terms.deadline.getTime() - 200 - Date.now());
      await client.query('BEGIN; LOCK TABLE submissions IN ACCESS EXCLUSIVE MODE');
      expect(await waitUntil(async () => (await stateOf()) === 'frozen', { limitMs: 3_000 })).toBe(true);
      killProcess(platform, home);
      await client.query('ROLLBACK');
    });
    await expectOneRightResult(event);
  }, 60_000);

  /** The same without an operator: the test does its work once. */
  async function eventHomedBySql(seed: number) {
    const deadline = new Date(Date.now() + 4_000);
    const event = await JourneyEvent.create(platform.url, people[0], {
      deadline,
      durationMinutes: 10,
    });
    const random = seededRandom(seed);
    await Promise.all(people.map((person) => event.answer(person, randomAnswer(random))));
    const home = processNamed(platform, 'event-server-1');
    await withDatabase(platform.state().databaseUrl, (client) =>
      client.query('UPDATE events SET home_uid = $2, epoch = epoch + 1 WHERE id = $1', [event.id, home.uid]),
    );
    return { event, home: home.name };
  }
});
