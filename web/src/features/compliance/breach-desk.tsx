import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlus, IconShieldCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Breach } from '#features/compliance/breach-schema.ts';
import { breachPagesQuery } from '@/api/compliance.ts';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { usePermission } from '@/components/use-permission.ts';
import { BreachForm } from './breach-form.tsx';
import { BreachSteps } from './breach-steps.tsx';
import { Clock } from './clock.tsx';

const soonHours = 24;

/** Breaches of personal data, each with its 72 hours. */
export function BreachDesk() {
  const { t } = useTranslation();
  const mayWrite = usePermission('compliance:write');
  const pages = useInfiniteQuery(breachPagesQuery);
  const breaches = pages.data?.pages.flatMap(({ items }) => items);
  const [adding, { open, close }] = useDisclosure(false);
  const add = mayWrite && (
    <Button leftSection={<IconPlus size={16} aria-hidden="true" />} onClick={open}>
      {t('requests.breach.add')}
    </Button>
  );
  if (breaches === undefined)
    return pages.error === null ? (
      <RowsLoading rows={4} height={72} />
    ) : (
      <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
    );
  return (
    <>
      {breaches.length === 0 ? (
        <Empty icon={IconShieldCheck} title={t('requests.breach.emptyTitle')} action={add}>
          {t('requests.breach.emptyBody')}
        </Empty>
      ) : (
        <>
          <div className={records.bar}>
            <p className="soft">{t('requests.breach.lead')}</p>
            {add}
          </div>
          <ul className={records.list}>
            {breaches.map((breach) => (
              <BreachEntry key={breach.id} breach={breach} mayWrite={mayWrite} />
            ))}
          </ul>
          <MoreButton pages={pages} />
        </>
      )}
      <Modal opened={adding} onClose={close} title={t('requests.breach.addTitle')} size="lg">
        <BreachForm onDone={close} />
      </Modal>
    </>
  );
}

interface BreachEntryProps {
  readonly breach: Breach;
  readonly mayWrite: boolean;
}

function BreachEntry({ breach, mayWrite }: BreachEntryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const cameraName = useCameraName();
  const done = [
    ['notified', breach.notifiedAt],
    ['personsTold', breach.personsToldAt],
    ['closed', breach.closedAt],
  ] as const;
  return (
    <li>
      <div className={records.head}>
        <h3>{breach.title}</h3>
        <span className="soft">{t('requests.breach.known', { at: format.dateAndTime(breach.knownAt) })}</span>
        <Clock dueAt={breach.dueAt} doneAt={breach.notifiedAt ?? breach.closedAt} soonHours={soonHours} />
      </div>
      <p className={records.words}>{breach.words}</p>
      <p className="soft">
        {[
          ...breach.cameraIds.map(cameraName),
          `${format.dateAndTime(breach.span.from)} – ${format.dateAndTime(breach.span.to)}`,
          ...done.flatMap(([what, at]) =>
            at === null ? [] : [t(`requests.breach.done.${what}`, { at: format.dateAndTime(at) })],
          ),
        ].join(' · ')}
      </p>
      {breach.measures !== '' && (
        <p className={records.words}>
          <strong>{t('requests.breach.measures')}</strong> {breach.measures}
        </p>
      )}
      {mayWrite && <BreachSteps breach={breach} />}
    </li>
  );
}
