import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import type { Proposal } from '#features/accounts/people-schema.ts';
import { meQuery } from '@/api/accounts.ts';
import { communesQuery, decideProposal, groupsQuery, proposalsQuery } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';

/** Rights that somebody asked for themselves and on which nobody has decided yet. */
export function ProposalList() {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(proposalsQuery);
  if (data === undefined)
    return error === null ? (
      <RowsLoading rows={2} height={64} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  const open = data.filter(({ state }) => state === 'open');
  if (open.length === 0) return <p className={`soft ${form.padded}`}>{t('people.noProposal')}</p>;
  return (
    <ul className={records.list}>
      {open.map((proposal) => (
        <ProposalEntry key={proposal.id} proposal={proposal} />
      ))}
    </ul>
  );
}

function ProposalEntry({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: me } = useQuery(meQuery);
  const { kind, content, personName: name, personId, proposedAt } = proposal;
  const { role } = content as { readonly role?: string };
  return (
    <li>
      <div className={records.head}>
        <h3>{t(`people.proposal.${kind}`, { name, role: t(`shell.role.${role}`) })}</h3>
        <span className="soft">{t('people.proposal.asked', { at: format.dateAndTime(proposedAt) })}</span>
      </div>
      {kind === 'role' ? (
        <p>
          {t(`shell.roleHelp.${role}`)} {t('people.habilitationHelp')}
        </p>
      ) : (
        <HabilitationWords habilitation={content as HabilitationInput} />
      )}
      {personId === me?.id ? (
        <p className="soft">{t('people.proposal.own')}</p>
      ) : (
        <Decision proposal={proposal} />
      )}
    </li>
  );
}

/** What a habilitation would give, in a sentence. */
function HabilitationWords({ habilitation }: { readonly habilitation: HabilitationInput }) {
  const { t } = useTranslation();
  const format = useFormat();
  const where = useWhere(habilitation);
  const { act, trainedOn, validFrom, validUntil, dailyFrom, dailyUntil } = habilitation;
  const hours =
    dailyFrom == null || dailyUntil == null
      ? t('people.proposal.allDay')
      : t('people.proposal.hours', { from: dailyFrom, until: dailyUntil });
  return (
    <>
      <p>
        {t('people.proposal.givesHabilitation', {
          where,
          from: format.date(validFrom),
          until: format.date(validUntil),
          hours,
        })}{' '}
        {t('people.proposal.needsRole')}
      </p>
      <p className="soft">{t('people.proposal.act', { act, trainedOn: format.date(trainedOn) })}</p>
    </>
  );
}

function useWhere({ communeId, groupId }: HabilitationInput): string {
  const { t } = useTranslation();
  const { data: communes = [] } = useQuery({ ...communesQuery, enabled: communeId != null });
  const { data: groups = [] } = useQuery({ ...groupsQuery, enabled: groupId != null });
  const nameIn = (places: typeof communes, id: number): string =>
    places.find((place) => place.id === id)?.name ?? String(id);
  const commune = communeId == null ? undefined : nameIn(communes, communeId);
  const group = groupId == null ? undefined : nameIn(groups, groupId);
  if (commune !== undefined && group !== undefined) return t('people.proposal.both', { commune, group });
  const place = commune ?? group;
  return place === undefined ? t('people.proposal.whole') : t('people.proposal.place', { place });
}

function Decision({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const deciding = useMutation({
    mutationFn: (confirm: boolean) => decideProposal(proposal.id, confirm),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['people'] }),
  });
  return (
    <>
      <div className={form.buttons}>
        <Button size="compact-sm" loading={deciding.isPending} onClick={() => deciding.mutate(true)}>
          {t('people.proposal.confirm')}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={deciding.isPending}
          onClick={() => deciding.mutate(false)}
        >
          {t('people.proposal.refuse')}
        </Button>
      </div>
      <ActionFault fault={deciding.error} />
    </>
  );
}
