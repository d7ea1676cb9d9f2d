import { Button, NumberInput, PasswordInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '#features/notifications/channel-schema.ts';
import { addChannel, changeChannel, type MadeChannel } from '@/api/notifications.ts';
import { CopyText } from '@/components/copy-text.tsx';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';
import {
  type ChannelDraft,
  channelDraft,
  channelInput,
  channelPatch,
  isReady,
  usualPort,
} from './channel-draft.ts';

interface ChannelFormProps {
  readonly channel: Channel | undefined;
  /** there is one mail server at most */
  readonly hasMail: boolean;
  readonly onDone: () => void;
}

/** Adds or changes a channel; the secret that signs a webhook is shown once. */
export function ChannelForm({ channel, hasMail, onDone }: ChannelFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState(() => channelDraft(channel, hasMail ? 'webhook' : 'mail'));
  const [made, setMade] = useState<string>();
  const saving = useMutation({
    mutationFn: async (): Promise<Partial<MadeChannel>> =>
      channel === undefined
        ? await addChannel(channelInput(draft))
        : { channel: await changeChannel(channel.id, channelPatch(draft)) },
    onSuccess: async ({ secret }) => {
      await queryClient.invalidateQueries({ queryKey: ['notifications'] });
      if (secret === undefined) onDone();
      else setMade(secret);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady(draft)) saving.mutate();
  };
  if (made !== undefined)
    return (
      <div className={form.form}>
        <CopyText label={t('notifications.secretOnce')} text={made} />
        <div className={form.end}>
          <Button onClick={onDone}>{t('common.close')}</Button>
        </div>
      </div>
    );
  const kinds = (['mail', 'webhook', 'mqtt'] as const).filter((kind) => kind !== 'mail' || !hasMail);
  return (
    <form className={form.form} onSubmit={submit}>
      {channel === undefined && (
        <SegmentedControl
          aria-label={t('notifications.addChannel')}
          data={kinds.map((value) => ({ value, label: t(`notifications.kind.${value}`) }))}
          value={draft.kind}
          onChange={(value) => setDraft({ ...channelDraft(undefined, value), name: draft.name })}
        />
      )}
      <p className="soft">{t(`notifications.kindHelp.${draft.kind}`)}</p>
      <ChannelFields draft={draft} hasSecret={channel?.hasSecret === true} set={setDraft} />
      <FormEnd sending={saving} onCancel={onDone} isReady={isReady(draft)}>
        {t('common.save')}
      </FormEnd>
    </form>
  );
}

interface FieldsProps {
  readonly draft: ChannelDraft;
  readonly hasSecret: boolean;
  readonly set: (draft: ChannelDraft) => void;
}

function ChannelFields(props: FieldsProps) {
  const { t } = useTranslation();
  const { draft, hasSecret, set } = props;
  const text = (field: 'name' | 'url' | 'from' | 'topic' | 'secret') => ({
    value: draft[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      set({ ...draft, [field]: event.currentTarget.value }),
  });
  const secretHelp = draft.kind === 'webhook' ? 'notifications.secretHelp' : 'notifications.passwordHelp';
  return (
    <>
      <TextInput
        label={t('notifications.channelName')}
        name="channel-name"
        maxLength={120}
        {...text('name')}
      />
      {draft.kind === 'webhook' ? (
        <TextInput
          label={t('notifications.url')}
          description={t('notifications.urlHelp')}
          name="channel-url"
          type="url"
          maxLength={1000}
          {...text('url')}
        />
      ) : (
        <ServerFields {...props} />
      )}
      {draft.kind === 'mail' && (
        <TextInput
          label={t('notifications.from')}
          name="channel-from"
          type="email"
          maxLength={254}
          {...text('from')}
        />
      )}
      {draft.kind === 'mqtt' && (
        <TextInput
          label={t('notifications.topic')}
          description={t('notifications.topicHelp', { topic: draft.topic })}
          maxLength={200}
          {...text('topic')}
        />
      )}
      <PasswordInput
        label={t(draft.kind === 'webhook' ? 'notifications.secret' : 'notifications.password')}
        description={t(hasSecret ? 'notifications.passwordKept' : secretHelp)}
        autoComplete="new-password"
        name="channel-secret"
        maxLength={500}
        {...text('secret')}
      />
    </>
  );
}

function ServerFields({ draft, set }: FieldsProps) {
  const { t } = useTranslation();
  const { kind } = draft;
  const securities = (['tls', 'starttls', 'none'] as const).filter(
    (one) => kind === 'mail' || one !== 'starttls',
  );
  return (
    <>
      <div className={form.pair}>
        <TextInput
          label={t('notifications.host')}
          name="channel-host"
          maxLength={253}
          value={draft.host}
          onChange={(event) => set({ ...draft, host: event.currentTarget.value })}
        />
        <NumberInput
          label={t('notifications.port')}
          name="channel-port"
          min={1}
          max={65_535}
          allowDecimal={false}
          value={draft.port}
          onChange={(port) => set({ ...draft, port: Number(port) })}
        />
      </div>
      <div className={form.pair}>
        <Select
          label={t('notifications.security')}
          allowDeselect={false}
          data={securities.map((value) => ({ value, label: t(`notifications.securities.${value}`) }))}
          value={draft.security}
          onChange={(value) => {
            const security = securities.find((one) => one === value) ?? 'tls';
            set({ ...draft, security, port: usualPort(kind, security) });
          }}
        />
        <TextInput
          label={t('notifications.user')}
          description={t('notifications.userHelp')}
          autoComplete="off"
          maxLength={200}
          value={draft.user}
          onChange={(event) => set({ ...draft, user: event.currentTarget.value })}
        />
      </div>
    </>
  );
}
