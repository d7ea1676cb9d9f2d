import { Button, Code, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { beginAuthenticator, confirmAuthenticator, giveSecondFactor } from '@/api/accounts.ts';
import { ApiFault } from '@/api/client.ts';
import { addPasskey, hasPasskeys } from '@/api/passkeys.ts';
import styles from './door.module.css';
import { DoorFault } from './door.tsx';

interface StepProps {
  readonly onDone: () => void;
}

function faultKey(fault: Error): string {
  const status = fault instanceof ApiFault ? fault.status : 0;
  if (status === 429) return 'accounts.tooMany';
  return status >= 400 && status < 500 ? 'accounts.wrongCode' : 'accounts.unreachable';
}

interface CodeFormProps {
  readonly label: string;
  readonly send: (code: string) => void;
  readonly fault: Error | null;
  readonly isPending: boolean;
  readonly children?: ReactNode;
}

function CodeForm({ label, send, fault, isPending, children }: CodeFormProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(code.trim());
  };
  return (
    <form className={styles.fields} onSubmit={submit}>
      {children}
      <TextInput
        label={label}
        name="code"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        autoFocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {fault !== null && <DoorFault>{t(faultKey(fault))}</DoorFault>}
      <Button type="submit" loading={isPending} fullWidth>
        {t('accounts.continue')}
      </Button>
    </form>
  );
}

/** Asks for the code of the authenticator, or a recovery code. */
export function SecondFactorForm({ onDone }: StepProps) {
  const { t } = useTranslation();
  const attempt = useMutation({ mutationFn: giveSecondFactor, onSuccess: onDone });
  return (
    <CodeForm
      label={t('accounts.code')}
      send={(code) => attempt.mutate(code)}
      fault={attempt.error}
      isPending={attempt.isPending}
    />
  );
}

/** Sets up the first second factor: an authenticator, or a passkey where the browser has them. */
export function SecondFactorSetup({ onDone }: StepProps) {
  const { t } = useTranslation();
  const start = useMutation({ mutationFn: beginAuthenticator });
  const confirmation = useMutation({ mutationFn: confirmAuthenticator });
  const passkey = useMutation({ mutationFn: () => addPasskey('Vigie'), onSuccess: onDone });
  if (confirmation.data !== undefined)
    return <RecoveryCodes codes={confirmation.data.recoveryCodes} onDone={onDone} />;
  if (start.data !== undefined)
    return (
      <CodeForm
        label={t('accounts.code')}
        send={(code) => confirmation.mutate(code)}
        fault={confirmation.error}
        isPending={confirmation.isPending}
      >
        <p>{t('accounts.typeSecret')}</p>
        <Code block>{start.data.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</Code>
        <a href={start.data.uri}>{t('accounts.openAuthenticator')}</a>
      </CodeForm>
    );
  return (
    <div className={styles.fields}>
      {(start.error ?? passkey.error) !== null && <DoorFault>{t('accounts.setUpFailed')}</DoorFault>}
      <Button onClick={() => start.mutate()} loading={start.isPending} fullWidth>
        {t('accounts.useAuthenticator')}
      </Button>
      {hasPasskeys() && (
        <Button variant="default" onClick={() => passkey.mutate()} loading={passkey.isPending} fullWidth>
          {t('accounts.usePasskey')}
        </Button>
      )}
    </div>
  );
}

function RecoveryCodes({ codes, onDone }: StepProps & { readonly codes: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.fields}>
      <p>{t('accounts.keepCodes')}</p>
      <Code block>{codes.join('\n')}</Code>
      <Button onClick={onDone} fullWidth>
        {t('accounts.codesKept')}
      </Button>
    </div>
  );
}
