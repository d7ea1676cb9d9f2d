import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import form from '@/components/form.module.css';
import { useFaultText } from '@/components/notice.tsx';
import { type Merge, mergeEdits } from '../merge-edits.ts';
import styles from './editor.module.css';
import type { EditorState } from './editor-state.ts';
import { editedFields, isClosed, type Shape } from './shape.ts';
import type { Trouble } from './stored-shapes.ts';
import type { Saving } from './use-save.ts';

interface ConflictDialogProps {
  readonly saving: Saving;
  readonly state: EditorState;
}

/** What could not be saved, one after the other: what the other did, and whose is kept. */
export function ConflictDialog({ saving, state }: ConflictDialogProps) {
  const { t } = useTranslation();
  const { troubles } = saving;
  const [trouble] = troubles;
  return (
    <Modal
      opened={trouble !== undefined}
      onClose={() => trouble !== undefined && saving.dismiss(trouble.key)}
      title={t('editor.notSaved')}
      size="lg"
    >
      {trouble?.kind === 'conflict' && <Conflict trouble={trouble} saving={saving} state={state} />}
      {trouble?.kind === 'watched' && <Watched trouble={trouble} saving={saving} />}
      {trouble?.kind === 'refused' && <Refused trouble={trouble} saving={saving} />}
    </Modal>
  );
}

type Of<Kind> = Extract<Trouble, { readonly kind: Kind }>;

function Conflict({ trouble, saving, state }: ConflictDialogProps & { readonly trouble: Of<'conflict'> }) {
  const { t } = useTranslation();
  const { mine, theirs, key } = trouble;
  const base = state.base.find((shape) => shape.key === key);
  const merge = base && mine && theirs && mergeEdits(base, mine, theirs, editedFields);
  const name = (mine ?? theirs)?.name ?? '';
  const kept = merge?.kept ?? (mine === undefined ? undefined : withoutId(mine));
  return (
    <div className={form.form}>
      <p>
        {theirs === undefined && t('editor.conflict.theyRemoved', { name })}
        {theirs !== undefined && mine === undefined && t('editor.conflict.youRemoved', { name })}
        {theirs !== undefined && mine !== undefined && t('editor.conflict.bothChanged', { name })}
      </p>
      {merge !== undefined && <TheirEdits merge={merge} />}
      {mine !== undefined && theirs !== undefined && <Both mine={mine} theirs={theirs} />}
      <div className={form.end}>
        <Button variant="default" onClick={() => saving.takeTheirs(trouble)}>
          {t('editor.conflict.takeTheirs')}
        </Button>
        <Button onClick={() => saving.keepMine(trouble, kept)}>{t('editor.conflict.keepMine')}</Button>
      </div>
    </div>
  );
}

/** What the other removed is stored anew. */
function withoutId({ id: _, version: __, ...shape }: Shape): Shape {
  return shape;
}

function TheirEdits({ merge }: { readonly merge: Merge<Shape> }) {
  const { t } = useTranslation();
  const words = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : '');
  return (
    <ul className={styles.edits}>
      {merge.theirs.map(({ field, base, theirs, isClash }) => (
        <li key={field}>
          {t(`editor.field.${field}`)}
          {typeof theirs === 'string' && `: ${words(base)} → ${words(theirs)}`}
          {isClash && ` (${t('editor.conflict.clash')})`}
        </li>
      ))}
    </ul>
  );
}

/** Both outlines over each other: mine drawn through, theirs dashed. */
function Both({ mine, theirs }: { readonly mine: Shape; readonly theirs: Shape }) {
  const { t } = useTranslation();
  const path = ({ points, kind }: Shape): string =>
    `M${points.map(([x, y]) => `${x * 320},${y * 180}`).join(' L')}${isClosed(kind) ? ' Z' : ''}`;
  return (
    <figure className={styles.both}>
      <svg viewBox="0 0 320 180" role="img" aria-label={t('editor.conflict.picture')}>
        <path d={path(theirs)} data-whose="theirs" />
        <path d={path(mine)} data-whose="mine" />
      </svg>
      <figcaption className="small soft">{t('editor.conflict.legend')}</figcaption>
    </figure>
  );
}

function Watched({ trouble, saving }: { readonly trouble: Of<'watched'>; readonly saving: Saving }) {
  const { t } = useTranslation();
  return (
    <div className={form.form}>
      <p>{trouble.message}</p>
      <p className="soft">{t('editor.watched')}</p>
      <div className={form.end}>
        <Button variant="default" onClick={() => saving.takeTheirs(trouble)}>
          {t('editor.keepShape')}
        </Button>
        <Button color="red" onClick={() => saving.removeAnyway(trouble)}>
          {t('editor.removeAnyway')}
        </Button>
      </div>
    </div>
  );
}

function Refused({ trouble, saving }: { readonly trouble: Of<'refused'>; readonly saving: Saving }) {
  const { t } = useTranslation();
  const { what, fix } = useFaultText()(trouble.fault);
  return (
    <div className={form.form}>
      <p>
        {trouble.name !== '' && <strong>{trouble.name}: </strong>}
        {what} {fix}
      </p>
      <div className={form.end}>
        <Button onClick={() => saving.dismiss(trouble.key)}>{t('editor.backToDrawing')}</Button>
      </div>
    </div>
  );
}
