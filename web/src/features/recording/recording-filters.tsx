import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordingFilter } from '@/api/recordings.ts';
import { CameraField } from '@/components/camera-field.tsx';
import records from '@/components/records.module.css';
import { SpanFields } from '@/components/span-fields.tsx';

interface RecordingFiltersProps {
  readonly filter: RecordingFilter;
  readonly onChange: (filter: RecordingFilter) => void;
}

/** Which recordings are shown: of a camera, of a time. */
export function RecordingFilters({ filter, onChange }: RecordingFiltersProps) {
  const { t } = useTranslation();
  return (
    <search className={records.filters}>
      <CameraField
        label={t('recordings.camera')}
        all={t('recordings.allCameras')}
        value={filter.camera}
        onChange={(camera) => onChange({ ...filter, camera })}
      />
      <SpanFields
        label={(end) => t(`recordings.${end}`)}
        span={filter}
        onChange={(span) => onChange({ ...filter, ...span })}
      />
      {Object.values(filter).some((value) => value !== undefined) && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('recordings.clear')}
        </Button>
      )}
    </search>
  );
}
