import type { PeriodInput } from '#features/zones/rule-schema.ts';

/** Hours on some days, as the API has them. */
export type Slot = NonNullable<PeriodInput['weekly']>[number];
type Day = Slot['days'][number];

/** The rows of the grid: the week, Monday first, then public holidays. */
export const gridDays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'holiday',
] as const satisfies readonly Day[];
const hoursOfDay = 24;
const weekDays = 7;
const holiday = 7;

/** Whether the rule is active in each hour of each day; and hours that no grid of whole hours can show. */
export interface WeekGrid {
  readonly cells: readonly (readonly boolean[])[];
  /** sunrise and sunset, halves of hours, nights that begin on a public holiday */
  readonly others: readonly Slot[];
}

/** A grid where nothing is active. */
export const emptyGrid: WeekGrid = {
  cells: gridDays.map(() => Array.from({ length: hoursOfDay }, () => false)),
  others: [],
};

/** Paints the rectangle between two cells. */
export function painted(grid: WeekGrid, from: Cell, to: Cell, isActive: boolean): WeekGrid {
  const [firstDay, lastDay] = [Math.min(from.day, to.day), Math.max(from.day, to.day)];
  const [firstHour, lastHour] = [Math.min(from.hour, to.hour), Math.max(from.hour, to.hour)];
  const isIn = (day: number, hour: number): boolean =>
    day >= firstDay && day <= lastDay && hour >= firstHour && hour <= lastHour;
  return {
    ...grid,
    cells: grid.cells.map((row, day) => row.map((was, hour) => (isIn(day, hour) ? isActive : was))),
  };
}

/** A place of the grid. */
export interface Cell {
  readonly day: number;
  readonly hour: number;
}

/** The hours of a period on the grid. */
export function gridOf(weekly: readonly Slot[]): WeekGrid {
  const cells = emptyGrid.cells.map((row) => [...row]);
  const others: Slot[] = [];
  for (const slot of weekly) {
    const hours = wholeHours(slot);
    if (hours === undefined) others.push(slot);
    else others.push(...slot.days.flatMap((day) => fillDay(cells, gridDays.indexOf(day), hours, slot)));
  }
  return { cells, others };
}

/** Fills the hours of one day, and of the next; answers what the grid cannot show. */
function fillDay(cells: boolean[][], row: number, { from, to }: Run, slot: Slot): Slot[] {
  if (from < to) {
    cells[row]?.fill(true, from, to);
    return [];
  }
  // What follows the night of a holiday is any day of the week.
  if (row === holiday) return [{ ...slot, days: ['holiday'] }];
  cells[row]?.fill(true, from, hoursOfDay);
  cells[(row + 1) % weekDays]?.fill(true, 0, to);
  return [];
}

function wholeHours(slot: Slot): Run | undefined {
  const [from, to] = [wholeHour(slot.from), wholeHour(slot.to)];
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
}

function wholeHour(moment: string): number | undefined {
  const match = /^(\d{2}):00$/.exec(moment);
  return match === null ? undefined : Number(match[1]);
}

interface Run {
  readonly from: number;
  readonly to: number;
}

/** The hours of a grid as a period has them: nights run past midnight, days of the same hours stand together. */
export function weeklyOf({ cells, others }: WeekGrid): Slot[] {
  const runs = cells.map(runsOf);
  const slots = runs.flatMap((own, day) => {
    const before = day === holiday ? [] : (runs[(day + weekDays - 1) % weekDays] ?? []);
    const after = day === holiday ? [] : (runs[(day + 1) % weekDays] ?? []);
    return own
      .filter((run) => !before.some((evening) => isNight(evening, run)))
      .map((run) => ({
        day,
        from: run.from,
        to: after.find((morning) => isNight(run, morning))?.to ?? run.to,
      }));
  });
  return [...together(slots), ...others];
}

/** Whether hours until midnight and hours from midnight are one night: it must be shorter than a day. */
const isNight = (evening: Run, morning: Run): boolean =>
  evening.to === hoursOfDay && evening.from > 0 && morning.from === 0 && morning.to < evening.from;

function runsOf(row: readonly boolean[]): Run[] {
  const starts = row.flatMap((isActive, hour) => (isActive && row[hour - 1] !== true ? [hour] : []));
  return starts.map((from) => {
    const end = row.indexOf(false, from);
    return { from, to: end === -1 ? hoursOfDay : end };
  });
}

function together(slots: readonly (Run & { readonly day: number })[]): Slot[] {
  const byHours = new Map<string, Slot>();
  for (const { day, from, to } of slots) {
    const name = gridDays[day];
    if (name === undefined) continue;
    const key = `${from} ${to}`;
    const known = byHours.get(key);
    byHours.set(key, { from: moment(from), to: moment(to), days: [...(known?.days ?? []), name] });
  }
  return [...byHours.values()];
}

const moment = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Whether anything is active at all. */
export const isEmptyGrid = ({ cells, others }: WeekGrid): boolean =>
  others.length === 0 && !cells.some((row) => row.includes(true));
