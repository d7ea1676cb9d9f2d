import { Button, Modal } from '@mantine/core';
import { IconMail, IconShieldOff, IconUserOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '#features/accounts/people-schema.ts';
import {
  changePerson,
  endSession,
  linkFor,
  peopleQuery,
  removePerson,
  resetSecondFactor,
  sessionsQuery,
} from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { Badge } from '@/components/badge.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { Habilitations } from './habilitations.tsx';
import { HandedLink } from './handed-link.tsx';
import { PersonRightsForm } from './person-rights-form.tsx';
import { SessionList } from './session-list.tsx';

/** Everybody who may sign in, in the order of the server: nobody is ranked. */
export function PeopleList() {
  const { data: people, error, refetch } = useQuery(peopleQuery);
  if (people === undefined)
    return error === null ? (
      <RowsLoading rows={5} height={64} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <ul className={records.list}>
      {people.map((person) => (
        <li key={person.id}>
          <PersonEntry person={person} />
        </li>
      ))}
    </ul>
  );
}

const views = ['edit', 'habilitations', 'sessions'] as const;
type View = (typeof views)[number];

function PersonEntry({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const [view, setView] = useState<View>();
  const close = (): void => setView(undefined);
  return (
    <>
      <div className={records.head}>
        <h3>{person.name}</h3>
        <span className="soft">{person.email}</span>
        <span>{t(`shell.role.${person.role}`)}</span>
        {person.isSuspended && (
          <Badge tone="warning" icon={IconUserOff}>
            {t('people.suspended')}
          </Badge>
        )}
        {person.isInvited && (
          <Badge tone="quiet" icon={IconMail}>
            {t('people.invited')}
          </Badge>
        )}
        {!person.hasSecondFactor && (
          <Badge tone="quiet" icon={IconShieldOff}>
            {t('people.noFactor')}
          </Badge>
        )}
        <span className={records.actions}>
          {views.map((name) => (
            <Button key={name} variant="default" size="compact-sm" onClick={() => setView(name)}>
              {t(`people.view.${name}`)}
            </Button>
          ))}
        </span>
      </div>
      <PersonActions person={person} />
      <Modal
        opened={view !== undefined}
        onClose={close}
        title={`${person.name}, ${t(`people.view.${view ?? 'edit'}`).toLowerCase()}`}
        size="lg"
      >
        {view === 'edit' && <PersonRightsForm person={person} onDone={close} />}
        {view === 'habilitations' && <Habilitations person={person} />}
        {view === 'sessions' && <SessionsOf person={person.id} />}
      </Modal>
    </>
  );
}

function PersonActions({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: ['people'] });
  const linking = useMutation({ mutationFn: () => linkFor(person.id) });
  const changing = useMutation({
    mutationFn: (act: () => Promise<unknown>) => act(),
    onSuccess: again,
  });
  const suspend = () => changePerson(person.id, { isSuspended: !person.isSuspended });
  return (
    <>
      <div className={form.buttons}>
        <Button variant="default" size="compact-sm" onClick={() => linking.mutate()}>
          {t('people.newLink')}
        </Button>
        {person.hasSecondFactor && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => changing.mutate(() => resetSecondFactor(person.id))}
          >
            {t('people.resetFactor')}
          </Button>
        )}
        <Button variant="default" size="compact-sm" onClick={() => changing.mutate(suspend)}>
          {t(person.isSuspended ? 'people.readmit' : 'people.suspend')}
        </Button>
        <RemoveButton
          warning={t('people.removeWarning')}
          remove={async () => {
            await removePerson(person.id);
            await again();
          }}
        />
      </div>
      <ActionFault fault={linking.error ?? changing.error} />
      {linking.data !== undefined && <HandedLink link={linking.data} />}
    </>
  );
}

function SessionsOf({ person }: { readonly person: string }) {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery(sessionsQuery(person));
  if (data === undefined)
    return error === null ? (
      <RowsLoading rows={2} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <SessionList
      sessions={data}
      end={async (session) => {
        await endSession(person, session);
        await queryClient.invalidateQueries({ queryKey: ['people'] });
      }}
    />
  );
}
