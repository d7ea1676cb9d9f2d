import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ControllerDraft } from '#features/compliance/controller-schema.ts';
import { controllerQuery, saveController } from '@/api/compliance.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { usePermission } from '@/components/use-permission.ts';
import {
  type ControllerField,
  type ControllerTyped,
  controllerFields,
  controllerOf,
  missingIn,
  typedOf,
} from './controller-draft.ts';

/** Who answers for the processing: what every panel, register and record says. */
export function ControllerPart() {
  const { data, error, refetch } = useQuery(controllerQuery);
  if (data !== undefined) return <ControllerForm draft={data} />;
  if (error !== null) return <Failure fault={error} onRetry={() => void refetch()} />;
  return <RowsLoading rows={6} height={52} />;
}

const groups = ['controller', 'dpo', 'authority'] as const;
const groupOf = (field: ControllerField): (typeof groups)[number] =>
  groups.find((group) => field.startsWith(`${group}.`)) ?? 'controller';
const types: Readonly<Record<string, 'email' | 'tel'>> = { email: 'email', phone: 'tel' };

function ControllerForm({ draft }: { readonly draft: ControllerDraft }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayWrite = usePermission('compliance:write');
  const [typed, setTyped] = useState(() => typedOf(draft));
  const saving = useMutation({
    mutationFn: saveController,
    onSuccess: (saved) => {
      queryClient.setQueryData(controllerQuery.queryKey, saved);
      void queryClient.invalidateQueries({ queryKey: ['register'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate(controllerOf(typed));
  };
  const set = (field: ControllerField, value: string): void => {
    saving.reset();
    setTyped((before) => ({ ...before, [field]: value }));
  };
  return (
    <form className={`${form.form} ${form.padded}`} onSubmit={submit} noValidate>
      <Missing typed={typed} />
      {groups.map((group) => (
        <fieldset key={group} className={form.group} disabled={!mayWrite}>
          <legend>{t(`compliance.controller.${group}Title`)}</legend>
          <div className={form.pair}>
            {controllerFields
              .filter((field) => groupOf(field) === group)
              .map((field) => (
                <ControllerInput key={field} field={field} typed={typed} onChange={set} />
              ))}
          </div>
        </fieldset>
      ))}
      <ActionFault fault={saving.error} />
      {mayWrite && (
        <div className={form.end}>
          <span role="status" className="soft">
            {saving.isSuccess && t('common.saved')}
          </span>
          <Button type="submit" loading={saving.isPending}>
            {t('common.save')}
          </Button>
        </div>
      )}
    </form>
  );
}

interface ControllerInputProps {
  readonly field: ControllerField;
  readonly typed: ControllerTyped;
  readonly onChange: (field: ControllerField, value: string) => void;
}

function ControllerInput({ field, typed, onChange }: ControllerInputProps) {
  const { t } = useTranslation();
  const last = field.split('.').at(-1) ?? field;
  const label = t(`compliance.controller.${last}`);
  if (last === 'address')
    return (
      <Textarea
        label={label}
        autosize
        minRows={2}
        maxLength={400}
        value={typed[field]}
        onChange={(event) => onChange(field, event.currentTarget.value)}
      />
    );
  return (
    <TextInput
      label={label}
      description={field === 'representative' ? t('compliance.controller.representativeHelp') : undefined}
      type={types[last] ?? 'text'}
      maxLength={200}
      value={typed[field]}
      onChange={(event) => onChange(field, event.currentTarget.value)}
    />
  );
}

function Missing({ typed }: { readonly typed: ControllerTyped }) {
  const { t } = useTranslation();
  const missing = missingIn(typed);
  if (missing.length === 0) return <p className={form.done}>{t('compliance.controller.complete')}</p>;
  return (
    <div className={form.note}>
      <strong>{t('compliance.controller.missing', { count: missing.length })}</strong>{' '}
      {missing
        .map((field) => {
          const group = groupOf(field);
          const name = t(`compliance.controller.${field.split('.').at(-1)}`).toLowerCase();
          return group === 'controller'
            ? name
            : `${name} (${t(`compliance.controller.${group}Title`).toLowerCase()})`;
        })
        .join(', ')}
      .
    </div>
  );
}
