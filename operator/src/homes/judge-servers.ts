import type { PlacementServer } from '@whenly/core/placement/placement-server';
import { suspectAfterMs } from '@whenly/core/placement/suspect-after-ms';
import type { ServerRow } from '@whenly/platform/postgres/queries/list-servers';
import type { Pod } from '../pods/pod.ts';

/** Silent for longer than this, it is not missed any more. */
const forgottenAfterMs = 60_000;
/** So long a server may take to become ready. */
const startingForMs = 10_000;

export interface JudgedServer extends PlacementServer {
  readonly name: string;
  /** Whether it has been seen at work lately, and is not known to be gone: what the brake counts. */
  readonly isKnown: boolean;
}

type Judgement = (row: ServerRow, pods: ReadonlyMap<string, Pod> | null) => boolean;

const podIsGone: Judgement = ({ uid }, pods) => {
  if (!pods) return false;
  const phase = pods.get(uid)?.phase;
  return phase === undefined || phase === 'Failed' || phase === 'Succeeded';
};
const podIsTerminating: Judgement = ({ uid }, pods) => pods?.get(uid)?.isTerminating ?? false;
const podIsNotReady: Judgement = ({ uid }, pods) => pods?.get(uid)?.isReady === false;
const heartbeatStopped: Judgement = ({ silentForMs }) => silentForMs > suspectAfterMs;
const isLongGone: Judgement = ({ silentForMs }) => silentForMs > forgottenAfterMs;
const isStarting: Judgement = ({ ageMs }) => ageMs < startingForMs;
const saysItIsDraining: Judgement = ({ state }) => state === 'draining';

const signsOfDeath = [podIsGone, podIsNotReady, heartbeatStopped];
const signsOfDraining = [podIsTerminating, saysItIsDraining];

/** Which event servers can be home of events: by their heartbeats, and by their pods where these can be seen. */
export function judgeServers(rows: readonly ServerRow[], pods: readonly Pod[] | null): JudgedServer[] {
  const podsByUid = pods && new Map(pods.map((pod) => [pod.uid, pod]));
  const holds = (row: ServerRow) => (judgement: Judgement) => judgement(row, podsByUid);
  return rows.map((row) => {
    const isAlive = !signsOfDeath.some(holds(row));
    const isDraining = signsOfDraining.some(holds(row));
    return {
      uid: row.uid,
      name: row.name,
      load: row.load,
      isAlive,
      isDraining,
      isKnown: !isDraining && (isAlive || ![podIsGone, isLongGone, isStarting].some(holds(row))),
    };
  });
}
