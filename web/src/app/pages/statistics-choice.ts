import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { countedCamerasQuery, type Regime, regimesOf, type StatisticsFilter } from '@/api/statistics.ts';
import { useTimeZone } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { dayAfter, startOfDay } from '@/features/statistics/calendar-days.ts';
import { type Comparison, daysBack, earlierDays } from '@/features/statistics/comparison.ts';
import { type Days, daysOf, usualInterval } from '@/features/statistics/period-days.ts';
import type { StatisticsChange, StatisticsChoice } from '@/features/statistics/statistics-choice.ts';
import { present, type readStatisticsSearch } from '../search.ts';

const route = getRouteApi('/signed-in/statistics');

type Search = ReturnType<typeof readStatisticsSearch>;

/** What the address says is shown, and the way to change it. */
export interface ChosenStatistics {
  readonly choice: StatisticsChoice;
  readonly filter: StatisticsFilter;
  /** the same question about the time compared with; undefined when nothing is compared */
  readonly earlier:
    | { readonly filter: StatisticsFilter; readonly days: Days; readonly back: number }
    | undefined;
  readonly change: (next: StatisticsChange) => void;
}

/** Reads the choice from the address, and writes it there. */
export function useStatisticsChoice(): ChosenStatistics {
  const search: Search = route.useSearch();
  const navigate = route.useNavigate();
  const timeZone = useTimeZone();
  const now = useNow();
  const { data: cameras = [] } = useQuery(countedCamerasQuery);
  const period = search.period ?? 'today';
  const days = daysOf(period, present({ first: search.from, last: search.to }), now, timeZone);
  const by = search.by ?? usualInterval(period);
  const compare: Comparison = search.compare ?? 'none';
  const { camera, line, class: kind } = search;
  const regime: Regime | undefined =
    cameras.find(({ cameraId }) => cameraId === camera)?.regime ?? search.regime ?? regimesOf(cameras)[0];
  const choice = { camera, line, class: kind, regime, period, days, by, compare };
  const filterOf = ({ first, last }: Days): StatisticsFilter => ({
    ...{ camera, line, class: kind, regime, by },
    from: startOfDay(first, timeZone),
    to: startOfDay(dayAfter(last, 1), timeZone),
  });
  const back = daysBack(compare, days);
  const before = back === undefined ? undefined : earlierDays(days, back);
  return {
    choice,
    filter: filterOf(days),
    earlier:
      before === undefined || back === undefined
        ? undefined
        : { filter: filterOf(before), days: before, back },
    change: ({ days: chosen, ...next }) =>
      void navigate({
        search: present({
          ...search,
          ...next,
          ...(chosen && { from: chosen.first, to: chosen.last }),
        }),
        replace: true,
      }),
  };
}
