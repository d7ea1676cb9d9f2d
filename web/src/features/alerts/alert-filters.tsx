import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AlertState } from '#features/alerts/alert-schema.ts';
import { camerasQuery } from '@/api/cameras.ts';
import styles from './alert-filters.module.css';

interface Filter {
  readonly state?: AlertState;
  readonly camera?: number;
}

interface AlertFiltersProps {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

const states: readonly AlertState[] = ['new', 'acknowledged', 'confirmed', 'rejected', 'closed'];
const every = 'all';

/** Which alerts the list shows. */
export function AlertFilters({ filter, onChange }: AlertFiltersProps) {
  const { t } = useTranslation();
  const { data: cameras = [] } = useQuery(camerasQuery);
  const { state, camera } = filter;
  const kept = { ...(state === undefined ? {} : { state }), ...(camera === undefined ? {} : { camera }) };
  const without = (name: keyof Filter): Filter => {
    const { [name]: _, ...rest } = kept;
    return rest;
  };
  return (
    <>
      <Select
        aria-label={t('alerts.filterState')}
        className={styles.state ?? ''}
        value={state ?? every}
        data={[
          { value: every, label: t('alerts.allStates') },
          ...states.map((value) => ({ value, label: t(`alerts.state.${value}`) })),
        ]}
        onChange={(value) =>
          onChange(
            value === every || value === null ? without('state') : { ...kept, state: value as AlertState },
          )
        }
      />
      <Select
        aria-label={t('alerts.filterCamera')}
        className={styles.camera ?? ''}
        value={camera === undefined ? every : String(camera)}
        data={[
          { value: every, label: t('alerts.allCameras') },
          ...cameras.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onChange={(value) =>
          onChange(value === every || value === null ? without('camera') : { ...kept, camera: Number(value) })
        }
      />
    </>
  );
}
