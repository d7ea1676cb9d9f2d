import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openHold } from '@/api/recordings.ts';
import { CamerasField } from '@/components/cameras-field.tsx';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import { InstantField } from '@/components/instant-field.tsx';
import { instantOfField } from '@/components/local-instant.ts';
import { emptyRequisition, isComplete, RequisitionFields } from './requisition-fields.tsx';

const ends = ['from', 'to'] as const;

/** Keeps what some cameras recorded in a time from being destroyed, on a requisition. */
export function HoldForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState({
    ...emptyRequisition,
    from: '',
    to: '',
    cameraIds: [] as readonly number[],
  });
  const set = (part: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...part }));
  const opening = useMutation({
    mutationFn: openHold,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['recordings'] });
      onDone();
    },
  });
  const [from, to] = [instantOfField(draft.from), instantOfField(draft.to)];
  const isReady =
    from !== undefined &&
    to !== undefined &&
    draft.cameraIds.length > 0 &&
    isComplete([draft.requisition, draft.authority]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!isReady) return;
    const { requisition, authority, cameraIds } = draft;
    opening.mutate({
      requisition: requisition.trim(),
      authority: authority.trim(),
      cameraIds: [...cameraIds],
      from,
      to,
    });
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <p className="soft">{t('recordings.hold.help')}</p>
      <RequisitionFields value={draft} fault={opening.error} onChange={set} />
      <CamerasField
        label={t('law.cameras')}
        error={fieldFault(opening.error, 'cameraIds')}
        value={draft.cameraIds}
        onChange={(cameraIds) => set({ cameraIds })}
      />
      <div className={form.pair}>
        {ends.map((end) => (
          <InstantField
            key={end}
            label={t(`recordings.${end}`)}
            error={fieldFault(opening.error, end)}
            value={draft[end]}
            onChange={(typed) => set({ [end]: typed })}
          />
        ))}
      </div>
      <FormEnd
        sending={opening}
        onCancel={onDone}
        beside={['requisition', 'authority', 'cameraIds', ...ends]}
        isReady={isReady}
      >
        {t('recordings.hold.open')}
      </FormEnd>
    </form>
  );
}
