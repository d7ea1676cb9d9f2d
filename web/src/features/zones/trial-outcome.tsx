import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Replay } from '#features/replay/replay-schema.ts';
import { isOver } from '@/api/replays.ts';
import { linesQuery, zonesQuery } from '@/api/zones.ts';
import { ObjectClass } from '@/components/object-class.tsx';
import { useFormat } from '@/components/use-format.ts';
import { useReading } from '@/components/use-reading.ts';
import styles from './rules-panel.module.css';
import { clockOf, type TrialMark, trialMarks, trialSeconds } from './trial-marks.ts';

interface TrialOutcomeProps {
  readonly replay: Replay;
  readonly onSpot: ((spot: readonly [number, number] | undefined) => void) | undefined;
}

const wayOf = ({ line, direction }: Replay['counts'][number]): string => `${line} ${direction}`;
const byWay = (a: Replay['counts'][number], b: Replay['counts'][number]): number =>
  wayOf(a).localeCompare(wayOf(b));

/** Whether there is anything to tell yet: none raised in nothing watched says nothing. */
const hasWatched = (replay: Replay): boolean => isOver(replay) || replay.watchedSeconds > 0;

/** What a rule on trial found: its alerts on a time line, what it measured and counted, what may not be shown. */
export function TrialOutcome({ replay, onSpot }: TrialOutcomeProps) {
  const { t } = useTranslation();
  const reading = useReading();
  const format = useFormat();
  const { alertCount, heldBack, refused, measures, counts, watchedSeconds } = replay;
  return (
    <>
      <TimeLine replay={replay} onSpot={onSpot} />
      {hasWatched(replay) && (
        <p>
          {t('zones.trial.alerts', { count: alertCount })}
          {heldBack > 0 && ` ${t('zones.trial.heldBack', { count: heldBack })}`}{' '}
          <span className="soft">{t('zones.trial.watched', { time: clockOf(watchedSeconds) })}</span>
        </p>
      )}
      {refused.map(({ output, reason }) => (
        <p key={output} className={styles.hint}>
          {t(`zones.trial.refused.${output}`)} {reading(reason)}
        </p>
      ))}
      {measures.length > 0 && (
        <table className={styles.figures}>
          <caption>{t('zones.trial.measures')}</caption>
          <tbody>
            {measures.map((measure) => (
              <tr key={`${measure.measure} ${measure.class} ${measure.part}`}>
                <th scope="row">
                  {reading(measure.title)} {measure.class !== null && <ObjectClass name={measure.class} />}
                </th>
                <td>
                  {format.number(measure.mean, 1)} {measure.unit === '1' ? '' : measure.unit}
                  <span className="soft">
                    {' '}
                    ({format.number(measure.minimum, 1)}–{format.number(measure.maximum, 1)})
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {counts.length > 0 && (
        <table className={styles.figures}>
          <caption>{t('zones.trial.counts')}</caption>
          <tbody>
            {counts.toSorted(byWay).map((count) => (
              <tr key={`${count.line} ${count.direction} ${count.class}`}>
                <th scope="row">
                  {count.line}, {count.direction}
                </th>
                <td>
                  <ObjectClass name={count.class} /> {format.number(count.count)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function TimeLine({ replay, onSpot }: TrialOutcomeProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<number>();
  const marks = trialMarks(replay);
  const mark = chosen === undefined ? undefined : marks[chosen];
  const choose = (index: number, { alerts: [alert] }: TrialMark): void => {
    setChosen(index);
    const { point } = alert ?? {};
    onSpot?.(point === null || point === undefined ? undefined : [point[0], point[1]]);
  };
  return (
    <>
      <section className={styles.timeLine} aria-label={t('zones.trial.timeLine')}>
        <span className={styles.done} style={{ width: `${replay.progress * 100}%` }} />
        {marks.map((one, index) => (
          <button
            key={one.at}
            type="button"
            className={styles.mark}
            style={{ left: `${one.at * 100}%` }}
            aria-pressed={index === chosen}
            aria-label={t('zones.trial.mark', {
              time: clockOf(one.alerts[0]?.offsetSeconds ?? 0),
              count: one.alerts.length,
            })}
            onClick={() => choose(index, one)}
          >
            {one.alerts.length > 1 ? one.alerts.length : ''}
          </button>
        ))}
      </section>
      <div className={styles.scale} aria-hidden="true">
        <span>0:00</span>
        <span>
          {hasWatched(replay) || replay.source.kind === 'live' ? clockOf(trialSeconds(replay)) : ''}
        </span>
      </div>
      {mark !== undefined && <MarkDetails mark={mark} cameraId={replay.cameraId} />}
    </>
  );
}

function MarkDetails({ mark, cameraId }: { readonly mark: TrialMark; readonly cameraId: number }) {
  const reading = useReading();
  const format = useFormat();
  return (
    <ul className={styles.markDetails}>
      {mark.alerts.map((alert) => (
        <li key={`${alert.at} ${alert.offsetSeconds}`}>
          <span className="figures">{clockOf(alert.offsetSeconds)}</span> {reading(alert.summary)}
          {alert.confidence !== null && <span className="soft"> {format.share(alert.confidence)}</span>}
          {alert.point !== null && <SpotPicture point={alert.point} cameraId={cameraId} />}
        </li>
      ))}
    </ul>
  );
}

type Place = readonly [x: number, y: number];

const scaled = ([x, y]: Place): string => `${x * 128},${y * 72}`;

/** Where on the picture it was, among the zones and lines. */
function SpotPicture({ point, cameraId }: { readonly point: Place; readonly cameraId: number }) {
  const { t } = useTranslation();
  const { data: zones = [] } = useQuery(zonesQuery(cameraId));
  const { data: lines = [] } = useQuery(linesQuery(cameraId));
  return (
    <svg className={styles.spot} viewBox="0 0 128 72" role="img" aria-label={t('zones.trial.spot')}>
      {zones.map(({ id, polygon }) => (
        <polygon key={id} points={polygon.map(scaled).join(' ')} />
      ))}
      {lines.map(({ id, from, to }) => (
        <polyline key={id} points={`${scaled(from)} ${scaled(to)}`} />
      ))}
      <circle cx={point[0] * 128} cy={point[1] * 72} r={5} />
    </svg>
  );
}
