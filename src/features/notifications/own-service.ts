import type { Audit } from '#foundation/audit.ts';
import { type CameraScope, inScope } from '#foundation/camera-scope.ts';
import { changedFields } from '#foundation/changed-fields.ts';
import type { Clock } from '#foundation/clock.ts';
import { invalidField, VigieError } from '#foundation/errors.ts';
import type { Tx, UnitOfWork } from '#foundation/unit-of-work.ts';
import type { TestOutcome } from './channel-schema.ts';
import type { ChannelStore } from './channel-store.ts';
import type { LetterService } from './letter-service.ts';
import { usualChoices } from './own-choices.ts';
import type { OwnChoices, OwnNotifications, PushDevice, PushDeviceInput } from './own-schema.ts';
import type { OwnStore } from './own-store.ts';
import type { FindTerritory } from './ports.ts';
import { shortFault } from './short-fault.ts';
import { wallClock } from './wall-clock.ts';

/** Who asks about their own messages. */
export interface Asker {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly cameraIds: CameraScope;
  readonly mayReadAlerts: boolean;
}

/** What a person chose for themselves. */
export interface OwnService {
  find(asker: Asker): Promise<OwnNotifications>;
  save(asker: Asker, choices: OwnChoices): Promise<OwnNotifications>;
  addDevice(asker: Asker, device: PushDeviceInput): Promise<PushDevice>;
  removeDevice(asker: Asker, id: number): Promise<void>;
  testDevice(asker: Asker, id: number): Promise<TestOutcome>;
}

interface Parts {
  readonly unitOfWork: UnitOfWork;
  readonly reader: Tx;
  readonly clock: Clock;
  readonly audit: Audit;
  readonly store: OwnStore;
  readonly channels: ChannelStore;
  readonly letters: LetterService;
  readonly findTerritory: FindTerritory;
  readonly pushKey: string;
}

const mostDevices = 10;

/** Makes the service of one's own choices. */
export function createOwnService(parts: Parts): OwnService {
  const { unitOfWork, reader, store, audit, clock } = parts;
  const person = ({ id, name }: Asker) => ({ kind: 'person', id, name });
  const deviceOf = async (tx: Tx, asker: Asker, id: number): Promise<PushDevice> => {
    const device = (await store.devicesOf(tx, asker.id)).find((one) => one.id === id);
    if (device === undefined) throw new VigieError('not-found', `There is no device ${id}`);
    return device;
  };
  return {
    find: (asker) => findOwn(parts, asker),
    async save(asker, choices) {
      if (choices.quiet !== null && choices.quiet.from === choices.quiet.until)
        throw invalidField('quiet', 'begins as it ends', 'choose two times, or no quiet hours');
      const { timeZone } = await parts.findTerritory();
      await unitOfWork(async (tx) => {
        const before = (await store.choicesOf(tx, asker.id)) ?? usualChoices;
        await store.saveChoices(tx, asker.id, choices, wallClock(clock(), timeZone).day);
        const changes = changedFields(before, choices);
        await audit(tx, { action: 'notice-choices.update', subject: person(asker), details: { changes } });
      });
      return findOwn(parts, asker);
    },
    addDevice: (asker, input) =>
      unitOfWork(async (tx) => {
        if ((await store.devicesOf(tx, asker.id)).length >= mostDevices)
          throw new VigieError('conflict', `Nobody has more than ${mostDevices} browsers`, {
            fix: 'remove one that is no longer used',
          });
        const id = await store.addDevice(tx, asker.id, input, clock());
        await audit(tx, {
          action: 'push-device.create',
          subject: { kind: 'push-device', id, name: input.name },
        });
        return deviceOf(tx, asker, id);
      }),
    removeDevice: (asker, id) =>
      unitOfWork(async (tx) => {
        const { name } = await deviceOf(tx, asker, id);
        await store.removeDevice(tx, asker.id, id);
        await audit(tx, { action: 'push-device.delete', subject: { kind: 'push-device', id, name } });
      }),
    async testDevice(asker, id) {
      await deviceOf(reader, asker, id);
      const language = (await store.choicesOf(reader, asker.id))?.language ?? usualChoices.language;
      const sent = await parts.letters.pushTest(id, language);
      const fault = sent === undefined ? null : shortFault(sent);
      await unitOfWork((tx) => store.noteDevice(tx, id, clock(), fault ?? undefined));
      return { fault };
    },
  };
}

async function findOwn({ reader, store, channels, pushKey }: Parts, asker: Asker): Promise<OwnNotifications> {
  const ways = (await channels.list(reader)).filter(({ enabled }) => enabled);
  const rules = asker.mayReadAlerts ? await store.rules(reader) : [];
  const choices = (await store.choicesOf(reader, asker.id)) ?? usualChoices;
  return {
    choices: { ...choices, ruleIds: [...choices.ruleIds] },
    email: asker.email,
    hasMail: ways.some(({ kind }) => kind === 'mail'),
    hasPush: ways.some(({ kind }) => kind === 'push'),
    pushKey,
    devices: [...(await store.devicesOf(reader, asker.id))],
    rules: rules
      .filter(({ cameraId }) => inScope(asker.cameraIds, cameraId))
      .map(({ id, name, cameraName }) => ({ id, name, cameraName })),
  };
}
