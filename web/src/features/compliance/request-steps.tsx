import { Button, Textarea } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  RequestFindings,
  RequestStep,
  SubjectRequest,
} from '#features/compliance/subject-request-schema.ts';
import { findForRequest, requestPagesQuery, takeRequestStep } from '@/api/compliance.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CopyText } from '@/components/copy-text.tsx';
import form from '@/components/form.module.css';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';

const steps = ['answer', 'extend', 'refuse'] as const;
type Step = (typeof steps)[number];

const stepOf = (step: Step, words: string): RequestStep =>
  step === 'answer' ? { step, answer: words } : { step, reason: words };

/** What may be done with an open request: look up what is kept, answer, extend, refuse. */
export function RequestSteps({ request }: { readonly request: SubjectRequest }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>();
  const finding = useMutation({ mutationFn: () => findForRequest(request.id) });
  const offered = steps.filter((candidate) => candidate !== 'extend' || request.extendedFor === null);
  return (
    <>
      <div className={form.buttons}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          loading={finding.isPending}
          onClick={() => finding.mutate()}
        >
          {t('requests.find')}
        </Button>
        {offered.map((candidate) => (
          <Button
            key={candidate}
            variant={step === candidate ? 'light' : 'default'}
            size="compact-sm"
            aria-expanded={step === candidate}
            onClick={() => setStep(step === candidate ? undefined : candidate)}
          >
            {t(`requests.step.${candidate}`)}
          </Button>
        ))}
      </div>
      <ActionFault fault={finding.error} />
      {finding.data !== undefined && <Findings findings={finding.data} />}
      {step !== undefined && <StepForm key={step} id={request.id} step={step} />}
    </>
  );
}

function Findings({ findings }: { readonly findings: RequestFindings }) {
  const { t } = useTranslation();
  const format = useFormat();
  const read = useReading();
  const cameraName = useCameraName();
  return (
    <>
      {findings.recordings.length > 0 && (
        <ul>
          {findings.recordings.map((recording) => (
            <li key={recording.id}>
              {cameraName(recording.cameraId)}, {format.dateAndTime(recording.from)} –{' '}
              {format.time(recording.to)} : {t(`requests.recording.${recording.state}`)}
              {recording.destroyedAt !== null && ` (${format.dateAndTime(recording.destroyedAt)})`}
            </li>
          ))}
        </ul>
      )}
      <CopyText label={t('requests.statement')} text={read(findings.statement)} />
    </>
  );
}

function StepForm({ id, step }: { readonly id: number; readonly step: Step }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [words, setWords] = useState('');
  const taking = useMutation({
    mutationFn: () => takeRequestStep(id, stepOf(step, words.trim())),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: requestPagesQuery.queryKey }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (words.trim() !== '') taking.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <Textarea
        label={t(`requests.stepWords.${step}`)}
        autoFocus
        autosize
        minRows={2}
        maxLength={10_000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ActionFault fault={taking.error} />
      <div className={form.end}>
        <Button type="submit" disabled={words.trim() === ''} loading={taking.isPending}>
          {t(`requests.stepDone.${step}`)}
        </Button>
      </div>
    </form>
  );
}
