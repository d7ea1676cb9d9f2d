import { useTranslation } from 'react-i18next';
import { colourOf } from '@/components/shape-colours.ts';
import { useFormat } from '@/components/use-format.ts';
import { middleOf } from './edit-points.ts';
import type { EditorState, Selection } from './editor-state.ts';
import { edgesOf } from './hit-test.ts';
import { isClosed, type Point, type Shape } from './shape.ts';
import styles from './stage.module.css';

/** There is no button among the elements of SVG. */
const asButton = (label: string, isPressed: boolean, onFocus: () => void) => ({
  role: 'button',
  tabIndex: 0,
  'aria-label': label,
  'aria-pressed': isPressed,
  onFocus,
});

interface Size {
  readonly width: number;
  readonly height: number;
}

interface DrawnShape {
  readonly shape: Shape;
  readonly size: Size;
}

interface ShapeMarkProps extends DrawnShape {
  readonly selected: Selection | undefined;
  readonly isFaulty: boolean;
  /** objects that stand in it now */
  readonly inside: number;
  readonly onFocus: (point?: number) => void;
}

const scaled = ([x, y]: Point, { width, height }: Size): Point => [x * width, y * height];
const pathOf = (points: readonly Point[], size: Size): string =>
  points.map((point) => scaled(point, size).join(',')).join(' ');

/** One shape, and when it is selected its points. */
export function ShapeMark({ shape, size, selected, isFaulty, inside, onFocus }: ShapeMarkProps) {
  const { t } = useTranslation();
  const { key, kind, points } = shape;
  const name = kind === 'ground' ? t('editor.kind.ground') : shape.name;
  const label = `${t(`editor.kind.${kind}`)} ${name}, ${t('editor.pointCount', { count: points.length })}`;
  return (
    <g
      className={styles.shape}
      style={{ color: colourOf(shape) }}
      data-shape={key}
      data-kind={kind}
      data-selected={selected !== undefined}
      data-faulty={isFaulty}
      data-lit={inside > 0}
    >
      <g className={styles.figure} {...asButton(label, selected !== undefined, () => onFocus())}>
        {isClosed(kind) && <polygon className={styles.area} points={pathOf(points, size)} />}
        {kind === 'line' && <LineMark shape={shape} size={size} />}
        {kind === 'ground' && selected === undefined && <GroundCrosses shape={shape} size={size} />}
      </g>
      {kind === 'line' && <DirectionNames shape={shape} size={size} />}
      {kind === 'ground' && selected === undefined && <GroundNumbers shape={shape} size={size} />}
      {kind !== 'ground' && <NameMark shape={shape} size={size} inside={inside} />}
      {selected !== undefined && <Handles shape={shape} size={size} selected={selected} onFocus={onFocus} />}
    </g>
  );
}

/** Where the directions of a line are drawn: pixels ahead of its middle to one side, and aside along it. */
function placesBeside({ points: [first = [0, 0], second = [0, 0]] }: Shape, size: Size) {
  const [from, to] = [scaled(first, size), scaled(second, size)];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  // "Forward" lies to the right of somebody walking along, with y downwards.
  const right: Point = [-along[1], along[0]];
  const middle: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return (ahead: number, aside: number, side: 1 | -1): Point => [
    middle[0] + right[0] * ahead * side + along[0] * aside,
    middle[1] + right[1] * ahead * side + along[1] * aside,
  ];
}

/** A line, and an arrow to each side. */
function LineMark({ shape, size }: DrawnShape) {
  const at = placesBeside(shape, size);
  const points = pathOf(shape.points, size);
  return (
    <>
      <polyline className={styles.lineShade} points={points} />
      <polyline className={styles.line} points={points} />
      {([1, -1] as const).map((side) => (
        <g key={side}>
          <path className={styles.arrow} d={`M${at(3, 0, side)} L${at(14, 0, side)}`} />
          <polygon
            className={styles.arrowHead}
            points={[at(12, -6, side), at(22, 0, side), at(12, 6, side)].join(' ')}
          />
        </g>
      ))}
    </>
  );
}

