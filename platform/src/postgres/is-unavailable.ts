/** SQLSTATEs, or whole classes of them (two characters), that say nothing about the statement itself. */
const sqlStates = [
  '08', // the connection failed
  '53', // no memory, disk or connection left
  '57P', // the server is stopping, starting, or ended this session
  '57014', // the statement timed out
  '58', // the server's own files failed
  '25006', // read-only: a replica, in the middle of a switch-over
  '25P03', // idle in a transaction for too long
  '25P04', // the transaction timed out
  '55P03', // a lock was not to be had in time
];

const systemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** `pg` and `pg-pool` name these by message alone. */
const driverMessages = [
  'Connection terminated',
  'timeout expired',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end on the pool',
];

/**
 * Whether a query failed because the database can't be reached or can't work just now, so that the same
 * query may succeed later. It does not say whether a statement that was already sent took effect.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  // No instanceof: an error of Node's own is none to code that runs in a VM context, such as a test.
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  // Connecting to a name with several addresses fails with one error for each of them.
  if (Array.isArray(errors)) return errors.some(isDatabaseUnavailable);
  if (typeof code === 'string') {
    return systemCodes.has(code) || sqlStates.some((state) => isSqlState(code, state));
  }
  return typeof message === 'string' && driverMessages.some((known) => message.startsWith(known));
}

/** A SQLSTATE has five characters; system codes such as EPIPE do too, but begin with a letter. */
const isSqlState = (code: string, prefix: string) => code.length === 5 && code.startsWith(prefix);
