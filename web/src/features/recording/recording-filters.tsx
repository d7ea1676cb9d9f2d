import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import type { RecordingFilter } from '@/api/recordings.ts';
import { InstantField } from '@/components/instant-field.tsx';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';
import styles from './recording.module.css';

interface RecordingFiltersProps {
  readonly filter: RecordingFilter;
  readonly onChange: (filter: RecordingFilter) => void;
}

/** Which recordings are shown: of a camera, of a time. */
export function RecordingFilters({ filter, onChange }: RecordingFiltersProps) {
  const { t } = useTranslation();
  const { data: cameras } = useQuery(camerasQuery);
  return (
    <search className={styles.filters}>
      <Select
        label={t('recordings.camera')}
        searchable
        clearable
        placeholder={t('recordings.allCameras')}
        nothingFoundMessage={t('common.noSuchCamera')}
        data={(cameras ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={filter.camera === undefined ? null : String(filter.camera)}
        onChange={(camera) => onChange({ ...filter, camera: camera === null ? undefined : Number(camera) })}
      />
      {(['from', 'to'] as const).map((end) => (
        <InstantField
          key={end}
          label={t(`recordings.${end}`)}
          value={filter[end] === undefined ? '' : fieldOfInstant(filter[end])}
          onChange={(typed) => onChange({ ...filter, [end]: instantOfField(typed) })}
        />
      ))}
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('recordings.clear')}
        </Button>
      )}
    </search>
  );
}
