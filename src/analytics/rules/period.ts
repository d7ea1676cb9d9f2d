import { isTimeZone, localTime, parseDay, weekdayOf } from './local-time.ts';

/** A span of local dates, both ends included. */
export interface DateSpan {
  readonly from: string;
  readonly to: string;
}

/** Hours of the week; an end before its start runs past midnight and belongs to the day it began. */
export interface WeeklySlot {
  /** names of days; `holiday` applies on public holidays */
  readonly days: readonly string[];
  /** `HH:MM`, or `sunrise`/`sunset` with an optional offset such as `sunset-00:30` */
  readonly from: string;
  readonly to: string;
}

/** When a rule is active. */
export interface Period {
  readonly timeZone: string;
  readonly weekly?: readonly WeeklySlot[];
  readonly dates?: readonly DateSpan[];
  readonly except?: readonly DateSpan[];
  readonly holidays?: 'include' | 'exclude' | 'only';
}

/** Rise and set of the sun on the day of an instant; null where it does not rise or set. */
export type SunTimes = (
  timeMs: number,
  position: { readonly latitude: number; readonly longitude: number },
) => { readonly sunriseMs: number | null; readonly sunsetMs: number | null };

/** What a period needs to know of the place. */
export interface Calendar {
  /** public holidays, `YYYY-MM-DD` */
  readonly holidays: ReadonlySet<string>;
  readonly position: { readonly latitude: number; readonly longitude: number } | null;
  readonly sunTimes: SunTimes;
}

const dayMs = 86_400_000;
const momentPattern = /^(?:(\d{2}):(\d{2})|(sunrise|sunset)(?:([+-])(\d{2}):(\d{2}))?)$/;

/** Whether the period holds at an instant, milliseconds since 1970. */
export function isActive(period: Period, timeMs: number, calendar: Calendar): boolean {
  const { day, minute } = localTime(period.timeZone, timeMs);
  const holidays = daysOf(calendar.holidays);
  const { weekly } = period;
  if (!weekly) return isDayAllowed(period, day, holidays);
  const holds = (onDay: number, slot: WeeklySlot, test: (from: number, to: number) => boolean) => {
    if (!isDayAllowed(period, onDay, holidays) || !appliesOn(slot, onDay, holidays)) return false;
    const at = timeMs + (onDay - day) * dayMs;
    const from = minuteOf(slot.from, at, period.timeZone, calendar);
    const to = minuteOf(slot.to, at, period.timeZone, calendar);
    return from !== undefined && to !== undefined && test(from, to);
  };
  return weekly.some(
    (slot) =>
      holds(day, slot, (from, to) => (from < to ? minute >= from && minute < to : minute >= from)) ||
      holds(day - 1, slot, (from, to) => from >= to && minute < to),
  );
}

const holidayDays = new WeakMap<ReadonlySet<string>, ReadonlySet<number>>();

function daysOf(holidays: ReadonlySet<string>): ReadonlySet<number> {
  const known = holidayDays.get(holidays);
  if (known) return known;
  const days = new Set([...holidays].map(parseDay).filter((day) => day !== undefined));
  holidayDays.set(holidays, days);
  return days;
}

function isWithin(spans: readonly DateSpan[], day: number): boolean {
  return spans.some(({ from, to }) => {
    const first = parseDay(from);
    const last = parseDay(to);
    return first !== undefined && last !== undefined && day >= first && day <= last;
  });
}

function isDayAllowed(period: Period, day: number, holidays: ReadonlySet<number>): boolean {
  if (period.dates && !isWithin(period.dates, day)) return false;
  if (period.except && isWithin(period.except, day)) return false;
  if (period.holidays === 'exclude') return !holidays.has(day);
  if (period.holidays === 'only') return holidays.has(day);
  return true;
}

function appliesOn(slot: WeeklySlot, day: number, holidays: ReadonlySet<number>): boolean {
  return slot.days.includes(weekdayOf(day)) || (slot.days.includes('holiday') && holidays.has(day));
}

function minuteOf(moment: string, timeMs: number, timeZone: string, calendar: Calendar): number | undefined {
  const match = momentPattern.exec(moment);
  if (!match) return undefined;
  const [, hours, minutes, event, sign, offsetHours, offsetMinutes] = match;
  if (!event) return Number(hours) * 60 + Number(minutes);
  if (!calendar.position) return undefined;
  const sun = calendar.sunTimes(timeMs, calendar.position);
  const eventMs = event === 'sunrise' ? sun.sunriseMs : sun.sunsetMs;
  if (eventMs === null) return undefined;
  const offset = Number(offsetHours ?? 0) * 60 + Number(offsetMinutes ?? 0);
  return localTime(timeZone, eventMs).minute + (sign === '-' ? -offset : offset);
}

/** One fault of a period: the field in it, what is wrong and what would mend it. */
export interface PeriodFault {
  readonly field: string;
  readonly message: string;
  readonly fix: string;
}

/** Every fault of a period; a sound one has none. */
export function periodFaults(
  period: Omit<Period, 'timeZone'> & { readonly timeZone?: string | undefined },
): PeriodFault[] {
  return [
    ...timeZoneFaults(period.timeZone),
    ...(period.weekly ?? []).flatMap((slot, index) => slotFaults(slot, `weekly[${index}]`)),
    ...(period.dates ?? []).flatMap((span, index) => spanFaults(span, `dates[${index}]`)),
    ...(period.except ?? []).flatMap((span, index) => spanFaults(span, `except[${index}]`)),
    ...neverFaults(period),
  ];
}

function timeZoneFaults(timeZone: string | undefined): PeriodFault[] {
  if (timeZone === undefined || isTimeZone(timeZone)) return [];
  return [
    {
      field: 'timeZone',
      message: `unknown time zone "${timeZone}"`,
      fix: 'use an IANA name such as Europe/Paris',
    },
  ];
}

function slotFaults(slot: WeeklySlot, field: string): PeriodFault[] {
  const unread = (['from', 'to'] as const).filter((end) => !momentPattern.test(slot[end]));
  if (unread.length > 0) {
    return unread.map((end) => ({
      field: `${field}.${end}`,
      message: `"${slot[end]}" is no time of day`,
      fix: 'write HH:MM, or sunrise or sunset with an offset such as sunset-00:30',
    }));
  }
  return slot.from === slot.to
    ? [
        {
          field,
          message: 'starts and ends at the same time',
          fix: 'for the whole day write from "00:00" to "24:00"',
        },
      ]
    : [];
}

function spanFaults(span: DateSpan, field: string): PeriodFault[] {
  const first = parseDay(span.from);
  const last = parseDay(span.to);
  if (first === undefined || last === undefined) {
    const end = first === undefined ? 'from' : 'to';
    return [{ field: `${field}.${end}`, message: `"${span[end]}" is no date`, fix: 'write YYYY-MM-DD' }];
  }
  return first > last
    ? [{ field, message: `ends (${span.to}) before it starts (${span.from})`, fix: 'exchange the two dates' }]
    : [];
}

function neverFaults(period: Omit<Period, 'timeZone'>): PeriodFault[] {
  const onlyOnHolidays = period.weekly?.every(({ days }) => days.every((day) => day === 'holiday')) === true;
  return period.holidays === 'exclude' && onlyOnHolidays
    ? [
        {
          field: 'holidays',
          message: 'is never active: its hours lie on public holidays, which it leaves out',
          fix: 'remove holidays: exclude, or add days of the week',
        },
      ]
    : [];
}
