import { useElementSize } from '@mantine/hooks';
import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, type EChartsCoreOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import styles from './chart-panel.module.css';
import { usePrinting } from './use-printing.ts';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

/** What an upright page of paper has room for, pixels. */
const paperWidth = 640;

/** Draws a chart and keeps it as wide as its place. */
export function Chart({ option, label }: { readonly option: EChartsCoreOption; readonly label: string }) {
  const container = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(undefined);
  const { ref, width } = useElementSize();
  const isPrinting = usePrinting();
  useEffect(() => {
    if (container.current === null) return;
    const created = init(container.current);
    chart.current = created;
    return () => {
      created.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);
  useEffect(() => {
    if (isPrinting) chart.current?.resize({ width: paperWidth });
    else if (width > 0) chart.current?.resize({ width: 'auto' });
  }, [width, isPrinting]);
  return (
    <div ref={ref} className={styles.chart}>
      <div ref={container} className={styles.drawing} role="img" aria-label={label} />
    </div>
  );
}
