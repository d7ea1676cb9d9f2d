import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AuditFilter } from '@/api/audit.ts';
import { camerasQuery } from '@/api/cameras.ts';
import { InstantField } from '@/components/instant-field.tsx';
import { fieldOfInstant, instantOfField } from '@/components/local-instant.ts';
import { auditNouns } from './action-words.ts';
import styles from './audit-filters.module.css';

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly onChange: (filter: AuditFilter) => void;
}

/** Which lines are shown. */
export function AuditFilters({ filter, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const { data: cameras } = useQuery(camerasQuery);
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <search className={styles.filters}>
      <Select
        label={t('audit.about')}
        searchable
        clearable
        placeholder={t('audit.everything')}
        data={auditNouns.map((noun) => ({ value: noun, label: t(`audit.noun.${noun}`) }))}
        value={filter.action ?? null}
        onChange={(action) => onChange({ ...filter, action: action ?? undefined })}
      />
      <Select
        label={t('audit.camera')}
        searchable
        clearable
        placeholder={t('audit.allCameras')}
        data={(cameras ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
        value={filter.camera === undefined ? null : String(filter.camera)}
        onChange={(camera) => onChange({ ...filter, camera: camera === null ? undefined : Number(camera) })}
      />
      {(['from', 'to'] as const).map((end) => (
        <InstantField
          key={end}
          label={t(`audit.${end}`)}
          value={filter[end] === undefined ? '' : fieldOfInstant(filter[end])}
          onChange={(typed) => onChange({ ...filter, [end]: instantOfField(typed) })}
        />
      ))}
      {isFiltered && (
        <Button variant="subtle" onClick={() => onChange({})}>
          {t('audit.clear')}
        </Button>
      )}
    </search>
  );
}
