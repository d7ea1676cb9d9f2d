import { MultiSelect, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { purposesQuery } from '@/api/legal.ts';
import { usePermission } from '@/components/use-permission.ts';
import type { CameraDraft } from './camera-draft.ts';

type LawDraft = Pick<CameraDraft, 'place' | 'purposeIds' | 'maskWaiver'>;

interface LawFieldsProps {
  readonly draft: LawDraft;
  readonly waiverFault: string | undefined;
  readonly set: (part: Partial<LawDraft>) => void;
}

/** What only who answers for the law may say: why the camera is read, and why it has no mask. */
export function LawFields({ draft, waiverFault, set }: LawFieldsProps) {
  const { t } = useTranslation();
  const mayWrite = usePermission('legal:write');
  const { data: purposes = [] } = useQuery({ ...purposesQuery, enabled: mayWrite });
  if (!mayWrite) return null;
  return (
    <>
      <MultiSelect
        label={t('cameras.form.purpose')}
        description={t('cameras.form.purposeHelp')}
        nothingFoundMessage={t('cameras.form.purposeNone')}
        data={purposes.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={[...draft.purposeIds]}
        onChange={(purposeIds) => set({ purposeIds })}
      />
      {draft.place === 'public-road' && (
        <Textarea
          label={t('cameras.form.maskWaiver')}
          description={t('cameras.form.maskWaiverHelp')}
          autosize
          minRows={2}
          maxLength={500}
          value={draft.maskWaiver}
          error={waiverFault}
          onChange={(event) => set({ maskWaiver: event.currentTarget.value })}
        />
      )}
    </>
  );
}
