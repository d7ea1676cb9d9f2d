import { type DestinationStream, type Logger, pino } from 'pino';
import type { Log } from '#foundation/log.ts';

/** Where secrets could stand in what is logged: never written, whatever logs it. */
const secrets = [
  'authorization',
  'cookie',
  'set-cookie',
  'password',
  'newPassword',
  'currentPassword',
  'token',
  'secret',
  'key',
];

/** The log of the process: one JSON object a line on standard error. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', stream?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: secrets.flatMap((name) => {
          const key = name.includes('-') ? `["${name}"]` : name;
          return name.includes('-') ? [key, `*${key}`, `*.*${key}`] : [key, `*.${key}`, `*.*.${key}`];
        }),
        censor: '***',
      },
    },
    stream ?? pino.destination({ dest: 2, sync: false }),
  );
}

/** A log that says nothing, for commands that tell a person what they do themselves. */
export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
