-- PostgreSQL alone owns the truth. Its clock, clock_timestamp(), is the only one that decides anything.

CREATE TABLE users (
  username      text PRIMARY KEY CHECK (username = lower(username)),
  password_hash text NOT NULL,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  username   text NOT NULL REFERENCES users ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (username);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- state: open → frozen → done, or open → cancelled. Nothing ever leaves done or cancelled.
-- home_uid and epoch: which event server finalizes the event; whoever writes as its home names the epoch,
-- and a write with an older one changes nothing.
-- generation grows when the terms (duration, window, time zone, participants) change.
CREATE TABLE events (
  id               uuid PRIMARY KEY,
  origin           text NOT NULL DEFAULT 'web' CHECK (origin IN ('web', 'kubernetes')),
  owner            text NOT NULL,
  title            text NOT NULL,
  description      text NOT NULL DEFAULT '',
  deadline         timestamptz NOT NULL,
  duration_minutes integer CHECK (duration_minutes > 0),
  time_zone        text NOT NULL DEFAULT 'UTC',
  -- minutes since the Unix epoch, half-open
  window_start     integer,
  window_end       integer,
  placement        text CHECK (placement IN ('roundRobin', 'consistentHash')),
  generation       integer NOT NULL DEFAULT 1,
  state            text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'frozen', 'done', 'cancelled')),
  home_uid         text,
  home_since       timestamptz,
  epoch            bigint NOT NULL DEFAULT 0,
  created_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  frozen_at        timestamptz,
  finished_at      timestamptz,
  CHECK ((window_start IS NULL) = (window_end IS NULL) AND window_start < window_end)
);
CREATE INDEX events_unfinished_by_home ON events (home_uid, deadline) WHERE state IN ('open', 'frozen');
CREATE INDEX events_unfinished_by_deadline ON events (deadline) WHERE state IN ('open', 'frozen');
CREATE INDEX events_by_owner ON events (owner, created_at DESC, id);
CREATE INDEX events_by_finish ON events (finished_at) WHERE finished_at IS NOT NULL;

-- Whom the owner named. Somebody who answers without being named counts as required.
CREATE TABLE participants (
  event_id    uuid NOT NULL REFERENCES events ON DELETE CASCADE,
  participant text NOT NULL,
  required    boolean NOT NULL,
  PRIMARY KEY (event_id, participant)
);
CREATE INDEX participants_by_name ON participants (participant, event_id);

-- The latest answer of each person. No foreign key: every insert would lock the event's row, and the gate
-- (the shared advisory lock, then the check of state and deadline) already makes sure that the event exists.
CREATE TABLE submissions (
  event_id     uuid NOT NULL,
  participant  text NOT NULL,
  version      integer NOT NULL,
  -- {"yes": [[start, end], …], "ifNeedBe": […]}, minutes since the Unix epoch, normalized, not clipped
  availability jsonb NOT NULL,
  -- the content's hash in two 48-bit halves: digests are sums of these
  hash_a       bigint NOT NULL,
  hash_b       bigint NOT NULL,
  -- the event server whose partial stands for this row; null: no partial does
  server_uid   text,
  -- when the person asked for it: an action that was held up on its way never replaces a later one
  issued_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  submitted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (event_id, participant)
);
CREATE INDEX submissions_by_participant ON submissions (participant, event_id);

-- The first outcome of every accepted user action: a retry finds it here and changes nothing.
CREATE TABLE operations (
  event_id     uuid NOT NULL,
  participant  text NOT NULL,
  operation_id text NOT NULL,
  version      integer NOT NULL,
  server_name  text NOT NULL,
  hash_a       bigint NOT NULL,
  hash_b       bigint NOT NULL,
  accepted_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (event_id, participant, operation_id)
);

-- The primary key is the promise: never two results.
CREATE TABLE results (
  event_id     uuid PRIMARY KEY REFERENCES events ON DELETE CASCADE,
  outcome      text NOT NULL CHECK (outcome IN ('scheduled', 'no_solution', 'no_constraints', 'cancelled')),
  -- the intervals, the alternatives and who never answered
  details      jsonb NOT NULL,
  submissions  integer NOT NULL,
  epoch        bigint NOT NULL,
  server_name  text,
  committed_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE audit_entries (
  id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  event_id uuid NOT NULL,
  at       timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor    text NOT NULL,
  action   text NOT NULL,
  details  jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX audit_entries_by_event ON audit_entries (event_id, id);

-- What is still to be told. Written with the change it tells of; deleted once it was published.
CREATE TABLE outbox (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  subject    text NOT NULL,
  payload    jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- One row a running event server, its uid new with every start. heartbeat_at is renewed every second.
CREATE TABLE servers (
  uid               text PRIMARY KEY,
  name              text NOT NULL,
  state             text NOT NULL CHECK (state IN ('ready', 'draining')),
  started_at        timestamptz NOT NULL DEFAULT clock_timestamp(),
  heartbeat_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  event_loop_lag_ms real NOT NULL DEFAULT 0
);

-- The term of the operator's leader: taken by adding one, and named by each of its writes.
CREATE TABLE operator_term (
  is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
  term    bigint NOT NULL,
  holder  text NOT NULL,
  taken_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
INSERT INTO operator_term (term, holder) VALUES (0, '');
