import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CountedCamera } from '#features/statistics/statistics-schema.ts';
import { type Regime, regimesOf } from '@/api/statistics.ts';
import type { StatisticsChange } from './statistics-choice.ts';
import styles from './statistics-filters.module.css';

interface RegimeChoiceProps {
  readonly cameras: readonly CountedCamera[];
  readonly regime: Regime | undefined;
  readonly onChange: (change: StatisticsChange) => void;
}

/** Which law the figures are under, where a territory has cameras under both; they are never mixed. */
export function RegimeChoice({ cameras, regime, onChange }: RegimeChoiceProps) {
  const { t } = useTranslation();
  const regimes = regimesOf(cameras);
  if (regimes.length < 2) return null;
  return (
    <Select
      label={t('statistics.regime')}
      className={styles.choice ?? ''}
      allowDeselect={false}
      value={regime ?? null}
      data={regimes.map((value) => ({ value, label: t(`statistics.regimes.${value}`) }))}
      onChange={(value) =>
        onChange({
          regime: regimes.find((each) => each === value),
          ...{ camera: undefined, line: undefined, class: undefined },
        })
      }
    />
  );
}

/** What the choice of a law changes; nothing where every camera is under the GDPR. */
export function RegimeNote({ cameras, regime }: Omit<RegimeChoiceProps, 'onChange'>) {
  const { t } = useTranslation();
  const regimes = regimesOf(cameras);
  if (regime === undefined || (regimes.length < 2 && regime === 'rgpd')) return null;
  const count = cameras.filter((camera) => camera.regime === regime).length;
  return (
    <p className={styles.note}>
      {t(`statistics.regimeNotes.${regime}`, { count })}
      {regimes.length > 1 && ` ${t('statistics.regimeApart')}`}
    </p>
  );
}
