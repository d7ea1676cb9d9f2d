import { useTranslation } from 'react-i18next';
import { ObjectClass } from '@/components/object-class.tsx';
import { useFormat } from '@/components/use-format.ts';
import styles from './today-counts.module.css';
import type { LineToday } from './today-totals.ts';

interface LineTableProps {
  readonly line: LineToday;
  /** classes without a passage are shown too */
  readonly showsAll: boolean;
}

/** Passages of one line: its classes, each way. */
export function LineTable({ line, showsAll }: LineTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const rows = line.rows.filter((row) => showsAll || row.forward + row.backward > 0);
  return (
    <table className={styles.table} data-line={line.lineId} aria-label={line.lineName}>
      <thead>
        <tr>
          <th scope="col">
            <strong>{line.lineName}</strong>
          </th>
          <th scope="col">{line.forwardName || t('common.forward')}</th>
          <th scope="col">{line.backwardName || t('common.backward')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.class}>
            <th scope="row">
              <ObjectClass name={row.class} />
            </th>
            <td>{format.number(row.forward)}</td>
            <td>{format.number(row.backward)}</td>
          </tr>
        ))}
        {rows.length === 0 && (
          <tr>
            <th scope="row" className="soft">
              {t('overview.noPassage')}
            </th>
            <td>{format.number(0)}</td>
            <td>{format.number(0)}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
