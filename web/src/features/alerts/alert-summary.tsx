import { IconStack2, IconUser } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { AlertStateBadge, SeverityIcon } from '@/components/alert-badges.tsx';
import { ObjectClass } from '@/components/object-class.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './alert-list.module.css';

/** An alert in a list: severity, rule, camera, what, when, state. */
export const AlertSummary = memo(function AlertSummary({ alert }: { readonly alert: Alert }) {
  const format = useFormat();
  const now = useNow();
  const reading = useReading();
  const place = alert.where === null ? alert.cameraName : `${alert.cameraName}, ${alert.where}`;
  return (
    <>
      <SeverityIcon severity={alert.severity} />
      <span className={styles.texts}>
        <span className={styles.rule}>{alert.ruleName}</span>
        <span className={styles.detail}>
          {alert.summary === null ? (
            <>
              <span>{place}</span>
              {alert.class !== null && <ObjectClass name={alert.class} size={14} />}
            </>
          ) : (
            <span>
              {alert.cameraName} · {reading(alert.summary)}
            </span>
          )}
        </span>
      </span>
      <span className={styles.end}>
        <AlertStateBadge state={alert.state} />
        <span className={styles.marks}>
          <Marks alert={alert} />
          <time className={styles.time} dateTime={alert.occurredAt}>
            {format.recent(alert.occurredAt, now)}
          </time>
        </span>
      </span>
    </>
  );
});

/** Who looks after it, and how often it came. */
function Marks({ alert: { assignee, occurrences } }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  return (
    <>
      {occurrences > 1 && (
        <span title={t('desk.occurrences', { count: occurrences })}>
          <IconStack2 size={13} stroke={2} aria-hidden="true" />×{occurrences}
        </span>
      )}
      {assignee !== null && (
        <IconUser
          size={13}
          stroke={2}
          role="img"
          aria-label={t('desk.assignedTo', { name: assignee.name })}
        />
      )}
    </>
  );
}
