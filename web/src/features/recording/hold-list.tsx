import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCircleCheck, IconLock, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Hold } from '#features/recording/recording-schema.ts';
import { endHold, holdPagesQuery } from '@/api/recordings.ts';
import { Badge } from '@/components/badge.tsx';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { HoldForm } from './hold-form.tsx';

const shortestMotive = 5;

/** What is kept from destruction on requisitions. */
export function HoldList() {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(holdPagesQuery);
  const holds = pages.data?.pages.flatMap(({ items }) => items);
  const [adding, { open, close }] = useDisclosure(false);
  if (holds === undefined)
    return pages.error === null ? (
      <RowsLoading rows={3} height={72} />
    ) : (
      <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
    );
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t('recordings.hold.add')}
    </Button>
  );
  return (
    <>
      {holds.length === 0 ? (
        <Empty icon={IconLock} title={t('recordings.hold.empty')} action={add}>
          {t('recordings.hold.help')}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t('recordings.hold.help')}</p>
            {add}
          </div>
          <ul className={records.list}>
            {holds.map((hold) => (
              <li key={hold.id}>
                <HoldEntry hold={hold} />
              </li>
            ))}
          </ul>
          <MoreButton pages={pages} />
        </>
      )}
      <Modal opened={adding} onClose={close} title={t('recordings.hold.add')} size="lg">
        <HoldForm onDone={close} />
      </Modal>
    </>
  );
}

function HoldEntry({ hold }: { readonly hold: Hold }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cameraName = useCameraName();
  const queryClient = useQueryClient();
  const { id, requisition, authority, cameraIds, from, to, endedAt } = hold;
  return (
    <>
      <div className={records.head}>
        <h3>{requisition}</h3>
        {endedAt === null ? (
          <Badge tone="accent" icon={IconLock}>
            {t('recordings.hold.running')}
          </Badge>
        ) : (
          <Badge tone="quiet" icon={IconCircleCheck}>
            {t('recordings.hold.ended', { at: format.dateAndTime(endedAt) })}
          </Badge>
        )}
        {endedAt === null && (
          <span className={records.actions}>
            <WordsButton
              label={t('recordings.hold.endMotive')}
              shortest={shortestMotive}
              act={async (motive) => {
                await endHold(id, motive);
                await queryClient.invalidateQueries({ queryKey: ['recordings'] });
              }}
            >
              {t('recordings.hold.end')}
            </WordsButton>
          </span>
        )}
      </div>
      <p>{[authority, `${format.dateAndTime(from)} – ${format.dateAndTime(to)}`].join(' · ')}</p>
      <p className="soft">
        {[
          ...cameraIds.map(cameraName),
          t('recordings.hold.by', { name: hold.openedBy, at: format.dateAndTime(hold.openedAt) }),
        ].join(' · ')}
      </p>
      {endedAt !== null && (
        <p className="soft">{t('recordings.hold.endedBy', { name: hold.endedBy, motive: hold.endMotive })}</p>
      )}
    </>
  );
}
