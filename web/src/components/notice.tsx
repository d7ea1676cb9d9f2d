import { Button } from '@mantine/core';
import { IconAlertTriangle, type TablerIcon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '@/api/client.ts';
import styles from './notice.module.css';

interface EmptyProps {
  readonly icon: TablerIcon;
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}

/** Says why there is nothing here, and what to do next. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <div className={styles.notice}>
      <span className={styles.icon} aria-hidden="true">
        <Icon size={20} stroke={1.75} />
      </span>
      <h3>{title}</h3>
      <p className={styles.text}>{children}</p>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}

/** What happened and what to do, in the reader's words. */
export function useFaultText(): (fault: unknown) => { readonly what: string; readonly fix: string } {
  const { t } = useTranslation();
  return (fault) => {
    if (!(fault instanceof ApiFault) || fault.status === 0) {
      return { what: t('common.failedOffline'), fix: t('common.failedOfflineFix') };
    }
    if (fault.status === 403 && isAboutPermission(fault)) {
      return { what: t('common.failedForbidden'), fix: t('common.failedForbiddenFix') };
    }
    const detail = /[.!?]$/.test(fault.message) ? fault.message : `${fault.message}.`;
    return {
      what: t('common.failedServer', { status: fault.status, detail }),
      fix: fault.problem?.fix ?? t('common.failedServerFix'),
    };
  };
}

/** Names of permissions are for programs; people are told about their role. */
const isAboutPermission = ({ problem }: ApiFault): boolean =>
  problem?.detail === undefined || /["«]\s?[a-z-]+:[a-z]+\s?["»]/.test(problem.detail);

/** A part of the page that could not be loaded: what happened, what is safe, what to do. */
export function Failure({ fault, onRetry }: { readonly fault: unknown; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const { what, fix } = useFaultText()(fault);
  return (
    <div className={styles.notice} role="alert">
      <span className={`${styles.icon} ${styles.fault}`} aria-hidden="true">
        <IconAlertTriangle size={20} stroke={1.75} />
      </span>
      <h3>{t('common.failedTitle')}</h3>
      <p className={styles.text}>
        {what} {fix}
      </p>
      <div className={styles.action}>
        <Button variant="default" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      </div>
    </div>
  );
}
