import { Button, Group, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { snoozeRule, snoozesQuery } from '@/api/alert-desk.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';

const minutes = ['15', '60', '240', '1440'] as const;

interface SnoozeDialogProps {
  readonly alert: Alert;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Puts the rule of an alert to sleep for a while, with a motive. */
export function SnoozeDialog({ alert, opened, onClose }: SnoozeDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('desk.snoozeTitle', { rule: alert.ruleName, camera: alert.cameraName })}
    >
      {alert.ruleId !== null && <SnoozeForm ruleId={alert.ruleId} onClose={onClose} />}
    </Modal>
  );
}

function SnoozeForm({ ruleId, onClose }: { readonly ruleId: number; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [span, setSpan] = useState<string>('60');
  const [motive, setMotive] = useState('');
  const snooze = useMutation({
    mutationFn: () =>
      snoozeRule(ruleId, {
        until: new Date(Date.now() + Number(span) * 60_000).toISOString(),
        motive: motive.trim(),
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: snoozesQuery.queryKey });
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (motive.trim() !== '') snooze.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className="soft">{t('desk.snoozeHelp')}</p>
      <SegmentedControl
        aria-label={t('desk.snoozeFor')}
        fullWidth
        value={span}
        onChange={setSpan}
        data={minutes.map((value) => ({ value, label: t(`desk.snoozeSpan.${value}`) }))}
      />
      <TextInput
        label={t('desk.snoozeMotive')}
        data-autofocus
        required
        maxLength={500}
        value={motive}
        onChange={(event) => setMotive(event.currentTarget.value)}
      />
      <ActionFault fault={snooze.error} />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={snooze.isPending} disabled={motive.trim() === ''}>
          {t('desk.snooze')}
        </Button>
      </Group>
    </form>
  );
}
