import { expect, test } from 'vitest';
import { usesKnownPassword } from './known-passwords.ts';

test.each([
  ['rtsp://admin:12345@192.168.1.10/live', true],
  ['rtsp://Admin:admin@192.168.1.10/live', true],
  ['rtsp://root:%70ass@192.168.1.10/live', true],
  ['rtsp://admin@192.168.1.10/live', true],
  ['rtsp://admin:@192.168.1.10/live', true],
  ['http://192.168.1.10/snap.cgi?user=admin&pwd=888888', true],
  ['rtsp://admin:aVeryLongOne@192.168.1.10/live', false],
  ['rtsp://vigie:admin@192.168.1.10/live', false],
  ['rtsp://192.168.1.10/admin:admin', false],
  ['rtsp://192.168.1.10/live?pwd=admin', false],
  ['rtsp://admin:%@192.168.1.10/live', false],
  ['file:gate.mp4', false],
])('F31: %s is known to everybody: %s', (url, isKnown) => {
  expect(usesKnownPassword(url)).toBe(isKnown);
});
