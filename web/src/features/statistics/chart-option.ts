import type { EChartsCoreOption } from 'echarts/core';
import type { Compared } from './comparison.ts';
import type { ChartData, ChartSeries } from './intervals.ts';

/** Words and colours of a chart, in the reader's language and theme. */
export interface ChartLook {
  readonly labels: readonly string[];
  readonly className: (name: string) => string;
  /** class, and direction where there are two */
  readonly seriesName: (series: ChartSeries) => string;
  readonly number: (value: number) => string;
  /** a figure on the axis: no more decimals than it needs */
  readonly axisNumber: (value: number) => string;
  readonly coverageOf: (ratio: number) => string;
  readonly noData: string;
  /** figures of an earlier time, and how they are called */
  readonly earlier?: { readonly name: string; readonly figures: Compared } | undefined;
  readonly text: string;
  readonly soft: string;
  readonly border: string;
  readonly surface: string;
}

/** How a dashed line looks in a legend. */
const dashes = 'path://M0 4h4v2H0zM6 4h4v2H6z';

const classColours: Readonly<Record<string, string>> = {
  person: '#4f80d8',
  car: '#d9822b',
  truck: '#8c6bb1',
  bus: '#2f9e8f',
  bicycle: '#6aa02c',
  motorcycle: '#c2528b',
};
const otherColour = '#8a919c';

/** Diagonal strokes: not analysed. */
function hatching(colour: string): object {
  const canvas = document.createElement('canvas');
  canvas.width = 8;
  canvas.height = 8;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.strokeStyle = colour;
    context.beginPath();
    for (const shift of [-8, 0, 8]) {
      context.moveTo(shift, 8);
      context.lineTo(shift + 8, 0);
    }
    context.stroke();
  }
  return { image: canvas, repeat: 'repeat' };
}

/** The colour of a class, the same in every chart. */
export const classColour = (name: string): string => classColours[name] ?? otherColour;

const colourOf = (series: ChartSeries): string => classColour(series.class);

/** Passages each way: forward above the axis, backward below it, classes stacked. */
export function crossingsOption(data: ChartData, look: ChartLook): EChartsCoreOption {
  const bars = data.series.map((series) => ({
    type: 'bar',
    name: look.className(series.class),
    stack: 'passages',
    barMaxWidth: 28,
    barCategoryGap: '24%',
    itemStyle: { color: colourOf(series), opacity: series.direction === 'backward' ? 0.6 : 1 },
    data: series.values.map((value) => (value !== null && series.direction === 'backward' ? -value : value)),
  }));
  const back = look.earlier?.figures.backward.map((value) => value && -value) ?? [];
  const hasBack = data.series.some(({ direction }) => direction === 'backward');
  return chartOption(data, look, [
    ...bars,
    ...earlierSeries(look, look.earlier?.figures.forward ?? []),
    ...(hasBack ? earlierSeries(look, back) : []),
  ]);
}

/** Figures of an earlier time: a dashed line over what is drawn of the time that was chosen. */
function earlierSeries(look: ChartLook, values: readonly (number | null)[]): object[] {
  if (look.earlier === undefined) return [];
  return [
    {
      type: 'line',
      name: look.earlier.name,
      step: 'middle',
      symbol: 'none',
      connectNulls: false,
      lineStyle: { width: 1.5, type: 'dashed', color: look.text },
      itemStyle: { color: look.text },
      data: values,
    },
  ];
}

/** Mean number present; the line breaks where nothing was analysed. */
export function presenceOption(data: ChartData, look: ChartLook): EChartsCoreOption {
  const lines = data.series.map((series) => ({
    type: 'line',
    name: look.className(series.class),
    step: 'middle',
    symbol: 'none',
    connectNulls: false,
    lineStyle: { width: 1.75 },
    areaStyle: { opacity: 0.12 },
    itemStyle: { color: colourOf(series) },
    data: series.values,
  }));
  return chartOption(data, look, [...lines, ...earlierSeries(look, look.earlier?.figures.forward ?? [])]);
}

