import { expect, test } from 'vitest';
import { refuseUnknownAddress } from './source-url.ts';

test.each([
  'gate.mp4',
  'file:gate.mp4',
  'a folder/gate 12:30.mp4',
  'rtsp://user:***@10.0.0.1/stream?channel=1',
  'RTSPS://camera.example/1',
  'https://[fd00::1]:8443/live.m3u8',
])('%s may be an address', (url) => {
  expect(() => refuseUnknownAddress(url)).not.toThrow();
});

test.each([
  ['ftp://host/video', 'begin with ftp:'],
  ['pipe:0', 'begin with pipe:'],
  ['concat:a|b', 'begin with concat:'],
  ['rtsp://', 'cannot be read'],
  ['rtsp:/10.0.0.1', 'cannot be read'],
  ['http://user:secret@exa mple/', 'cannot be read'],
  ['rtsp://10.0.0.1:99999/', 'cannot be read'],
])('%s is refused, and its password not repeated', (url, words) => {
  const refused = () => refuseUnknownAddress(url);
  expect(refused).toThrow(words);
  expect(refused).not.toThrow('secret');
});
