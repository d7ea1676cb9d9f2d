import { Button } from '@mantine/core';
import { IconArchive, IconCheck, IconEye, IconX, type TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertTransition } from '#features/alerts/alert-schema.ts';
import styles from './alert-details.module.css';
import { stepsFrom } from './use-decision.ts';

type Step = AlertTransition['to'];

const looks: Readonly<
  Record<Step, { readonly text: string; readonly icon: TablerIcon; readonly key: string }>
> = {
  acknowledged: { text: 'alerts.acknowledge', icon: IconEye, key: 'A' },
  confirmed: { text: 'alerts.confirm', icon: IconCheck, key: 'C' },
  rejected: { text: 'alerts.reject', icon: IconX, key: 'R' },
  closed: { text: 'alerts.close', icon: IconArchive, key: 'X' },
};

/** The step a key stands for. */
export const stepOfKey = (key: string): Step | undefined =>
  (Object.keys(looks) as Step[]).find((step) => looks[step].key === key.toUpperCase());

interface AlertActionsProps {
  readonly alert: Alert;
  readonly pending: boolean;
  readonly onStep: (step: Step) => void;
}

/** The steps open to an alert, each with its key. */
export function AlertActions({ alert, pending, onStep }: AlertActionsProps) {
  const { t } = useTranslation();
  const steps = stepsFrom(alert.state);
  if (steps.length === 0) return null;
  return (
    <div className={styles.actions}>
      {steps.map((step) => {
        const { text, icon: Icon, key } = looks[step];
        return (
          <Button
            key={step}
            variant={step === 'confirmed' ? 'filled' : 'default'}
            leftSection={<Icon size={16} stroke={2} aria-hidden="true" />}
            disabled={pending}
            aria-keyshortcuts={key}
            onClick={() => onStep(step)}
          >
            {t(text)}
            <kbd className={styles.key}>{key}</kbd>
          </Button>
        );
      })}
    </div>
  );
}
