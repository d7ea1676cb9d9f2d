import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Me } from '#features/accounts/account-schema.ts';
import { Door } from '@/features/accounts/door.tsx';
import { SecondFactorForm, SecondFactorSetup } from '@/features/accounts/second-factor-form.tsx';
import { DisplayMenu } from '../display-menu.tsx';

/** Stands in the place of every page while the second factor is missing. */
export function SecondFactorPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const goOn = (): void => void queryClient.invalidateQueries();
  const { isSetUp } = me.secondFactor;
  return (
    <Door
      title={t(isSetUp ? 'accounts.secondFactorTitle' : 'accounts.setUpFactorTitle')}
      lead={t(isSetUp ? 'accounts.secondFactorLead' : 'accounts.setUpFactorLead')}
      tools={<DisplayMenu />}
    >
      {isSetUp ? <SecondFactorForm onDone={goOn} /> : <SecondFactorSetup onDone={goOn} />}
    </Door>
  );
}
