import type { Line, Zone } from '#features/zones/zone-schema.ts';
import styles from './scene.module.css';

/** What is written beside a line: passages each way, as far as they may be shown. */
export interface LineFigures {
  readonly forward: string | undefined;
  readonly backward: string | undefined;
}

interface SceneProps {
  readonly width: number;
  readonly height: number;
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  readonly figures: (line: Line) => LineFigures;
  /** a place to mark, 0…1 of the picture */
  readonly spot: readonly [x: number, y: number] | undefined;
}

/** Zones, counting lines and their counters, drawn over the picture. */
export function Scene({ width, height, zones, lines, figures, spot }: SceneProps) {
  if (width === 0 || height === 0) return null;
  return (
    <svg className={styles.scene} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {zones.map((zone) => (
        <ZoneShape key={zone.id} zone={zone} width={width} height={height} />
      ))}
      {lines.map((line) => (
        <LineShape key={line.id} line={line} width={width} height={height} figures={figures(line)} />
      ))}
      {spot !== undefined && (
        <>
          <circle className={styles.spotShade} cx={spot[0] * width} cy={spot[1] * height} r={16} />
          <circle className={styles.spot} cx={spot[0] * width} cy={spot[1] * height} r={16} />
        </>
      )}
    </svg>
  );
}

interface ZoneShapeProps {
  readonly zone: Zone;
  readonly width: number;
  readonly height: number;
}

function ZoneShape({ zone, width, height }: ZoneShapeProps) {
  const points = zone.polygon.map(([x, y]) => [x * width, y * height] as const);
  const left = Math.min(...points.map(([x]) => x));
  const top = points.reduce((lowest, point) => (point[1] < lowest[1] ? point : lowest), points[0] ?? [0, 0]);
  const labelX = Math.min(Math.max(left + 6, 6), width - 80);
  return (
    <>
      <polygon className={styles.zone} points={points.map((point) => point.join(',')).join(' ')} />
      <Label
        x={Math.max(labelX, top[0] - 40)}
        y={Math.min(Math.max(top[1] + 14, 14), height - 8)}
        text={zone.name}
      />
    </>
  );
}

interface LineShapeProps {
  readonly line: Line;
  readonly width: number;
  readonly height: number;
  readonly figures: LineFigures;
}

function LineShape({ line, width, height, figures }: LineShapeProps) {
  const from = [line.from[0] * width, line.from[1] * height] as const;
  const to = [line.to[0] * width, line.to[1] * height] as const;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length] as const;
  // The right of someone walking from the first point to the second, with y downwards.
  const right = [-along[1], along[0]] as const;
  const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const;
  const arrow = (side: 1 | -1): string => {
    const at = (forwardPx: number, asidePx: number): string =>
      `${middle[0] + right[0] * forwardPx * side + along[0] * asidePx},${middle[1] + right[1] * forwardPx * side + along[1] * asidePx}`;
    return `${at(6, -5)} ${at(15, 0)} ${at(6, 5)}`;
  };
  const labelAt = (side: 1 | -1) => ({
    x: clamp(middle[0] + right[0] * 34 * side, 44, width - 44),
    y: clamp(middle[1] + right[1] * 26 * side, 14, height - 12),
  });
  const nameAnchor = from[0] < to[0] ? from : to;
  return (
    <>
      <line className={styles.lineShade} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <line className={styles.line} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <polygon className={styles.arrow} points={arrow(1)} />
      <polygon className={styles.arrow} points={arrow(-1)} />
      <Label
        x={clamp(nameAnchor[0] + 8, 8, width - 60)}
        y={clamp(nameAnchor[1] - 12, 12, height - 8)}
        text={line.name}
      />
      <Label {...labelAt(1)} centred text={withFigure(line.forward, figures.forward)} />
      <Label {...labelAt(-1)} centred text={withFigure(line.backward, figures.backward)} />
    </>
  );
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most);
const withFigure = (name: string, figure: string | undefined): string =>
  figure === undefined ? name : `${name} ${figure}`;

interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly centred?: boolean;
}

function Label({ x, y, text, centred = false }: LabelProps) {
  return (
    <text
      className={styles.label}
      x={x}
      y={y}
      textAnchor={centred ? 'middle' : 'start'}
      dominantBaseline="middle"
    >
      {text}
    </text>
  );
}
