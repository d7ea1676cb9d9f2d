import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What a person is made of, as typed. */
export interface PersonDraft {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** A text key for each field at fault. */
export type PersonFaults = Partial<Record<keyof PersonDraft, string>>;

export const emptyPerson: PersonDraft = { name: '', email: '', password: '' };
export const shortestPassword = 12;

/** The faults of a person as typed; empty when all is well. */
export function personFaults(person: PersonDraft): PersonFaults {
  const faults: PersonFaults = {};
  if (person.name.trim() === '') faults.name = 'accounts.required';
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(person.email.trim())) faults.email = 'accounts.emailInvalid';
  if (person.password.length < shortestPassword) faults.password = 'accounts.passwordShort';
  return faults;
}

interface PersonFieldsProps {
  readonly person: PersonDraft;
  readonly faults: PersonFaults;
  readonly prefix: string;
  readonly onChange: (person: PersonDraft) => void;
}

/** Name, email and password of one person. */
export function PersonFields({ person, faults, prefix, onChange }: PersonFieldsProps) {
  const { t } = useTranslation();
  const set = (field: keyof PersonDraft) => (event: { readonly currentTarget: { readonly value: string } }) =>
    onChange({ ...person, [field]: event.currentTarget.value });
  const fault = (field: keyof PersonDraft) => {
    const key = faults[field];
    return key === undefined ? undefined : t(key, { count: person.password.length });
  };
  return (
    <>
      <TextInput
        label={t('accounts.name')}
        name={`${prefix}-name`}
        autoComplete="off"
        maxLength={120}
        value={person.name}
        error={fault('name')}
        onChange={set('name')}
      />
      <TextInput
        label={t('accounts.email')}
        type="email"
        name={`${prefix}-email`}
        autoComplete="off"
        maxLength={254}
        value={person.email}
        error={fault('email')}
        onChange={set('email')}
      />
      <PasswordInput
        label={t('accounts.password')}
        description={t('accounts.passwordHelp')}
        name={`${prefix}-password`}
        autoComplete="new-password"
        maxLength={200}
        value={person.password}
        error={fault('password')}
        onChange={set('password')}
      />
    </>
  );
}
