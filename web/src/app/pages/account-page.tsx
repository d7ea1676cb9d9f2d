import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { OwnPassword, OwnSecondFactors, OwnSessions } from '@/features/accounts/own-account.tsx';
import { OwnNotifications } from '@/features/notifications/own-notifications.tsx';
import styles from './stacked-page.module.css';

/** /account: the own sessions, second factors and password. */
export function AccountPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('people.ownTitle')} />
      <div className={styles.stack}>
        <Panel title={t('people.ownSessions')}>
          <OwnSessions />
        </Panel>
        <Panel title={t('notifications.ownTitle')}>
          <OwnNotifications />
        </Panel>
        <Panel title={t('people.ownFactors')}>
          <OwnSecondFactors />
        </Panel>
        <Panel title={t('people.ownPassword')}>
          <OwnPassword />
        </Panel>
      </div>
    </>
  );
}
