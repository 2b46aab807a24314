import { pino, stdTimeFunctions, type Logger } from 'pino';

export type { Logger } from 'pino';

/** A logger that writes one JSON line an entry to stdout. Secrets and personal data never belong in an entry. */
export function createLogger(options: {
  service: string;
  level: string;
  fields?: Readonly<Record<string, string>>;
}): Logger {
  return pino({
    level: options.level,
    base: { service: options.service, ...options.fields },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: [
      'password',
      'token',
      'authorization',
      'cookie',
      '*.password',
      '*.token',
      '*.authorization',
      '*.cookie',
    ],
  });
}
