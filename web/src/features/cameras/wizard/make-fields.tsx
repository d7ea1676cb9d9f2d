import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraMake } from '#features/cameras/check-schema.ts';
import form from '@/components/form.module.css';
import { useReading } from '@/components/use-reading.ts';
import { type AddressDraft, addressOf } from '../address-draft.ts';
import styles from './wizard.module.css';

interface MakeFieldsProps {
  readonly draft: AddressDraft;
  readonly makes: readonly CameraMake[];
  readonly set: (part: Partial<AddressDraft>) => void;
}

/** The address of a camera from its make, as the makers' manuals write it. */
export function MakeFields({ draft, makes, set }: MakeFieldsProps) {
  const { t } = useTranslation();
  const read = useReading();
  const make = makes.find(({ code }) => code === draft.make);
  const plain = addressOf({ ...draft, username: '', password: '' }, makes);
  const hasChannels = make?.streams.some(({ path }) => path.includes('{channel}')) === true;
  return (
    <>
      <div className={form.pair}>
        <Select
          label={t('addCamera.address.make')}
          searchable
          data={makes.map(({ code, name }) => ({ value: code, label: name }))}
          value={draft.make === '' ? null : draft.make}
          onChange={(value) => set({ make: value ?? '', stream: 0 })}
        />
        <Select
          label={t('addCamera.address.stream')}
          disabled={make === undefined}
          allowDeselect={false}
          data={(make?.streams ?? []).map(({ name }, index) => ({ value: String(index), label: read(name) }))}
          value={make === undefined ? null : String(draft.stream)}
          onChange={(value) => set({ stream: Number(value ?? 0) })}
        />
        <TextInput
          label={t('addCamera.address.host')}
          placeholder="192.168.10.21"
          maxLength={255}
          spellCheck={false}
          value={draft.host}
          onChange={(event) => set({ host: event.currentTarget.value })}
        />
        <TextInput
          label={t('addCamera.address.port')}
          inputMode="numeric"
          placeholder={String(make?.port ?? 554)}
          maxLength={5}
          value={draft.port}
          onChange={(event) => set({ port: event.currentTarget.value.replaceAll(/\D/g, '') })}
        />
        {hasChannels && (
          <TextInput
            label={t('addCamera.address.channel')}
            description={t('addCamera.address.channelHelp')}
            inputMode="numeric"
            maxLength={3}
            value={draft.channel}
            onChange={(event) => set({ channel: event.currentTarget.value.replaceAll(/\D/g, '') })}
          />
        )}
      </div>
      {plain !== '' && (
        <p className={styles.address}>
          {t('addCamera.address.whole')} <bdi dir="ltr">{plain}</bdi>
        </p>
      )}
    </>
  );
}
