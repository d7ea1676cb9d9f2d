import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert, AlertTransition } from '#features/alerts/alert-schema.ts';
import { usePermission } from '@/components/use-permission.ts';
import { AlertActions, stepOfKey } from './alert-actions.tsx';
import styles from './alert-details.module.css';
import { RejectDialog } from './reject-dialog.tsx';
import { stepsFrom, useDecision } from './use-decision.ts';

/** Buttons and keys that decide on the chosen alert. */
export function AlertDecision({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  const mayDecide = usePermission('alerts:decide');
  const decision = useDecision();
  const [rejecting, setRejecting] = useState(false);
  const decide = (transition: AlertTransition): void => decision.mutate({ alert, transition });
  const take = (step: AlertTransition['to'] | undefined): void => {
    if (step === undefined || !mayDecide || decision.isPending || !stepsFrom(alert.state).includes(step))
      return;
    if (step === 'rejected') setRejecting(true);
    else decide({ to: step });
  };
  useHotkeys(['A', 'C', 'R', 'X'].map((key) => [key, () => take(stepOfKey(key))]));
  if (!mayDecide) return <p className="soft">{t('alerts.readOnly')}</p>;
  return (
    <>
      <AlertActions alert={alert} pending={decision.isPending} onStep={take} />
      {decision.error !== null && (
        <div className={styles.fault} role="alert">
          {t('alerts.decideFailed', { detail: decision.error.message })}
        </div>
      )}
      <RejectDialog
        opened={rejecting}
        onCancel={() => setRejecting(false)}
        onReject={(reason) => {
          setRejecting(false);
          decide({ to: 'rejected', reason });
        }}
      />
    </>
  );
}
