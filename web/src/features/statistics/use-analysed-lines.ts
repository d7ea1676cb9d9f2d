import { useQueries, useQuery } from '@tanstack/react-query';
import { countedCamerasQuery, countsQuery, regimesOf } from '@/api/statistics.ts';
import { useTimeZone } from '@/components/use-format.ts';
import { useNow } from '@/components/use-now.ts';
import { dayAfter, localDay, startOfDay } from './calendar-days.ts';
import { linesWithFigures } from './first-figures.ts';
import type { LineToday } from './today-totals.ts';

/** Whether a line was analysed at all today; totals of zero do not tell, so the day's coverage is asked for. */
export function useAnalysedLines(lines: readonly LineToday[]): (lineId: number) => boolean {
  const timeZone = useTimeZone();
  const today = localDay(useNow(), timeZone);
  const isQuiet = (line: LineToday): boolean => line.forward + line.backward === 0;
  const { data: cameras = [] } = useQuery(countedCamerasQuery);
  const answers = useQueries({
    queries: regimesOf(cameras).map((regime) => ({
      ...countsQuery({
        ...{ camera: undefined, regime, by: 'day' as const },
        from: startOfDay(today, timeZone),
        to: startOfDay(dayAfter(today, 1), timeZone),
      }),
      enabled: lines.some(isQuiet),
      refetchInterval: 60_000,
    })),
  });
  const series = answers.every(({ data }) => data !== undefined)
    ? answers.flatMap(({ data = [] }) => data)
    : undefined;
  if (series === undefined) return () => true;
  const counted = new Set(lines.filter((line) => !isQuiet(line)).map(({ lineId }) => lineId));
  const analysed = linesWithFigures(series);
  return (lineId) => counted.has(lineId) || analysed.has(lineId);
}
