import { useTranslation } from 'react-i18next';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { ImportCameras } from '@/features/cameras/import-cameras.tsx';

/** /cameras/import: many cameras from a list. */
export function ImportCamerasPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('addCamera.import.title')} />
      <Panel title={t('addCamera.import.file')}>
        <ImportCameras />
      </Panel>
    </>
  );
}