function chartOption(data: ChartData, look: ChartLook, series: readonly object[]): EChartsCoreOption {
  const classes = [...new Set(data.series.map((each) => look.className(each.class)))];
  const names =
    look.earlier === undefined ? classes : [...classes, { name: look.earlier.name, icon: dashes }];
  const isGap = data.intervals.some(({ missing }) => missing);
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter, system-ui, sans-serif' },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 10,
      itemHeight: 10,
      data: isGap ? [...names, look.noData] : names,
      textStyle: { color: look.text, fontSize: 12 },
      type: 'scroll',
    },
    tooltip: tooltip(data, look),
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left: 44, right: 8, top: 36, bottom: 46 },
      { left: 44, right: 8, height: 10, bottom: 26 },
    ],
    ...axes(look, data.forwardName !== '' || data.series.some(({ direction }) => direction !== undefined)),
    series: [gapSeries(data, look), ...series, coverageSeries(data, look)],
  };
}

function axes(look: ChartLook, wholeOnly: boolean): { readonly xAxis: object[]; readonly yAxis: object[] } {
  const axisLabel = { color: look.soft, fontSize: 11 };
  const bare = {
    type: 'category',
    data: look.labels,
    axisLabel: { show: false },
    axisTick: { show: false },
    axisLine: { lineStyle: { color: look.border } },
  };
  const hidden = { type: 'value', min: 0, max: 1, show: false };
  return {
    xAxis: [
      bare,
      { ...bare, gridIndex: 1, axisLabel: { ...axisLabel, hideOverlap: true } },
      // Gaps have an axis of their own: on a shared one, bars would make room for each other.
      { ...bare, show: false },
    ],
    yAxis: [
      {
        type: 'value',
        ...(wholeOnly ? { minInterval: 1 } : {}),
        splitNumber: 4,
        axisLabel: { ...axisLabel, formatter: (value: number) => look.axisNumber(Math.abs(value)) },
        splitLine: { lineStyle: { color: look.border } },
      },
      { ...hidden, gridIndex: 1 },
      hidden,
    ],
  };
}

function tooltip(data: ChartData, look: ChartLook): object {
  return {
    trigger: 'axis',
    // Drawn on the canvas: a strict policy refuses style attributes in markup.
    renderMode: 'richText',
    confine: true,
    axisPointer: { type: 'shadow' },
    backgroundColor: look.surface,
    borderColor: look.border,
    textStyle: { color: look.text, fontSize: 12, lineHeight: 18 },
    formatter: (points: readonly { readonly dataIndex: number }[]) => {
      const at = points[0]?.dataIndex ?? 0;
      const interval = data.intervals[at];
      if (interval === undefined) return '';
      if (interval.missing) return `${look.labels[at]}\n${look.noData}`;
      const figures = data.series.map(
        (series) => `${look.seriesName(series)}: ${look.number(series.values[at] ?? 0)}`,
      );
      return [
        look.labels[at],
        ...figures,
        ...earlierFigure(look, at),
        look.coverageOf(interval.coverage),
      ].join('\n');
    },
  };
}

function earlierFigure({ earlier, number }: ChartLook, at: number): string[] {
  const forward = earlier?.figures.forward[at] ?? null;
  if (earlier === undefined || forward === null) return [];
  return [`${earlier.name}: ${number(forward + (earlier.figures.backward[at] ?? 0))}`];
}

function gapSeries(data: ChartData, look: ChartLook): object {
  return {
    type: 'bar',
    name: look.noData,
    xAxisIndex: 2,
    yAxisIndex: 2,
    barCategoryGap: 0,
    silent: true,
    itemStyle: { color: hatching(look.soft), opacity: 0.5 },
    data: data.intervals.map(({ missing }) => (missing ? 1 : null)),
  };
}

function coverageSeries(data: ChartData, look: ChartLook): object {
  return {
    type: 'bar',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barCategoryGap: '4%',
    showBackground: true,
    backgroundStyle: { color: look.border, opacity: 0.6 },
    itemStyle: { color: look.soft, opacity: 0.7 },
    data: data.intervals.map(({ coverage }) => coverage),
  };
}
