import { Button } from '@mantine/core';
import { IconBan, IconCircleCheck, IconFileExport, IconHourglass } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Extraction } from '#features/recording/recording-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import { decideExtraction, extractionPagesQuery } from '@/api/recordings.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Badge } from '@/components/badge.tsx';
import { DownloadButton } from '@/components/download-button.tsx';
import form from '@/components/form.module.css';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';

const looks = {
  proposed: { tone: 'warning', icon: IconHourglass },
  approved: { tone: 'good', icon: IconCircleCheck },
  refused: { tone: 'quiet', icon: IconBan },
} as const;

/** What is handed over on requisitions: a second person approves, then the archive may be taken. */
export function ExtractionList() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(extractionPagesQuery);
  const extractions = pages.data?.pages.flatMap(({ items }) => items);
  if (extractions === undefined)
    return pages.error === null ? (
      <RowsLoading rows={3} height={72} />
    ) : (
      <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
    );
  if (extractions.length === 0)
    return (
      <Empty icon={IconFileExport} title={t('recordings.extraction.empty')}>
        {t('recordings.extraction.emptyBody')}
      </Empty>
    );
  return (
    <>
      <ul className={records.list}>
        {extractions.map((extraction) => (
          <li key={extraction.id}>
            <ExtractionEntry extraction={extraction} />
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
    </>
  );
}

function ExtractionEntry({ extraction }: { readonly extraction: Extraction }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { id, requisition, requester, authority, state, recordingIds } = extraction;
  return (
    <>
      <div className={records.head}>
        <h3>{requisition}</h3>
        <Badge {...looks[state]}>{t(`recordings.extraction.state.${state}`)}</Badge>
      </div>
      <p>
        {requester} · {authority} · {t('recordings.extraction.count', { count: recordingIds.length })}
      </p>
      <p className="soft">
        {t('recordings.extraction.by', {
          name: extraction.proposedBy,
          at: format.dateAndTime(extraction.proposedAt),
        })}
        {extraction.decidedAt !== null &&
          ` · ${t('recordings.extraction.decided', {
            name: extraction.decidedBy,
            at: format.dateAndTime(extraction.decidedAt),
          })}`}
      </p>
      {state === 'proposed' && <Decision extraction={extraction} />}
      {state === 'approved' && (
        <div className={form.buttons}>
          <DownloadButton path={`/api/v1/extractions/${id}/archive.tar`} name={`extraction-${id}.tar`}>
            {t('recordings.extraction.archive')}
          </DownloadButton>
        </div>
      )}
    </>
  );
}

function Decision({ extraction }: { readonly extraction: Extraction }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: me } = useQuery(meQuery);
  const deciding = useMutation({
    mutationFn: (decision: 'approved' | 'refused') => decideExtraction(extraction.id, decision),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['recordings', 'extractions'] }),
  });
  if (extraction.proposerId === me?.id) return <p className="soft">{t('recordings.extraction.own')}</p>;
  return (
    <>
      <div className={form.buttons}>
        <Button size="compact-sm" loading={deciding.isPending} onClick={() => deciding.mutate('approved')}>
          {t('recordings.extraction.approve')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={deciding.isPending}
          onClick={() => deciding.mutate('refused')}
        >
          {t('recordings.extraction.refuse')}
        </Button>
      </div>
      <ActionFault fault={deciding.error} />
    </>
  );
}
