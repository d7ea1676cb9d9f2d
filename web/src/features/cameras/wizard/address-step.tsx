import { Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraTest } from '#features/cameras/check-schema.ts';
import { cameraMakesQuery, testCamera } from '@/api/onboarding.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { type AddressDraft, type AddressWay, addressOf, emptyAddress } from '../address-draft.ts';
import { MakeFields } from './make-fields.tsx';
import { NetworkSearch } from './network-search.tsx';
import { TestResult } from './test-result.tsx';
import styles from './wizard.module.css';

/** What the first step finds out. */
export interface FoundAddress {
  readonly url: string;
  readonly name: string;
  readonly test: CameraTest | undefined;
}

const ways: readonly AddressWay[] = ['network', 'make', 'address'];

/** The address of the camera, searched, made or typed, and tried before it is used. */
export function AddressStep({ onFound }: { readonly onFound: (found: FoundAddress) => void }) {
  const { t } = useTranslation();
  const { data: makes = [] } = useQuery(cameraMakesQuery);
  const [draft, setDraft] = useState<AddressDraft>(emptyAddress);
  const [name, setName] = useState('');
  const trying = useMutation({ mutationFn: (url: string) => testCamera({ source: { url } }) });
  const set = (part: Partial<AddressDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    trying.reset();
  };
  const url = addressOf(draft, makes);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (url !== '') trying.mutate(url);
  };
  const works = trying.data?.fault === null;
  return (
    <form className={styles.body} onSubmit={submit} noValidate>
      <WayField way={draft.way} set={set} />
      <UserFields draft={draft} set={set} />
      {draft.way === 'network' && <NetworkSearch draft={draft} set={set} onName={setName} />}
      {draft.way === 'make' && <MakeFields draft={draft} makes={makes} set={set} />}
      {draft.way === 'address' && (
        <TextInput
          label={t('addCamera.address.url')}
          description={t('addCamera.address.urlHelp')}
          name="camera-url"
          maxLength={2000}
          spellCheck={false}
          value={draft.url}
          onChange={(event) => set({ url: event.currentTarget.value })}
        />
      )}
      <ActionFault fault={trying.error} />
      {trying.isPending && <p role="status">{t('addCamera.address.testing')}</p>}
      {trying.data !== undefined && <TestResult test={trying.data} />}
      <div className={form.end}>
        {trying.data !== undefined && !works && (
          <Button variant="subtle" onClick={() => onFound({ url, name, test: undefined })}>
            {t('addCamera.address.without')}
          </Button>
        )}
        <Button
          type="submit"
          variant={works ? 'default' : 'filled'}
          disabled={url === ''}
          loading={trying.isPending}
        >
          {t('addCamera.address.test')}
        </Button>
        {works && (
          <Button onClick={() => onFound({ url, name, test: trying.data })}>{t('addCamera.next')}</Button>
        )}
      </div>
    </form>
  );
}

interface DraftProps {
  readonly draft: AddressDraft;
  readonly set: (part: Partial<AddressDraft>) => void;
}

/** How the address is found. */
function WayField({ way: chosen, set }: Pick<DraftProps, 'set'> & { readonly way: AddressWay }) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <div>
      <div id="address-way" className="soft">
        {t('addCamera.address.way')}
      </div>
      <SegmentedControl
        aria-labelledby="address-way"
        fullWidth
        orientation={isNarrow ? 'vertical' : 'horizontal'}
        value={chosen}
        onChange={(value) => set({ way: ways.find((way) => way === value) ?? 'address' })}
        data={ways.map((value) => ({ value, label: t(`addCamera.address.ways.${value}`) }))}
      />
    </div>
  );
}

/** The camera's own user. */
function UserFields({ draft, set }: DraftProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={form.pair}>
        <TextInput
          label={t('addCamera.address.username')}
          name="camera-user"
          autoComplete="off"
          spellCheck={false}
          maxLength={100}
          value={draft.username}
          onChange={(event) => set({ username: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('addCamera.address.password')}
          name="camera-password"
          autoComplete="new-password"
          maxLength={200}
          value={draft.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
      </div>
      <p className="soft">{t('addCamera.address.userHelp')}</p>
    </>
  );
}
