import { Button, Checkbox, MultiSelect, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnNotifications as Own, OwnChoices } from '#features/notifications/own-schema.ts';
import { ownNotificationsQuery, saveOwnChoices } from '@/api/notifications.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { Failure } from '@/components/notice.tsx';
import { RowsLoading } from '@/components/rows-loading.tsx';
import { PushDevices } from './push-devices.tsx';

/** How the person who looks is told: ways, hours, language, digest, browsers. */
export function OwnNotifications() {
  const { data: own, error, refetch } = useQuery(ownNotificationsQuery);
  if (own === undefined)
    return error === null ? (
      <RowsLoading rows={4} />
    ) : (
      <Failure fault={error} onRetry={() => void refetch()} />
    );
  return (
    <>
      <ChoicesForm own={own} />
      <PushDevices own={own} />
    </>
  );
}

const languages = ['fr', 'en'] as const;
const follows = ['plans', 'all', 'chosen'] as const;
const usualQuiet = { from: '22:00', until: '07:00' };
const usualDigest = '07:30';

function ChoicesForm({ own }: { readonly own: Own }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<OwnChoices>(own.choices);
  const saving = useMutation({
    mutationFn: () => saveOwnChoices(draft),
    onSuccess: (saved) => queryClient.setQueryData(ownNotificationsQuery.queryKey, saved),
  });
  const set = (part: Partial<OwnChoices>): void => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.mutate();
  };
  const checkbox = (field: 'byMail' | 'byPush' | 'criticalAlways') => ({
    checked: draft[field],
    onChange: (event: { readonly currentTarget: { readonly checked: boolean } }) =>
      set({ [field]: event.currentTarget.checked }),
  });
  return (
    <form className={`${form.form} ${form.padded}`} onSubmit={submit}>
      <Checkbox
        label={t('notifications.byMail', { email: own.email })}
        description={own.hasMail ? undefined : t('notifications.noMailYet')}
        {...checkbox('byMail')}
      />
      <Checkbox label={t('notifications.byPush')} {...checkbox('byPush')} />
      <TopicFields draft={draft} set={set} rules={own.rules} />
      <HourFields draft={draft} set={set} hasDigest={own.hasMail && own.rules.length > 0} />
      {draft.quiet !== null && (
        <Checkbox label={t('notifications.criticalAlways')} {...checkbox('criticalAlways')} />
      )}
      <ActionFault fault={saving.error} />
      <div className={form.end}>
        <span role="status" className="soft">
          {saving.isSuccess && t('common.saved')}
        </span>
        <Button type="submit" loading={saving.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

interface TopicFieldsProps {
  readonly draft: OwnChoices;
  readonly set: (part: Partial<OwnChoices>) => void;
  readonly rules: Own['rules'];
}

/** In which language, and of which rules. */
function TopicFields({ draft, set, rules }: TopicFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <div className={form.pair}>
        <Select
          label={t('notifications.language')}
          allowDeselect={false}
          data={languages.map((value) => ({ value, label: t(`notifications.languages.${value}`) }))}
          value={draft.language}
          onChange={(value) => set({ language: languages.find((one) => one === value) ?? 'fr' })}
        />
        {rules.length > 0 && (
          <Select
            label={t('notifications.follows')}
            allowDeselect={false}
            data={follows.map((value) => ({ value, label: t(`notifications.followsChoice.${value}`) }))}
            value={draft.follows}
            onChange={(value) => set({ follows: follows.find((one) => one === value) ?? 'plans' })}
          />
        )}
      </div>
      {draft.follows === 'chosen' && (
        <MultiSelect
          label={t('notifications.rules')}
          searchable
          data={rules.map(({ id, name, cameraName }) => ({
            value: String(id),
            label: `${name} (${cameraName})`,
          }))}
          value={draft.ruleIds.map(String)}
          onChange={(ids) => set({ ruleIds: ids.map(Number) })}
        />
      )}
    </>
  );
}

interface HourFieldsProps {
  readonly draft: OwnChoices;
  readonly set: (part: Partial<OwnChoices>) => void;
  /** there is something to tell of, and a way */
  readonly hasDigest: boolean;
}

function HourFields({ draft, set, hasDigest }: HourFieldsProps) {
  const { t } = useTranslation();
  const { quiet, digestAt } = draft;
  return (
    <>
      <Checkbox
        label={t('notifications.quiet')}
        description={t('notifications.quietHelp')}
        checked={quiet !== null}
        onChange={(event) => set({ quiet: event.currentTarget.checked ? usualQuiet : null })}
      />
      {quiet !== null && (
        <div className={form.pair}>
          <TextInput
            type="time"
            label={t('notifications.quietFrom')}
            value={quiet.from}
            required
            onChange={(event) => set({ quiet: { ...quiet, from: event.currentTarget.value } })}
          />
          <TextInput
            type="time"
            label={t('notifications.quietUntil')}
            value={quiet.until}
            required
            onChange={(event) => set({ quiet: { ...quiet, until: event.currentTarget.value } })}
          />
        </div>
      )}
      {(hasDigest || digestAt !== null) && (
        <Checkbox
          label={t('notifications.digest')}
          checked={digestAt !== null}
          onChange={(event) => set({ digestAt: event.currentTarget.checked ? usualDigest : null })}
        />
      )}
      {digestAt !== null && (
        <div className={form.pair}>
          <TextInput
            type="time"
            label={t('notifications.digestAt')}
            value={digestAt}
            required
            onChange={(event) => set({ digestAt: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
