import { describe, expect, it } from '@jest/globals';
import type { ServerRow } from '@whenly/platform/postgres/queries/list-servers';
import type { Pod } from '../pods/pod.ts';
import { judgeServers } from './judge-servers.ts';

const row: ServerRow = {
  uid: 'uid-1',
  name: 'event-server-1',
  state: 'ready',
  ageMs: 60_000,
  silentForMs: 200,
  eventLoopLagMs: 20,
  load: 3,
};
const pod: Pod = {
  uid: 'uid-1',
  name: 'event-server-1',
  phase: 'Running',
  isReady: true,
  isTerminating: false,
};
const judge = (changes: Partial<ServerRow>, pods: Pod[] | null) =>
  judgeServers([{ ...row, ...changes }], pods)[0];

describe('an event server', () => {
  it('is alive while its pod is ready and its heartbeat goes on', () => {
    expect(judge({}, [pod])).toMatchObject({ isAlive: true, isDraining: false, isKnown: true, load: 3 });
  });

  it('is dead at once when its pod is gone, failed or not ready, whatever its last heartbeat', () => {
    expect(judge({}, [])).toMatchObject({ isAlive: false, isKnown: false });
    expect(judge({}, [{ ...pod, uid: 'uid-2' }])).toMatchObject({ isAlive: false, isKnown: false });
    expect(judge({}, [{ ...pod, phase: 'Failed' }])).toMatchObject({ isAlive: false, isKnown: false });
    expect(judge({}, [{ ...pod, isReady: false }])).toMatchObject({ isAlive: false, isKnown: true });
  });

  it('is suspected to be dead after three silent seconds', () => {
    expect(judge({ silentForMs: 3_001 }, [pod])).toMatchObject({ isAlive: false, isKnown: true });
  });

  it('is judged by its heartbeat alone where no pods can be seen', () => {
    expect(judge({}, null)).toMatchObject({ isAlive: true, isKnown: true });
    expect(judge({ silentForMs: 3_001 }, null)).toMatchObject({ isAlive: false, isKnown: true });
  });

  it('is not missed for ever', () => {
    expect(judge({ silentForMs: 59_000 }, null)).toMatchObject({ isAlive: false, isKnown: true });
    expect(judge({ silentForMs: 61_000 }, null)).toMatchObject({ isAlive: false, isKnown: false });
  });

  it('that is still starting is not missed yet', () => {
    expect(judge({ ageMs: 2_000 }, [{ ...pod, isReady: false }])).toMatchObject({
      isAlive: false,
      isKnown: false,
    });
  });

  it('drains when it says so or its pod is terminating', () => {
    expect(judge({ state: 'draining' }, [pod])).toMatchObject({ isDraining: true });
    expect(judge({}, [{ ...pod, isTerminating: true }])).toMatchObject({ isDraining: true });
  });
});
