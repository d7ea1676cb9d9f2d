/** Where a request stands on a day. */
export type RequestUrgency = 'closed' | 'in-time' | 'soon' | 'late';

const day = 86_400_000;
const soonDays = 7;

/** When an answer is due: one month after the request came, or three where it was extended (GDPR art. 12(3)). */
export function dueAt(receivedAt: Date, isExtended: boolean): Date {
  const months = isExtended ? 3 : 1;
  const due = new Date(receivedAt);
  const dayOfMonth = due.getUTCDate();
  due.setUTCDate(1);
  due.setUTCMonth(due.getUTCMonth() + months);
  // A month that has no such day ends on its last (Regulation 1182/71, art. 3(2)(c)).
  due.setUTCDate(Math.min(dayOfMonth, daysOfMonth(due)));
  return due;
}

function daysOfMonth(of: Date): number {
  return new Date(Date.UTC(of.getUTCFullYear(), of.getUTCMonth() + 1, 0)).getUTCDate();
}

/** How pressing a request is. */
export function urgencyOf(
  { state, dueMs }: { readonly state: string; readonly dueMs: number },
  nowMs: number,
): RequestUrgency {
  if (state !== 'open') return 'closed';
  if (nowMs > dueMs) return 'late';
  return dueMs - nowMs < soonDays * day ? 'soon' : 'in-time';
}

/** Who asked is known for this long after the answer, for a complaint (time limit of an action against it). */
export const personKeptMs = 365 * day;

/** Hours within which the authority is told of a breach (GDPR art. 33(1)). */
export const breachHours = 72;
