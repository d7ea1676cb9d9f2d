import { expect, it } from 'vitest';
import { cameraMakes } from './camera-makes.ts';
import { connectionWords } from './connection-words.ts';
import { addressFault } from './source-url.ts';

it('a wrong password is told in both languages, with what to do', () => {
  const { message, fix } = connectionWords('password');
  expect([message.en, message.fr, fix.en, fix.fr].every((text) => /^\p{Lu}.*\.$/u.test(text))).toBe(true);
});

it.each(
  cameraMakes.flatMap(({ name, port, streams }) => streams.map(({ path }) => [name, port, path] as const)),
)('the path of %s makes an address that a camera can have', (_name, port, path) => {
  const url = `rtsp://192.0.2.1:${port}${path.replace('{channel}', '1')}`;
  expect(addressFault('url', url)).toBeUndefined();
});
