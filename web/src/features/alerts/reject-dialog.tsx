import { Button, Group, Modal, Radio, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RejectionReason } from '#features/alerts/alert-schema.ts';
import form from '@/components/form.module.css';
import styles from './alert-details.module.css';

/** Why alerts are rejected, in the order of their number keys. */
const reasons: readonly RejectionReason[] = [
  'animal',
  'light',
  'weather',
  'nothing',
  'not-the-object',
  'allowed',
  'wrong-place',
  'wrong-time',
  'repeat',
  'other',
];

/** A reason of the list, and words besides or instead. */
export interface Rejection {
  readonly reasonCode: RejectionReason;
  readonly reason?: string;
}

interface RejectDialogProps {
  readonly opened: boolean;
  readonly onCancel: () => void;
  readonly onReject: (reason: Rejection) => void;
}

/** Asks why an alert is rejected: a reason of the list by its number, and a few words. */
export function RejectDialog({ opened, onCancel, onReject }: RejectDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onCancel} title={t('alerts.rejectTitle')} size="md">
      <RejectForm onCancel={onCancel} onReject={onReject} />
    </Modal>
  );
}

function RejectForm({ onCancel, onReject }: Omit<RejectDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [code, setCode] = useState<RejectionReason>();
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const text = words.trim();
  const isMissing = (code === undefined && text === '') || (code === 'other' && text === '');
  const submit = (event?: FormEvent): void => {
    event?.preventDefault();
    setTried(true);
    if (!isMissing) onReject({ reasonCode: code ?? 'other', ...(text === '' ? {} : { reason: text }) });
  };
  const chooseByNumber = (key: string): void => {
    const chosen = /^\d$/.test(key) ? reasons[(Number(key) + 9) % 10] : undefined;
    if (chosen !== undefined) setCode(chosen);
  };
  return (
    <form onSubmit={submit} className={form.form}>
      <p className="soft">{t('alerts.rejectHelp')}</p>
      <Radio.Group
        label={t('alerts.rejectReason')}
        value={code ?? ''}
        onChange={(value) => setCode(value as RejectionReason)}
        onKeyDown={(event) => {
          chooseByNumber(event.key);
          if (event.key === 'Enter') {
            event.preventDefault();
            submit();
          }
        }}
      >
        <div className={styles.reasons}>
          {reasons.map((reason, index) => (
            <Radio
              key={reason}
              value={reason}
              data-autofocus={index === 0 ? true : undefined}
              label={
                <>
                  <span className={styles.number} aria-hidden="true">
                    {(index + 1) % 10}
                  </span>{' '}
                  {t(`desk.reason.${reason}`)}
                </>
              }
            />
          ))}
        </div>
      </Radio.Group>
      <Textarea
        label={t('desk.rejectWords')}
        autosize
        minRows={1}
        maxLength={500}
        value={words}
        error={isTried && isMissing ? t('alerts.reasonRequired') : undefined}
        onChange={(event) => setWords(event.currentTarget.value)}
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
