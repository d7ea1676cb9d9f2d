import { Button, MultiSelect, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiKey, addKey, keysQuery, removeKey } from '@/api/people.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CopyText } from '@/components/copy-text.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import records from '@/components/records.module.css';
import { RemoveButton } from '@/components/remove-button.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { useFormat } from '@/components/use-format.ts';

const scopes = [
  'metrics:read',
  'statistics:read',
  'alerts:read',
  'configuration:read',
  'open-data:read',
  'observations:write',
] as const;

/** Keys of programs: what each may do, when it was last used. */
export function KeyList() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: keys, error, refetch } = useQuery(keysQuery);
  const again = () => queryClient.invalidateQueries({ queryKey: ['people'] });
  if (keys === undefined)
    return error === null ? (
      <RowsLoading rows={3} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      <ul className={records.list}>
        {keys.map((key) => (
          <li key={key.id}>
            <div className={records.head}>
              <KeyFacts apiKey={key} />
              <RemoveButton
                warning={t('people.keyRemove')}
                remove={async () => {
                  await removeKey(key.name);
                  await again();
                }}
              />
            </div>
          </li>
        ))}
      </ul>
      <div className={`${form.form} ${form.padded}`}>
        {keys.length === 0 && <p className="soft">{t('people.noKey')}</p>}
        <KeyForm onAdded={again} />
      </div>
    </>
  );
}

function KeyFacts({ apiKey }: { readonly apiKey: ApiKey }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <strong>{apiKey.name}</strong>
      <span>{apiKey.scopes.map((scope) => t(`people.scope.${scope.replace(':', '-')}`)).join(', ')}</span>
      <span className="soft">
        {apiKey.lastUsedAt === null
          ? t('people.neverUsed')
          : t('people.used', { at: format.dateAndTime(apiKey.lastUsedAt) })}
      </span>
    </>
  );
}

function KeyForm({ onAdded }: { readonly onAdded: () => Promise<void> }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [days, setDays] = useState<number | string>('');
  const adding = useMutation({
    mutationFn: () =>
      addKey({
        name: name.trim(),
        scopes: scopes.filter((scope) => chosen.includes(scope)),
        ...(days === '' ? {} : { expiresInDays: Number(days) }),
      }),
    onSuccess: async () => {
      setName('');
      await onAdded();
    },
  });
  const isReady = name.trim() !== '' && chosen.length > 0;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) adding.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <div className={form.pair}>
        <TextInput
          label={t('people.keyName')}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <MultiSelect
          label={t('people.keyScopes')}
          data={scopes.map((value) => ({ value, label: t(`people.scope.${value.replace(':', '-')}`) }))}
          value={[...chosen]}
          onChange={setChosen}
        />
        <NumberInput
          label={t('people.keyDays')}
          min={1}
          max={3650}
          allowDecimal={false}
          value={days}
          onChange={setDays}
        />
      </div>
      <ActionFault fault={adding.error} />
      {adding.data !== undefined && <CopyText label={t('people.keyOnce')} text={adding.data.key} />}
      <div className={form.end}>
        <Button type="submit" disabled={!isReady} loading={adding.isPending}>
          {t('people.addKey')}
        </Button>
      </div>
    </form>
  );
}
