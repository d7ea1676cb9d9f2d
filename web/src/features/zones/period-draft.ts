import type { Period, PeriodInput } from '#features/zones/rule-schema.ts';
import { emptyGrid, gridOf, isEmptyGrid, painted, type Slot, type WeekGrid, weeklyOf } from './week-grid.ts';

/** Hours that no grid of whole hours can show, as typed. `key` tells them apart while they are edited. */
export interface SlotDraft {
  readonly key: number;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** Days from one date to another, as typed. */
export interface SpanDraft {
  readonly key: number;
  readonly from: string;
  readonly to: string;
}

/** A period as it is edited: hours painted on a grid, exact hours beside it, dates and holidays. */
export interface PeriodDraft {
  readonly name: string;
  readonly cells: WeekGrid['cells'];
  readonly slots: readonly SlotDraft[];
  readonly dates: readonly SpanDraft[];
  readonly except: readonly SpanDraft[];
  readonly holidays: NonNullable<PeriodInput['holidays']>;
}

const moment = /^(([01]\d|2[0-3]):[0-5]\d|24:00|(sunrise|sunset)([+-]\d{2}:\d{2})?)$/;

/** Whether a moment reads as HH:MM, sunrise or sunset with an offset. */
export const isMoment = (text: string): boolean => moment.test(text.trim());

/** Sunset to sunrise on every day: what the grid cannot show. */
export const newSlot = (key: number): SlotDraft => ({
  key,
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
  from: 'sunset',
  to: 'sunrise',
});

/** What the form starts with: a stored period, or the nights of every day. */
export function periodDraft(period: Period | undefined): PeriodDraft {
  const keyed = <Item extends object>(items: readonly Item[] | undefined) =>
    (items ?? []).map((item, key) => ({ ...item, key }));
  const nights = painted(
    painted(emptyGrid, { day: 0, hour: 22 }, { day: 6, hour: 23 }, true),
    { day: 0, hour: 0 },
    { day: 6, hour: 5 },
    true,
  );
  const whole = painted(emptyGrid, { day: 0, hour: 0 }, { day: 6, hour: 23 }, true);
  const stored = period?.weekly === undefined ? whole : gridOf(period.weekly);
  const grid = period === undefined ? nights : stored;
  return {
    name: period?.name ?? '',
    cells: grid.cells,
    slots: keyed(grid.others),
    dates: keyed(period?.dates),
    except: keyed(period?.except),
    holidays: period?.holidays ?? 'include',
  };
}

const areDates = (spans: readonly SpanDraft[]): boolean =>
  spans.every(({ from, to }) => from !== '' && to !== '' && from <= to);

/** What cannot be sent: the part of the form at fault. */
export function periodFaults(
  draft: PeriodDraft,
): ReadonlySet<'name' | 'week' | 'slots' | 'dates' | 'except'> {
  const { name, cells, slots, dates, except } = draft;
  const faults = new Set<'name' | 'week' | 'slots' | 'dates' | 'except'>();
  if (name.trim() === '') faults.add('name');
  if (isEmptyGrid({ cells, others: [] }) && slots.length === 0) faults.add('week');
  if (slots.some((slot) => slot.days.length === 0 || !isMoment(slot.from) || !isMoment(slot.to)))
    faults.add('slots');
  if (!areDates(dates)) faults.add('dates');
  if (!areDates(except)) faults.add('except');
  return faults;
}

/** What is sent. */
export function periodInput({ name, cells, slots, dates, except, holidays }: PeriodDraft): PeriodInput {
  const others = slots.map(({ key: _, ...slot }) => ({
    days: [...slot.days] as Slot['days'],
    from: slot.from.trim(),
    to: slot.to.trim(),
  }));
  const spans = (drafts: readonly SpanDraft[]) => drafts.map(({ from, to }) => ({ from, to }));
  return {
    name: name.trim(),
    weekly: weeklyOf({ cells, others }),
    ...(dates.length === 0 ? {} : { dates: spans(dates) }),
    ...(except.length === 0 ? {} : { except: spans(except) }),
    holidays,
  };
}
