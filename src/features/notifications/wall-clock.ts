/** What a clock on the wall of the territory shows. */
export interface WallClock {
  /** 2026-11-23 */
  readonly day: string;
  /** minutes since midnight */
  readonly minutes: number;
}

const minuteMs = 60_000;
const dayMinutes = 1440;

/** The day and minute of a moment in a time zone. */
export function wallClock(atMs: number, timeZone: string): WallClock {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(atMs);
  const read = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    day: `${read('year')}-${read('month')}-${read('day')}`,
    minutes: Number(read('hour')) * 60 + Number(read('minute')),
  };
}

/** Minutes since midnight of 22:30. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Hours in which a person is left alone; they may go over midnight. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

/** When the quiet that a moment falls into ends; the moment itself when it falls into none. */
export function endOfQuiet(atMs: number, quiet: QuietHours | undefined, timeZone: string): number {
  if (quiet === undefined) return atMs;
  const from = minutesOf(quiet.from);
  const until = minutesOf(quiet.until);
  const minutesAt = (moment: number): number => wallClock(moment, timeZone).minutes;
  const isQuiet = (minutes: number): boolean =>
    from <= until ? minutes >= from && minutes < until : minutes >= from || minutes < until;
  const minutes = minutesAt(atMs);
  if (!isQuiet(minutes)) return atMs;
  const startOfMinute = atMs - (atMs % minuteMs);
  const guess = startOfMinute + ((until - minutes + dayMinutes) % dayMinutes) * minuteMs;
  // The night on which clocks change is an hour longer or shorter.
  let end = guess + nearest(until - minutesAt(guess)) * minuteMs;
  // Where the wall never shows the end, quiet ends with the leap over it.
  while (isQuiet(minutesAt(end))) end += minuteMs;
  return Math.max(atMs, end);
}

/** A difference of two times of day, by the shorter way around the clock. */
function nearest(minutes: number): number {
  const around = (minutes + dayMinutes) % dayMinutes;
  return around > dayMinutes / 2 ? around - dayMinutes : around;
}
