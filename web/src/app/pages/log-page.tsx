import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDownload, IconListSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type AuditFilter, auditPagesQuery } from '@/api/audit.ts';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import { PageHeader } from '@/components/page-header.tsx';
import { Panel } from '@/components/panel.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { AuditFilters } from '@/features/audit/audit-filters.tsx';
import { AuditLines } from '@/features/audit/audit-lines.tsx';
import { AuditStatePart } from '@/features/audit/audit-state.tsx';
import { ExportDialog } from '@/features/audit/export-dialog.tsx';
import { present } from '../search.ts';
import styles from './stacked-page.module.css';

const route = getRouteApi('/signed-in/log');

/** /log: who did what, and whether the log is whole. */
export function LogPage() {
  const { t } = useTranslation();
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useInfiniteQuery(auditPagesQuery(filter));
  const lines = pages.data?.pages.flatMap(({ items }) => items);
  const [exporting, { open, close }] = useDisclosure(false);
  const change = (search: AuditFilter): void => void navigate({ search: present(search), replace: true });
  return (
    <>
      <PageHeader
        title={t('audit.title')}
        lead={t('audit.lead')}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
            onClick={open}
          >
            {t('audit.export')}
          </Button>
        }
      />
      <div className={styles.stack}>
        <Panel title={t('audit.stateTitle')}>
          <AuditStatePart />
        </Panel>
        <Panel title={t('audit.linesTitle')}>
          <AuditFilters filter={filter} onChange={change} />
          {lines === undefined && pages.error === null && <RowsLoading rows={8} height={44} />}
          {lines === undefined && pages.error !== null && (
            <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
          )}
          {lines?.length === 0 && (
            <Empty icon={IconListSearch} title={t('audit.emptyTitle')}>
              {t('audit.emptyBody')}
            </Empty>
          )}
          {lines !== undefined && lines.length > 0 && (
            <AuditLines lines={lines} onActor={(actor) => change({ ...filter, actor })} />
          )}
          <MoreButton pages={pages} />
        </Panel>
      </div>
      <ExportDialog opened={exporting} filter={filter} onClose={close} />
    </>
  );
}
