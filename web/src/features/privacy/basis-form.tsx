import { Button, MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addBasis, packQuery } from '@/api/legal.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CamerasField } from '@/components/cameras-field.tsx';
import form from '@/components/form.module.css';
import { InstantField } from '@/components/instant-field.tsx';
import { instantOfField } from '@/components/local-instant.ts';
import { useReading } from '@/components/use-reading.ts';
import { useLawChanged } from './record-list.tsx';

const emptyDraft = {
  kind: '',
  reference: '',
  perimeter: '',
  events: [] as readonly string[],
  cameraIds: [] as readonly number[],
  from: '',
  until: '',
};
type BasisDraft = typeof emptyDraft;

/** Records a prefect's order or a special text. */
export function BasisForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const [draft, setDraft] = useState<BasisDraft>(emptyDraft);
  const [from, until] = [instantOfField(draft.from), instantOfField(draft.until)];
  const adding = useMutation({
    mutationFn: addBasis,
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const { kind, reference, perimeter, events, cameraIds } = draft;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (from === undefined || until === undefined || kind === '' || reference.trim() === '') return;
    adding.mutate({
      kind,
      reference: reference.trim(),
      perimeter: perimeter.trim(),
      events: [...events],
      cameraIds: [...cameraIds],
      from,
      until,
    });
  };
  const set = (part: Partial<BasisDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const isReady = from !== undefined && until !== undefined && kind !== '' && reference.trim() !== '';
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextFields draft={draft} set={set} />
      <CamerasField label={t('law.cameras')} value={cameraIds} onChange={(ids) => set({ cameraIds: ids })} />
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
        <Button variant="default" onClick={onDone}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" disabled={!isReady} loading={adding.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

interface FieldsProps {
  readonly draft: BasisDraft;
  readonly set: (part: Partial<BasisDraft>) => void;
}

function TextFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  const read = useReading();
  const { data: pack } = useQuery(packQuery);
  const chosen = pack?.bases.find(({ code }) => code === draft.kind);
  return (
    <>
      <Select
        label={t('law.bases.kind')}
        description={chosen === undefined ? undefined : read(chosen.law)}
        data-autofocus
        data={(pack?.bases ?? []).map(({ code, title }) => ({ value: code, label: read(title) }))}
        value={draft.kind === '' ? null : draft.kind}
        onChange={(kind) => set({ kind: kind ?? '' })}
      />
      {chosen !== undefined && chosen.signatures > 0 && (
        <p className={form.note}>{t('law.bases.needsSignatures', { count: chosen.signatures })}</p>
      )}
      <TextInput
        label={t('law.bases.reference')}
        description={t('law.bases.referenceHelp')}
        maxLength={300}
        value={draft.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
      <MultiSelect
        label={t('law.bases.events')}
        description={t('law.bases.eventsHelp')}
        data={(pack?.events ?? []).map(({ code, title }) => ({ value: code, label: read(title) }))}
        value={[...draft.events]}
        onChange={(events) => set({ events })}
      />
      <Textarea
        label={t('law.bases.perimeter')}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.perimeter}
        onChange={(event) => set({ perimeter: event.currentTarget.value })}
      />
    </>
  );
}
