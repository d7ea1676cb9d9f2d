import { Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addBreach, breachPagesQuery } from '@/api/compliance.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { InstantField } from '@/components/instant-field.tsx';
import { type BreachDraft, breachInput, emptyBreach, missingOfBreach } from './breach-draft.ts';

/** Enters a breach, as far as it is known. */
export function BreachForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => emptyBreach(Date.now()));
  const [missing, setMissing] = useState<readonly (keyof BreachDraft)[]>([]);
  const adding = useMutation({
    mutationFn: addBreach,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: breachPagesQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = missingOfBreach(draft);
    setMissing(found);
    if (found.length === 0) adding.mutate(breachInput(draft));
  };
  const fields: FieldsProps = {
    draft,
    set: (part) => setDraft((before) => ({ ...before, ...part })),
    fault: (field) => (missing.includes(field) ? t('common.required') : undefined),
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <WhatFields {...fields} />
      <WhereFields {...fields} />
      <FormEnd sending={adding} onCancel={onDone}>
        {t('requests.enter')}
      </FormEnd>
    </form>
  );
}

interface FieldsProps {
  readonly draft: BreachDraft;
  readonly set: (part: Partial<BreachDraft>) => void;
  readonly fault: (field: keyof BreachDraft) => string | undefined;
}

function WhatFields({ draft, set, fault }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('requests.breach.title')}
        data-autofocus
        maxLength={120}
        value={draft.title}
        error={fault('title')}
        onChange={(event) => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('requests.breach.words')}
        autosize
        minRows={3}
        maxLength={20_000}
        value={draft.words}
        error={fault('words')}
        onChange={(event) => set({ words: event.currentTarget.value })}
      />
      <InstantField
        label={t('requests.breach.knownAt')}
        description={t('requests.breach.knownAtHelp')}
        value={draft.knownAt}
        error={fault('knownAt')}
        onChange={(typed) => set({ knownAt: typed })}
      />
    </>
  );
}

function WhereFields({ draft, set, fault }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={form.pair}>
        {(['from', 'to'] as const).map((field) => (
          <InstantField
            key={field}
            label={t(`requests.breach.${field}`)}
            value={draft[field]}
            error={fault(field)}
            onChange={(typed) => set({ [field]: typed })}
          />
        ))}
      </div>
      <CamerasField
        label={t('requests.breach.cameras')}
        description={t('requests.breach.camerasHelp')}
        value={draft.cameraIds}
        onChange={(cameraIds) => set({ cameraIds })}
      />
      <TextInput
        label={t('requests.breach.actor')}
        description={t('requests.breach.actorHelp')}
        maxLength={200}
        value={draft.actorId}
        onChange={(event) => set({ actorId: event.currentTarget.value })}
      />
    </>
  );
}
