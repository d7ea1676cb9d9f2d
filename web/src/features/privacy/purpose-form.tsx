import { NumberInput, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackView, Purpose, PurposeInput } from '#features/privacy/legal-schema.ts';
import { packQuery, savePurpose } from '@/api/legal.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { InstantField } from '@/components/instant-field.tsx';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';
import { useReading } from '@/components/use-reading.ts';
import { useLawChanged } from './record-list.tsx';

interface PurposeDraft {
  readonly name: string;
  readonly code: string;
  readonly ground: string;
  readonly retentionDays: number;
  readonly recipients: readonly string[];
  readonly description: string;
  readonly until: string;
}

const draftOf = (purpose: Purpose | undefined): PurposeDraft => ({
  name: purpose?.name ?? '',
  code: purpose?.code ?? '',
  ground: purpose?.ground ?? '',
  retentionDays: purpose?.retentionDays ?? 0,
  recipients: purpose?.recipients ?? [],
  description: purpose?.description ?? '',
  until: purpose?.until == null ? '' : fieldOfInstant(purpose.until),
});

const inputOf = (draft: PurposeDraft): PurposeInput => ({
  name: draft.name.trim(),
  code: draft.code,
  ...(draft.ground === '' ? {} : { ground: draft.ground }),
  retentionDays: draft.retentionDays,
  recipients: [...draft.recipients],
  description: draft.description.trim(),
  until: instantOfField(draft.until) ?? null,
});

interface PurposeFormProps {
  readonly purpose: Purpose | undefined;
  readonly onDone: () => void;
}

/** Adds a purpose of the closed list, or changes one. */
export function PurposeForm({ purpose, onDone }: PurposeFormProps) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const { data: pack } = useQuery(packQuery);
  const [draft, setDraft] = useState(() => draftOf(purpose));
  const saving = useMutation({
    mutationFn: () => savePurpose(purpose?.id, inputOf(draft)),
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const isReady = draft.name.trim() !== '' && draft.code !== '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) saving.mutate();
  };
  const set = (part: Partial<PurposeDraft>): void => setDraft((before) => ({ ...before, ...part }));
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <LawFields draft={draft} set={set} pack={pack} />
      <TextInput
        label={t('law.purposes.name')}
        description={t('law.purposes.nameHelp')}
        maxLength={120}
        value={draft.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <TagsInput
        label={t('law.purposes.recipients')}
        description={t('law.purposes.recipientsHelp')}
        value={[...draft.recipients]}
        onChange={(recipients) => set({ recipients })}
      />
      <div className={form.pair}>
        <NumberInput
          label={t('law.purposes.retention')}
          description={t('law.purposes.retentionHelp')}
          min={0}
          max={pack?.retentionDays ?? 30}
          allowDecimal={false}
          value={draft.retentionDays}
          onChange={(value) => set({ retentionDays: Number(value) })}
        />
        <InstantField
          label={t('law.until')}
          description={t('law.purposes.untilHelp')}
          value={draft.until}
          onChange={(until) => set({ until })}
        />
      </div>
      <Textarea
        label={t('law.purposes.description')}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
      />
      <FormEnd sending={saving} onCancel={onDone} isReady={isReady}>
        {t('common.save')}
      </FormEnd>
    </form>
  );
}

interface LawFieldsProps {
  readonly draft: PurposeDraft;
  readonly set: (part: Partial<PurposeDraft>) => void;
  readonly pack: PackView | undefined;
}

function LawFields({ draft, set, pack }: LawFieldsProps) {
  const { t } = useTranslation();
  const read = useReading();
  const chosen = pack?.purposes.find(({ code }) => code === draft.code);
  const ground = pack?.grounds.find(({ code }) => code === draft.ground);
  return (
    <>
      <Select
        label={t('law.purposes.code')}
        description={
          chosen === undefined
            ? t('law.purposes.codeHelp')
            : `${read(chosen.law)}. ${chosen.places.map((place) => t(`common.place.${place}`)).join(', ')}.`
        }
        searchable
        data={(pack?.purposes ?? []).map(({ code, title }) => ({ value: code, label: read(title) }))}
        value={draft.code === '' ? null : draft.code}
        onChange={(code) => set({ code: code ?? '' })}
      />
      <Select
        label={t('law.purposes.ground')}
        description={ground?.warning == null ? t('law.purposes.groundHelp') : read(ground.warning)}
        clearable
        data={(pack?.grounds ?? []).map(({ code, title }) => ({ value: code, label: read(title) }))}
        value={draft.ground === '' ? null : draft.ground}
        onChange={(code) => set({ ground: code ?? '' })}
      />
    </>
  );
}
