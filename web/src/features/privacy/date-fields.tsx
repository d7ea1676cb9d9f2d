import { useTranslation } from 'react-i18next';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { InstantField } from '@/components/instant-field.tsx';
import { type DatedDraft, isBackwards } from './dated-draft.ts';

interface DateFieldsProps {
  readonly dates: DatedDraft;
  readonly onChange: (part: Partial<DatedDraft>) => void;
  readonly fault: Error | null;
}

/** First and last moment of a record, with what is wrong beside them. */
export function DateFields({ dates, onChange, fault }: DateFieldsProps) {
  const { t } = useTranslation();
  const own = isBackwards(dates) ? t('law.untilBeforeFrom') : undefined;
  return (
    <div className={form.pair}>
      <InstantField
        label={t('law.from')}
        error={fieldFault(fault, 'from')}
        value={dates.from}
        onChange={(from) => onChange({ from })}
      />
      <InstantField
        label={t('law.until')}
        error={own ?? fieldFault(fault, 'until')}
        value={dates.until}
        onChange={(until) => onChange({ until })}
      />
    </div>
  );
}
