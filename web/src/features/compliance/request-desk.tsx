import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconMailOpened, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SubjectRequest } from '#features/compliance/subject-request-schema.ts';
import { requestPagesQuery } from '@/api/compliance.ts';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { Clock } from './clock.tsx';
import { RequestForm } from './request-form.tsx';
import { RequestSteps } from './request-steps.tsx';

const soonHours = 7 * 24;

/** Requests of people about their data, each with its clock. */
export function RequestDesk() {
  const { t } = useTranslation();
  const mayWrite = usePermission('compliance:write');
  const pages = useInfiniteQuery(requestPagesQuery);
  const requests = pages.data?.pages.flatMap(({ items }) => items);
  const [adding, { open, close }] = useDisclosure(false);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t('requests.add')}
    </Button>
  );
  if (requests === undefined)
    return pages.error === null ? (
      <RowsLoading rows={4} height={72} />
    ) : (
      <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
    );
  return (
    <>
      {requests.length === 0 ? (
        <Empty icon={IconMailOpened} title={t('requests.emptyTitle')} action={add}>
          {t('requests.emptyBody')}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t('requests.lead')}</p>
            {add}
          </div>
          <ul className={records.list}>
            {requests.map((request) => (
              <RequestEntry key={request.id} request={request} mayWrite={mayWrite} />
            ))}
          </ul>
          <MoreButton pages={pages} />
        </>
      )}
      <Modal opened={adding} onClose={close} title={t('requests.addTitle')} size="lg">
        <RequestForm onDone={close} />
      </Modal>
    </>
  );
}

interface RequestEntryProps {
  readonly request: SubjectRequest;
  readonly mayWrite: boolean;
}

function RequestEntry({ request, mayWrite }: RequestEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const cameraName = useCameraName();
  const { span } = request;
  return (
    <li>
      <div className={records.head}>
        <h3>{t(`requests.kind.${request.kind}`)}</h3>
        <span>{request.person ?? t('requests.erased')}</span>
        <span className="soft">{t('requests.received', { at: format.date(request.receivedAt) })}</span>
        <Clock dueAt={request.dueAt} doneAt={request.closedAt} soonHours={soonHours} />
      </div>
      <p className={records.words}>{request.words}</p>
      <p className="soft">
        {[
          ...(request.contact === null ? [] : [request.contact]),
          ...request.cameraIds.map(cameraName),
          ...(span === null ? [] : [`${format.dateAndTime(span.from)} – ${format.dateAndTime(span.to)}`]),
        ].join(' · ')}
      </p>
      {request.extendedFor !== null && (
        <p className="soft">{t('requests.extended', { reason: request.extendedFor })}</p>
      )}
      {request.answer !== null && (
        <p className={records.words}>
          <strong>{t(`requests.closed.${request.state === 'refused' ? 'refused' : 'answered'}`)}</strong>{' '}
          {request.answer}
        </p>
      )}
      {mayWrite && request.state === 'open' && <RequestSteps request={request} />}
    </li>
  );
}
