import { Button, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraScopeInput, Person, PersonInvitation } from '#features/accounts/people-schema.ts';
import { changePerson, communesQuery, groupsQuery, invitePerson, type Link } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { HandedLink } from './handed-link.tsx';

const roles = ['operator', 'technical', 'analyst', 'dpo', 'administrator', 'integrator', 'elected'] as const;
type Outcome = { readonly link: Link } | { readonly waits: boolean };

interface PersonRightsFormProps {
  /** undefined: somebody is invited */
  readonly person: Person | undefined;
  readonly onDone: () => void;
}

/** Invites a person, or changes name, role and cameras of one. */
export function PersonRightsForm({ person, onDone }: PersonRightsFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [name, setName] = useState(person?.name ?? '');
  const [email, setEmail] = useState(person?.email ?? '');
  const [role, setRole] = useState<string>(person?.role ?? 'operator');
  const [cameras, setCameras] = useState<CameraScopeInput>(person?.cameras ?? null);
  const saving = useMutation({
    mutationFn: async (): Promise<Outcome> => {
      const input = { name: name.trim(), role: role as PersonInvitation['role'], cameras };
      if (person === undefined) return { link: (await invitePerson({ ...input, email: email.trim() })).link };
      return { waits: (await changePerson(person.id, input)).proposal !== null };
    },
    onSuccess: async (outcome) => {
      await queryClient.invalidateQueries({ queryKey: ['people'] });
      if ('waits' in outcome && !outcome.waits) onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '' && email.includes('@')) saving.mutate();
  };
  if (saving.data !== undefined && 'link' in saving.data) return <HandedLink link={saving.data.link} />;
  if (saving.data !== undefined) return <p className={form.note}>{t('people.waits')}</p>;
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <TextInput
        label={t('accounts.name')}
        data-autofocus
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={t('accounts.email')}
        type="email"
        maxLength={254}
        disabled={person !== undefined}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <Select
        label={t('people.role')}
        description={t(`shell.roleHelp.${role}`)}
        data={roles.map((value) => ({ value, label: t(`shell.role.${value}`) }))}
        value={role}
        onChange={(value) => setRole(value ?? role)}
      />
      <ScopeFields cameras={cameras} onChange={setCameras} />
      <ActionFault fault={saving.error} />
      <div className={form.end}>
        <Button
          type="submit"
          disabled={name.trim() === '' || !email.includes('@')}
          loading={saving.isPending}
        >
          {t(person === undefined ? 'people.invite' : 'common.save')}
        </Button>
      </div>
    </form>
  );
}

interface ScopeFieldsProps {
  readonly cameras: CameraScopeInput;
  readonly onChange: (cameras: CameraScopeInput) => void;
}

/** Whose cameras exist for a person: all, or those of communes and groups. */
function ScopeFields({ cameras, onChange }: ScopeFieldsProps) {
  const { t } = useTranslation();
  const { data: communes = [] } = useQuery(communesQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  if (communes.length === 0 && groups.length === 0) return <p className="soft">{t('people.everyCamera')}</p>;
  const chosen = cameras ?? { communes: [], groups: [] };
  const change = (part: Partial<typeof chosen>): void => {
    const scope = { ...chosen, ...part };
    onChange(scope.communes.length + scope.groups.length === 0 ? null : scope);
  };
  const lists = [
    ['communes', communes],
    ['groups', groups],
  ] as const;
  return (
    <div className={form.pair}>
      {lists.map(([field, places]) => (
        <MultiSelect
          key={field}
          label={t(`people.${field}`)}
          description={t('people.scopeHelp')}
          data={places.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={chosen[field].map(String)}
          onChange={(ids) => change({ [field]: ids.map(Number) })}
        />
      ))}
    </div>
  );
}
