import { Button, Checkbox, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye, IconPhoto } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Recording } from '#features/recording/recording-schema.ts';
import { type RecordingFilter, recordingPagesQuery } from '@/api/recordings.ts';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { ExtractionForm } from './extraction-form.tsx';
import { RecordingBadge } from './recording-badge.tsx';
import { RecordingFilters } from './recording-filters.tsx';
import { RecordingViewer } from './recording-viewer.tsx';

interface RecordingListProps {
  readonly filter: RecordingFilter;
  readonly onFilter: (filter: RecordingFilter) => void;
}

/** Recordings, the newest first: who may extract them chooses some for a requisition. */
export function RecordingList({ filter, onFilter }: RecordingListProps) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(recordingPagesQuery(filter));
  const recordings = pages.data?.pages.flatMap(({ items }) => items);
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [proposing, { open, close }] = useDisclosure(false);
  const mayExtract = usePermission('recordings:extract');
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <>
      <RecordingFilters filter={filter} onChange={onFilter} />
      {chosen.length > 0 && (
        <div className={records.bar}>
          <span role="status">{t('recordings.chosen', { count: chosen.length })}</span>
          <Button onClick={open}>{t('recordings.propose')}</Button>
        </div>
      )}
      {recordings === undefined && pages.error === null && <RowsLoading rows={6} height={56} />}
      {recordings === undefined && pages.error !== null && (
        <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {recordings?.length === 0 && (
        <Empty icon={IconPhoto} title={t(isFiltered ? 'recordings.emptyFiltered' : 'recordings.empty')}>
          {t(isFiltered ? 'recordings.emptyFilteredBody' : 'recordings.emptyBody')}
        </Empty>
      )}
      <ul className={records.list}>
        {recordings?.map((recording) => (
          <li key={recording.id}>
            <RecordingEntry
              recording={recording}
              isChosen={chosen.includes(recording.id)}
              onChoose={
                mayExtract
                  ? (isChosen) =>
                      setChosen((before) =>
                        isChosen ? [...before, recording.id] : before.filter((id) => id !== recording.id),
                      )
                  : undefined
              }
            />
          </li>
        ))}
      </ul>
      <MoreButton pages={pages} />
      <Modal opened={proposing} onClose={close} title={t('recordings.propose')}>
        <ExtractionForm recordingIds={chosen} onDone={close} onProposed={() => setChosen([])} />
      </Modal>
    </>
  );
}

interface RecordingEntryProps {
  readonly recording: Recording;
  readonly isChosen: boolean;
  /** undefined: this person hands nothing over */
  readonly onChoose: ((isChosen: boolean) => void) | undefined;
}

function RecordingEntry({ recording, isChosen, onChoose }: RecordingEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [looking, { open, close }] = useDisclosure(false);
  const { id, cameraName, ruleName, from, to, pictures, expiresAt, state } = recording;
  const isThere = state === 'kept' || state === 'held';
  return (
    <>
      <div className={records.head}>
        {onChoose !== undefined && isThere && (
          <Checkbox
            aria-label={t('recordings.choose', { id })}
            checked={isChosen}
            onChange={(event) => onChoose(event.currentTarget.checked)}
          />
        )}
        <h3>{cameraName}</h3>
        <span>{ruleName}</span>
        <RecordingBadge state={state} />
        {isThere && (
          <span className={records.actions}>
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconEye size={16} aria-hidden="true" />}
              onClick={open}
            >
              {t('recordings.look')}
            </Button>
          </span>
        )}
      </div>
      <p className="soft">
        {[
          `${format.date(from)}, ${format.timeToTheSecond(from)} – ${format.timeToTheSecond(to)}`,
          t('recordings.pictures', { count: pictures }),
          ...(state === 'kept' ? [t('recordings.until', { at: format.dateAndTime(expiresAt) })] : []),
        ].join(' · ')}
      </p>
      <Modal
        opened={looking}
        onClose={close}
        title={t('recordings.lookTitle', { id, camera: cameraName })}
        size="xl"
      >
        <RecordingViewer recording={recording} />
      </Modal>
    </>
  );
}
