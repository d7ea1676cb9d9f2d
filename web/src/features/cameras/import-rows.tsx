import { useTranslation } from 'react-i18next';
import type { CameraImport } from '#features/cameras/camera-import-schema.ts';
import styles from './import-rows.module.css';

/** What becomes of each line of a list, with its faults by column. */
export function ImportRows({ rows }: { readonly rows: CameraImport['rows'] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('addCamera.import.checked')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('addCamera.import.line')}</th>
            <th scope="col">{t('addCamera.import.name')}</th>
            <th scope="col">{t('addCamera.import.address')}</th>
            <th scope="col">{t('addCamera.import.outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <ImportRow key={row.line} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ImportRow({
  row: { line, name, address, state, faults },
}: {
  readonly row: CameraImport['rows'][number];
}) {
  const { t } = useTranslation();
  const nameOf = (column: string): string =>
    t(`addCamera.import.columns.${column}` as 'addCamera.import.columns.name', { defaultValue: column });
  return (
    <tr data-state={state}>
      <td className={styles.line}>{line}</td>
      <th scope="row" className={styles.name}>
        <bdi className={styles.clamped}>{name}</bdi>
      </th>
      <td className={styles.address}>
        <bdi dir="ltr">{address}</bdi>
      </td>
      <td>
        {state === 'faulty' ? (
          <ul className={styles.faults}>
            {faults.map(({ column, message, fix }) => (
              <li key={`${column} ${message}`}>
                {column !== '' && (
                  <strong>{t('addCamera.import.column', { column: nameOf(column) })} </strong>
                )}
                {message}
                {fix !== undefined && <span className="soft"> ({fix})</span>}
              </li>
            ))}
          </ul>
        ) : (
          <span className={styles.good}>{t(`addCamera.import.${state}`)}</span>
        )}
      </td>
    </tr>
  );
}
