import { MultiSelect, Select, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PackView } from '#features/privacy/legal-schema.ts';
import { ruleKindsQuery } from '@/api/rules.ts';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { useReading } from '@/components/use-reading.ts';
import type { DatedDraft } from './dated-draft.ts';

/** An order or a special text, as typed. */
export interface BasisDraft extends DatedDraft {
  readonly kind: string;
  readonly reference: string;
  readonly perimeter: string;
  readonly documents: readonly string[];
  readonly events: readonly string[];
  readonly detectors: readonly string[];
  readonly cameraIds: readonly number[];
}

/** Fields here that show what is wrong with them. */
export const basisFields = ['kind', 'reference', 'events', 'detectors', 'documents', 'perimeter'] as const;

interface BasisFieldsProps {
  readonly draft: BasisDraft;
  readonly set: (part: Partial<BasisDraft>) => void;
  readonly pack: PackView | undefined;
  readonly fault: Error | null;
}

/** What the text is, and what it allows. */
export function BasisFields({ draft, set, pack, fault }: BasisFieldsProps) {
  const { t } = useTranslation();
  const read = useReading();
  const chosen = pack?.bases.find(({ code }) => code === draft.kind);
  return (
    <>
      <Select
        label={t('law.bases.kind')}
        description={chosen === undefined ? undefined : read(chosen.law)}
        error={fieldFault(fault, 'kind')}
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
        error={fieldFault(fault, 'reference')}
        maxLength={300}
        value={draft.reference}
        onChange={(event) => set({ reference: event.currentTarget.value })}
      />
      <WhatItAllows draft={draft} set={set} pack={pack} fault={fault} />
      <TagsInput
        label={t('law.bases.documents')}
        description={t('law.bases.documentsHelp')}
        error={fieldFault(fault, 'documents')}
        maxTags={20}
        value={[...draft.documents]}
        onChange={(documents) => set({ documents })}
      />
      <Textarea
        label={t('law.bases.perimeter')}
        error={fieldFault(fault, 'perimeter')}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.perimeter}
        onChange={(event) => set({ perimeter: event.currentTarget.value })}
      />
    </>
  );
}

/** An order names events of the closed list, a special text kinds of rules. */
function WhatItAllows({ draft, set, pack, fault }: BasisFieldsProps) {
  const { t } = useTranslation();
  const read = useReading();
  const { data: kinds } = useQuery(ruleKindsQuery);
  const namesRules = pack?.bases.find(({ code }) => code === draft.kind)?.namesEvents === false;
  const field = namesRules ? 'detectors' : 'events';
  const data = namesRules
    ? (kinds ?? []).map(({ kind, title }) => ({ value: kind, label: read(title) }))
    : (pack?.events ?? []).map(({ code, title }) => ({ value: code, label: read(title) }));
  return (
    <MultiSelect
      label={t(`law.bases.${field}`)}
      description={t('law.bases.eventsHelp')}
      error={fieldFault(fault, field)}
      data={data}
      value={[...draft[field]]}
      onChange={(values) => set({ [field]: values })}
    />
  );
}
