import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Basis, PackView } from '#features/privacy/legal-schema.ts';
import { packQuery, saveBasis } from '@/api/legal.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { type BasisDraft, BasisFields, basisFields } from './basis-fields.tsx';
import { DateFields } from './date-fields.tsx';
import { datesOf, spanOf } from './dated-draft.ts';
import type { FormUse } from './edit-buttons.tsx';
import { useLawChanged } from './record-list.tsx';

interface BasisFormProps {
  readonly basis: Basis | undefined;
  readonly use: FormUse;
  readonly onDone: () => void;
}

const draftOf = (basis: Basis | undefined, use: FormUse): BasisDraft => ({
  kind: basis?.kind ?? '',
  reference: use === 'renew' ? '' : (basis?.reference ?? ''),
  perimeter: basis?.perimeter ?? '',
  documents: basis?.documents ?? [],
  events: basis?.events ?? [],
  detectors: basis?.detectors ?? [],
  cameraIds: basis?.cameraIds ?? [],
  ...datesOf(basis, use),
});

/** What a kind of text names: events, or kinds of rules; never both. */
const namedBy = (draft: BasisDraft, chosen: PackView['bases'][number] | undefined) =>
  chosen?.namesEvents === false
    ? { events: [], detectors: [...draft.detectors] }
    : { events: [...draft.events], detectors: [] };

/** Records a prefect's order or a special text, changes one, or records what follows it. */
export function BasisForm({ basis, use, onDone }: BasisFormProps) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const { data: pack } = useQuery(packQuery);
  const [draft, setDraft] = useState(() => draftOf(basis, use));
  const set = (part: Partial<BasisDraft>): void => setDraft((before) => ({ ...before, ...part }));
  const span = spanOf(draft);
  const chosen = pack?.bases.find(({ code }) => code === draft.kind);
  const isReady = span !== undefined && draft.kind !== '' && draft.reference.trim() !== '';
  const saving = useMutation({
    mutationFn: (dates: NonNullable<typeof span>) =>
      saveBasis(use === 'change' ? basis?.id : undefined, {
        kind: draft.kind,
        reference: draft.reference.trim(),
        perimeter: draft.perimeter.trim(),
        documents: [...draft.documents],
        ...namedBy(draft, chosen),
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
    if (isReady) saving.mutate(span);
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      {use !== 'record' && (
        <p className={form.note}>{t(use === 'change' ? 'law.bases.editHelp' : 'law.renewHelp')}</p>
      )}
      <BasisFields draft={draft} set={set} pack={pack} fault={saving.error} />
      <CamerasField
        label={t('law.cameras')}
        error={fieldFault(saving.error, 'cameraIds')}
        value={draft.cameraIds}
        onChange={(ids) => set({ cameraIds: ids })}
      />
      <DateFields dates={draft} onChange={set} fault={saving.error} />
      <FormEnd
        sending={saving}
        onCancel={onDone}
        beside={[...basisFields, 'cameraIds', 'from', 'until']}
        isReady={isReady}
      >
        {t('common.save')}
      </FormEnd>
    </form>
  );
}
