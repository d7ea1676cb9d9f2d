import Holidays from 'date-holidays';
import type { HolidayCalendar } from '#features/territory/ports.ts';

/** Public holidays of the world, by country and region; kept in memory once asked for. */
export function createHolidayCalendar(): HolidayCalendar {
  const known = new Map<string, readonly string[]>();
  const countries = new Holidays();
  return {
    codes: () => Object.keys(countries.getCountries()),
    isKnown(code) {
      const { country, region } = partsOf(code);
      if (!(country in countries.getCountries())) return false;
      return region === undefined || region in (countries.getStates(country) ?? {});
    },
    daysOf(code, year) {
      const key = `${code} ${year}`;
      const days = known.get(key) ?? read(code, year);
      known.set(key, days);
      return days;
    },
  };
}

function partsOf(code: string): { country: string; region: string | undefined } {
  const [country = '', region] = code.toUpperCase().split('-');
  return { country, region };
}

function read(code: string, year: number): readonly string[] {
  const { country, region } = partsOf(code);
  const calendar = new Holidays();
  if (region === undefined) calendar.init(country);
  else calendar.init(country, region);
  const days = calendar
    .getHolidays(year)
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10));
  return [...new Set(days)].sort();
}
