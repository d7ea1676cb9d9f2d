import { describe, expect, it } from 'vitest';
import { parseSourceAddress } from './source-address.ts';

describe('the address of a source', () => {
  it.each([
    ['file:gate.mp4', 'file', 'gate.mp4', 'gate.mp4'],
    ['clips/gate.mp4', 'file', 'clips/gate.mp4', 'clips/gate.mp4'],
    ['file:///srv/gate.mp4', 'file', '/srv/gate.mp4', '/srv/gate.mp4'],
    ['/srv/gate.mp4', 'file', '/srv/gate.mp4', '/srv/gate.mp4'],
    ['rtsp://10.0.0.4/live', 'rtsp', 'rtsp://10.0.0.4/live', 'rtsp://10.0.0.4/live'],
    ['RTSPS://cam.example:322/a', 'rtsp', 'rtsps://cam.example:322/a', 'RTSPS://cam.example:322/a'],
    ['https://cam.example/x.m3u8', 'http', 'https://cam.example/x.m3u8', 'https://cam.example/x.m3u8'],
  ])('%s is read', (url, kind, label, target) => {
    expect(parseSourceAddress(url)).toEqual({ kind, label, target });
  });

  it.each([
    'rtsp://admin:s3cret@10.0.0.4:554/live',
    'rtsp://10.0.0.4:554/live?user=admin&password=s3cret',
    'rtsp://admin:s3%40cret@10.0.0.4:554/live#s3cret',
  ])('shows no password (%s)', (url) => {
    expect(parseSourceAddress(url).label).toBe('rtsp://10.0.0.4:554/live');
  });

  it.each([
    ['ftp://host/film.mp4', /ftp:\/\/ are not known/],
    ['concat://a|b', /concat:\/\/ are not known/],
    ['rtsp://a:b:c@d@e:99999/x', /cannot be read/],
    ['rtsp://10.0.0.4/live\r\nTEARDOWN rtsp://10.0.0.5/', /line end/],
    ['file:gate\0.mp4', /line end/],
    ['file:', /name of the file is missing/],
  ])('%s is refused with a reason', (url, reason) => {
    expect(() => parseSourceAddress(url)).toThrow(reason);
  });
});
