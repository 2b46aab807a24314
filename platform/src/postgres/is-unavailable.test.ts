import { describe, expect, it } from '@jest/globals';
import { isDatabaseUnavailable } from './is-unavailable.ts';

const failure = (code: string, message = 'failed') => Object.assign(new Error(message), { code });

describe('isDatabaseUnavailable', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'])(
    'is true when the network says %s',
    (code) => {
      expect(isDatabaseUnavailable(failure(code))).toBe(true);
    },
  );

  it.each(['57P01', '57P02', '57P03', '57014', '53300', '08006', '25006', '25P03'])(
    'is true when PostgreSQL says %s',
    (code) => {
      expect(isDatabaseUnavailable(failure(code))).toBe(true);
    },
  );

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error and is not queryable',
  ])('is true when the driver says “%s”', (message) => {
    expect(isDatabaseUnavailable(new Error(message))).toBe(true);
  });

  it('is true when all addresses of a host refuse', () => {
    expect(
      isDatabaseUnavailable(new AggregateError([failure('ECONNREFUSED'), failure('ECONNREFUSED')])),
    ).toBe(true);
  });

  it.each(['23505', '22P02', '42601', '22021', '40001'])(
    'is false for a statement’s own fault %s',
    (code) => {
      expect(isDatabaseUnavailable(failure(code))).toBe(false);
    },
  );

  it('is false for anything else', () => {
    expect(isDatabaseUnavailable(new TypeError('x is not a function'))).toBe(false);
    expect(isDatabaseUnavailable('ECONNREFUSED')).toBe(false);
    expect(isDatabaseUnavailable(undefined)).toBe(false);
  });
});
