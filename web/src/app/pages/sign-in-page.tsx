import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/accounts.ts';
import { Door } from '@/features/accounts/door.tsx';
import { SignInForm } from '@/features/accounts/sign-in-form.tsx';
import { DisplayMenu } from '../display-menu.tsx';

const route = getRouteApi('/sign-in');

/** /sign-in */
export function SignInPage() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const { next } = route.useSearch();
  const enter = async (): Promise<void> => {
    await queryClient.resetQueries({ queryKey: meQuery.queryKey });
    await queryClient.fetchQuery(meQuery);
    router.history.push(next ?? '/');
  };
  return (
    <Door
      title={t('accounts.signInTitle')}
      lead={t('accounts.signInLead')}
      tools={<DisplayMenu />}
      foot={t('accounts.forgot', { command: 'vigie admin reset' })}
    >
      <SignInForm onSignedIn={() => void enter()} />
    </Door>
  );
}
