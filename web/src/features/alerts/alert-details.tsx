import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '#features/alerts/alert-schema.ts';
import { ruleKindsQuery } from '@/api/rules.ts';
import { AlertStateBadge, SeverityBadge } from '@/components/alert-badges.tsx';
import { ObjectClass } from '@/components/object-class.tsx';
import { RuleSleep } from '@/components/rule-sleep.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './alert-details.module.css';

interface AlertDetailsProps {
  readonly alert: Alert;
  /** the camera's live picture, for those who may see it; else the place on the picture is drawn */
  readonly picture: ReactNode | undefined;
  /** the buttons that decide */
  readonly children: ReactNode;
  /** history, links, occurrences */
  readonly file: ReactNode;
}

/** All that is known of an alert. */
export function AlertDetails({ alert, picture, children, file }: AlertDetailsProps) {
  const { t } = useTranslation();
  const reading = useReading();
  return (
    <article className={styles.details}>
      <header className={styles.head}>
        <h2>{alert.ruleName}</h2>
        <div className={styles.badges}>
          <SeverityBadge severity={alert.severity} />
          <AlertStateBadge state={alert.state} />
        </div>
      </header>
      {alert.summary !== null && <p className={styles.summary}>{reading(alert.summary)}</p>}
      {alert.mergedInto !== null && (
        <p className={styles.conflict}>
          {t('desk.isOccurrence')}{' '}
          <Link to="/alerts" search={(before) => ({ ...before, id: alert.mergedInto ?? alert.id })}>
            {t('desk.toHead')}
          </Link>
        </p>
      )}
      {children}
      <RuleSleep ruleId={alert.ruleId} />
      <div className={styles.columns}>
        <AlertFacts alert={alert} />
        {picture === undefined && alert.point !== null && <Spot point={alert.point} />}
      </div>
      {picture}
      {file}
    </article>
  );
}

function AlertFacts({ alert }: { readonly alert: Alert }) {
  const { t } = useTranslation();
  const format = useFormat();
  const reading = useReading();
  const { data: kinds } = useQuery(ruleKindsQuery);
  const kind = kinds?.find((candidate) => candidate.kind === alert.kind);
  const when = (instant: string): string => `${format.day(instant)}, ${format.timeToTheSecond(instant)}`;
  return (
    <dl className={`${styles.facts} figures`}>
      <Fact name={t('alerts.occurred')}>
        <time dateTime={alert.occurredAt}>{when(alert.occurredAt)}</time>
      </Fact>
      <Fact name={t('alerts.camera')}>
        <Link to="/cameras/$cameraId" params={{ cameraId: String(alert.cameraId) }}>
          {alert.cameraName}
        </Link>
      </Fact>
      {alert.regime === 'titre-iii' && (
        <Fact name={t('statistics.regime')}>{t('statistics.regimes.titre-iii')}</Fact>
      )}
      {alert.where !== null && <Fact name={t('alerts.where')}>{alert.where}</Fact>}
      {alert.class !== null && (
        <Fact name={t('alerts.class')}>
          <ObjectClass name={alert.class} />
        </Fact>
      )}
      {alert.direction !== null && <Fact name={t('alerts.direction')}>{alert.direction}</Fact>}
      <Fact name={t('alerts.rule')}>{kind === undefined ? alert.kind : reading(kind.title)}</Fact>
      {alert.confidence !== null && (
        <Fact name={t('alerts.confidence')}>{format.share(alert.confidence)}</Fact>
      )}
      {alert.decidedAt !== null && (
        <Fact name={t('alerts.decided')}>
          {t('alerts.decidedBy', { name: alert.decidedBy ?? '', when: when(alert.decidedAt) })}
        </Fact>
      )}
      {alert.assignee !== null && <Fact name={t('desk.lookedAfter')}>{alert.assignee.name}</Fact>}
      {alert.reasonCode !== null && (
        <Fact name={t('alerts.reason')}>
          {t(`desk.reason.${alert.reasonCode}`)}
          {alert.reason === null ? '' : ` – ${alert.reason}`}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Spot({ point }: { readonly point: readonly [number, number] }) {
  const { t } = useTranslation();
  const x = point[0] * 160;
  const y = point[1] * 90;
  return (
    <figure className={styles.spot}>
      <svg viewBox="0 0 160 90" role="img" aria-label={t('alerts.position')}>
        <path d={`M${x} 0V90M0 ${y}H160`} stroke="var(--border-strong)" strokeWidth="0.75" />
        <circle cx={x} cy={y} r="7" fill="var(--accent)" opacity="0.25" />
        <circle cx={x} cy={y} r="2.75" fill="var(--accent)" />
      </svg>
      <figcaption>{t('alerts.positionHelp')}</figcaption>
    </figure>
  );
}
