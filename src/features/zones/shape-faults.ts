import { type GroundFault, type GroundPoint, groundFault } from '#analytics/geometry/ground-plane.ts';
import { distance, type Point } from '#analytics/geometry/points.ts';
import { polygonFault } from '#analytics/geometry/polygons.ts';
import type { Fault } from '#foundation/errors.ts';
import { nearest } from '#foundation/nearest.ts';

/** Shortest counting line, share of the picture: below it the jitter of a box is longer than the line. */
const shortestLine = 0.01;

/** The faults of a polygon drawn on a picture; `field` is its path. */
export function polygonFaults(field: string, polygon: readonly Point[]): Fault[] {
  const fault = polygonFault(polygon);
  switch (fault?.kind) {
    case 'equal-corners': {
      const [first, second] = fault.corners;
      return [
        {
          field: `${field}[${second}]`,
          message: `is the same point as ${field}[${first}]`,
          fix: 'remove one of them; the last corner is joined to the first by itself',
        },
      ];
    }
    case 'self-crossing': {
      const [first, second] = fault.edges;
      return [
        {
          field,
          message: `crosses itself: the edge after corner ${first} meets the edge after corner ${second}`,
          fix: 'list the corners in the order in which one walks around the area',
        },
      ];
    }
    case 'no-area':
      return [{ field, message: 'encloses no area', fix: 'move a corner out of the line of the others' }];
    default:
      return [];
  }
}

/** The faults of a counting line; `field` is the path of the line. */
export function lineFaults(field: string, line: { readonly from: Point; readonly to: Point }): Fault[] {
  const length = distance(line.from, line.to);
  if (length === 0)
    return [
      {
        field: fieldIn(field, 'to'),
        message: 'is the same point as from',
        fix: 'move one end: a line needs two different points',
      },
    ];
  if (length < shortestLine)
    return [
      {
        field: fieldIn(field, 'to'),
        message: `makes a line ${length.toFixed(4)} long`,
        fix: `draw it at least ${shortestLine} long (1 is the width of the picture)`,
      },
    ];
  return [];
}

/** The faults of the points of a camera on the ground, none given being none wrong; `field` is their path. */
export function groundFaults(field: string, points: readonly GroundPoint[]): Fault[] {
  const fault = points.length === 0 ? undefined : groundFault(points);
  if (fault === undefined) return [];
  const { message, fix } = groundWords[fault.kind];
  const which = fault.points.length === points.length ? '' : ` (points ${fault.points.join(', ')})`;
  const [only] = fault.points;
  const path = fault.points.length === 1 ? `${field}[${only}]` : field;
  return [{ field: path, message: `${message}${which}`, fix }];
}

const groundWords: Readonly<Record<GroundFault['kind'], { readonly message: string; readonly fix: string }>> =
  {
    'too-few': {
      message: 'needs four points or more',
      fix: 'give the place on the ground of four corners, for instance of a parking bay or a crossing',
    },
    twice: { message: 'names the same place twice', fix: 'give points that lie apart' },
    'in-line-in-picture': {
      message: 'has three points in one line on the picture',
      fix: 'choose four corners of an area, no three of them in a row',
    },
    'in-line-on-ground': {
      message: 'has three points in one line on the ground',
      fix: 'check their metres: choose four corners of an area, no three of them in a row',
    },
    folded: {
      message: 'has corners in another order on the picture than on the ground',
      fix: 'exchange the metres of two points, or the sign of one axis',
    },
    contradictory: {
      message: 'holds points that no flat ground fits',
      fix: 'measure again the one that is wrong, or leave out points that are not on the same level',
    },
  };

/** The faults of a list of classes: each unknown one with the nearest known. */
export function classFaults(field: string, classes: readonly string[], known: readonly string[]): Fault[] {
  return classes.flatMap((name, index) =>
    known.includes(name) ? [] : [{ field: `${field}[${index}]`, ...unknownWord('class', name, known) }],
  );
}

/** What to say of a word that is not among the known ones. */
export function unknownWord(
  what: string,
  word: string,
  known: readonly string[],
): { message: string; fix: string } {
  const meant = nearest(word, known);
  const list = known.length > 0 && known.length <= 12 ? `; there are: ${known.join(', ')}` : '';
  const none =
    known.length === 0 ? `there is no ${what} here: add it first` : `choose another ${what}${list}`;
  return {
    message: `unknown ${what} "${word}"`,
    fix: meant === undefined ? none : `did you mean "${meant}"?`,
  };
}

/** Path of a field inside another; the outermost has an empty path. */
export function fieldIn(field: string, key: string): string {
  return field === '' ? key : `${field}.${key}`;
}
