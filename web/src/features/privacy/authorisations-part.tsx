import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Authorisation } from '#features/privacy/legal-schema.ts';
import { addAuthorisation, authorisationsQuery, removeLegal } from '@/api/legal.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CamerasField } from '@/components/cameras-field.tsx';
import form from '@/components/form.module.css';
import { InstantField } from '@/components/instant-field.tsx';
import { instantOfField } from '@/components/local-instant.ts';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { RecordList, useLawChanged } from './record-list.tsx';
import { ValidityBadge } from './validity-badge.tsx';

const mostDays = 30;

/** Authorisations of the prefect: which cameras, and how long recordings may be kept. */
export function AuthorisationsPart() {
  return (
    <RecordList
      list="authorisations"
      found={useQuery(authorisationsQuery)}
      entry={(authorisation, mayWrite) => (
        <AuthorisationEntry authorisation={authorisation} mayWrite={mayWrite} />
      )}
      form={(onDone) => <AuthorisationForm onDone={onDone} />}
    />
  );
}

interface AuthorisationEntryProps {
  readonly authorisation: Authorisation;
  readonly mayWrite: boolean;
}

function AuthorisationEntry({ authorisation, mayWrite }: AuthorisationEntryProps) {
  const { t } = useTranslation();
  const cameraName = useCameraName();
  const changed = useLawChanged();
  return (
    <>
      <div className={records.head}>
        <h3>{authorisation.number}</h3>
        <ValidityBadge from={authorisation.from} until={authorisation.until} />
        {mayWrite && (
          <span className={records.actions}>
            <RemoveButton
              warning={t('law.authorisations.removeWarning')}
              remove={async () => {
                await removeLegal('authorisations', authorisation.id);
                await changed();
              }}
            />
          </span>
        )}
      </div>
      <p className="soft">
        {[
          t('law.purposes.kept', { count: authorisation.retentionDays }),
          ...authorisation.cameraIds.map(cameraName),
        ].join(' · ')}
      </p>
    </>
  );
}

const emptyDraft = {
  number: '',
  retentionDays: mostDays,
  cameraIds: [] as readonly number[],
  from: '',
  until: '',
};

function AuthorisationForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const [draft, setDraft] = useState(emptyDraft);
  const adding = useMutation({
    mutationFn: addAuthorisation,
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const [from, until, number] = [
    instantOfField(draft.from),
    instantOfField(draft.until),
    draft.number.trim(),
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (from === undefined || until === undefined || number === '') return;
    const { retentionDays, cameraIds } = draft;
    adding.mutate({ number, retentionDays, cameraIds: [...cameraIds], from, until });
  };
  const set = (part: Partial<typeof emptyDraft>): void => setDraft((before) => ({ ...before, ...part }));
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('law.authorisations.number')}
        data-autofocus
        maxLength={300}
        value={draft.number}
        onChange={(event) => set({ number: event.currentTarget.value })}
      />
      <CamerasField
        label={t('law.cameras')}
        value={draft.cameraIds}
        onChange={(cameraIds) => set({ cameraIds })}
      />
      <NumberInput
        label={t('law.authorisations.retention')}
        min={0}
        max={mostDays}
        allowDecimal={false}
        value={draft.retentionDays}
        onChange={(value) => set({ retentionDays: Number(value) })}
      />
      <div className={form.pair}>
        {(['from', 'until'] as const).map((field) => (
          <InstantField
            key={field}
            label={t(`law.${field}`)}
            value={draft[field]}
            onChange={(typed) => set({ [field]: typed })}
          />
        ))}
      </div>
      <ActionFault fault={adding.error} />
      <div className={form.end}>
        <Button
          type="submit"
          disabled={from === undefined || until === undefined || number === ''}
          loading={adding.isPending}
        >
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
