import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { proposeExtraction } from '@/api/recordings.ts';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { emptyRequisition, isComplete, RequisitionFields } from './requisition-fields.tsx';

interface ExtractionFormProps {
  readonly recordingIds: readonly number[];
  readonly onDone: () => void;
  readonly onProposed: () => void;
}

/** Asks that recordings be handed over on a requisition; another person approves. */
export function ExtractionForm({ recordingIds, onDone, onProposed }: ExtractionFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState({ ...emptyRequisition, requester: '' });
  const proposing = useMutation({
    mutationFn: proposeExtraction,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['recordings', 'extractions'] });
      onProposed();
    },
  });
  const isReady = isComplete(Object.values(draft)) && recordingIds.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    proposing.mutate({
      requisition: draft.requisition.trim(),
      authority: draft.authority.trim(),
      requester: draft.requester.trim(),
      recordingIds: [...recordingIds],
    });
  };
  if (proposing.isSuccess)
    return (
      <div className={form.form}>
        <p className={form.done} role="status">
          {t('recordings.proposed')}
        </p>
        <div className={form.end}>
          <Button data-autofocus onClick={onDone}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    );
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <p className="soft">{t('recordings.chosen', { count: recordingIds.length })}</p>
      <RequisitionFields
        value={draft}
        fault={proposing.error}
        onChange={(part) => setDraft((before) => ({ ...before, ...part }))}
      />
      <TextInput
        label={t('recordings.requester')}
        description={t('recordings.requesterHelp')}
        maxLength={200}
        error={fieldFault(proposing.error, 'requester')}
        value={draft.requester}
        onChange={(event) => setDraft({ ...draft, requester: event.currentTarget.value })}
      />
      <FormEnd
        sending={proposing}
        onCancel={onDone}
        beside={['requisition', 'authority', 'requester']}
        isReady={isReady}
      >
        {t('recordings.send')}
      </FormEnd>
    </form>
  );
}
