import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditLine } from '#features/audit/audit-schema.ts';
import records from '@/components/records.module.css';
import { useCameraName } from '@/components/use-camera-name.ts';
import { useFormat } from '@/components/use-format.ts';
import { partsOf } from './action-words.ts';
import styles from './audit-lines.module.css';

interface AuditLinesProps {
  readonly lines: readonly AuditLine[];
  readonly onActor: (actor: string) => void;
}

/** The lines of the log, the newest first. */
export function AuditLines({ lines, onActor }: AuditLinesProps) {
  const { t } = useTranslation();
  return (
    <table className={records.table}>
      <thead>
        <tr>
          <th scope="col">{t('audit.at')}</th>
          <th scope="col">{t('audit.who')}</th>
          <th scope="col">{t('audit.what')}</th>
          <th scope="col">{t('audit.why')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <LineRow key={line.sequence} line={line} onActor={onActor} />
        ))}
      </tbody>
    </table>
  );
}

interface LineRowProps {
  readonly line: AuditLine;
  readonly onActor: (actor: string) => void;
}

function LineRow({ line, onActor }: LineRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { actor } = line;
  return (
    <tr>
      <td className={records.when}>
        <time dateTime={line.at}>
          {format.day(line.at)} {format.timeToTheSecond(line.at)}
        </time>
        <div className="soft small">{t('audit.number', { number: line.sequence })}</div>
      </td>
      <td>
        <Button
          variant="transparent"
          size="compact-sm"
          className={styles.actor ?? ''}
          title={t('audit.onlyThis', { name: actor.name })}
          onClick={() => onActor(actor.id)}
        >
          {actor.name}
        </Button>
        <div className="soft small">
          {actor.kind === 'person' && actor.role !== undefined
            ? t(`shell.role.${actor.role}`, { defaultValue: actor.role })
            : t(`audit.actorKind.${actor.kind}`)}
        </div>
      </td>
      <td>
        <What line={line} />
      </td>
      <td>
        <Why line={line} />
      </td>
    </tr>
  );
}

function What({ line }: { readonly line: AuditLine }) {
  const { t } = useTranslation();
  const cameraName = useCameraName();
  const { noun, verb } = partsOf(line.action);
  const { subject, cameraId } = line;
  const named = subject.name ?? subject.id;
  return (
    <>
      <strong title={line.action}>
        {t(`audit.noun.${noun}`, { defaultValue: noun })} · {t(`audit.verb.${verb}`, { defaultValue: verb })}
      </strong>
      <div>
        {named}
        {cameraId !== undefined && cameraName(cameraId) !== named && `, ${cameraName(cameraId)}`}
      </div>
      {line.details !== undefined && (
        <details className={styles.details}>
          <summary>{t('audit.details')}</summary>
          <pre>{JSON.stringify(line.details, null, 1)}</pre>
        </details>
      )}
    </>
  );
}

function Why({ line }: { readonly line: AuditLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { motive, span, recipient } = line;
  return (
    <>
      {motive !== undefined && <div>{t(`cameras.motives.${motive}`, { defaultValue: motive })}</div>}
      {span !== undefined && (
        <div className="soft">
          {format.dayAndTime(span.from)} – {format.recent(span.to, Date.parse(span.from))}
        </div>
      )}
      {recipient !== undefined && <div className="soft">{t('audit.for', { recipient })}</div>}
    </>
  );
}
