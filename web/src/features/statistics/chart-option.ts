import type { EChartsCoreOption } from 'echarts/core';
import { type ChartData, type ChartSeries, missingRuns } from './intervals.ts';

/** Words and colours of a chart, in the reader's language and theme. */
export interface ChartLook {
  readonly labels: readonly string[];
  readonly nameOf: (series: ChartSeries) => string;
  readonly number: (value: number) => string;
  readonly share: (ratio: number) => string;
  readonly coverageName: string;
  readonly noData: string;
  readonly unit: string;
  readonly text: string;
  readonly soft: string;
  readonly border: string;
  readonly surface: string;
}

const classColours: Readonly<Record<string, string>> = {
  person: '#4f80d8',
  car: '#d9822b',
  truck: '#8c6bb1',
  bus: '#2f9e8f',
  bicycle: '#6aa02c',
  motorcycle: '#c2528b',
};
const otherColour = '#8a919c';

/** A grid of diagonal strokes: not analysed. */
function hatching(colour: string): CanvasPattern | string {
  const canvas = document.createElement('canvas');
  canvas.width = 8;
  canvas.height = 8;
  const context = canvas.getContext('2d');
  if (context === null) return colour;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(-2, 10);
  context.lineTo(10, -2);
  context.stroke();
  return context.createPattern(canvas, 'repeat') ?? colour;
}

function base(data: ChartData, look: ChartLook): EChartsCoreOption {
  const axisLabel = { color: look.soft, fontSize: 11 };
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter, system-ui, sans-serif' },
    aria: { enabled: true },
    legend: {
      top: 0,
      left: 0,
      itemWidth: 10,
      itemHeight: 10,
      textStyle: { color: look.text, fontSize: 12 },
      type: 'scroll',
    },
    tooltip: {
      trigger: 'axis',
      // Drawn on the canvas: a strict policy refuses style attributes in markup.
      renderMode: 'richText',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: look.surface,
      borderColor: look.border,
      textStyle: { color: look.text, fontSize: 12 },
    },
    axisPointer: { link: [{ xAxisIndex: 'all' }] },
    grid: [
      { left: 44, right: 8, top: 36, bottom: 76 },
      { left: 44, right: 8, height: 16, bottom: 28 },
    ],
    xAxis: [
      {
        type: 'category',
        data: look.labels,
        axisLabel: { show: false },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: look.border } },
      },
      {
        type: 'category',
        gridIndex: 1,
        data: look.labels,
        axisLabel: { ...axisLabel, hideOverlap: true },
        axisTick: { show: false },
        axisLine: { lineStyle: { color: look.border } },
      },
    ],
    yAxis: [
      {
        type: 'value',
        minInterval: 1,
        axisLabel: { ...axisLabel, formatter: (value: number) => look.number(Math.abs(value)) },
        splitLine: { lineStyle: { color: look.border } },
      },
      { type: 'value', gridIndex: 1, min: 0, max: 1, show: false },
    ],
    series: [coverageSeries(data, look)],
  };
}

function coverageSeries(data: ChartData, look: ChartLook): object {
  return {
    type: 'bar',
    name: look.coverageName,
    xAxisIndex: 1,
    yAxisIndex: 1,
    barCategoryGap: '10%',
    itemStyle: { color: look.soft, opacity: 0.55 },
    data: data.intervals.map(({ coverage }) => coverage),
    tooltip: { valueFormatter: (value: unknown) => look.share(Number(value)) },
  };
}

function missingMarks(data: ChartData, look: ChartLook): object {
  return {
    silent: true,
    itemStyle: { color: hatching(look.soft), opacity: 0.45 },
    data: missingRuns(data.intervals).map(([first, last]) => [{ xAxis: first }, { xAxis: last }]),
  };
}

/** Names start at the first series, so that legend, bars and tooltip agree. */
const colourOf = (series: ChartSeries): string => classColours[series.class] ?? otherColour;

/** Passages each way: forward above the axis, backward below it, classes stacked. */
export function crossingsOption(data: ChartData, look: ChartLook): EChartsCoreOption {
  const option = base(data, look);
  const bars = data.series.map((series, at) => ({
    type: 'bar',
    name: look.nameOf(series),
    stack: 'passages',
    barMaxWidth: 28,
    barCategoryGap: '24%',
    itemStyle: { color: colourOf(series), opacity: series.direction === 'backward' ? 0.6 : 1 },
    data: series.values.map((value) => (value === null ? null : sided(series, value))),
    tooltip: {
      valueFormatter: (value: unknown) =>
        value === null || value === undefined ? look.noData : look.number(Math.abs(Number(value))),
    },
    ...(at === 0 ? { markArea: missingMarks(data, look) } : {}),
  }));
  return { ...option, series: [...bars, ...(option.series as object[])] };
}

const sided = (series: ChartSeries, value: number): number =>
  series.direction === 'backward' ? -value : value;

/** Mean number present; the line breaks where nothing was analysed. */
export function presenceOption(data: ChartData, look: ChartLook): EChartsCoreOption {
  const option = base(data, look);
  const lines = data.series.map((series, at) => ({
    type: 'line',
    name: look.nameOf(series),
    step: 'middle',
    symbol: 'none',
    connectNulls: false,
    lineStyle: { width: 1.75 },
    areaStyle: { opacity: 0.12 },
    itemStyle: { color: colourOf(series) },
    data: series.values,
    tooltip: {
      valueFormatter: (value: unknown) =>
        value === null || value === undefined ? look.noData : look.number(Number(value)),
    },
    ...(at === 0 ? { markArea: missingMarks(data, look) } : {}),
  }));
  return { ...option, series: [...lines, ...(option.series as object[])] };
}
