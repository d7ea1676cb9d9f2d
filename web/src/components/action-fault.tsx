import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiFault } from '@/api/client.ts';
import { nameOfField } from './field-fault.ts';
import styles from './form.module.css';
import { useFaultText } from './notice.tsx';

interface ActionFaultProps {
  readonly fault: Error | null;
  /** fields whose faults stand beside them */
  readonly beside?: readonly string[];
}

/** Why an action did not work, field by field when the server says so; nothing while all is well. */
export function ActionFault({ fault, beside = [] }: ActionFaultProps) {
  const { t } = useTranslation();
  const faultText = useFaultText();
  if (fault === null) return null;
  const all = fault instanceof ApiFault ? (fault.problem?.faults ?? []) : [];
  const named = all.filter(({ field }) => !beside.includes(nameOfField(field)));
  if (all.length > 0 && named.length === 0) return null;
  const { what, fix } = faultText(fault);
  return (
    <div className={styles.fault} role="alert">
      <IconAlertTriangle size={16} stroke={1.75} aria-hidden="true" />
      {named.length === 0 ? (
        <span>
          {what} {fix}
        </span>
      ) : (
        <ul>
          {named.map(({ field, message, fix: mend }) => (
            <li key={`${field} ${message}`}>
              <strong>{t(`fields.${nameOfField(field)}`, { defaultValue: field })}</strong> {message}
              {mend === undefined ? '' : ` – ${mend}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
