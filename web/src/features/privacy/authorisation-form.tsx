import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Authorisation } from '#features/privacy/legal-schema.ts';
import { packQuery, saveAuthorisation } from '@/api/legal.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CamerasField } from '@/components/cameras-field.tsx';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { DateFields } from './date-fields.tsx';
import { datesOf, spanOf } from './dated-draft.ts';
import type { FormUse } from './edit-buttons.tsx';
import { useLawChanged } from './record-list.tsx';

const usualDays = 30;
const fields = ['number', 'cameraIds', 'retentionDays', 'from', 'until'] as const;

interface AuthorisationFormProps {
  readonly authorisation: Authorisation | undefined;
  readonly use: FormUse;
  readonly onDone: () => void;
}

const draftOf = (authorisation: Authorisation | undefined, use: FormUse) => ({
  number: use === 'renew' ? '' : (authorisation?.number ?? ''),
  retentionDays: authorisation?.retentionDays ?? usualDays,
  cameraIds: (authorisation?.cameraIds ?? []) as readonly number[],
  ...datesOf(authorisation, use),
});

/** Records an authorisation of the prefect, changes one, or records what follows it. */
export function AuthorisationForm({ authorisation, use, onDone }: AuthorisationFormProps) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const { data: pack } = useQuery(packQuery);
  const [draft, setDraft] = useState(() => draftOf(authorisation, use));
  const set = (part: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...part }));
  const [span, number] = [spanOf(draft), draft.number.trim()];
  const saving = useMutation({
    mutationFn: (dates: NonNullable<typeof span>) =>
      saveAuthorisation(use === 'change' ? authorisation?.id : undefined, {
        number,
        retentionDays: draft.retentionDays,
        cameraIds: [...draft.cameraIds],
        ...dates,
      }),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (span !== undefined && number !== '') saving.mutate(span);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      {use === 'renew' && <p className={form.note}>{t('law.renewHelp')}</p>}
      <TextInput
        label={t('law.authorisations.number')}
        error={fieldFault(saving.error, 'number')}
        data-autofocus
        maxLength={300}
        value={draft.number}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <CamerasField
        label={t('law.cameras')}
        error={fieldFault(saving.error, 'cameraIds')}
        value={draft.cameraIds}
        onChange={(cameraIds) => set({ cameraIds })}
      />
      <NumberInput
        label={t('law.authorisations.retention')}
        error={fieldFault(saving.error, 'retentionDays')}
        min={0}
        max={pack?.retentionDays ?? usualDays}
        allowDecimal={false}
        value={draft.retentionDays}
        onChange={(value) => set({ retentionDays: Number(value) })}
      />
      <DateFields dates={draft} onChange={set} fault={saving.error} />
      <ActionFault fault={saving.error} beside={fields} />
      <div className={form.end}>
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={span === undefined || number === ''} loading={saving.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
