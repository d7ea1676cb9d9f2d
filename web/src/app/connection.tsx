import { IconAlertTriangle, IconCircleCheck, IconLoader, IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { NewsState } from '@/api/server-events.ts';
import { Badge } from '@/components/badge.tsx';
import styles from './shell.module.css';

const looks = {
  connecting: { tone: 'quiet', icon: IconLoader },
  open: { tone: 'good', icon: IconCircleCheck },
  lost: { tone: 'warning', icon: IconPlugConnectedX },
} as const;

/** Whether the page is kept up to date by the server. */
export function ConnectionBadge({ state }: { readonly state: NewsState }) {
  const { t } = useTranslation();
  return (
    <span role="status">
      <Badge {...looks[state]}>{t(`shell.news.${state}`)}</Badge>
    </span>
  );
}

/** Says above every page that it is no longer live, and that nothing is lost. */
export function LostBanner() {
  const { t } = useTranslation();
  return (
    <div className={styles.banner} role="alert">
      <IconAlertTriangle size={18} stroke={1.75} aria-hidden="true" />
      <strong>{t('shell.lostTitle')}</strong>
      <span>{t('shell.lostBody')}</span>
    </div>
  );
}
