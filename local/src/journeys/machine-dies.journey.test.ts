import { setTimeout as pause } from 'node:timers/promises';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPlatform } from '../test/start-platform.ts';
import { audit } from './audit.ts';
import { JourneyEvent } from './journey-event.ts';
import { signUpPeople } from './people.ts';
import { randomAnswer } from './random-answers.ts';
import { seededRandom } from './random.ts';

let dataFolder: string;
beforeAll(() => {
  dataFolder = mkdtempSync(join(tmpdir(), 'whenly-journey-'));
});
afterAll(() => {
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('the machine dies before the deadline, and comes back after it', () => {
  it('and the result is there at once', async () => {
    const before = await startPlatform({ dataFolder });
    const people = await signUpPeople(before.url, 8);
    const random = seededRandom(1);
    const deadline = new Date(Date.now() + 8_000);
    const terms = { deadline, durationMinutes: 10 };
    const created = await Promise.all(
      Array.from({ length: 20 }, () => JourneyEvent.create(before.url, people[0], terms)),
    );
    await Promise.all(
      created.flatMap((event) => people.map((person) => event.answer(person, randomAnswer(random)))),
    );
    await before.kill();
    await pause(deadline.getTime() - Date.now());

    const after = await startPlatform({ dataFolder, port: Number(new URL(before.url).port) });
    const readyAt = Date.now();
    try {
      expect(after.url).toBe(before.url);
      for (const event of created) {
        expect(event.acknowledged.size).toBe(8);
        expect(await event.result()).toMatchObject(event.expected());
      }
      expect(Date.now() - readyAt).toBeLessThan(3_000);
      expect(await audit(after.state().databaseUrl, created)).toEqual([]);
    } finally {
      await after.stop();
    }
  }, 180_000);
});
