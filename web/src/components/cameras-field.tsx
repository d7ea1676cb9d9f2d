import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { usePermission } from './use-permission.ts';

interface CamerasFieldProps {
  readonly label: string;
  readonly value: readonly number[];
  readonly onChange: (ids: number[]) => void;
  readonly description?: string | undefined;
  readonly error?: string | undefined;
}

/** Chooses any number of cameras by their names. */
export function CamerasField({ label, value, onChange, description, error }: CamerasFieldProps) {
  const { t } = useTranslation();
  const mayRead = usePermission('configuration:read');
  const { data: cameras } = useQuery({ ...camerasQuery, enabled: mayRead });
  return (
    <MultiSelect
      label={label}
      description={description}
      error={error}
      placeholder={value.length === 0 ? t('common.chooseCameras') : ''}
      searchable
      clearable
      hidePickedOptions
      nothingFoundMessage={t('common.noSuchCamera')}
      data={(cameras ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value.map(String)}
      onChange={(ids) => onChange(ids.map(Number))}
    />
  );
}
