/** Public holidays of countries and regions. */
export interface HolidayCalendar {
  /** Whether the code, such as `FR` or `FR-57`, is known. */
  isKnown(code: string): boolean;
  /** Codes of countries, for suggestions. */
  codes(): readonly string[];
  /** The public holidays of a year as `YYYY-MM-DD`, in order. */
  daysOf(code: string, year: number): readonly string[];
}
