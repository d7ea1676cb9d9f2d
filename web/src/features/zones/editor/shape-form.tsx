import { ActionIcon, Button, ColorSwatch, TextInput, Tooltip } from '@mantine/core';
import { IconArrowsExchange, IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import form from '@/components/form.module.css';
import { colours } from '@/components/shape-colours.ts';
import { ClassesField } from '../classes-field.tsx';
import { turnLine } from './edit-points.ts';
import styles from './editor.module.css';
import { PointTable } from './point-table.tsx';
import { mostPoints, type Shape } from './shape.ts';
import type { Editor } from './use-editor.ts';

const palette = Object.entries(colours) as [keyof typeof colours, string][];

interface ShapeFormProps {
  readonly shape: Shape;
  readonly editor: Editor;
  readonly fault: string | undefined;
  /** absent: there is nowhere to copy to */
  readonly onCopy?: () => void;
}

/** What is said of the selected shape: its name, colour and directions, and its points in numbers. */
export function ShapeForm({ shape, editor, fault, onCopy }: ShapeFormProps) {
  const { t } = useTranslation();
  const { dispatch } = editor;
  const { key, kind } = shape;
  const change = (part: Partial<Shape>, field: string): void =>
    dispatch({ type: 'change', key, change: part, tag: `type ${field} ${key}` });
  return (
    <div className={`${form.form} ${styles.details}`}>
      {kind !== 'ground' && (
        <TextInput
          label={t('editor.name')}
          maxLength={120}
          value={shape.name}
          error={shape.name.trim() === '' ? t('accounts.required') : undefined}
          onChange={(event) => change({ name: event.currentTarget.value }, 'name')}
        />
      )}
      {kind === 'ground' && <p className="soft">{t('editor.groundHelp')}</p>}
      {fault !== undefined && (
        <div className={form.fault} role="alert" data-fault>
          {fault}
        </div>
      )}
      {kind === 'line' && (
        <LineFields
          shape={shape}
          change={change}
          turn={() => dispatch({ type: 'change', key, change: turnLine(shape) })}
        />
      )}
      {kind !== 'ground' && <ColourField shape={shape} change={change} />}
      <PointTable shape={shape} editor={editor} />
      <div className={form.buttons}>
        {shape.points.length < mostPoints[kind] && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden="true" />}
            onClick={() => {
              const after = editor.state.selected?.point ?? shape.points.length - 1;
              dispatch({ type: 'insert', key, after });
            }}
          >
            {t('editor.addPoint')}
          </Button>
        )}
        {kind !== 'ground' && onCopy !== undefined && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconCopy size={14} aria-hidden="true" />}
            onClick={onCopy}
          >
            {t('editor.copy')}
          </Button>
        )}
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          leftSection={<IconTrash size={14} aria-hidden="true" />}
          onClick={() => dispatch({ type: 'remove', key })}
        >
          {t('common.remove')}
        </Button>
      </div>
    </div>
  );
}

interface FieldsProps {
  readonly shape: Shape;
  readonly change: (part: Partial<Shape>, field: string) => void;
}

function LineFields({ shape, change, turn }: FieldsProps & { readonly turn: () => void }) {
  const { t } = useTranslation();
  const ways = ['forward', 'backward'] as const;
  return (
    <>
      <div className={styles.ways2}>
        {ways.map((way) => (
          <TextInput
            key={way}
            label={t(`editor.${way}`)}
            maxLength={120}
            value={shape[way] ?? ''}
            error={(shape[way] ?? '').trim() === '' ? t('accounts.required') : undefined}
            onChange={(event) => change({ [way]: event.currentTarget.value }, way)}
          />
        ))}
        <Tooltip label={t('editor.turn')}>
          <ActionIcon variant="default" size={36} aria-label={t('editor.turn')} onClick={turn}>
            <IconArrowsExchange size={18} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </div>
      <ClassesField
        label={t('editor.counted')}
        placeholder={t('editor.usualClasses')}
        value={shape.classes ?? []}
        onChange={(classes) => change(classes.length === 0 ? {} : { classes }, 'classes')}
      />
    </>
  );
}

function ColourField({ shape, change }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={form.group}>
      <legend>{t('editor.colour')}</legend>
      <div className={styles.colours}>
        {palette.map(([colour, shown]) => (
          <ColorSwatch
            key={colour}
            component="button"
            type="button"
            size={26}
            color={shown}
            className={styles.colour}
            aria-label={t(`editor.colours.${colour}`)}
            aria-pressed={shape.colour === colour}
            onClick={() => change({ colour: shape.colour === colour ? null : colour }, 'colour')}
          />
        ))}
      </div>
    </fieldset>
  );
}
