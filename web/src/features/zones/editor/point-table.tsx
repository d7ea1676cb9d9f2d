import { ActionIcon, NumberInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import styles from './editor.module.css';
import { fewestPoints, type Point, type Shape } from './shape.ts';
import type { Editor } from './use-editor.ts';

interface PointTableProps {
  readonly shape: Shape;
  readonly editor: Editor;
}

const percent = (share: number): number => Number((share * 100).toFixed(3));

/** The points of a shape in numbers: percent of the picture, and for the ground metres. */
export function PointTable({ shape, editor }: PointTableProps) {
  const { t } = useTranslation();
  return (
    <table className={styles.points}>
      <caption className="visually-hidden">{t('editor.points')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('editor.columns.number')}</th>
          <th scope="col">{t('editor.columns.x')}</th>
          <th scope="col">{t('editor.columns.y')}</th>
          {shape.kind === 'ground' && (
            <>
              <th scope="col">{t('editor.columns.east')}</th>
              <th scope="col">{t('editor.columns.north')}</th>
            </>
          )}
          <td />
        </tr>
      </thead>
      <tbody>
        {shape.points.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
          <PointRow key={index} shape={shape} index={index} editor={editor} />
        ))}
      </tbody>
    </table>
  );
}

function PointRow({ shape, index, editor }: PointTableProps & { readonly index: number }) {
  const { t } = useTranslation();
  const { dispatch, state } = editor;
  const { key, metres } = shape;
  const [x, y] = shape.points[index] ?? [0, 0];
  const [east, north] = metres?.[index] ?? [0, 0];
  const tag = `type point ${index} ${key}`;
  const place = (at: Point): void => dispatch({ type: 'place', key, point: index, at, tag });
  const measure = (to: Point): void =>
    dispatch({
      type: 'change',
      key,
      change: { metres: (metres ?? []).map((one, at) => (at === index ? to : one)) },
      tag,
    });
  const isSelected = state.selected?.key === key && state.selected.point === index;
  return (
    <tr
      data-selected={isSelected}
      onFocus={() => dispatch({ type: 'select', selected: { key, point: index } })}
    >
      <th scope="row">{index + 1}</th>
      <Cell
        label={t('editor.columns.x')}
        number={index + 1}
        value={percent(x)}
        min={0}
        max={100}
        onChange={(value) => place([value / 100, y])}
      />
      <Cell
        label={t('editor.columns.y')}
        number={index + 1}
        value={percent(y)}
        min={0}
        max={100}
        onChange={(value) => place([x, value / 100])}
      />
      {shape.kind === 'ground' && (
        <>
          <Cell
            label={t('editor.columns.east')}
            number={index + 1}
            value={east}
            min={-100_000}
            max={100_000}
            onChange={(value) => measure([value, north])}
          />
          <Cell
            label={t('editor.columns.north')}
            number={index + 1}
            value={north}
            min={-100_000}
            max={100_000}
            onChange={(value) => measure([east, value])}
          />
        </>
      )}
      <td>
        <ActionIcon
          variant="subtle"
          color="gray"
          disabled={shape.points.length <= fewestPoints[shape.kind]}
          aria-label={t('editor.removePoint', { number: index + 1 })}
          onClick={() => dispatch({ type: 'remove-point', key, point: index })}
        >
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </td>
    </tr>
  );
}

interface CellProps {
  readonly label: string;
  readonly number: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

function Cell({ label, number, value, min, max, onChange }: CellProps) {
  const { i18n } = useTranslation();
  return (
    <td>
      <NumberInput
        size="xs"
        hideControls
        aria-label={`${label}, ${number}`}
        classNames={{ input: styles.cell ?? '' }}
        min={min}
        max={max}
        decimalScale={3}
        decimalSeparator={i18n.language === 'fr' ? ',' : '.'}
        value={value}
        onChange={(next) => {
          if (typeof next === 'number' && next !== value && next >= min && next <= max) onChange(next);
        }}
      />
    </td>
  );
}
