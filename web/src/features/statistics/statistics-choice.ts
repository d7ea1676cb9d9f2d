import type { Interval, Regime } from '@/api/statistics.ts';
import type { Comparison } from './comparison.ts';
import type { Days, Period } from './period-days.ts';

/** What is chosen above the charts; without a camera, a line or a class, all of them. */
export interface StatisticsChoice {
  readonly camera: number | undefined;
  readonly line: number | undefined;
  readonly class: string | undefined;
  readonly regime: Regime | undefined;
  readonly period: Period;
  readonly days: Days;
  readonly by: Interval;
  readonly compare: Comparison;
}

/** What is chosen anew; a field that is undefined is chosen no more. */
export type StatisticsChange = {
  readonly [Name in keyof StatisticsChoice]?: Exclude<StatisticsChoice[Name], 'none'> | undefined;
};
