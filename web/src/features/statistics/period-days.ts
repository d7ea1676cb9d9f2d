import type { Interval } from '@/api/statistics.ts';
import { dayAfter, localDay } from './calendar-days.ts';

/** Which days are shown. */
export type Period = 'today' | 'yesterday' | 'week' | 'month' | 'custom';

/** First and last day, both included, `YYYY-MM-DD`. */
export interface Days {
  readonly first: string;
  readonly last: string;
}

/** The days a choice stands for, in the territory's time zone. */
export function daysOf(period: Period, custom: Partial<Days>, nowMs: number, timeZone: string): Days {
  const today = localDay(nowMs, timeZone);
  switch (period) {
    case 'today':
      return { first: today, last: today };
    case 'yesterday':
      return { first: dayAfter(today, -1), last: dayAfter(today, -1) };
    case 'week':
      return { first: dayAfter(today, -6), last: today };
    case 'month':
      return { first: dayAfter(today, -29), last: today };
    case 'custom': {
      const first = custom.first ?? today;
      const last = custom.last ?? today;
      return first <= last ? { first, last } : { first: last, last: first };
    }
  }
}

/** The interval that reads best when none was chosen. */
export const usualInterval = (period: Period): Interval => (period === 'month' ? 'day' : 'hour');
