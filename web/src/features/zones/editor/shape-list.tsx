import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCountTicks } from '@/api/count-ticks.ts';
import { colourOf } from '@/components/shape-colours.ts';
import { useFormat } from '@/components/use-format.ts';
import styles from './editor.module.css';
import { shapesOf } from './editor-state.ts';
import type { Shape } from './shape.ts';
import type { Editor } from './use-editor.ts';

const groups = ['zone', 'bay', 'line', 'mask', 'ground'] as const;
type Group = (typeof groups)[number];

interface ShapeListProps {
  readonly editor: Editor;
  readonly faults: ReadonlyMap<string, string>;
  readonly inside: ReadonlyMap<string, number>;
  /** ids of the zones that parking rules watch */
  readonly bayIds: readonly number[];
  /** whether crossings may be told at once here */
  readonly ticks: boolean;
}

/** All shapes by their sort; choosing one selects it on the picture. */
export function ShapeList({ editor, faults, inside, bayIds, ticks }: ShapeListProps) {
  const { t } = useTranslation();
  const shapes = shapesOf(editor.state);
  const groupOf = ({ kind, id, isBay }: Shape): Group =>
    isBay === true || (kind === 'zone' && id !== undefined && bayIds.includes(id)) ? 'bay' : kind;
  if (shapes.length === 0) return <p className={styles.empty}>{t('editor.empty')}</p>;
  return groups.map((group) => {
    const own = shapes.filter((shape) => groupOf(shape) === group);
    if (own.length === 0) return null;
    return (
      <section key={group} aria-label={t(`editor.group.${group}`)}>
        <h3 className={styles.group}>{t(`editor.group.${group}`)}</h3>
        <ul className={styles.list} data-list={group}>
          {own.map((shape) => (
            <ShapeRow
              key={shape.key}
              shape={shape}
              editor={editor}
              fault={faults.get(shape.key)}
              inside={inside.get(shape.key) ?? 0}
              ticks={ticks}
            />
          ))}
        </ul>
      </section>
    );
  });
}

interface ShapeRowProps {
  readonly shape: Shape;
  readonly editor: Editor;
  readonly fault: string | undefined;
  readonly inside: number;
  readonly ticks: boolean;
}

function ShapeRow({ shape, editor, fault, inside, ticks }: ShapeRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const tickOf = useCountTicks();
  const { key, kind, id, name } = shape;
  const isSelected = editor.state.selected?.key === key;
  const base = editor.state.base.find((one) => one.key === key);
  const figure = (): string | undefined => {
    if (kind === 'zone' && inside > 0) return format.number(inside);
    if (kind !== 'line' || id === undefined || !ticks) return undefined;
    return `→ ${format.number(tickOf(id, 'forward'))} ← ${format.number(tickOf(id, 'backward'))}`;
  };
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-pressed={isSelected}
        onClick={() => editor.dispatch({ type: 'select', selected: { key } })}
      >
        <span className={styles.swatch} style={{ background: colourOf(shape) }} aria-hidden="true" />
        <span className={styles.rowName}>
          {kind === 'ground' ? t('editor.pointCount', { count: shape.points.length }) : name}
          {base === undefined && <span className="soft"> {t('editor.new')}</span>}
        </span>
        {figure() !== undefined && <span className={styles.figure}>{figure()}</span>}
        {fault !== undefined && (
          <IconAlertTriangle className={styles.faultIcon} size={16} role="img" aria-label={fault} />
        )}
      </button>
    </li>
  );
}
