import { Button, Modal } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import { assignAlert, decidersQuery } from '@/api/alert-desk.ts';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import styles from './alert-details.module.css';
import { ConflictNotice } from './conflict-notice.tsx';
import { useAlertAction } from './use-decision.ts';

interface AssignDialogProps {
  readonly alert: Alert;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Says who looks after an alert: one of those who may decide on it, the reader first. */
export function AssignDialog({ alert, opened, onClose }: AssignDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('desk.assignTitle')} size="sm">
      <People alert={alert} onClose={onClose} />
    </Modal>
  );
}

function People({ alert, onClose }: Omit<AssignDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const { data: people, error, refetch } = useQuery(decidersQuery(alert.id));
  const assignment = useAlertAction(assignAlert);
  const give = (personId: string | null): void =>
    assignment.mutate({ alert, wish: personId }, { onSuccess: onClose });
  if (error !== null && people === undefined) return <Failure fault={error} onRetry={() => void refetch()} />;
  if (people === undefined) return <RowsLoading rows={3} />;
  const sorted = [...people].sort((a, b) => Number(b.id === me?.id) - Number(a.id === me?.id));
  return (
    <div className={styles.people}>
      {sorted.map(({ id, name }, index) => (
        <Button
          key={id}
          variant="default"
          justify="space-between"
          data-autofocus={index === 0 ? true : undefined}
          disabled={assignment.isPending}
          rightSection={
            alert.assignee?.id === id ? <IconCheck size={16} aria-label={t('desk.isAssigned')} /> : null
          }
          onClick={() => give(id)}
        >
          {id === me?.id ? t('desk.toMe', { name }) : name}
        </Button>
      ))}
      {alert.assignee !== null && (
        <Button variant="subtle" disabled={assignment.isPending} onClick={() => give(null)}>
          {t('desk.toNobody')}
        </Button>
      )}
      <ConflictNotice fault={assignment.error} />
    </div>
  );
}
