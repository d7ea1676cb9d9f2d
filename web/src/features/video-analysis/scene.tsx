import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { colourOf } from '@/components/shape-colours.ts';
import type { Size } from './place-labels.ts';
import styles from './scene.module.css';
import { type LineShape, labelScale, lineShape, type SceneLabel } from './scene-labels.ts';

interface SceneProps {
  readonly size: Size;
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  /** a place to mark, 0…1 of the picture */
  readonly spot: readonly [x: number, y: number] | undefined;
}

/** Zones and counting lines, drawn over the picture. */
export function Scene({ size, zones, lines, spot }: SceneProps) {
  const { width, height } = size;
  return (
    <svg className={styles.scene} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {zones.map((zone) => (
        <polygon
          key={zone.id}
          className={styles.zone}
          style={{ color: colourOf({ ...zone, kind: 'zone' }) }}
          points={zone.polygon.map(([x, y]) => `${x * width},${y * height}`).join(' ')}
        />
      ))}
      {lines.map((line) => (
        <LineMark key={line.id} shape={lineShape(line, size)} colour={colourOf({ ...line, kind: 'line' })} />
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

function LineMark({ shape, colour }: { readonly shape: LineShape; readonly colour: string }) {
  const { from, to, middle, along, right } = shape;
  const arrow = (side: 1 | -1): string => {
    const at = (forwardPx: number, asidePx: number): string =>
      `${middle[0] + right[0] * forwardPx * side + along[0] * asidePx},${middle[1] + right[1] * forwardPx * side + along[1] * asidePx}`;
    return `${at(6, -5)} ${at(15, 0)} ${at(6, 5)}`;
  };
  return (
    <g style={{ color: colour }}>
      <line className={styles.lineShade} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <line className={styles.line} x1={from[0]} y1={from[1]} x2={to[0]} y2={to[1]} />
      <polygon className={styles.arrow} points={arrow(1)} />
      <polygon className={styles.arrow} points={arrow(-1)} />
    </g>
  );
}

/** The words of zones and lines, above the boxes so that none crosses them out. */
export function SceneLabels({
  size,
  labels,
}: {
  readonly size: Size;
  readonly labels: readonly SceneLabel[];
}) {
  return (
    <svg className={styles.scene} viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {labels.map(({ key, text, colour, x, y, width, height }) => (
        <g key={key} className={styles.label} style={{ color: colour }}>
          <rect x={x} y={y} width={width} height={height} rx={4} />
          <text
            x={x + width / 2}
            y={y + height / 2 + 0.5}
            fontSize={12 * labelScale(size)}
            textAnchor="middle"
            dominantBaseline="central"
          >
            {text}
          </text>
        </g>
      ))}
    </svg>
  );
}
