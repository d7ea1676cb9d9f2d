import { Button } from '@mantine/core';
import { IconDeviceCctv, IconFileTypeCsv, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import { CamerasTable } from '@/features/cameras/cameras-table.tsx';

/** /cameras */
export function CamerasPage() {
  const { t } = useTranslation();
  const mayWrite = usePermission('configuration:write');
  const { data: cameras, error, refetch } = useQuery(camerasQuery);
  const add = (
    <>
      <Button
        component={Link}
        to="/cameras/import"
        variant="default"
        leftSection={<IconFileTypeCsv size={16} aria-hidden="true" />}
      >
        {t('addCamera.import.open')}
      </Button>
      <Button
        component={Link}
        to="/cameras/new"
        leftSection={<IconPlus size={16} stroke={2} aria-hidden="true" />}
      >
        {t('cameras.add')}
      </Button>
    </>
  );
  return (
    <>
      <PageHeader title={t('cameras.title')} actions={mayWrite ? add : undefined} />
      <Panel title={t('cameras.title')} note={cameras?.length}>
        {cameras === undefined && error === null && <RowsLoading rows={4} height={48} />}
        {cameras === undefined && error !== null && <Failure fault={error} onRetry={() => void refetch()} />}
        {cameras !== undefined && cameras.length > 0 && <CamerasTable cameras={cameras} />}
        {cameras?.length === 0 && (
          <Empty icon={IconDeviceCctv} title={t('cameras.emptyTitle')} action={mayWrite ? add : undefined}>
            {t(mayWrite ? 'cameras.emptyBody' : 'cameras.emptyBodyReader')}
          </Empty>
        )}
      </Panel>
    </>
  );
}
