import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn, signInWaysQuery, signInWithProvider } from '@/api/accounts.ts';
import { ApiFault } from '@/api/client.ts';
import { hasPasskeys, signInWithPasskey } from '@/api/passkeys.ts';
import styles from './door.module.css';
import { DoorFault } from './door.tsx';

function faultKey(fault: Error): string {
  const status = fault instanceof ApiFault ? fault.status : 0;
  if (status === 429) return 'accounts.tooMany';
  return status >= 400 && status < 500 ? 'accounts.wrongPassword' : 'accounts.unreachable';
}

/** Email and password. */
export function SignInForm({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useMutation({ mutationFn: signIn, onSuccess: onSignedIn });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    attempt.mutate({ email: email.trim(), password });
  };
  return (
    <form className={styles.fields} onSubmit={submit}>
      <TextInput
        label={t('accounts.email')}
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        autoFocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('accounts.password')}
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {attempt.error !== null && <DoorFault>{t(faultKey(attempt.error))}</DoorFault>}
      <Button type="submit" loading={attempt.isPending} fullWidth>
        {t('accounts.signIn')}
      </Button>
      <OtherWays onSignedIn={onSignedIn} />
    </form>
  );
}

/** A passkey, and the provider of identities where there is one. */
function OtherWays({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const { t } = useTranslation();
  const { data: ways } = useQuery(signInWaysQuery);
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn });
  const provider = useMutation({ mutationFn: signInWithProvider });
  const [isRefused] = useState(() => location.search.includes('refused=oidc'));
  return (
    <>
      {hasPasskeys() && (
        <Button variant="default" onClick={() => passkey.mutate()} loading={passkey.isPending} fullWidth>
          {t('accounts.withPasskey')}
        </Button>
      )}
      {ways?.oidc === true && (
        <Button variant="default" onClick={() => provider.mutate()} loading={provider.isPending} fullWidth>
          {t('accounts.withProvider')}
        </Button>
      )}
      {isRefused && <DoorFault>{t('accounts.providerRefused')}</DoorFault>}
      {(passkey.error ?? provider.error) !== null && <DoorFault>{t('accounts.otherWayFailed')}</DoorFault>}
    </>
  );
}
