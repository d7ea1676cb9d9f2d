import { randomBytes, randomUUID } from 'node:crypto';
import type { Audit } from '#foundation/audit.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import { createCheck } from '#foundation/schema-check.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import {
  BrokerSettings,
  type Channel,
  type ChannelInput,
  type ChannelPatch,
  MailSettings,
  type TestOutcome,
  WebhookSettings,
} from './channel-schema.ts';
import type { ChannelStore, StoredChannel } from './channel-store.ts';
import type { LetterService } from './letter-service.ts';
import type { OwnStore } from './own-store.ts';
import type { Seal, SendFault } from './ports.ts';
import { shortFault } from './short-fault.ts';

/** What messages go over. */
export interface ChannelService {
  list(): Promise<readonly Channel[]>;
  create(input: ChannelInput): Promise<{ readonly channel: Channel; readonly secret?: string }>;
  update(id: number, patch: ChannelPatch): Promise<Channel>;
  remove(id: number): Promise<void>;
  /** Tries the channel now: mail goes to who asks, push to their browsers. */
  test(id: number, by: { readonly id: string; readonly email: string }): Promise<TestOutcome>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly store: ChannelStore;
  readonly own: OwnStore;
  readonly letters: LetterService;
  readonly seal: Seal;
}

const checks = {
  mail: createCheck(MailSettings),
  webhook: createCheck(WebhookSettings),
  mqtt: createCheck(BrokerSettings),
};

/** Makes the service of channels. */
export function createChannelService(parts: Parts): ChannelService {
  const { unitOfWork, reader, store, audit, seal } = parts;
  const subject = ({ id, name }: Pick<Channel, 'id' | 'name'>) => ({ kind: 'channel', id, name });
  return {
    list: async () => (await store.list(reader)).map(shown),
    create: (input) =>
      unitOfWork(async (tx) => {
        const { kind, name, settings, enabled = true } = input;
        const made = kind === 'webhook' && input.secret === undefined;
        const secret = made ? randomBytes(32).toString('base64url') : input.secret;
        const sealedSecret = secret === undefined ? null : seal.close(secret);
        const id = await store.insert(tx, kind, { name, enabled, settings, sealedSecret });
        const channel = shown(await findIn(store, tx, id));
        const details = { changes: changedFields(undefined, { kind, name, enabled, settings }) };
        await audit(tx, { action: 'channel.create', subject: subject(channel), details });
        return made && secret !== undefined ? { channel, secret } : { channel };
      }),
    update: (id, patch) =>
      unitOfWork(async (tx) => {
        const before = await findIn(store, tx, id);
        const values = merged(before, patch, seal);
        await store.update(tx, id, values);
        const after = shown(await findIn(store, tx, id));
        const changes = changedFields(settingsOf(shown(before)), settingsOf(after));
        await audit(tx, {
          action: 'channel.update',
          subject: subject(after),
          details: { changes, secretChanged: patch.secret !== undefined },
        });
        return after;
      }),
    remove: (id) =>
      unitOfWork(async (tx) => {
        const channel = await findIn(store, tx, id);
        if (channel.kind === 'push')
          throw new VigieError('conflict', 'Web push stays', { fix: 'switch it off instead' });
        await store.remove(tx, id);
        await audit(tx, { action: 'channel.delete', subject: subject(channel) });
      }),
    test: (id, by) => testChannel(parts, id, by),
  };
}

async function testChannel(
  { unitOfWork, reader, store, own, letters, audit, clock }: Parts,
  id: number,
  by: { readonly id: string; readonly email: string },
): Promise<TestOutcome> {
  const channel = await findIn(store, reader, id);
  const language = (await own.choicesOf(reader, by.id))?.language ?? 'fr';
  const fault =
    channel.kind === 'push'
      ? await testPush(await own.devicesOf(reader, by.id), (device) => letters.pushTest(device, language))
      : await letters.deliverTest(channel, { key: `test-${randomUUID()}`, to: by.email, language });
  await unitOfWork(async (tx) => {
    const atMs = clock();
    if (fault === undefined) await store.noteSuccess(tx, id, atMs);
    else await store.noteFailure(tx, id, { fault: shortFault(fault), atMs });
    await audit(tx, {
      action: 'channel.test',
      subject: { kind: 'channel', id, name: channel.name },
      details: { arrived: fault === undefined, ...(fault === undefined ? {} : { fault: fault.code }) },
    });
  });
  return { fault: fault === undefined ? null : shortFault(fault) };
}

async function testPush(
  devices: readonly { readonly id: number }[],
  send: (device: number) => Promise<SendFault | undefined>,
): Promise<SendFault | undefined> {
  if (devices.length === 0)
    throw invalidField(
      'device',
      'you have no browser that shows messages',
      'allow it on the page of your account',
    );
  const faults = await Promise.all(devices.map(({ id }) => send(id)));
  return faults.find((fault) => fault !== undefined);
}

function merged(
  before: StoredChannel,
  patch: ChannelPatch,
  seal: Seal,
): Parameters<ChannelStore['update']>[2] {
  const settings =
    patch.settings === undefined ? before.settings : checkedSettings(before.kind, patch.settings);
  const hasMoved = 'host' in settings && 'host' in before.settings && settings.host !== before.settings.host;
  if (hasMoved && before.sealedSecret !== null && patch.secret === undefined)
    throw invalidField('secret', 'is kept for the old host only', 'give the password again');
  const isAnonymous = 'host' in settings && !('user' in settings);
  const kept = patch.secret === undefined ? before.sealedSecret : seal.close(patch.secret);
  return {
    name: patch.name ?? before.name,
    enabled: patch.enabled ?? before.enabled,
    settings,
    sealedSecret: isAnonymous ? null : kept,
  };
}

function checkedSettings(kind: Channel['kind'], settings: unknown): Channel['settings'] {
  if (kind === 'push') throw invalidField('settings', 'are none here', 'leave them out');
  const checked = checks[kind](settings);
  if (checked.ok) return checked.value;
  throw new VigieError('invalid', 'settings: not those of this kind of channel', {
    faults: checked.faults.map((fault) => ({ ...fault, field: `settings.${fault.field}` })),
  });
}

async function findIn(store: ChannelStore, tx: Tx, id: number): Promise<StoredChannel> {
  const channel = await store.find(tx, id);
  if (channel === undefined) throw new VigieError('not-found', `There is no channel ${id}`);
  return channel;
}

const shown = ({ sealedSecret: _, ...channel }: StoredChannel): Channel => channel;
const settingsOf = ({ name, enabled, settings }: Channel) => ({ name, enabled, settings });
