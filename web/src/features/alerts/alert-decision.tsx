import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertTransition } from '#features/alerts/alert-schema.ts';
import { alertFileQuery } from '@/api/alert-desk.ts';
import { useNow } from '@/components/use-now.ts';
import { usePermission } from '@/components/use-permission.ts';
import { AlertActions } from './alert-actions.tsx';
import styles from './alert-details.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { ConflictNotice } from './conflict-notice.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { TuningHint } from './tuning-hint.tsx';
import { stepsFrom, useDecision, useUndo } from './use-decision.ts';
import { useDeskKeys } from './use-desk-keys.ts';

type Open = 'reject' | 'assign' | 'snooze' | undefined;

interface AlertDecisionProps {
  readonly alert: Alert;
  readonly hasKeys: boolean;
}

/** Buttons and keys that decide on the chosen alert. */
export function AlertDecision({ alert, hasKeys }: AlertDecisionProps) {
  const { t } = useTranslation();
  const mayDecide = usePermission('alerts:decide');
  const decision = useDecision();
  const undo = useUndo();
  const canUndo = useCanUndo(alert);
  const [open, setOpen] = useState<Open>();
  const close = (): void => setOpen(undefined);
  const isPending = decision.isPending || undo.isPending;
  const isFree = mayDecide && !isPending && alert.mergedInto === null;
  const decide = (wish: AlertTransition): void => {
    undo.reset();
    decision.mutate({ alert, wish });
  };
  const take = (step: AlertTransition['to']): void => {
    if (!isFree || !stepsFrom(alert.state).includes(step)) return;
    if (step === 'rejected') setOpen('reject');
    else decide({ to: step });
  };
  const takeBack = (): void => {
    if (!isFree || !canUndo) return;
    decision.reset();
    undo.mutate({ alert, wish: undefined });
  };
  const assign = (): void => (isFree && alert.state !== 'closed' ? setOpen('assign') : undefined);
  const snooze = (): void => (mayDecide && alert.ruleId !== null ? setOpen('snooze') : undefined);
  useDeskKeys(
    {
      acknowledge: () => take('acknowledged'),
      confirm: () => take('confirmed'),
      reject: () => take('rejected'),
      close: () => take('closed'),
      undo: takeBack,
      assign,
      snooze,
    },
    hasKeys && open === undefined,
  );
  const hint = alert.verdict === 'rejected' && alert.ruleId !== null && <TuningHint ruleId={alert.ruleId} />;
  if (!mayDecide)
    return (
      <>
        <p className="soft">{t('alerts.readOnly')}</p>
        {hint}
      </>
    );
  if (alert.mergedInto !== null) return null;
  return (
    <>
      <AlertActions
        alert={alert}
        pending={isPending}
        canUndo={canUndo}
        onStep={take}
        onUndo={takeBack}
        onAssign={assign}
        onSnooze={alert.ruleId === null ? undefined : snooze}
      />
      <ConflictNotice fault={decision.error ?? undo.error} />
      {hint}
      <div className={styles.dialogs}>
        <RejectDialog
          opened={open === 'reject'}
          onCancel={close}
          onReject={(reason) => {
            close();
            decide({ to: 'rejected', ...reason });
          }}
        />
        <AssignDialog alert={alert} opened={open === 'assign'} onClose={close} />
        <SnoozeDialog alert={alert} opened={open === 'snooze'} onClose={close} />
      </div>
    </>
  );
}

/** Whether the last decision was made by who looks, a short while ago. */
function useCanUndo({ id }: Alert): boolean {
  const { data } = useQuery(alertFileQuery(id));
  const now = useNow();
  return typeof data?.undoUntil === 'string' && Date.parse(data.undoUntil) > now;
}
