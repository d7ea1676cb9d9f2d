import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { resetPassword } from '@/api/accounts.ts';
import styles from './door.module.css';
import { shortestPassword } from './person-fields.tsx';
import { SetupFault } from './setup-form.tsx';

interface ResetFormProps {
  readonly token: string;
  readonly onDone: () => void;
}

/** A new password for the person whose link this is. */
export function ResetForm({ token, onDone }: ResetFormProps) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const change = useMutation({ mutationFn: resetPassword, onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTooShort(password.length < shortestPassword);
    if (password.length >= shortestPassword) change.mutate({ token, newPassword: password });
  };
  return (
    <form className={styles.fields} onSubmit={submit} noValidate>
      <PasswordInput
        label={t('accounts.newPassword')}
        description={t('accounts.passwordHelp')}
        name="new-password"
        autoComplete="new-password"
        maxLength={200}
        value={password}
        error={tooShort ? t('accounts.passwordShort', { count: password.length }) : undefined}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      {change.error !== null && <SetupFault fault={change.error} />}
      <Button type="submit" loading={change.isPending}>
        {t('accounts.setPassword')}
      </Button>
    </form>
  );
}
