import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Door } from '@/features/accounts/door.tsx';
import { ResetForm } from '@/features/accounts/reset-form.tsx';
import { SetupForm } from '@/features/accounts/setup-form.tsx';
import { DisplayMenu } from '../display-menu.tsx';

const route = getRouteApi('/setup');

/** /setup: the first people, or a new password. */
export function SetupPage() {
  const { t } = useTranslation();
  const { token, reset } = route.useSearch();
  const [done, setDone] = useState(false);
  const toSignIn = (
    <Button component={Link} to="/sign-in">
      {t('accounts.goSignIn')}
    </Button>
  );
  const tools = <DisplayMenu />;
  if (done) {
    const lead = t(reset === undefined ? 'accounts.doneBody' : 'accounts.resetDone');
    return (
      <Door title={t('accounts.doneTitle')} lead={lead} tools={tools}>
        {toSignIn}
      </Door>
    );
  }
  if (reset !== undefined) {
    return (
      <Door title={t('accounts.resetTitle')} lead={t('accounts.resetLead')} tools={tools}>
        <ResetForm token={reset} onDone={() => setDone(true)} />
      </Door>
    );
  }
  if (token !== undefined) {
    return (
      <Door title={t('accounts.setupTitle')} lead={t('accounts.setupLead')} tools={tools} wide>
        <SetupForm token={token} onDone={() => setDone(true)} />
      </Door>
    );
  }
  return (
    <Door title={t('accounts.noTokenTitle')} lead={t('accounts.noTokenBody')} tools={tools}>
      {toSignIn}
    </Door>
  );
}
