import { expect, test } from 'vitest';
import { connectionFault } from './connection-fault.ts';

const failed = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

test.each([
  ['a name that nobody knows', failed('ENOTFOUND'), 'unknown-host'],
  ['nobody listens', failed('ECONNREFUSED'), 'refused'],
  ['no way there', failed('EHOSTUNREACH'), 'no-route'],
  ['no answer', failed('ETIMEDOUT'), 'timeout'],
  ['a certificate of nobody known', failed('DEPTH_ZERO_SELF_SIGNED_CERT'), 'certificate'],
  ['a certificate told in words only', failed('ESOCKET', 'self-signed certificate'), 'certificate'],
  ['a code told in words only', failed('ESOCKET', 'connect ECONNREFUSED 127.0.0.1:25'), 'refused'],
  ['the cause of the cause', new Error('failed', { cause: failed('ECONNREFUSED') }), 'refused'],
  ['something else', new Error('failed'), undefined],
  ['no error', 'failed', undefined],
])('%s', (_, error, fault) => {
  expect(connectionFault(error)).toBe(fault);
});
