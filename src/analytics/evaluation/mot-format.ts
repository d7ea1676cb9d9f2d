import type { Box } from '#analytics/geometry/boxes.ts';

/**
 * One line of a file in the text format of the MOT challenge (MOT15, MOT16):
 * `frame, id, left, top, width, height, confidence, x or class, y or visibility, z`.
 */
export interface MotRow extends Box {
  /** Number of the picture, from 1. */
  readonly frame: number;
  /** Number of the object; -1 in files of detections. */
  readonly id: number;
  /** Confidence; in files of truth 0 marks a box that is not to be counted. */
  readonly confidence: number;
}

/** A line that is not in the format. */
export interface MotFault {
  /** Number of the line, from 1. */
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

const columns = ['frame', 'id', 'left', 'top', 'width', 'height', 'confidence'] as const;
type Column = (typeof columns)[number];

/** Reads a file; rows come sorted by picture, in the order of the file within one. Stops at the first fault. */
export function parseMot(text: string): readonly MotRow[] | MotFault {
  const rows: MotRow[] = [];
  const seen = new Set<string>();
  let number = 0;
  for (const line of text.split(/\r\n|\n|\r/u)) {
    number++;
    if (line.trim() === '') continue;
    const row = parseLine(line, number);
    if ('message' in row) return row;
    const key = `${row.frame} ${row.id}`;
    if (row.id >= 0 && seen.has(key)) {
      const message = `object ${row.id} stands twice in picture ${row.frame}`;
      return { line: number, field: 'id', message };
    }
    seen.add(key);
    rows.push(row);
  }
  return rows.sort((a, b) => a.frame - b.frame);
}

/** Writes rows as MOT15 lines, hundredths of a pixel; scores are kept to four decimals. */
export function formatMot(rows: readonly MotRow[]): string {
  return rows
    .map((row) => {
      const box = [row.left, row.top, row.right - row.left, row.bottom - row.top].map((side) =>
        trimmed(side, 2),
      );
      return `${row.frame},${row.id},${box.join(',')},${trimmed(row.confidence, 4)},-1,-1,-1\n`;
    })
    .join('');
}

function parseLine(line: string, number: number): MotRow | MotFault {
  const cells = line.replace(/^\uFEFF/u, '').split(line.includes(',') ? ',' : /\s+/u);
  const values = {} as Record<Column, number>;
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? (column === 'confidence' ? '1' : undefined);
    if (cell === undefined || cell === '') return { line: number, field: column, message: 'is missing' };
    values[column] = Number(cell);
    const message = faultOf(column, cell, values[column]);
    if (message !== undefined) return { line: number, field: column, message };
  }
  return {
    frame: values.frame,
    id: values.id,
    left: values.left,
    top: values.top,
    right: values.left + values.width,
    bottom: values.top + values.height,
    confidence: values.confidence,
  };
}

function faultOf(column: Column, cell: string, value: number): string | undefined {
  const shown = cell.slice(0, 40).replaceAll(/[^\x20-\x7e]/g, '?');
  if (!Number.isFinite(value)) return `"${shown}" is not a number`;
  if (column === 'frame' && !(Number.isInteger(value) && value >= 1)) {
    return `"${shown}" is not a whole number from 1`;
  }
  if (column === 'id' && !(Number.isInteger(value) && value >= -1)) {
    return `"${shown}" is not a whole number from 0, or -1`;
  }
  if ((column === 'width' || column === 'height') && value <= 0) return `"${shown}" is not above 0`;
  return undefined;
}

function trimmed(value: number, decimals: number): string {
  return String(Number(value.toFixed(decimals)));
}
