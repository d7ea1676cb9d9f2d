import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '@/api/accounts.ts';
import { ApiFault } from '@/api/client.ts';
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
    </form>
  );
}
