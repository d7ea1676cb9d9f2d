import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconEye, IconSettings } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetupInput } from '#features/accounts/account-schema.ts';
import { setUp } from '@/api/accounts.ts';
import { ApiFault } from '@/api/client.ts';
import styles from './door.module.css';
import { DoorFault } from './door.tsx';
import {
  emptyPerson,
  type PersonDraft,
  type PersonFaults,
  PersonFields,
  personFaults,
} from './person-fields.tsx';

interface SetupFormProps {
  readonly token: string;
  readonly onDone: () => void;
}

interface FormFaults {
  readonly administrator: PersonFaults;
  readonly operator: PersonFaults;
}

const noFaults: FormFaults = { administrator: {}, operator: {} };
const trimmed = (person: PersonDraft): PersonDraft => ({
  name: person.name.trim(),
  email: person.email.trim(),
  password: person.password,
});

function faultsOf(administrator: PersonDraft, operator: PersonDraft, withOperator: boolean): FormFaults {
  const operatorFaults = withOperator ? personFaults(operator) : {};
  const same = administrator.email.trim().toLowerCase() === operator.email.trim().toLowerCase();
  if (withOperator && same && operatorFaults.email === undefined) operatorFaults.email = 'accounts.sameEmail';
  return { administrator: personFaults(administrator), operator: operatorFaults };
}

/** For a year from today; an administrator changes it later. */
function habilitationOf(act: string, trainedOn: string): Pick<SetupInput, 'habilitation'> {
  if (act.trim() === '' || trainedOn === '') return {};
  const day = (years: number): string => {
    const date = new Date();
    date.setFullYear(date.getFullYear() + years);
    return date.toLocaleDateString('en-CA');
  };
  return { habilitation: { act: act.trim(), trainedOn, validFrom: day(0), validUntil: day(1) } };
}

/** The first administrator and the first operator. */
export function SetupForm({ token, onDone }: SetupFormProps) {
  const { t } = useTranslation();
  const [administrator, setAdministrator] = useState(emptyPerson);
  const [operator, setOperator] = useState(emptyPerson);
  const [withOperator, setWithOperator] = useState(true);
  const [act, setAct] = useState('');
  const [trainedOn, setTrainedOn] = useState('');
  const [faults, setFaults] = useState(noFaults);
  const creation = useMutation({ mutationFn: setUp, onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const found = faultsOf(administrator, operator, withOperator);
    setFaults(found);
    if (Object.keys({ ...found.administrator, ...found.operator }).length > 0) return;
    creation.mutate({
      token,
      administrator: trimmed(administrator),
      ...(withOperator ? { operator: trimmed(operator), ...habilitationOf(act, trainedOn) } : {}),
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <div className={styles.people}>
        <fieldset className={styles.person}>
          <legend>
            <IconSettings size={18} stroke={1.75} aria-hidden="true" />
            {t('accounts.administratorTitle')}
          </legend>
          <p className={styles.help}>{t('accounts.administratorHelp')}</p>
          <PersonFields
            prefix="administrator"
            person={administrator}
            faults={faults.administrator}
            onChange={setAdministrator}
          />
        </fieldset>
        <fieldset className={styles.person} disabled={!withOperator}>
          <legend>
            <IconEye size={18} stroke={1.75} aria-hidden="true" />
            {t('accounts.operatorTitle')}
          </legend>
          <p className={styles.help}>
            {t(withOperator ? 'accounts.operatorHelp' : 'accounts.noOperatorWarning')}
          </p>
          <PersonFields prefix="operator" person={operator} faults={faults.operator} onChange={setOperator} />
          <TextInput
            label={t('accounts.habilitationAct')}
            description={t('accounts.habilitationHelp')}
            name="operator-act"
            maxLength={200}
            value={act}
            onChange={(event) => setAct(event.currentTarget.value)}
          />
          <TextInput
            label={t('accounts.trainedOn')}
            type="date"
            name="operator-trained-on"
            value={trainedOn}
            onChange={(event) => setTrainedOn(event.currentTarget.value)}
          />
        </fieldset>
      </div>
      <div className={styles.fields}>
        {creation.error !== null && <SetupFault fault={creation.error} />}
        <div className={styles.end}>
          <Checkbox
            label={t('accounts.skipOperator')}
            checked={!withOperator}
            onChange={(event) => setWithOperator(!event.currentTarget.checked)}
          />
          <Button type="submit" loading={creation.isPending}>
            {t('accounts.create')}
          </Button>
        </div>
      </div>
    </form>
  );
}

/** Why the link did not work, field by field when the server says so. */
export function SetupFault({ fault }: { readonly fault: Error }) {
  const { t } = useTranslation();
  if (!(fault instanceof ApiFault) || fault.status === 0)
    return <DoorFault>{t('accounts.unreachable')}</DoorFault>;
  const named = fault.problem?.faults ?? [];
  if (named.length > 0) {
    return <DoorFault>{named.map(({ field, message }) => `${field}: ${message}`).join(' ')}</DoorFault>;
  }
  if (fault.status >= 500) return <DoorFault>{fault.message}</DoorFault>;
  return <DoorFault>{t('accounts.linkRefused', { command: 'vigie admin reset' })}</DoorFault>;
}
