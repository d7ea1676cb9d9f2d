import { useTranslation } from 'react-i18next';
import type { CameraHealth } from '#features/video-analysis/live-schema.ts';
import { useFormat } from '@/components/use-format.ts';
import styles from './camera-health.module.css';

/** The figures of a camera's stream and analysis. */
export function CameraHealthFigures({ health }: { readonly health: CameraHealth | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const analysed = ({ framesPerSecond, framesPerSecondWanted }: CameraHealth): string => {
    const rate = format.number(framesPerSecond, 1);
    return framesPerSecondWanted === undefined
      ? t('cameras.perSecond', { rate })
      : t('cameras.perSecondOf', { rate, wanted: format.number(framesPerSecondWanted, 1) });
  };
  const figures: readonly (readonly [name: string, value: string | undefined])[] = [
    ['cameras.analysed', health && analysed(health)],
    ['cameras.delay', health && t('cameras.milliseconds', { value: format.number(health.delayMs) })],
    ['cameras.framesAnalysed', health && format.number(health.framesAnalysed)],
    ['cameras.dropped', health && format.number(health.framesDropped)],
    ['cameras.reconnections', health && format.number(health.reconnections)],
    [
      'cameras.size',
      health?.width === undefined || health.height === undefined
        ? undefined
        : `${health.width} × ${health.height}`,
    ],
  ];
  return (
    <>
      {isSlowed(health) && (
        <p className={styles.slowed} role="status">
          {t('cameras.slowed', { rate: format.number(health?.framesPerSecondGranted ?? 0, 1) })}
        </p>
      )}
      {health?.fault !== undefined && (
        <p className={styles.fault} role="status">
          {health.fault}
        </p>
      )}
      <dl className={`${styles.figures} figures`}>
        {figures.map(([name, value]) => (
          <div key={name} className={styles.figure}>
            <dt>{t(name)}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** Whether the machine gives the camera fewer pictures than it is set to, by more than rounding. */
function isSlowed(health: CameraHealth | undefined): boolean {
  const { framesPerSecondWanted: wanted, framesPerSecondGranted: granted } = health ?? {};
  return wanted !== undefined && granted !== undefined && granted < wanted * 0.95;
}
