import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OpenSession } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import records from '@/components/records.module.css';
import { useFormat } from '@/components/use-format.ts';

interface SessionListProps {
  readonly sessions: readonly OpenSession[];
  readonly end: (session: string) => Promise<unknown>;
}

/** Open sessions; each can be ended, but the one that is looking. */
export function SessionList({ sessions, end }: SessionListProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const ending = useMutation({ mutationFn: end });
  return (
    <>
      <ActionFault fault={ending.error} />
      <ul className={records.list}>
        {sessions.map((session) => (
          <li key={session.id}>
            <div className={records.head}>
              <strong>{t('people.seen', { at: format.dateAndTime(session.lastSeenAt) })}</strong>
              <span className="soft">
                {t('people.opened', {
                  at: format.dateAndTime(session.openedAt),
                  by: t(`people.openedBy.${session.openedBy}`),
                })}
              </span>
              {session.isThisOne ? (
                <span className="soft">{t('people.thisOne')}</span>
              ) : (
                <Button variant="default" size="compact-sm" onClick={() => ending.mutate(session.id)}>
                  {t('people.endSession')}
                </Button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {sessions.length === 0 && <p className="soft">{t('people.noSession')}</p>}
    </>
  );
}
