import { NumberInput, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordingChoice } from '#features/recording/recording-schema.ts';
import { chooseRecording } from '@/api/recordings.ts';
import { fieldFault } from '@/components/field-fault.ts';
import form from '@/components/form.module.css';
import { FormEnd } from '@/components/form-end.tsx';

const shortestMotive = 5;
const usual = { secondsBefore: 5, secondsAfter: 10 };

interface ChoiceFormProps {
  readonly cameraId: number;
  readonly before: RecordingChoice | null;
  readonly ceilingDays: number;
  readonly onDone: () => void;
}

/** Switches recording of a camera on, for no longer than the law allows, and says why. */
export function ChoiceForm({ cameraId, before, ceilingDays, onDone }: ChoiceFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<RecordingChoice>(before ?? { ...usual, keptDays: ceilingDays });
  const [motive, setMotive] = useState('');
  const choosing = useMutation({
    mutationFn: () => chooseRecording(cameraId, draft, motive.trim()),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['recordings', 'camera', cameraId] });
      onDone();
    },
  });
  const isReady = motive.trim().length >= shortestMotive;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isReady) choosing.mutate();
  };
  const number = (name: keyof RecordingChoice, label: string, most: number) => (
    <NumberInput
      label={label}
      min={name === 'keptDays' ? 1 : 0}
      max={most}
      allowDecimal={false}
      error={fieldFault(choosing.error, name)}
      value={draft[name]}
      onChange={(value) => setDraft((given) => ({ ...given, [name]: Number(value) }))}
    />
  );
  return (
    <form className={form.form} onSubmit={submit} noValidate>
      <div className={form.pair}>
        {number('secondsBefore', t('recordings.kept.before'), 30)}
        {number('secondsAfter', t('recordings.kept.after'), 60)}
      </div>
      {number('keptDays', t('recordings.kept.days'), ceilingDays)}
      <p className="soft">{t('recordings.kept.most', { count: ceilingDays })}</p>
      <Textarea
        label={t('recordings.kept.motive')}
        description={t('recordings.kept.motiveHelp')}
        data-autofocus
        autosize
        minRows={2}
        maxLength={300}
        value={motive}
        onChange={(event) => setMotive(event.currentTarget.value)}
      />
      <FormEnd
        sending={choosing}
        onCancel={onDone}
        beside={['secondsBefore', 'secondsAfter', 'keptDays']}
        isReady={isReady}
      >
        {t(before === null ? 'recordings.kept.switchOn' : 'common.save')}
      </FormEnd>
    </form>
  );
}
