import type { EChartsCoreOption } from 'echarts/core';
import { classColour } from './chart-option.ts';

/** One class of a distribution. */
export interface DistributionSeries {
  readonly class: string | null;
  readonly name: string;
  readonly bins: readonly number[];
}

/** Words and colours of a distribution. */
export interface DistributionLook {
  readonly labels: readonly string[];
  readonly unit: string;
  readonly number: (value: number) => string;
  readonly text: string;
  readonly soft: string;
  readonly border: string;
  readonly surface: string;
}

/** Bars over the bins, classes stacked. */
export function distributionOption(
  series: readonly DistributionSeries[],
  look: DistributionLook,
): EChartsCoreOption {
  const axisLabel = { color: look.soft, fontSize: 11 };
  return {
    animation: false,
    textStyle: { fontFamily: 'Inter, system-ui, sans-serif' },
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
      textStyle: { color: look.text, fontSize: 12, lineHeight: 18 },
      formatter: (points: readonly { readonly dataIndex: number }[]) => {
        const at = points[0]?.dataIndex ?? 0;
        const figures = series.map(({ name, bins }) => `${name}: ${look.number(bins[at] ?? 0)}`);
        return [`${look.labels[at]} ${look.unit}`, ...figures].join('\n');
      },
    },
    grid: { left: 44, right: 44, top: 36, bottom: 28 },
    xAxis: {
      type: 'category',
      data: look.labels,
      name: look.unit,
      nameTextStyle: { color: look.soft, fontSize: 11 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: look.border } },
      axisLabel: { ...axisLabel, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: 4,
      axisLabel: { ...axisLabel, formatter: look.number },
      splitLine: { lineStyle: { color: look.border } },
    },
    series: series.map((one) => ({
      type: 'bar',
      name: one.name,
      stack: 'all',
      barMaxWidth: 48,
      barCategoryGap: '12%',
      itemStyle: { color: classColour(one.class ?? '') },
      data: one.bins,
    })),
  };
}
