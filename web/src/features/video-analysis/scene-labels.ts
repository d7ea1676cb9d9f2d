import type { Line, Zone } from '#features/zones/zone-schema.ts';
import { colourOf } from '@/components/shape-colours.ts';
import { type Area, type Places, placeLabel, type Size } from './place-labels.ts';

type Point = readonly [x: number, y: number];

/** What is written beside a line: passages each way, as far as they may be shown. */
export interface LineFigures {
  readonly forward: string | undefined;
  readonly backward: string | undefined;
}

/** A word over the picture, and what it names. */
export interface SceneLabel extends Area {
  readonly key: string;
  readonly text: string;
  /** as the shape it names is drawn; directions are white */
  readonly colour: string;
}

interface SceneParts {
  readonly picture: Size;
  readonly zones: readonly Zone[];
  readonly lines: readonly Line[];
  readonly figures: (line: Line) => LineFigures;
  /** width of a text as it will be drawn */
  readonly widthOf: (text: string) => number;
}

type Wanted = Pick<SceneLabel, 'key' | 'text' | 'colour'> & { readonly places: (size: Size) => Places };

const directionColour = '#fff';
const labelHeight = 20;
/** On a picture narrower than this, words are drawn smaller. */
const narrow = 480;
const narrowScale = 10 / 12;
const padding = 6;
/** Half the space that the arrows of a line take at its middle. */
const arrowReach = 16;
/** Labels keep off a line by treating it as a row of such squares. */
const bead = 8;

/** How large words are drawn, against their usual size. */
export const labelScale = (picture: Size): number => (picture.width < narrow ? narrowScale : 1);

/** Words of lines and zones, placed so that none hides another, a line or an arrow. */
export function sceneLabels({ picture, zones, lines, figures, widthOf }: SceneParts): SceneLabel[] {
  const scale = labelScale(picture);
  const shapes = lines.map((line) => lineShape(line, picture));
  const taken: Area[] = shapes.flatMap((shape) => [...beads(shape), around(shape.middle, arrowReach)]);
  const wanted: Wanted[] = [
    ...lines.flatMap((line, at) => directionLabels(line, shapes[at] as LineShape, figures(line))),
    ...lines.map((line, at) => nameLabel(line, shapes[at] as LineShape)),
    ...zones.map((zone) => zoneLabel(zone, picture)),
  ];
  return wanted.map(({ places, ...label }) => {
    const size = {
      width: (widthOf(label.text) + 2 * padding) * scale,
      height: labelHeight * scale,
    };
    const area = placeLabel(size, places(size), taken, picture);
    taken.push(area);
    return { ...label, ...area };
  });
}

/** A counting line on the picture as drawn. */
export interface LineShape {
  readonly from: Point;
  readonly to: Point;
  readonly middle: Point;
  /** unit vector from the first point to the second */
  readonly along: Point;
  /** the right of someone walking along, with y downwards: the side of "forward" */
  readonly right: Point;
}

/** Brings a line from 0…1 to the picture as drawn. */
export function lineShape(line: Line, { width, height }: Size): LineShape {
  const from: Point = [line.from[0] * width, line.from[1] * height];
  const to: Point = [line.to[0] * width, line.to[1] * height];
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  const along: Point = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  return { from, to, middle: between(from, to, 0.5), along, right: [-along[1], along[0]] };
}

const between = (from: Point, to: Point, share: number): Point => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
];

const around = ([x, y]: Point, reach: number): Area => ({
  x: x - reach,
  y: y - reach,
  width: 2 * reach,
  height: 2 * reach,
});

function beads({ from, to }: LineShape): Area[] {
  const count = Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / bead);
  return Array.from({ length: count + 1 }, (_, at) => around(between(from, to, at / (count || 1)), bead / 2));
}

/** Beside a line at a share of its length, far enough that the label does not touch it. */
function beside({ from, to, right }: LineShape, share: number, side: 1 | -1, size: Size, gap: number): Point {
  const reach = (Math.abs(right[0]) * size.width + Math.abs(right[1]) * size.height) / 2 + gap;
  const [x, y] = between(from, to, share);
  return [x + right[0] * reach * side, y + right[1] * reach * side];
}

function directionLabels(line: Line, shape: LineShape, figures: LineFigures): Wanted[] {
  const label = (direction: 'forward' | 'backward', side: 1 | -1): Wanted => ({
    key: `line ${line.id} ${direction}`,
    text: withFigure(line[direction], figures[direction]),
    colour: directionColour,
    places: (size) => [
      beside(shape, 0.5, side, size, arrowReach + 2),
      ...[0.62, 0.38, 0.75, 0.25, 0.9, 0.1].map((share) => beside(shape, share, side, size, 8)),
    ],
  });
  return [label('forward', 1), label('backward', -1)];
}

const withFigure = (name: string, figure: string | undefined): string =>
  figure === undefined ? name : `${name} ${figure}`;

/** The name stands at an end of its line: the left one, else the upper one. */
function nameLabel(line: Line, shape: LineShape): Wanted {
  const leftFirst = shape.from[0] < shape.to[0] ? [0, 1] : [1, 0];
  return {
    key: `line ${line.id}`,
    text: line.name,
    colour: colourOf({ ...line, kind: 'line' }),
    places: (size) => [
      ...leftFirst.map((end) => beyond(shape, end as 0 | 1, size)),
      ...leftFirst.flatMap((end) =>
        ([-1, 1] as const).map((side) => beside(shape, end === 0 ? 0.12 : 0.88, side, size, 8)),
      ),
    ],
  };
}

/** Past an end of a line, in its own direction. */
function beyond({ from, to, along }: LineShape, end: 0 | 1, size: Size): Point {
  const sign = end === 0 ? -1 : 1;
  const [x, y] = end === 0 ? from : to;
  const reach = (Math.abs(along[0]) * size.width + Math.abs(along[1]) * size.height) / 2 + 8;
  return [x + along[0] * reach * sign, y + along[1] * reach * sign];
}

/** The name of a zone stands inside it, by one of its corners, the upper left one first. */
function zoneLabel(zone: Zone, { width, height }: Size): Wanted {
  const corners = zone.polygon
    .map(([x, y]): Point => [x * width, y * height])
    .sort((a, b) => a[0] + 2 * a[1] - b[0] - 2 * b[1]);
  const total = corners.reduce<Point>((sum, point) => [sum[0] + point[0], sum[1] + point[1]], [0, 0]);
  const centre: Point = [total[0] / corners.length, total[1] / corners.length];
  return {
    key: `zone ${zone.id}`,
    text: zone.name,
    colour: colourOf({ ...zone, kind: 'zone' }),
    places: (size) => [
      ...corners.map(
        ([x, y]): Point => [
          x + Math.sign(centre[0] - x) * (size.width / 2 + 6),
          y + Math.sign(centre[1] - y) * (size.height / 2 + 8),
        ],
      ),
      centre,
    ],
  };
}
