/** The wall clock of a place. */
export interface LocalTime {
  /** days since 1970-01-01 of the local date */
  readonly day: number;
  /** minutes since local midnight, with their fraction */
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(timeZone, format);
  return format;
}

/** Whether the name is one of the IANA time zones this runtime knows. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The wall clock of a time zone at an instant, milliseconds since 1970. */
export function localTime(timeZone: string, timeMs: number): LocalTime {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(timeMs)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return { day: dayNumber(year, month, day), minute: hour * 60 + minute + second / 60 };
}

/** Days since 1970-01-01 of a date of the Gregorian calendar. */
export function dayNumber(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** Days since 1970-01-01 of `YYYY-MM-DD`, or undefined when it is no date. */
export function parseDay(date: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const firstOfNext = month === 12 ? dayNumber(year + 1, 1, 1) : dayNumber(year, month + 1, 1);
  const number = dayNumber(year, month, day);
  const isReal = month >= 1 && month <= 12 && day >= 1 && number < firstOfNext;
  return isReal ? number : undefined;
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The weekday of a day number: 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): (typeof weekdays)[number] {
  return weekdays[(((day + 3) % 7) + 7) % 7]!;
}
