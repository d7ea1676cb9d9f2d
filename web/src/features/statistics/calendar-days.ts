const clocks = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter takes long, and thousands of instants are asked for. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  clocks.set(timeZone, made);
  return made;
}

const partsOf = (instantMs: number, timeZone: string): Record<string, string> =>
  Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(new Date(instantMs))
      .map((part) => [part.type, part.value]),
  );

/** The day of an instant in a time zone, `YYYY-MM-DD`. */
export function localDay(instantMs: number, timeZone: string): string {
  const parts = partsOf(instantMs, timeZone);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/** The hour and minute of an instant in a time zone, `HH:MM`. */
export function localTime(instantMs: number, timeZone: string): string {
  const parts = partsOf(instantMs, timeZone);
  return `${parts.hour}:${parts.minute}`;
}

/** The day so many days later (or earlier), `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant at which a day begins in a time zone; exact across changes of the hour. */
export function startOfDay(day: string, timeZone: string): string {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const offsetAt = (instantMs: number): number => {
    const parts = partsOf(instantMs, timeZone);
    const asUtc = `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}:${parts.second}Z`;
    return Date.parse(asUtc) - Math.floor(instantMs / 1000) * 1000;
  };
  const first = wanted - offsetAt(wanted);
  return new Date(wanted - offsetAt(first)).toISOString();
}
