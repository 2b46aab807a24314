import { describe, expect, it } from '@jest/globals';
import { problemOfError } from './problem-of-error.ts';

describe('problemOfError', () => {
  it.each([
    ['entity.parse.failed', 'malformed_json'],
    ['entity.too.large', 'too_large'],
    ['charset.unsupported', 'unsupported_media_type'],
    ['encoding.unsupported', 'unsupported_media_type'],
  ])('knows what the body parser means by %s', (type, code) => {
    expect(problemOfError(Object.assign(new Error('x'), { type, status: 400 }))).toEqual({ code });
  });

  it('takes any other fault of the client for a malformed request', () => {
    expect(problemOfError(Object.assign(new URIError('x'), { status: 400 }))).toEqual({
      code: 'malformed_request',
    });
  });

  it('takes an unreachable database for unavailable', () => {
    expect(problemOfError(Object.assign(new Error('x'), { code: '57P01' }))).toEqual({ code: 'unavailable' });
  });

  it('takes everything else for a fault of the service, none of the client', () => {
    expect(problemOfError(new TypeError('x'))).toBeNull();
    expect(problemOfError(Object.assign(new Error('x'), { status: 502 }))).toBeNull();
    expect(problemOfError('x')).toBeNull();
  });
});
