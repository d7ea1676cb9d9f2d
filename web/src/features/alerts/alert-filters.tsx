import { MultiSelect, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertState } from '#features/alerts/alert-schema.ts';
import type { AlertFilter } from '@/api/alerts.ts';
import { camerasQuery } from '@/api/cameras.ts';
import { countedCamerasQuery, regimesOf } from '@/api/statistics.ts';
import { usePermission } from '@/components/use-permission.ts';
import styles from './alert-filters.module.css';
import { keyOf } from './desk-keys.ts';

const states: readonly AlertState[] = ['new', 'acknowledged', 'confirmed', 'rejected', 'closed'];
const severities = ['critical', 'warning', 'information'] as const;
const assignees = ['me', 'nobody', 'somebody'] as const;
const typingMs = 300;

interface AlertFiltersProps {
  readonly filter: AlertFilter;
  readonly onChange: (filter: AlertFilter) => void;
  readonly search: RefObject<HTMLInputElement | null>;
}

/** A filter with one field set, or taken away. */
function withField<Name extends keyof AlertFilter>(
  filter: AlertFilter,
  name: Name,
  value: AlertFilter[Name] | undefined,
): AlertFilter {
  const { [name]: _, ...rest } = filter;
  return value === undefined ? rest : { ...rest, [name]: value };
}

/** Which alerts the list shows. */
export function AlertFilters({ filter, onChange, search }: AlertFiltersProps) {
  const { t } = useTranslation();
  const mayReadCameras = usePermission('configuration:read');
  const { data: cameras = [] } = useQuery({ ...camerasQuery, enabled: mayReadCameras });
  const chosen = filter.states ?? [];
  return (
    <div className={styles.filters}>
      <Words filter={filter} onChange={onChange} search={search} />
      <MultiSelect
        aria-label={t('alerts.filterState')}
        className={styles.states ?? ''}
        placeholder={chosen.length === 0 ? t('alerts.allStates') : ''}
        value={[...chosen]}
        data={states.map((value) => ({ value, label: t(`alerts.state.${value}`) }))}
        clearable
        onChange={(values) =>
          onChange(withField(filter, 'states', values.length === 0 ? undefined : (values as AlertState[])))
        }
      />
      <Choice
        label={t('alerts.filterCamera')}
        all={t('alerts.allCameras')}
        value={filter.camera?.toString()}
        options={cameras.map(({ id, name }) => ({ value: String(id), label: name }))}
        onChange={(value) =>
          onChange(withField(filter, 'camera', value === undefined ? value : Number(value)))
        }
      />
      <LawChoice filter={filter} onChange={onChange} />
      <Choice
        label={t('desk.filterSeverity')}
        all={t('desk.allSeverities')}
        value={filter.severity}
        options={severities.map((value) => ({ value, label: t(`common.severity.${value}`) }))}
        onChange={(value) => onChange(withField(filter, 'severity', value as AlertFilter['severity']))}
      />
      <Choice
        label={t('desk.filterAssignee')}
        all={t('desk.allAssignees')}
        value={filter.assignee}
        options={assignees.map((value) => ({ value, label: t(`desk.assignee.${value}`) }))}
        onChange={(value) => onChange(withField(filter, 'assignee', value as AlertFilter['assignee']))}
      />
    </div>
  );
}

/** The law of the cameras, where there are some under each. */
function LawChoice({ filter, onChange }: Pick<AlertFiltersProps, 'filter' | 'onChange'>) {
  const { t } = useTranslation();
  const mayReadCounted = usePermission('statistics:read');
  const { data: cameras = [] } = useQuery({ ...countedCamerasQuery, enabled: mayReadCounted });
  const regimes = regimesOf(cameras);
  if (regimes.length < 2) return null;
  return (
    <Choice
      label={t('statistics.regime')}
      all={t('statistics.bothRegimes')}
      value={filter.regime}
      options={regimes.map((value) => ({ value, label: t(`statistics.regimes.${value}`) }))}
      onChange={(value) => onChange(withField(filter, 'regime', value as AlertFilter['regime']))}
    />
  );
}

function Words({ filter, onChange, search }: AlertFiltersProps) {
  const { t } = useTranslation();
  const current = filter.words ?? '';
  const [typed, setTyped] = useState(current);
  const asked = useRef(current);
  useEffect(() => {
    // What was asked for here comes back later: by then more may have been typed.
    if (current !== asked.current) setTyped(current);
    asked.current = current;
  }, [current]);
  const words = typed.trim();
  const ask = useCallback(() => {
    if (words === current) return;
    asked.current = words;
    onChange(withField(filter, 'words', words === '' ? undefined : words));
  }, [words, current, filter, onChange]);
  useEffect(() => {
    const timer = setTimeout(ask, typingMs);
    return () => clearTimeout(timer);
  }, [ask]);
  return (
    <TextInput
      ref={search}
      type="search"
      aria-label={t('desk.filterWords')}
      placeholder={t('desk.filterWords')}
      aria-keyshortcuts={keyOf('filter')}
      className={styles.words ?? ''}
      leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
      maxLength={100}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      // Whoever goes on to another page is not called back by what they typed before.
      onBlur={ask}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' && event.key !== 'Enter') return;
        // Escape would empty the field of a search.
        event.preventDefault();
        event.currentTarget.blur();
      }}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly all: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string | undefined) => void;
}

const every = 'all';

function Choice({ label, all, value, options, onChange }: ChoiceProps) {
  return (
    <Select
      aria-label={label}
      className={styles.choice ?? ''}
      value={value ?? every}
      data={[{ value: every, label: all }, ...options]}
      onChange={(next) => onChange(next === null || next === every ? undefined : next)}
    />
  );
}
