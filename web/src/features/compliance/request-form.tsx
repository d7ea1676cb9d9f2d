import { Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addRequest, requestPagesQuery } from '@/api/compliance.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { InstantField } from '@/components/instant-field.tsx';
import { emptyRequest, missingOfRequest, type RequestDraft, requestInput } from './request-draft.ts';

const kinds = ['access', 'erasure', 'objection', 'restriction', 'destruction-check'] as const;

/** Enters what a person asks, by letter or at the counter. */
export function RequestForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => emptyRequest(Date.now()));
  const [missing, setMissing] = useState<readonly (keyof RequestDraft)[]>([]);
  const adding = useMutation({
    mutationFn: addRequest,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: requestPagesQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = missingOfRequest(draft);
    setMissing(found);
    if (found.length === 0) adding.mutate(requestInput(draft));
  };
  const fields: FieldsProps = {
    draft,
    set: (part) => setDraft((before) => ({ ...before, ...part })),
    fault: (field) => (missing.includes(field) ? t('common.required') : undefined),
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <AskedFields {...fields} />
      <PlaceFields {...fields} />
      <FormEnd sending={adding} onCancel={onDone}>
        {t('requests.enter')}
      </FormEnd>
    </form>
  );
}

interface FieldsProps {
  readonly draft: RequestDraft;
  readonly set: (part: Partial<RequestDraft>) => void;
  readonly fault: (field: keyof RequestDraft) => string | undefined;
}

function AskedFields({ draft, set, fault }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        label={t('requests.kindLabel')}
        data-autofocus
        data={kinds.map((kind) => ({ value: kind, label: t(`requests.kind.${kind}`) }))}
        value={draft.kind}
        onChange={(value) => set({ kind: kinds.find((kind) => kind === value) ?? draft.kind })}
      />
      <div className={form.pair}>
        <TextInput
          label={t('requests.person')}
          maxLength={120}
          value={draft.person}
          error={fault('person')}
          onChange={(event) => set({ person: event.currentTarget.value })}
        />
        <TextInput
          label={t('requests.contact')}
          placeholder={t('requests.contactHelp')}
          maxLength={400}
          value={draft.contact}
          error={fault('contact')}
          onChange={(event) => set({ contact: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label={t('requests.words')}
        autosize
        minRows={3}
        maxLength={10_000}
        value={draft.words}
        error={fault('words')}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
    </>
  );
}

function PlaceFields({ draft, set, fault }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <CamerasField
        label={t('requests.cameras')}
        value={draft.cameraIds}
        onChange={(cameraIds) => set({ cameraIds })}
      />
      <div className={form.pair}>
        {(['from', 'to'] as const).map((field) => (
          <InstantField
            key={field}
            label={t(`requests.${field}`)}
            value={draft[field]}
            error={fault(field)}
            onChange={(typed) => set({ [field]: typed })}
          />
        ))}
      </div>
      <InstantField
        label={t('requests.receivedAt')}
        description={t('requests.receivedAtHelp')}
        value={draft.receivedAt}
        error={fault('receivedAt')}
        onChange={(typed) => set({ receivedAt: typed })}
      />
    </>
  );
}
