import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import type { AlertHistoryEntry } from '#features/alerts/desk-schema.ts';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import styles from './alert-details.module.css';

interface AlertHistoryProps {
  readonly alert: Alert;
  readonly history: readonly AlertHistoryEntry[];
}

/** What happened to an alert, the oldest first: it begins with the rule. */
export function AlertHistory({ alert, history }: AlertHistoryProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const wordsOf = useEntryWords();
  return (
    <section className={styles.part} aria-label={t('desk.history')}>
      <h3>{t('desk.history')}</h3>
      <ol className={styles.history}>
        <li>
          <time dateTime={alert.raisedAt}>{format.recent(alert.raisedAt, now)}</time>
          <span>{t('desk.raised', { rule: alert.ruleName })}</span>
        </li>
        {history.map((entry) => (
          <li key={entry.id} data-kind={entry.kind}>
            <time dateTime={entry.at}>{format.recent(entry.at, now)}</time>
            <span>
              {wordsOf(entry)}
              {entry.words !== null && entry.kind !== 'assign' && <q>{entry.words}</q>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useEntryWords(): (entry: AlertHistoryEntry) => string {
  const { t } = useTranslation();
  const stepWords = ({ by: name, to, reasonCode }: AlertHistoryEntry): string => {
    const step = t(`desk.step.${to ?? 'new'}`, { name });
    if (reasonCode === null || reasonCode === 'other') return step;
    return `${step} ${t('desk.because', { reason: t(`desk.reason.${reasonCode}`) })}`;
  };
  return (entry) => {
    const { kind, by: name, to, words, otherId } = entry;
    if (kind === 'step') return stepWords(entry);
    if (kind === 'assign')
      return t(words === null ? 'desk.stepFreed' : 'desk.stepAssigned', { name, to: words });
    if (kind === 'undo') return t('desk.stepUndo', { name, state: t(`alerts.state.${to ?? 'new'}`) });
    return t(`desk.happened.${kind}`, { name, other: otherId ?? '' });
  };
}
