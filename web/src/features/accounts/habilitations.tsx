import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HabilitationInput } from '#features/accounts/habilitation-schema.ts';
import type { Person } from '#features/accounts/people-schema.ts';
import { addHabilitation, communesQuery, endHabilitation, groupsQuery } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useFormat } from '@/components/use-format.ts';

const dates = ['trainedOn', 'validFrom', 'validUntil'] as const;
const hours = ['dailyFrom', 'dailyUntil'] as const;
const emptyDraft = {
  act: '',
  trainedOn: '',
  validFrom: '',
  validUntil: '',
  dailyFrom: '',
  dailyUntil: '',
  communeId: null as string | null,
  groupId: null as string | null,
};
const shownBeside = ['act', ...dates, ...hours, 'communeId', 'groupId'];

/** The acts by which a person may see images, each with its dates. */
export function Habilitations({ person }: { readonly person: Person }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queryClient = useQueryClient();
  const again = () => queryClient.invalidateQueries({ queryKey: ['people'] });
  return (
    <div className={form.form}>
      <p className="soft">{t('people.habilitationHelp')}</p>
      <ul className={records.list}>
        {person.habilitations.map(({ id, act, validFrom, validUntil, endedAt }) => (
          <li key={id}>
            <div className={records.head}>
              <strong>{act}</strong>
              <span className="soft">
                {endedAt === null
                  ? `${format.date(validFrom)} – ${format.date(validUntil)}`
                  : t('people.ended', { at: format.dateAndTime(endedAt) })}
              </span>
              {endedAt === null && (
                <RemoveButton
                  warning={t('people.habilitationEnd')}
                  remove={async () => {
                    await endHabilitation(person.id, id);
                    await again();
                  }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      <HabilitationForm person={person.id} onAdded={again} />
    </div>
  );
}

interface HabilitationFormProps {
  readonly person: string;
  readonly onAdded: () => Promise<void>;
}

function HabilitationForm({ person, onAdded }: HabilitationFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(emptyDraft);
  const adding = useMutation({
    mutationFn: () => addHabilitation(person, inputOf(draft)),
    onSuccess: async () => {
      setDraft(emptyDraft);
      await onAdded();
    },
  });
  const isReady = draft.act.trim() !== '' && dates.every((field) => draft[field] !== '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) adding.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t('people.act')}
        maxLength={200}
        value={draft.act}
        onChange={(event) => setDraft({ ...draft, act: event.currentTarget.value })}
      />
      <div className={form.pair}>
        {dates.map((field) => (
          <TextInput
            key={field}
            type="date"
            label={t(`people.${field}`)}
            error={fieldFault(adding.error, field)}
            value={draft[field]}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <TerritoryFields draft={draft} set={(part) => setDraft({ ...draft, ...part })} />
      <div className={form.pair}>
        {hours.map((field) => (
          <TextInput
            key={field}
            type="time"
            label={t(`people.${field}`)}
            error={fieldFault(adding.error, field)}
            value={draft[field]}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      {adding.data?.proposal != null && <p className={form.note}>{t('people.waits')}</p>}
      <ActionFault fault={adding.error} beside={shownBeside} />
      <div className={form.end}>
        <Button type="submit" disabled={!isReady} loading={adding.isPending}>
          {t('people.addHabilitation')}
        </Button>
      </div>
    </form>
  );
}

type HabilitationDraft = typeof emptyDraft;

const inputOf = ({
  communeId,
  groupId,
  dailyFrom,
  dailyUntil,
  ...draft
}: HabilitationDraft): HabilitationInput => ({
  ...draft,
  act: draft.act.trim(),
  communeId: communeId === null ? null : Number(communeId),
  groupId: groupId === null ? null : Number(groupId),
  dailyFrom: dailyFrom === '' ? null : dailyFrom,
  dailyUntil: dailyUntil === '' ? null : dailyUntil,
});

interface TerritoryFieldsProps {
  readonly draft: HabilitationDraft;
  readonly set: (part: Partial<HabilitationDraft>) => void;
}

/** Where a habilitation holds: the whole territory, unless a commune or a group is named. */
function TerritoryFields({ draft, set }: TerritoryFieldsProps) {
  const { t } = useTranslation();
  const { data: communes = [] } = useQuery(communesQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const lists = [
    ['communeId', communes],
    ['groupId', groups],
  ] as const;
  if (communes.length + groups.length === 0) return null;
  return (
    <div className={form.pair}>
      {lists.map(([field, places]) => (
        <Select
          key={field}
          label={t(`people.${field}`)}
          placeholder={t('people.wholeTerritory')}
          clearable
          data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft[field]}
          onChange={(id) => set({ [field]: id })}
        />
      ))}
    </div>
  );
}
