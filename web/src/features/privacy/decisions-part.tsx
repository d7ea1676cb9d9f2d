import { Button, Select, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LegalDecision } from '#features/privacy/legal-schema.ts';
import { camerasQuery } from '@/api/cameras.ts';
import { decideLiveCounters, decisionsQuery, revokeDecision } from '@/api/legal.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import form from '@/components/form.module.css';
import { InstantField } from '@/components/instant-field.tsx';
import { instantOfField } from '@/components/local-instant.ts';
import records from '@/components/records.module.css';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useNow } from '@/components/use-now.ts';
import { WordsButton } from '@/components/words-button.tsx';
import { RecordList, useLawChanged } from './record-list.tsx';
import { ValidityBadge } from './validity-badge.tsx';

const shortestMotive = 5;

/** Dated decisions about cameras: live counters of a public place, set-up sessions. */
export function DecisionsPart() {
  return (
    <RecordList
      list="decisions"
      found={useQuery(decisionsQuery)}
      entry={(decision, mayWrite) => <DecisionEntry decision={decision} mayWrite={mayWrite} />}
      form={(onDone) => <DecisionForm onDone={onDone} />}
    />
  );
}

interface DecisionEntryProps {
  readonly decision: LegalDecision;
  readonly mayWrite: boolean;
}

function DecisionEntry({ decision, mayWrite }: DecisionEntryProps) {
  const { t } = useTranslation();
  const cameraName = useCameraName();
  const changed = useLawChanged();
  const isOver = Date.parse(decision.until) <= useNow();
  return (
    <>
      <div className={records.head}>
        <h3>{t(`law.decisions.kind.${decision.kind}`)}</h3>
        <span>{cameraName(decision.cameraId)}</span>
        <ValidityBadge from={decision.from} until={decision.until} />
        {mayWrite && !isOver && (
          <span className={records.actions}>
            <WordsButton
              label={t('law.motive')}
              shortest={shortestMotive}
              act={async (motive) => {
                await revokeDecision(decision.id, motive);
                await changed();
              }}
            >
              {t('law.decisions.revoke')}
            </WordsButton>
          </span>
        )}
      </div>
      <p>{decision.motive}</p>
      <p className="soft">{t('law.decisions.by', { name: decision.decidedBy })}</p>
    </>
  );
}

function DecisionForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const changed = useLawChanged();
  const { data: cameras } = useQuery(camerasQuery);
  const [cameraId, setCameraId] = useState<string | null>(null);
  const [motive, setMotive] = useState('');
  const [typedUntil, setUntil] = useState('');
  const deciding = useMutation({
    mutationFn: decideLiveCounters,
    onSuccess: async () => {
      await changed();
      onDone();
    },
  });
  const until = instantOfField(typedUntil);
  const isReady = cameraId !== null && until !== undefined && motive.trim().length >= shortestMotive;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) deciding.mutate({ cameraId: Number(cameraId), motive: motive.trim(), until });
  };
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <Select
        label={t('law.camera')}
        searchable
        data={(cameras ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={cameraId}
        onChange={setCameraId}
      />
      <Textarea
        label={t('law.decisions.motive')}
        autosize
        minRows={2}
        maxLength={500}
        value={motive}
        onChange={(event) => setMotive(event.currentTarget.value)}
      />
      <InstantField label={t('law.until')} value={typedUntil} onChange={setUntil} />
      <ActionFault fault={deciding.error} />
      <div className={form.end}>
        <Button type="submit" disabled={!isReady} loading={deciding.isPending}>
          {t('law.decisions.decide')}
        </Button>
      </div>
    </form>
  );
}
