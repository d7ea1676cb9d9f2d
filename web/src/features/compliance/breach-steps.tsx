import { Button, Textarea } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Breach, BreachAssessment, BreachStep } from '#features/compliance/breach-schema.ts';
import { assessBreach, breachPagesQuery, takeBreachStep } from '@/api/compliance.ts';
import { ActionFault } from '@/components/action-fault.tsx';
import { CopyText } from '@/components/copy-text.tsx';
import form from '@/components/form.module.css';
import { InstantField } from '@/components/instant-field.tsx';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';
import records from '@/components/records.module.css';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';

const steps = ['measures', 'notified', 'persons-told', 'close'] as const;
type Step = (typeof steps)[number];

function offeredSteps(breach: Breach): readonly Step[] {
  if (breach.closedAt !== null) return [];
  return steps.filter(
    (step) =>
      !(step === 'notified' && breach.notifiedAt !== null) &&
      !(step === 'persons-told' && breach.personsToldAt !== null),
  );
}

/** What may be done about a breach: see whom it concerns, tell the authority, tell people, close it. */
export function BreachSteps({ breach }: { readonly breach: Breach }) {
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>();
  const assessing = useMutation({ mutationFn: () => assessBreach(breach.id) });
  return (
    <>
      <div className={form.buttons}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconFileText size={14} aria-hidden="true" />}
          loading={assessing.isPending}
          onClick={() => assessing.mutate()}
        >
          {t('requests.breach.assess')}
        </Button>
        {offeredSteps(breach).map((candidate) => (
          <Button
            key={candidate}
            variant={step === candidate ? 'light' : 'default'}
            size="compact-sm"
            aria-expanded={step === candidate}
            onClick={() => setStep(step === candidate ? undefined : candidate)}
          >
            {t(`requests.breach.step.${candidate}`)}
          </Button>
        ))}
      </div>
      <ActionFault fault={assessing.error} />
      {assessing.data !== undefined && <Concerned assessment={assessing.data} />}
      {step !== undefined && (
        <StepForm key={step} breach={breach} step={step} onDone={() => setStep(undefined)} />
      )}
    </>
  );
}

function Concerned({ assessment }: { readonly assessment: BreachAssessment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const read = useReading();
  const cameraName = useCameraName();
  return (
    <>
      {assessment.cameras.length > 0 && (
        <table className={records.table}>
          <thead>
            <tr>
              <th scope="col">{t('requests.breach.camera')}</th>
              <th scope="col">{t('requests.breach.span')}</th>
              <th scope="col">{t('requests.breach.lines')}</th>
              <th scope="col">{t('requests.breach.persons')}</th>
            </tr>
          </thead>
          <tbody>
            {assessment.cameras.map(({ cameraId, from, to, lines, persons }) => (
              <tr key={`${cameraId} ${from}`}>
                <th scope="row">{cameraName(cameraId)}</th>
                <td>
                  {format.dateAndTime(from)} – {format.dateAndTime(to)}
                </td>
                <td>{format.number(lines)}</td>
                <td>{persons === null ? '–' : format.number(persons)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <CopyText label={t('requests.breach.form')} text={read(assessment.form)} />
    </>
  );
}

interface StepFormProps {
  readonly breach: Breach;
  readonly step: Step;
  readonly onDone: () => void;
}

function StepForm({ breach, step, onDone }: StepFormProps) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(step === 'measures' ? breach.measures : fieldOfInstant(Date.now()));
  const taken = stepOf(step, typed);
  const taking = useMutation({
    mutationFn: (of: BreachStep) => takeBreachStep(breach.id, of),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: breachPagesQuery.queryKey });
      onDone();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (taken !== undefined) taking.mutate(taken);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {step === 'measures' ? (
        <Textarea
          label={t('requests.breach.measuresLabel')}
          autoFocus
          autosize
          minRows={3}
          maxLength={20_000}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : (
        <InstantField label={t(`requests.breach.stepAt.${step}`)} value={typed} onChange={setTyped} />
      )}
      <ActionFault fault={taking.error} />
      <div className={form.end}>
        <Button type="submit" disabled={taken === undefined} loading={taking.isPending}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}

function stepOf(step: Step, typed: string): BreachStep | undefined {
  if (step === 'measures') return typed.trim() === '' ? undefined : { step, measures: typed.trim() };
  const at = instantOfField(typed);
  return at === undefined ? undefined : { step, at };
}
