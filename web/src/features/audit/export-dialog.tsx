import { Modal, SegmentedControl, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, exportAudit } from '@/api/audit.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';

interface ExportDialogProps {
  readonly opened: boolean;
  readonly filter: AuditFilter;
  readonly onClose: () => void;
}

/** Takes lines out of the log, once it is said for whom and why. */
export function ExportDialog({ opened, filter, onClose }: ExportDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('audit.export')}>
      <ExportForm filter={filter} onClose={onClose} />
    </Modal>
  );
}

const kinds = ['csv', 'json'] as const;

function ExportForm({ filter, onClose }: Omit<ExportDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<(typeof kinds)[number]>('csv');
  const [recipient, setRecipient] = useState('');
  const [motive, setMotive] = useState('');
  const exporting = useMutation({
    mutationFn: () => exportAudit(filter, { kind, recipient: recipient.trim(), motive: motive.trim() }),
    onSuccess: onClose,
  });
  const isReady = recipient.trim() !== '' && motive.trim().length > 4;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) exporting.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p className="soft">{t('audit.exportHelp')}</p>
      <SegmentedControl
        aria-label={t('audit.exportKind')}
        data={kinds.map((value) => ({ value, label: t(`audit.kind.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(kinds.find((candidate) => candidate === value) ?? 'csv')}
      />
      <TextInput
        label={t('audit.recipient')}
        data-autofocus
        maxLength={200}
        value={recipient}
        onChange={(event) => setRecipient(event.currentTarget.value)}
      />
      <TextInput
        label={t('audit.motive')}
        maxLength={300}
        value={motive}
        onChange={(event) => setMotive(event.currentTarget.value)}
      />
      <FormEnd sending={exporting} onCancel={onClose} isReady={isReady}>
        {t('audit.export')}
      </FormEnd>
    </form>
  );
}
