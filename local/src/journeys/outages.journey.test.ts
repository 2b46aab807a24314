import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { startPlatform, type RunningPlatform } from '../test/start-platform.ts';
import { audit } from './audit.ts';
import { delayMsOf, JourneyEvent } from './journey-event.ts';
import { signUpPeople, type People } from './people.ts';
import { killProcess, processNamed, waitForReplacement } from './processes.ts';
import { seededRandom } from './random.ts';
import { answerSteadily } from './steady-answers.ts';

let platform: RunningPlatform;
let people: People;
beforeAll(async () => {
  platform = await startPlatform();
  people = await signUpPeople(platform.url, 12);
}, 120_000);
afterAll(() => platform.stop(), 60_000);

/**
 * Lets people answer ten events while something happens; then checks every event's result against what its
 * people were told.
 */
async function answerThrough(seed: number, seconds: number, happening: () => Promise<void>): Promise<void> {
  const deadline = new Date(Date.now() + seconds * 1_000);
  const owner = people[0];
  const terms = { deadline, durationMinutes: 5 };
  const events = await Promise.all(
    Array.from({ length: 10 }, () => JourneyEvent.create(platform.url, owner, terms)),
  );
  const answers = answerSteadily(events, people, seededRandom(seed));
  await pause(500);
  await happening();
  await pause(deadline.getTime() - 1_000 - Date.now());
  const acknowledged = events.reduce((sum, event) => sum + event.acknowledged.size, 0);
  expect(acknowledged).toBeGreaterThan(50);
  await pause(1_500);
  expect(await answers.stop()).toEqual({ unknown: 0 });

  for (const event of events) {
    const result = await event.result();
    expect(result).toMatchObject(event.expected());
    expect(delayMsOf(result)).toBeLessThan(15_000);
  }
  expect(await audit(platform.state().databaseUrl, events)).toEqual([]);
}

describe('every acknowledged answer is in the result, every refused one is not, and none twice', () => {
  it('when the Redis of a server is flushed in the middle', async () => {
    await answerThrough(1, 4, async () => {
      const redis = new Redis(platform.state().redisUrls['event-server-2'] ?? '');
      await redis.flushall();
      await redis.quit();
    });
  }, 90_000);

  it('when the Redis of a server hangs at the deadline', async () => {
    await answerThrough(7, 4, async () => {
      await pause(1_500);
      process.kill(processNamed(platform, 'redis-1').pid, 'SIGSTOP');
      setTimeout(() => {
        process.kill(processNamed(platform, 'redis-1').pid, 'SIGCONT');
      }, 3_500);
    });
  }, 90_000);

  it('when an event server is told to stop, and another takes its place', async () => {
    await answerThrough(8, 5, async () => {
      const leaving = processNamed(platform, 'event-server-2');
      process.kill(leaving.pid, 'SIGTERM');
      await waitForReplacement(platform, leaving);
    });
  }, 90_000);

  it('when NATS stops for 5 s', async () => {
    await answerThrough(2, 10, async () => {
      const nats = processNamed(platform, 'nats');
      process.kill(nats.pid, 'SIGSTOP');
      await pause(5_000);
      process.kill(nats.pid, 'SIGCONT');
    });
  }, 90_000);

  it('when NATS crashes and comes back', async () => {
    await answerThrough(3, 5, async () => {
      await waitForReplacement(platform, killProcess(platform, 'nats'));
    });
  }, 90_000);

  it('when PostgreSQL is restarted', async () => {
    await answerThrough(4, 8, async () => {
      const postgres = processNamed(platform, 'postgres');
      process.kill(postgres.pid, 'SIGINT');
      await waitForReplacement(platform, postgres);
    });
  }, 90_000);

  it('when PostgreSQL crashes', async () => {
    await answerThrough(5, 8, async () => {
      await waitForReplacement(platform, killProcess(platform, 'postgres'));
    });
  }, 90_000);

  it('when an event server is killed, and another one while PostgreSQL crashes at the deadline', async () => {
    await answerThrough(6, 6, async () => {
      await waitForReplacement(platform, killProcess(platform, 'event-server-1'));
      await pause(2_000);
      killProcess(platform, 'postgres');
      killProcess(platform, 'event-server-3');
    });
  }, 90_000);
});
