import { Button } from '@mantine/core';
import {
  IconArchive,
  IconArrowBackUp,
  IconCheck,
  IconEye,
  IconUser,
  IconX,
  IconZzz,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertTransition } from '#features/alerts/alert-schema.ts';
import styles from './alert-details.module.css';
import { type DeskAction, keyOf } from './desk-keys.ts';
import { stepsFrom } from './use-decision.ts';

type Step = AlertTransition['to'];

const looks: Readonly<
  Record<Step, { readonly text: string; readonly icon: TablerIcon; readonly action: DeskAction }>
> = {
  acknowledged: { text: 'alerts.acknowledge', icon: IconEye, action: 'acknowledge' },
  confirmed: { text: 'alerts.confirm', icon: IconCheck, action: 'confirm' },
  rejected: { text: 'alerts.reject', icon: IconX, action: 'reject' },
  closed: { text: 'alerts.close', icon: IconArchive, action: 'close' },
};

interface AlertActionsProps {
  readonly alert: Alert;
  readonly pending: boolean;
  readonly canUndo: boolean;
  readonly onStep: (step: Step) => void;
  readonly onUndo: () => void;
  readonly onAssign: () => void;
  readonly onSnooze: (() => void) | undefined;
}

/** What may be done with an alert, each with its key. */
export function AlertActions({ alert, pending, canUndo, onStep, ...on }: AlertActionsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.actions}>
      {stepsFrom(alert.state).map((step) => (
        <KeyButton
          key={step}
          action={looks[step].action}
          icon={looks[step].icon}
          isMain={step === 'confirmed'}
          pending={pending}
          onClick={() => onStep(step)}
        >
          {t(looks[step].text)}
        </KeyButton>
      ))}
      {canUndo && (
        <KeyButton action="undo" icon={IconArrowBackUp} pending={pending} onClick={on.onUndo}>
          {t('desk.undo')}
        </KeyButton>
      )}
      {alert.state !== 'closed' && (
        <KeyButton action="assign" icon={IconUser} pending={pending} onClick={on.onAssign}>
          {t('desk.assign')}
        </KeyButton>
      )}
      {on.onSnooze !== undefined && (
        <KeyButton action="snooze" icon={IconZzz} pending={pending} onClick={on.onSnooze}>
          {t('desk.snooze')}
        </KeyButton>
      )}
    </div>
  );
}

interface KeyButtonProps {
  readonly action: DeskAction;
  readonly icon: TablerIcon;
  readonly isMain?: boolean;
  readonly pending: boolean;
  readonly onClick: () => void;
  readonly children: string;
}

/** A button that says its key. */
export function KeyButton({
  action,
  icon: Icon,
  isMain = false,
  pending,
  onClick,
  children,
}: KeyButtonProps) {
  const key = keyOf(action);
  return (
    <Button
      variant={isMain ? 'filled' : 'default'}
      leftSection={<Icon size={16} stroke={2} aria-hidden="true" />}
      disabled={pending}
      aria-keyshortcuts={key}
      data-action={action}
      onClick={onClick}
    >
      {children}
      <span className={styles.key} aria-hidden="true">
        {key}
      </span>
    </Button>
  );
}
