import { expect, it } from 'vitest';
import { addressOf, emptyAddress, withUser } from './address-draft.ts';

const makes = [
  {
    code: 'hikvision',
    name: 'Hikvision',
    port: 554,
    streams: [
      { name: { en: 'Main', fr: 'Principal' }, path: '/Streaming/Channels/{channel}01' },
      { name: { en: 'Second', fr: 'Second' }, path: '/Streaming/Channels/{channel}02' },
    ],
  },
];

it.each([
  [{ host: '192.0.2.7' }, 'rtsp://192.0.2.7:554/Streaming/Channels/101'],
  [
    { host: '192.0.2.7', port: '8554', channel: '3', stream: 1 },
    'rtsp://192.0.2.7:8554/Streaming/Channels/302',
  ],
  [{ host: 'fd00::7' }, 'rtsp://[fd00::7]:554/Streaming/Channels/101'],
  [{ host: ' ' }, ''],
  [
    { host: '192.0.2.7', username: 'vigie', password: 'p@ss/w:rd' },
    'rtsp://vigie:p%40ss%2Fw%3Ard@192.0.2.7:554/Streaming/Channels/101',
  ],
])('%o makes %s', (typed, url) => {
  expect(addressOf({ ...emptyAddress, way: 'make', make: 'hikvision', ...typed }, makes)).toBe(url);
});

it('name and password that are typed take the place of those in the address, and nothing takes none away', () => {
  expect(withUser('rtsp://old:one@192.0.2.7/1', 'new', 'two')).toBe('rtsp://new:two@192.0.2.7/1');
  expect(withUser('rtsp://old:one@192.0.2.7/1', '', '')).toBe('rtsp://old:one@192.0.2.7/1');
  expect(withUser('gate.mp4', 'new', 'two')).toBe('gate.mp4');
});
