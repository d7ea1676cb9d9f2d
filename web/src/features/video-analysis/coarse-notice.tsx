import { IconEyeOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './coarse-notice.module.css';

/** Why somebody without a habilitation sees blurred pictures. */
export function CoarseNotice() {
  const { t } = useTranslation();
  return (
    <p className={styles.notice}>
      <IconEyeOff size={18} stroke={1.75} aria-hidden="true" />
      <span>
        <strong>{t('live.coarseTitle')}</strong> {t('live.coarseBody')}
      </span>
    </p>
  );
}
