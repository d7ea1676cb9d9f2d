import { expect, test } from 'vitest';
import { addressFault } from './source-url.ts';

test.each([
  'gate.mp4',
  'file:gate.mp4',
  'a folder/gate 12:30.mp4',
  'rtsp://user:***@10.0.0.1/stream?channel=1',
  'RTSPS://camera.example/1',
  'https://[fd00::1]:8443/live.m3u8',
])('%s may be an address', (url) => {
  expect(addressFault('source.url', url)).toBeUndefined();
});

test.each([
  ['ftp://host/video', 'begin with ftp:'],
  ['pipe:0', 'begin with pipe:'],
  ['concat:a|b', 'begin with concat:'],
  ['rtsp://', 'cannot be read'],
  ['rtsp:/10.0.0.1', 'cannot be read'],
  ['http://user:secret@exa mple/', 'cannot be read'],
  ['rtsp://10.0.0.1:99999/', 'cannot be read'],
  ['rtsp://10.0.0.1/live\r\nSETUP rtsp://10.0.0.2/ RTSP/1.0', 'line end'],
  ['rtsp://10.0.0.1/\0', 'line end'],
  ['file:gate\n.mp4', 'line end'],
  ['http://127.0.0.1\\@camera.example/', 'cannot be read'],
  ['file:///etc/passwd', 'not in the directory of sources'],
  ['file:../gate.mp4', 'not in the directory of sources'],
  ['/media/gate.mp4', 'not in the directory of sources'],
  ['clips/../../gate.mp4', 'not in the directory of sources'],
  ['file:', 'name of the file is missing'],
])('%s is refused, and its password not repeated', (url, words) => {
  const fault = addressFault('source.url', url);
  expect(fault?.message).toContain(words);
  expect(fault?.fix).toBeTruthy();
  expect(fault?.message).not.toContain('secret');
});
