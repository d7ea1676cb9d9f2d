import { Button, MultiSelect, NumberInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanInput } from '#features/notifications/plan-schema.ts';
import { colleaguesQuery } from '@/api/notifications.ts';
import form from '@/components/form.module.css';

type Step = PlanInput['steps'][number];

const mostSteps = 5;
const usualWaitMinutes = 10;
const roles = ['operator', 'technical', 'dpo', 'administrator'] as const;

/** A step that names nobody yet. */
export const emptyStep = (afterMinutes: number): Step => ({ afterMinutes, people: [], roles: [] });

/** Whatever step comes first is told at once. */
const startingAtOnce = (steps: readonly Step[]): Step[] =>
  steps.map((step, place) => (place === 0 ? { ...step, afterMinutes: 0 } : step));

interface PlanStepsProps {
  readonly steps: readonly Step[];
  readonly onChange: (steps: Step[]) => void;
}

/** Whom at once, and whom after so many minutes without anybody looking. */
export function PlanSteps({ steps, onChange }: PlanStepsProps) {
  const { t } = useTranslation();
  const replace = (index: number, step: Step): void =>
    onChange(steps.map((before, place) => (place === index ? step : before)));
  // Steps have no name of their own: they are known by their places.
  const placed = steps.map((step, place) => ({ step, place }));
  const last = steps.at(-1)?.afterMinutes ?? -usualWaitMinutes;
  return (
    <>
      {placed.map(({ step, place }) => (
        <StepFields
          key={place}
          step={step}
          isFirst={place === 0}
          onChange={(next) => replace(place, next)}
          onRemove={() => onChange(startingAtOnce(steps.filter((_, index) => index !== place)))}
        />
      ))}
      {steps.length < mostSteps && (
        <div className={form.buttons}>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => onChange([...steps, emptyStep(last + usualWaitMinutes)])}
          >
            {t(steps.length === 0 ? 'notifications.step.first' : 'notifications.addStep')}
          </Button>
        </div>
      )}
    </>
  );
}

interface StepFieldsProps {
  readonly step: Step;
  readonly isFirst: boolean;
  readonly onChange: (step: Step) => void;
  readonly onRemove: () => void;
}

function StepFields({ step, isFirst, onChange, onRemove }: StepFieldsProps) {
  const { t } = useTranslation();
  const { data: colleagues } = useQuery(colleaguesQuery);
  return (
    <fieldset className={form.group}>
      <legend>{t(isFirst ? 'notifications.step.first' : 'notifications.step.later')}</legend>
      {!isFirst && (
        <NumberInput
          label={t('notifications.stepAfter')}
          min={1}
          max={1440}
          allowDecimal={false}
          value={step.afterMinutes}
          onChange={(value) => onChange({ ...step, afterMinutes: Number(value) })}
        />
      )}
      <div className={form.pair}>
        <MultiSelect
          label={t('notifications.stepPeople')}
          searchable
          hidePickedOptions
          data={(colleagues ?? []).map(({ id, name, role }) => ({
            value: id,
            label: `${name}, ${t(`shell.role.${role}`)}`,
          }))}
          value={[...step.people]}
          onChange={(people) => onChange({ ...step, people })}
        />
        <MultiSelect
          label={t('notifications.stepRoles')}
          data={roles.map((value) => ({ value, label: t(`shell.role.${value}`) }))}
          value={[...step.roles]}
          onChange={(chosen) => onChange({ ...step, roles: roles.filter((role) => chosen.includes(role)) })}
        />
      </div>
      <div className={form.buttons}>
        <Button variant="subtle" color="red" size="compact-sm" onClick={onRemove}>
          {t('notifications.removeStep')}
        </Button>
      </div>
    </fieldset>
  );
}
