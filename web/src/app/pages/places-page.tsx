import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { PlaceList } from '@/features/accounts/place-list.tsx';
import styles from './stacked-page.module.css';

const kinds = ['communes', 'camera-groups'] as const;

/** /places: communes and groups, by which rights reach some cameras only. */
export function PlacesPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('places.title')} lead={t('places.lead')} />
      <div className={styles.stack}>
        {kinds.map((kind) => (
          <Panel key={kind} title={t(`places.kind.${kind}`)}>
            <PlaceList kind={kind} />
          </Panel>
        ))}
      </div>
    </>
  );
}
