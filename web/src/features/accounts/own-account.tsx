import { Button, Modal, PasswordInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addPasskey, hasPasskeys } from '@/api/passkeys.ts';
import {
  changePassword,
  endOwnSession,
  ownSessionsQuery,
  removeAuthenticator,
  removePasskey,
  secondFactorsQuery,
} from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { shortestPassword } from './person-fields.tsx';
import { SecondFactorSetup } from './second-factor-form.tsx';
import { SessionList } from './session-list.tsx';

/** Open sessions of the person who looks. */
export function OwnSessions() {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(ownSessionsQuery);
  if (data === undefined)
    return error === null ? (
      <RowsLoading rows={2} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <SessionList
      sessions={data}
      end={async (session) => {
        await endOwnSession(session);
        await queryClient.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
      }}
    />
  );
}

/** The own password; other sessions end when it changes. */
export function OwnPassword() {
  const { t } = useTranslation();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const changing = useMutation({
    mutationFn: changePassword,
    onSuccess: () => {
      setCurrent('');
      setNew('');
    },
  });
  const isReady = currentPassword !== '' && newPassword.length >= shortestPassword;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) changing.mutate({ currentPassword, newPassword });
  };
  return (
    <form className={`${form.form} ${form.padded}`} onSubmit={submit}>
      <PasswordInput
        label={t('people.currentPassword')}
        autoComplete="current-password"
        maxLength={200}
        value={currentPassword}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('accounts.newPassword')}
        description={t('accounts.passwordHelp')}
        autoComplete="new-password"
        maxLength={200}
        value={newPassword}
        onChange={(event) => setNew(event.currentTarget.value)}
      />
      <ActionFault fault={changing.error} />
      <div className={form.end}>
        <span role="status" className="soft">
          {changing.isSuccess && t('people.passwordChanged')}
        </span>
        <Button type="submit" disabled={!isReady} loading={changing.isPending}>
          {t('people.changePassword')}
        </Button>
      </div>
    </form>
  );
}

/** The authenticator and the passkeys of the person who looks. */
export function OwnSecondFactors() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [settingUp, { open, close }] = useDisclosure(false);
  const { data, error, refetch } = useQuery(secondFactorsQuery);
  const again = () => queryClient.invalidateQueries({ queryKey: secondFactorsQuery.queryKey });
  if (data === undefined)
    return error === null ? (
      <RowsLoading rows={2} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <ul className={records.list}>
      <li>
        <div className={records.head}>
          <strong>{t('people.authenticator')}</strong>
          <span className="soft">
            {data.authenticator
              ? t('people.recoveryLeft', { count: data.recoveryCodes })
              : t('people.authenticatorNone')}
          </span>
          {data.authenticator ? (
            <RemoveButton
              warning={t('people.factorRemove')}
              remove={async () => {
                await removeAuthenticator();
                await again();
              }}
            />
          ) : (
            <Button variant="default" size="compact-sm" onClick={open}>
              {t('people.setUpFactor')}
            </Button>
          )}
        </div>
        <Modal opened={settingUp} onClose={close} title={t('people.authenticator')}>
          <SecondFactorSetup
            onDone={() => {
              close();
              void again();
            }}
          />
        </Modal>
      </li>
      <Passkeys passkeys={data.passkeys} again={again} />
    </ul>
  );
}

interface PasskeysProps {
  readonly passkeys: readonly { readonly id: string; readonly name: string; readonly createdAt: string }[];
  readonly again: () => Promise<void>;
}

function Passkeys({ passkeys, again }: PasskeysProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      {passkeys.map(({ id, name, createdAt }) => (
        <li key={id}>
          <div className={records.head}>
            <strong>{t('people.passkey', { name })}</strong>
            <span className="soft">{format.date(createdAt)}</span>
            <RemoveButton
              warning={t('people.factorRemove')}
              remove={async () => {
                await removePasskey(id);
                await again();
              }}
            />
          </div>
        </li>
      ))}
      {hasPasskeys() && (
        <li>
          <div className={form.buttons}>
            <WordsButton
              label={t('people.passkeyName')}
              shortest={1}
              act={async (name) => {
                await addPasskey(name);
                await again();
              }}
            >
              {t('people.addPasskey')}
            </WordsButton>
          </div>
        </li>
      )}
    </>
  );
}
