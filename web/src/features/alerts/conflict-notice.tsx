import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionFault } from '@/components/action-fault.tsx';
import { useFormat } from '@/components/use-format.ts';
import styles from './alert-details.module.css';
import { presentOf } from './use-decision.ts';

/** Why something was not stored: somebody else was faster, and what they decided; or any other fault. */
export function ConflictNotice({ fault }: { readonly fault: Error | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const present = presentOf(fault);
  if (present === undefined) return <ActionFault fault={fault} />;
  const { decidedAt, decidedBy, state } = present;
  return (
    <div className={styles.conflict} role="alert">
      <IconUsers size={18} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{t('desk.conflictTitle')}</strong>{' '}
        {decidedBy === null || decidedAt === null
          ? t('desk.conflictOther')
          : t(`desk.conflict.${state}`, { name: decidedBy, time: format.timeToTheSecond(decidedAt) })}{' '}
        {t('desk.conflictFix')}
      </span>
    </div>
  );
}
