/** An instant as a field for date and time holds it, on the clock of this device. */
export function fieldOfInstant(instant: string | number): string {
  const at = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The instant that such a field names; undefined while it is empty or half filled in. */
export function instantOfField(typed: string): string | undefined {
  const ms = Date.parse(typed);
  return typed === '' || Number.isNaN(ms) ? undefined : new Date(ms).toISOString();
}
