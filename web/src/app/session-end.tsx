import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '#features/accounts/account-schema.ts';
import { askWhoIsSignedIn, meQuery } from '@/api/accounts.ts';
import { sessionEnd } from '@/api/session-end.ts';
import { SecondFactorForm } from '@/features/accounts/second-factor-form.tsx';
import { SignInForm } from '@/features/accounts/sign-in-form.tsx';
import styles from './session-end.module.css';

/** Covers the page when the session ended: signing in again gives it back as it was, with all that was typed. */
export function SessionEnd({ me }: { readonly me: Me }) {
  const isOver = useSyncExternalStore(sessionEnd.subscribe, sessionEnd.isOver);
  return isOver ? <SignInAgain me={me} /> : null;
}

function SignInAgain({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const dialog = useRef<HTMLDialogElement>(null);
  const [wantsFactor, setWantsFactor] = useState(false);
  useEffect(() => dialog.current?.showModal(), []);
  const enter = async (): Promise<void> => {
    const entered = await askWhoIsSignedIn();
    // What is on the page belongs to who opened it: anybody else starts afresh.
    if (entered === null || entered.id !== me.id) return location.reload();
    const { isAsked, isSetUp } = entered.secondFactor;
    if (isAsked && isSetUp) return setWantsFactor(true);
    queryClient.setQueryData(meQuery.queryKey, entered);
    sessionEnd.release();
    await queryClient.invalidateQueries();
  };
  return (
    <dialog
      ref={dialog}
      className={styles.cover ?? ''}
      aria-labelledby="session-end-title"
      onCancel={(event) => event.preventDefault()}
    >
      <div className={styles.card}>
        <h2 id="session-end-title">{t('shell.sessionEnded')}</h2>
        <p className="soft">{t('shell.sessionEndedHelp', { name: me.name })}</p>
        {wantsFactor ? (
          <SecondFactorForm onDone={() => void enter()} />
        ) : (
          <SignInForm onSignedIn={() => void enter()} />
        )}
        <Button variant="subtle" onClick={() => location.assign('/sign-in')}>
          {t('shell.leavePage')}
        </Button>
      </div>
    </dialog>
  );
}
