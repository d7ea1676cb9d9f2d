import { createHolidayCalendar } from '#adapters/holidays/holiday-calendar.ts';
import type { TerritoryFile } from '#features/zones/territory-file.ts';
import { invalidField } from '#foundation/errors.ts';

/** Public holidays of a file that names none. */
const defaultHolidays = 'FR';

/** The public holidays of a file's territory from the year before an instant to the year after it. */
export function holidaysAround(file: TerritoryFile, timeMs: number): readonly string[] {
  const code = file.territory?.holidays === undefined ? defaultHolidays : file.territory.holidays;
  const usesPeriods = (file.periods ?? []).length > 0;
  const calendar = createHolidayCalendar();
  if (code !== null && !calendar.isKnown(code)) {
    throw invalidField(
      'territory.holidays',
      `no public holidays are known for "${code}"`,
      'write a country such as FR, or a country and region such as FR-57',
    );
  }
  if (code === null || !usesPeriods) return [];
  const year = new Date(timeMs).getUTCFullYear();
  return [year - 1, year, year + 1].flatMap((each) => calendar.daysOf(code, each));
}
