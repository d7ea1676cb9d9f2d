import type { TodayCount } from '#features/statistics/statistics-schema.ts';

/** Today's passages of one line, by class and direction. */
export interface LineToday {
  readonly lineId: number;
  readonly cameraId: number;
  readonly lineName: string;
  readonly forwardName: string;
  readonly backwardName: string;
  readonly until: string;
  readonly rows: readonly { readonly class: string; readonly forward: number; readonly backward: number }[];
  readonly forward: number;
  readonly backward: number;
}

/** Gathers counts by line; classes with the most passages come first. */
export function totalsByLine(counts: readonly TodayCount[]): LineToday[] {
  const lines = new Map<number, TodayCount[]>();
  for (const count of counts) lines.set(count.lineId, [...(lines.get(count.lineId) ?? []), count]);
  return [...lines.values()].map(lineToday);
}

/** The lines of one camera; until when they are counted. */
export interface CameraToday {
  readonly cameraId: number;
  readonly until: string;
  readonly lines: readonly LineToday[];
}

/** Puts the lines of each camera together. */
export function byCamera(lines: readonly LineToday[]): CameraToday[] {
  return [...new Set(lines.map(({ cameraId }) => cameraId))].map((cameraId) => {
    const own = lines.filter((line) => line.cameraId === cameraId);
    const until = own.map((line) => line.until).sort();
    return { cameraId, until: until.at(-1) ?? '', lines: own };
  });
}

const sum = (counts: readonly TodayCount[]): number =>
  counts.reduce((total, count) => total + (count.total ?? 0), 0);

function lineToday(counts: readonly TodayCount[]): LineToday {
  const one = counts[0] as TodayCount;
  const going = (direction: TodayCount['direction']) =>
    counts.filter((count) => count.direction === direction);
  const nameOf = (direction: TodayCount['direction']): string => going(direction)[0]?.directionName ?? '';
  const rows = [...new Set(counts.map((count) => count.class))].map((name) => ({
    class: name,
    forward: sum(going('forward').filter((count) => count.class === name)),
    backward: sum(going('backward').filter((count) => count.class === name)),
  }));
  return {
    lineId: one.lineId,
    cameraId: one.cameraId,
    lineName: one.lineName,
    forwardName: nameOf('forward'),
    backwardName: nameOf('backward'),
    until:
      counts
        .map((count) => count.until)
        .sort()
        .at(-1) ?? one.until,
    rows: rows.sort((a, b) => b.forward + b.backward - a.forward - a.backward),
    forward: sum(going('forward')),
    backward: sum(going('backward')),
  };
}
