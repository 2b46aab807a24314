import pg from 'pg';

/** Whatever runs a query: a pool, or one connection of it within a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(query: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
}

/** A pool of connections. Its owner calls `close`. */
export interface Database extends Queryable {
  /** Runs `work` in a transaction on one connection: committed when it returns, rolled back when it throws. */
  transaction<Result>(work: (connection: Queryable) => Promise<Result>): Promise<Result>;
  /** Connections in use, idle, and callers waiting for one. */
  usage(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  readonly maxConnections: number;
  /** A statement that runs longer is ended, and fails. */
  readonly statementTimeoutMs?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onError: (error: Error) => void;
}

const bigintOid: number = pg.types.builtins.INT8;
const isBigint = (oid: number) => oid === bigintOid;
/** bigint columns hold counters and 48-bit hashes, all of them exact in a double. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) =>
    isBigint(oid) ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

/** Opens a pool. Connecting happens on first use, within 5 s; so does waiting for a free connection. */
export function openDatabase(options: DatabaseOptions): Database {
  const statementTimeoutMs = options.statementTimeoutMs ?? 10_000;
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: options.applicationName,
    max: options.maxConnections,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    types,
    statement_timeout: statementTimeoutMs,
    // The server ends a transaction that its client left hanging, so that no lock outlives a stopped process.
    idle_in_transaction_session_timeout: 3_000,
    // The client gives up too when the server does not answer at all.
    query_timeout: statementTimeoutMs + 2_000,
  });
  pool.on('error', options.onError);
  return {
    query: (query) => pool.query(query),
    async transaction(work) {
      const connection = await pool.connect();
      let failure: Error | undefined;
      const onError = (error: Error) => (failure = error);
      connection.on('error', onError);
      try {
        await connection.query('BEGIN');
        const result = await work(connection);
        await connection.query('COMMIT');
        return result;
      } catch (error) {
        // After anything but PostgreSQL's own refusal (a time-out, a broken connection) nobody knows what the
        // connection is at: it is closed instead of given back, which rolls back too.
        if (error instanceof pg.DatabaseError) {
          await connection
            .query('ROLLBACK')
            .catch((rollbackError: unknown) => (failure = rollbackError as Error));
        } else {
          failure = error as Error;
        }
        throw error;
      } finally {
        connection.off('error', onError);
        connection.release(failure);
      }
    },
    usage: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}
