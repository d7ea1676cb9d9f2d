import { Button, Select } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconClockOff,
  IconMailOff,
  IconMinus,
} from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice, NoticeState } from '#features/notifications/notice-schema.ts';
import { noticesQuery, sendAgain } from '@/api/notifications.ts';
import { Badge } from '@/components/badge.tsx';
import { MoreButton } from '@/components/more-button.tsx';
import { Empty, Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';
import { FaultWords } from './fault-words.tsx';

/** Alerts named in a row; a message in the morning may tell of hundreds. */
const mostNamed = 3;
const states = ['waiting', 'sent', 'dropped', 'expired', 'dead'] as const;

const looks = {
  waiting: { tone: 'accent', icon: IconClock },
  sent: { tone: 'good', icon: IconCircleCheck },
  dropped: { tone: 'quiet', icon: IconMinus },
  expired: { tone: 'warning', icon: IconClockOff },
  dead: { tone: 'critical', icon: IconAlertTriangle },
} as const;

/** Messages and what became of them; what was given up can be sent again. */
export function MessageList() {
  const { t } = useTranslation();
  const [state, setState] = useState<NoticeState>();
  const pages = useInfiniteQuery(noticesQuery(state));
  const notices = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <div className={records.bar}>
        <p className="soft">{t('notifications.messagesHelp')}</p>
        <Select
          aria-label={t('notifications.filter')}
          placeholder={t('notifications.allStates')}
          clearable
          data={states.map((value) => ({ value, label: t(`notifications.noticeState.${value}`) }))}
          value={state ?? null}
          onChange={(value) => setState(states.find((one) => one === value))}
        />
      </div>
      {notices === undefined && pages.error === null && <RowsLoading rows={5} />}
      {notices === undefined && pages.error !== null && (
        <Failure fault={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {notices?.length === 0 && (
        <Empty icon={IconMailOff} title={t('notifications.noMessage')}>
          {t('notifications.noMessageHelp')}
        </Empty>
      )}
      {notices !== undefined && notices.length > 0 && <NoticeTable notices={notices} />}
      <MoreButton pages={pages} />
    </>
  );
}

function NoticeTable({ notices }: { readonly notices: readonly Notice[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={records.table}>
      <thead>
        <tr>
          {(['when', 'what', 'receiver', 'over', 'became'] as const).map((name) => (
            <th key={name} scope="col">
              {t(`notifications.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notices.map((notice) => (
          <tr key={notice.id}>
            <td className={records.when}>{format.dayAndTime(notice.createdAt)}</td>
            <td>
              {t(`notifications.subject.${notice.subject}`)} <Alerts ids={notice.alertIds} />
            </td>
            <td className={records.named}>{notice.receiver}</td>
            <td className={records.named}>{notice.channelName}</td>
            <td>
              <Became notice={notice} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The alerts that a message tells of; a long one names the first. */
function Alerts({ ids }: { readonly ids: readonly number[] }) {
  const { t } = useTranslation();
  const more = ids.length - mostNamed;
  return (
    <span className={records.refs}>
      {ids.slice(0, mostNamed).map((id) => (
        <Link key={id} to="/alerts" search={{ id }} aria-label={t('notifications.toAlert', { id })}>
          {id}
        </Link>
      ))}
      {more > 0 && <span className="soft">+ {more}</span>}
    </span>
  );
}

function Became({ notice }: { readonly notice: Notice }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const again = useMutation({
    mutationFn: () => sendAgain(notice.id),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const { state, fate, lastFault } = notice;
  return (
    <>
      <Badge {...looks[state]}>{t(`notifications.noticeState.${state}`)}</Badge>{' '}
      {fate !== null && (
        <span className="soft">{t(`notifications.fate.${fate}`, { defaultValue: fate })} </span>
      )}
      {lastFault !== null && state !== 'sent' && <FaultWords fault={lastFault} />}{' '}
      {(state === 'dead' || state === 'expired') && (
        <Button variant="default" size="compact-sm" loading={again.isPending} onClick={() => again.mutate()}>
          {t('notifications.again')}
        </Button>
      )}
    </>
  );
}
