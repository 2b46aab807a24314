import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ConfigError, parseConfig } from './parse-config.ts';

const schema = z.object({
  URL: z.url(),
  PORT: z.coerce.number().int().max(65535).default(80),
  SECRET: z.string().min(20),
});

describe('the configuration', () => {
  it('is read from the environment, with defaults', () => {
    const environment = { URL: 'nats://localhost:4222', SECRET: 'x'.repeat(20), HOME: '/root' };
    expect(parseConfig(schema, environment)).toEqual({
      URL: 'nats://localhost:4222',
      PORT: 80,
      SECRET: 'x'.repeat(20),
    });
  });

  it('names every variable that is missing or wrong, but never a value', () => {
    const parse = () => parseConfig(schema, { PORT: '99999', SECRET: 'hunter2' });
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(/URL: .*\n.*PORT: .*\n.*SECRET: /);
    expect(parse).not.toThrow(/hunter2/);
  });
});
