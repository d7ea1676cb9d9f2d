import { Button, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { linkAlerts } from '@/api/alert-desk.ts';
import { searchedAlertsQuery } from '@/api/alerts.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import styles from './alert-details.module.css';

interface LinkDialogProps {
  readonly alert: Alert;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Finds another alert by its words and links it to this one. */
export function LinkDialog({ alert, opened, onClose }: LinkDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('desk.linkTitle')}>
      <Candidates alert={alert} onClose={onClose} />
    </Modal>
  );
}

const searchMs = 250;

function Candidates({ alert, onClose }: Omit<LinkDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const queryClient = useQueryClient();
  const [words, setWords] = useState('');
  const [searched] = useDebouncedValue(words.trim(), searchMs);
  const { data } = useQuery(searchedAlertsQuery(searched));
  const linking = useMutation({
    mutationFn: (otherId: number) => linkAlerts(alert.id, otherId),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'file'] });
      onClose();
    },
  });
  const others = data?.items.filter(({ id }) => id !== alert.id) ?? [];
  return (
    <div className={styles.people}>
      <TextInput
        label={t('desk.linkSearch')}
        data-autofocus
        maxLength={100}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {data !== undefined && others.length === 0 && <p className="soft">{t('alerts.emptyFilteredTitle')}</p>}
      {others.map((other) => (
        <Button
          key={other.id}
          variant="default"
          justify="space-between"
          disabled={linking.isPending}
          rightSection={<span className="soft">{format.recent(other.occurredAt, now)}</span>}
          onClick={() => linking.mutate(other.id)}
        >
          {other.ruleName} · {other.cameraName}
        </Button>
      ))}
      <ActionFault fault={linking.error} />
    </div>
  );
}
