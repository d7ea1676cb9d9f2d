import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '@/api/cameras.ts';
import { usePermission } from './use-permission.ts';

interface CameraFieldProps {
  readonly label: string;
  /** what stands there while none is chosen */
  readonly all: string;
  readonly value: number | undefined;
  readonly onChange: (id: number | undefined) => void;
}

/** Chooses one camera by its name, or all of them. */
export function CameraField({ label, all, value, onChange }: CameraFieldProps) {
  const { t } = useTranslation();
  const mayRead = usePermission('configuration:read');
  const { data: cameras } = useQuery({ ...camerasQuery, enabled: mayRead });
  return (
    <Select
      label={label}
      searchable
      clearable
      placeholder={all}
      nothingFoundMessage={t('common.noSuchCamera')}
      data={(cameras ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
      value={value === undefined ? null : String(value)}
      onChange={(id) => onChange(id === null ? undefined : Number(id))}
    />
  );
}
