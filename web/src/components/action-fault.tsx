import { IconAlertTriangle } from '@tabler/icons-react';
import { ApiFault } from '@/api/client.ts';
import styles from './form.module.css';
import { useFaultText } from './notice.tsx';

/** Why an action did not work, field by field when the server says so; nothing while all is well. */
export function ActionFault({ fault }: { readonly fault: Error | null }) {
  const faultText = useFaultText();
  if (fault === null) return null;
  const named = fault instanceof ApiFault ? (fault.problem?.faults ?? []) : [];
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
          {named.map(({ field, message }) => (
            <li key={`${field} ${message}`}>
              {field}: {message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
