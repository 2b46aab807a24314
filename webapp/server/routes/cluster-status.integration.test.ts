import { describe, expect, it } from '@jest/globals';
import { startEventServerStandIn } from '../test/event-server-stand-in.ts';
import { useTestApi } from '../test/use-test-api.ts';

const api = useTestApi();
const never = () => Promise.reject(new Error('Nobody submits anything here'));

describe('GET /cluster/status', () => {
  it('shows each event server with its load, and the events without a home', async () => {
    const token = await api.signUp('ada');
    const server = await startEventServerStandIn(api, 'eventserver-0', never);
    await api.database.query({
      text: `INSERT INTO servers (uid, name, state, heartbeat_at)
        VALUES ('silent', 'eventserver-1', 'ready', clock_timestamp() - interval '4 seconds')`,
    });
    await api.database.query({
      text: `INSERT INTO events (id, owner, title, deadline, state, home_uid)
        SELECT gen_random_uuid(), 'ada', 'x', clock_timestamp() + interval '1 day', state, home
        FROM (VALUES ('open', $1), ('frozen', $1), ('done', $1), ('open', 'silent'), ('open', 'gone'), ('open', NULL))
          AS e (state, home)`,
      values: [server.uid],
    });
    const answer = await api.call('GET', '/cluster/status', { token });
    await server.stop();
    expect(answer).toMatchObject({
      status: 200,
      body: {
        servers: [
          { name: 'eventserver-0', uid: server.uid, state: 'ready', eventLoopLagMs: 1.5, events: 2 },
          { name: 'eventserver-1', uid: 'silent', state: 'suspect', events: 1 },
        ],
        events: { open: 4, frozen: 1, homeless: 2 },
      },
    });
  });
});
