import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import form from '@/components/form.module.css';
import type { FieldEdit } from './merge-edits.ts';
import styles from './rules-panel.module.css';

interface EditConflictProps {
  readonly name: string;
  readonly edits: readonly FieldEdit<string>[];
  /** the words for a field, and for what stands in it */
  readonly labelOf: (field: string) => string;
  readonly wordsOf: (field: string, value: unknown) => string;
  readonly isSaving: boolean;
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody else saved first: what they changed, and whose is kept. */
export function EditConflict(props: EditConflictProps) {
  const { name, edits, labelOf, wordsOf, isSaving, onKeep, onTake } = props;
  const { t } = useTranslation();
  return (
    <section className={styles.conflict} role="alert">
      <p>{t('zones.conflict.told', { name })}</p>
      <ul>
        {edits.map(({ field, base, theirs, isClash }) => (
          <li key={field}>
            {labelOf(field)}: {wordsOf(field, base)} → {wordsOf(field, theirs)}
            {isClash && ` (${t('editor.conflict.clash')})`}
          </li>
        ))}
      </ul>
      <div className={form.end}>
        <Button variant="default" onClick={onTake}>
          {t('editor.conflict.takeTheirs')}
        </Button>
        <Button loading={isSaving} onClick={onKeep}>
          {t('editor.conflict.keepMine')}
        </Button>
      </div>
    </section>
  );
}
