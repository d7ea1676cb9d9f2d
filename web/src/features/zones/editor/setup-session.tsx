import { Button, NumberInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { closeSetupSession, openSetupSession } from '@/api/legal.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import styles from './editor.module.css';

const shortestMotive = 5;
const usualMinutes = 30;

interface Session {
  readonly id: number;
  readonly until: string;
}

/** On a public place counts tick only while somebody says why they draw there; the log keeps it. */
export function SetupSession({ cameraId }: { readonly cameraId: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const queryClient = useQueryClient();
  const [session, setSession] = useState<Session>();
  const refresh = () => queryClient.invalidateQueries({ queryKey: camerasQuery.queryKey });
  const closing = useMutation({
    mutationFn: closeSetupSession,
    onSuccess: async () => {
      setSession(undefined);
      await refresh();
    },
  });
  if (session === undefined || Date.parse(session.until) <= now)
    return (
      <SessionForm
        cameraId={cameraId}
        onOpen={(opened) => {
          setSession(opened);
          void refresh();
        }}
      />
    );
  return (
    <div className={styles.session} role="status">
      <span>{t('editor.session.open', { until: format.time(session.until) })}</span>
      <Button
        size="compact-sm"
        variant="default"
        loading={closing.isPending}
        onClick={() => closing.mutate(session.id)}
      >
        {t('editor.session.close')}
      </Button>
      <ActionFault fault={closing.error} />
    </div>
  );
}

function SessionForm({
  cameraId,
  onOpen,
}: {
  readonly cameraId: number;
  readonly onOpen: (session: Session) => void;
}) {
  const { t } = useTranslation();
  const [motive, setMotive] = useState('');
  const [minutes, setMinutes] = useState<number | string>(usualMinutes);
  const opening = useMutation({
    mutationFn: () => openSetupSession(cameraId, { motive: motive.trim(), minutes: Number(minutes) }),
    onSuccess: onOpen,
  });
  const isReady = motive.trim().length >= shortestMotive && Number(minutes) >= 1;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) opening.mutate();
  };
  return (
    <form className={styles.session} onSubmit={submit} noValidate>
      <p>{t('editor.session.why')}</p>
      <div className={styles.sessionFields}>
        <TextInput
          size="xs"
          label={t('editor.session.motive')}
          maxLength={300}
          value={motive}
          onChange={(event) => setMotive(event.currentTarget.value)}
        />
        <NumberInput
          size="xs"
          w={104}
          label={t('editor.session.minutes')}
          min={1}
          max={480}
          allowDecimal={false}
          value={minutes}
          onChange={setMinutes}
        />
        <Button size="xs" type="submit" variant="default" disabled={!isReady} loading={opening.isPending}>
          {t('editor.session.begin')}
        </Button>
      </div>
      <ActionFault fault={opening.error} />
    </form>
  );
}
