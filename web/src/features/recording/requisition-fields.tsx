import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { fieldFault } from '@/components/field-fault.ts';

/** What a requisition says of itself. */
export interface Requisition {
  readonly requisition: string;
  readonly authority: string;
}

export const emptyRequisition: Requisition = { requisition: '', authority: '' };
const shortest = 3;

/** Whether enough of it was typed to be sent. */
export const isComplete = (words: readonly string[]): boolean =>
  words.every((one) => one.trim().length >= shortest);

interface RequisitionFieldsProps {
  readonly value: Requisition;
  readonly onChange: (part: Partial<Requisition>) => void;
  readonly fault: Error | null;
}

/** Number of the requisition, and whose it is. */
export function RequisitionFields({ value, onChange, fault }: RequisitionFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('recordings.requisition')}
        data-autofocus
        maxLength={120}
        error={fieldFault(fault, 'requisition')}
        value={value.requisition}
        onChange={(event) => onChange({ requisition: event.currentTarget.value })}
      />
      <TextInput
        label={t('recordings.authority')}
        description={t('recordings.authorityHelp')}
        maxLength={300}
        error={fieldFault(fault, 'authority')}
        value={value.authority}
        onChange={(event) => onChange({ authority: event.currentTarget.value })}
      />
    </>
  );
}
