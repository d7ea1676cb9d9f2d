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
