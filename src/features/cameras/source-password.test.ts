import { expect, it } from 'vitest';
import { maskPassword, restorePassword } from './source-password.ts';

it.each([
  ['rtsp://admin:secret@192.0.2.1/stream', 'rtsp://admin:***@192.0.2.1/stream'],
  ['rtsp://admin:se:cr@t@192.0.2.1/stream', 'rtsp://admin:***@192.0.2.1/stream'],
  ['rtsp://admin@192.0.2.1/stream', 'rtsp://admin@192.0.2.1/stream'],
  ['http://192.0.2.1/video?user=a&password=b&x=1', 'http://192.0.2.1/video?user=a&password=***&x=1'],
  ['depot-gate.mp4', 'depot-gate.mp4'],
])('%s is shown as %s', (url, shown) => {
  expect(maskPassword(url)).toBe(shown);
});

it.each([
  ['rtsp://admin:***@192.0.2.1/stream', 'rtsp://admin:secret@192.0.2.1/stream'],
  ['rtsp://admin:new@192.0.2.1/stream', 'rtsp://admin:new@192.0.2.1/stream'],
  ['rtsp://admin:***@203.0.113.9/stream', undefined],
  ['other.mp4', 'other.mp4'],
])('%s that comes back is stored as %s', (url, stored) => {
  expect(restorePassword(url, 'rtsp://admin:secret@192.0.2.1/stream')).toBe(stored);
});

it('asks for the password where none is stored', () => {
  expect(restorePassword('rtsp://admin:***@192.0.2.1/', undefined)).toBeUndefined();
});
