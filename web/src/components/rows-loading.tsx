import { Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './rows-loading.module.css';

/** Grey rows in the place of a list on its way. */
export function RowsLoading({ rows = 4, height = 36 }: { readonly rows?: number; readonly height?: number }) {
  const { t } = useTranslation();
  return (
    <div className={styles.rows} role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key) => (
        <Skeleton key={key} height={height} radius="sm" />
      ))}
    </div>
  );
}