/** The name of each direction, beyond its arrow. */
function DirectionNames({ shape, size }: DrawnShape) {
  const at = placesBeside(shape, size);
  const ways = [
    { side: 1, name: shape.forward },
    { side: -1, name: shape.backward },
  ] as const;
  return ways.map(({ side, name }) => {
    const [x, y] = at(34, 0, side);
    return (
      <text key={side} className={styles.way} x={x} y={y} textAnchor="middle" dominantBaseline="central">
        {name}
      </text>
    );
  });
}

function GroundCrosses({ shape, size }: DrawnShape) {
  return shape.points.map((point, index) => {
    const [x, y] = scaled(point, size);
    // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
    return <path key={index} className={styles.groundCross} d={`M${x - 6},${y} h12 M${x},${y - 6} v12`} />;
  });
}

function GroundNumbers({ shape, size }: DrawnShape) {
  return shape.points.map((point, index) => {
    const [x, y] = scaled(point, size);
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
      <text key={index} className={styles.groundNumber} x={x + 8} y={y - 8}>
        {index + 1}
      </text>
    );
  });
}

/** The name, inside an area or beside the beginning of a line, and how many objects stand in it. */
function NameMark({ shape, size, inside }: DrawnShape & { readonly inside: number }) {
  const format = useFormat();
  const anchor = isClosed(shape.kind) ? middleOf(shape.points) : shape.points[0];
  if (anchor === undefined) return null;
  const [x, y] = scaled(anchor, size);
  const beside = isClosed(shape.kind) ? 0 : 18;
  return (
    <text className={styles.name} x={x} y={y + beside} textAnchor="middle" dominantBaseline="central">
      {shape.name}
      {inside > 0 && ` · ${format.number(inside)}`}
    </text>
  );
}

interface HandlesProps extends DrawnShape {
  readonly selected: Selection;
  readonly onFocus: (point: number) => void;
}

/** The points of the selected shape, and between them where a point can be added. */
function Handles({ shape, size, selected, onFocus }: HandlesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const edges = isClosed(shape.kind) ? edgesOf(shape) : [];
  return (
    <>
      {edges.map(({ index, from, to }) => {
        const [x, y] = scaled([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2], size);
        return <circle key={`edge ${index}`} className={styles.middle} cx={x} cy={y} r={4} />;
      })}
      {shape.points.map((point, index) => {
        const [x, y] = scaled(point, size);
        const place = {
          x: format.number(Math.round(point[0] * 1000) / 10),
          y: format.number(Math.round(point[1] * 1000) / 10),
        };
        return (
          <g
            // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
            key={index}
            className={styles.handle}
            data-point={index}
            data-selected={selected.point === index}
            {...asButton(
              t('editor.point', { number: index + 1, count: shape.points.length, ...place }),
              selected.point === index,
              () => onFocus(index),
            )}
          >
            <circle cx={x} cy={y} r={6} />
            {shape.kind === 'ground' && (
              <text x={x + 10} y={y - 10}>
                {index + 1}
              </text>
            )}
          </g>
        );
      })}
    </>
  );
}

/** What is drawn so far, and the cross with which the keys draw. */
export function DrawnFigure({
  state,
  size,
  cross,
}: {
  readonly state: EditorState;
  readonly size: Size;
  readonly cross: Point;
}) {
  const [x, y] = scaled(cross, size);
  const drawn = [...state.drawing, ...(state.drawing.length > 0 ? [cross] : [])];
  return (
    <g className={styles.drawn}>
      <polyline points={pathOf(drawn, size)} />
      {state.drawing.map((point, index) => {
        const [px, py] = scaled(point, size);
        // biome-ignore lint/suspicious/noArrayIndexKey: a point is known by its number
        return <circle key={index} cx={px} cy={py} r={5} />;
      })}
      <path className={styles.cross} d={`M${x - 12},${y} h24 M${x},${y - 12} v24`} />
    </g>
  );
}
