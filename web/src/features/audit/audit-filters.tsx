import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '@/api/audit.ts';
import { CameraField } from '@/components/camera-field.tsx';
import records from '@/components/records.module.css';
import { SpanFields } from '@/components/span-fields.tsx';
import { auditNouns } from './action-words.ts';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

/** Which lines are shown. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <search className={records.filters}>
      <Select
        label={t('audit.about')}
        searchable
        clearable
        placeholder={t('audit.everything')}
        data={auditNouns.map((noun) => ({ value: noun, label: t(`audit.noun.${noun}`) }))}
        value={filter.action ?? null}
        onChange={(action) => onChange({ ...filter, action: action ?? undefined })}
      />
      <CameraField
        label={t('audit.camera')}
        all={t('audit.allCameras')}
        value={filter.camera}
        onChange={(camera) => onChange({ ...filter, camera })}
      />
      <SpanFields
        label={(end) => t(`audit.${end}`)}
        span={filter}
        onChange={(span) => onChange({ ...filter, ...span })}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('audit.clear')}
        </Button>
      )}
    </search>
  );
}
