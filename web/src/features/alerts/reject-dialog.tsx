import { Button, Chip, Group, Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './alert-details.module.css';

const presets = ['animal', 'light', 'allowed', 'nothing'] as const;

interface RejectDialogProps {
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onReject: (reason: string) => void;
}

/** Asks why an alert is rejected: one click for the usual reasons, or a few words. */
export function RejectDialog({ opened, onCancel, onReject }: RejectDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onCancel} title={t('alerts.rejectTitle')}>
      <RejectForm onCancel={onCancel} onReject={onReject} />
    </Modal>
  );
}

function RejectForm({ onCancel, onReject }: Omit<RejectDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setMissing(reason.trim() === '');
    if (reason.trim() !== '') onReject(reason.trim());
  };
  return (
    <form onSubmit={submit} className={styles.details} style={{ padding: 0, gap: 16 }}>
      <p className="soft">{t('alerts.rejectHelp')}</p>
      <Group gap={8}>
        {presets.map((preset) => {
          const text = t(`alerts.rejectPresets.${preset}`);
          return (
            <Chip key={preset} size="sm" checked={reason === text} onChange={() => setReason(text)}>
              {text}
            </Chip>
          );
        })}
      </Group>
      <Textarea
        label={t('alerts.rejectReason')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        error={missing ? t('alerts.reasonRequired') : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap={8}>
        <Button variant="default" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button type="submit">{t('alerts.reject')}</Button>
      </Group>
    </form>
  );
}
