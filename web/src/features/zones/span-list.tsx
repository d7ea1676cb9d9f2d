import { ActionIcon, Button } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import form from '@/components/form.module.css';
import type { SpanDraft } from './period-draft.ts';
import styles from './rules-panel.module.css';

interface SpanListProps {
  readonly label: string;
  readonly addLabel: string;
  readonly spans: readonly SpanDraft[];
  readonly fault: string | undefined;
  readonly onChange: (spans: readonly SpanDraft[]) => void;
}

/** Days from one date to another, any number of them. */
export function SpanList({ label, addLabel, spans, fault, onChange }: SpanListProps) {
  const { t } = useTranslation();
  const key = Math.max(0, ...spans.map((span) => span.key)) + 1;
  return (
    <fieldset className={form.group}>
      <legend>{label}</legend>
      {spans.map((span) => (
        <div key={span.key} className={styles.span}>
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className={styles.date}>
              {t(`zones.periodForm.${end}`)}
              <input
                type="date"
                value={span[end]}
                onChange={(event) =>
                  onChange(
                    spans.map((one) => (one.key === span.key ? { ...one, [end]: event.target.value } : one)),
                  )
                }
              />
            </label>
          ))}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('common.remove')}
            onClick={() => onChange(spans.filter((one) => one.key !== span.key))}
          >
            <IconTrash size={16} stroke={1.75} />
          </ActionIcon>
        </div>
      ))}
      {fault !== undefined && <p className={styles.fault}>{fault}</p>}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden="true" />}
          onClick={() => onChange([...spans, { key, from: '', to: '' }])}
        >
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
