import { expect, test } from 'vitest';
import { deviceName } from '@/api/push-subscription.ts';
import { channelDraft, channelInput, channelPatch, isReady, usualPort } from './channel-draft.ts';

const mail = {
  ...channelDraft(undefined, 'mail'),
  name: ' Town ',
  host: 'mail.example',
  from: 'vigie@town.example',
};

test('a mail server without a user signs in nowhere, and a password left empty is not sent', () => {
  expect(channelInput(mail)).toEqual({
    kind: 'mail',
    name: 'Town',
    settings: { host: 'mail.example', port: 465, security: 'tls', from: 'vigie@town.example' },
  });
  expect(channelPatch({ ...mail, secret: 'new' })).toMatchObject({ secret: 'new' });
});

test('a broker has no STARTTLS', () => {
  const broker = { ...channelDraft(undefined, 'mqtt'), name: 'B', host: 'b', security: 'starttls' as const };
  expect(channelInput(broker)).toMatchObject({ settings: { security: 'tls', topic: 'vigie' } });
  expect([usualPort('mqtt', 'none'), usualPort('mail', 'starttls')]).toEqual([1883, 587]);
});

test.each([
  ['a mail server', mail, true],
  ['a mail server without sender', { ...mail, from: '' }, false],
  ['a webhook', { ...channelDraft(undefined, 'webhook'), name: 'W', url: 'https://town.example/hook' }, true],
  [
    'a webhook with a password',
    { ...channelDraft(undefined, 'webhook'), name: 'W', url: 'https://a:b@c' },
    false,
  ],
  ['a channel without a name', { ...mail, name: ' ' }, false],
])('%s is ready: %#', (_, draft, ready) => {
  expect(isReady(draft)).toBe(ready);
});

test('a browser is known again by a few words', () => {
  expect(deviceName('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36')).toBe(
    'Chrome, Linux',
  );
  expect(deviceName('something')).toBe('Browser');
});
