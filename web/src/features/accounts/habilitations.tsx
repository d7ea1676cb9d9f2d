import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Person } from '#features/accounts/people-schema.ts';
import { addHabilitation, endHabilitation } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { useFormat } from '@/components/use-format.ts';

const dates = ['trainedOn', 'validFrom', 'validUntil'] as const;
const emptyDraft = { act: '', trainedOn: '', validFrom: '', validUntil: '' };

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
    mutationFn: () => addHabilitation(person, { ...draft, act: draft.act.trim() }),
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
            value={draft[field]}
            onChange={(event) => setDraft({ ...draft, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      {adding.data?.proposal != null && <p className={form.note}>{t('people.waits')}</p>}
      <ActionFault fault={adding.error} />
      <div className={form.end}>
        <Button type="submit" disabled={!isReady} loading={adding.isPending}>
          {t('people.addHabilitation')}
        </Button>
      </div>
    </form>
  );
}
