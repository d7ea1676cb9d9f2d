import type { Language } from './i18n.ts';

/** How numbers and times are written for one reader, in the territory's time zone. */
export interface Format {
  number(value: number, decimals?: number): string;
  /** a percentage; what is little or nearly all never reads as nothing or all */
  share(ratio: number): string;
  time(instant: string | number): string;
  timeToTheSecond(instant: string | number): string;
  day(instant: string | number): string;
  dayAndTime(instant: string | number): string;
  /** a date with its year: of records that last */
  date(instant: string | number): string;
  dateAndTime(instant: string | number): string;
  /** the time alone today, the day with it otherwise */
  recent(instant: string | number, nowMs: number): string;
}

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' };

const made = new Map<string, Format>();

/** The same for every part of a page: each row of a list would else make formatters of its own. */
export function formatOf(language: Language, timeZone: string): Format {
  const name = `${language} ${timeZone}`;
  const known = made.get(name) ?? createFormat(language, timeZone);
  made.set(name, known);
  return known;
}

/** Writes 24-hour times, and commas or points as the language does. */
export function createFormat(language: Language, timeZone: string): Format {
  const locale = locales[language];
  // A browser takes longer to make a formatter than to use it a hundred times: those nobody asks for are not made.
  const dates = (options: Intl.DateTimeFormatOptions) => {
    let format: Intl.DateTimeFormat | undefined;
    return (instant: string | number) => {
      format ??= new Intl.DateTimeFormat(locale, { hourCycle: 'h23', timeZone, ...options });
      return format.format(new Date(instant));
    };
  };
  const time = dates({ hour: '2-digit', minute: '2-digit' });
  const timeToTheSecond = dates({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const day = dates({ weekday: 'short', day: 'numeric', month: 'short' });
  const dateOf = dates({ day: 'numeric', month: 'long', year: 'numeric' });
  // A day without a time is the same day in every time zone.
  const date = (instant: string | number) =>
    dateOf(/^\d{4}-\d{2}-\d{2}$/.test(String(instant)) ? `${instant}T12:00:00Z` : instant);
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const numbers = new Map<number, Intl.NumberFormat>();
  const numberWith = (decimals: number): Intl.NumberFormat => {
    const known = numbers.get(decimals);
    if (known !== undefined) return known;
    const digits = { maximumFractionDigits: decimals, minimumFractionDigits: decimals };
    const made = new Intl.NumberFormat(locale, digits);
    numbers.set(decimals, made);
    return made;
  };
  const dayAndTime = (instant: string | number) => `${day(instant)} ${time(instant)}`;
  return {
    number: (value, decimals = 0) => numberWith(decimals).format(value),
    share: (ratio) => {
      if (ratio > 0 && ratio < 0.01) return `< ${percent.format(0.01)}`;
      if (ratio > 0.99 && ratio < 1) return `> ${percent.format(0.99)}`;
      return percent.format(ratio);
    },
    time,
    timeToTheSecond,
    day,
    dayAndTime,
    date,
    dateAndTime: (instant) => `${date(instant)}, ${time(instant)}`,
    recent: (instant, nowMs) =>
      day(instant) === day(nowMs) ? timeToTheSecond(instant) : dayAndTime(instant),
  };
}
