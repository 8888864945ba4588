import { BarChart, LineChart, PieChart, ScatterChart } from 'echarts/charts';
import {
  DatasetComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
} from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use as install } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useTheme } from '#web/theme.tsx';

install([
  BarChart,
  LineChart,
  PieChart,
  ScatterChart,
  DatasetComponent,
  DataZoomInsideComponent,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TitleComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type ChartOption = EChartsCoreOption;

/** The canvas behind `Chart`. */
export function ChartCanvas({
  option,
  height,
  name,
}: {
  readonly option: ChartOption;
  readonly height: number;
  readonly name: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const { dark } = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are read from the page, which `dark` changes
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const drawn = init(element, themeFrom(element), { renderer: 'canvas' });
    chart.current = drawn;
    const watch = new ResizeObserver(() => drawn.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, [dark]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme makes a new chart, which wants its option again
  useEffect(() => {
    const tooltip = typeof option.tooltip === 'object' ? option.tooltip : {};
    chart.current?.setOption(
      {
        animationDuration: window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250,
        ...option,
        // An HTML tooltip carries inline styles, which the content security policy forbids.
        ...(option.tooltip === undefined
          ? {}
          : { tooltip: { confine: true, ...tooltip, renderMode: 'richText' } }),
      },
      { notMerge: true },
    );
  }, [option, dark]);

  return <div ref={box} role="img" aria-label={name} style={{ height }} />;
}

function themeFrom(element: HTMLElement): object {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const axis = {
    axisLine: { lineStyle: { color: colour('--line-strong') } },
    axisTick: { lineStyle: { color: colour('--line-strong') } },
    axisLabel: { color: colour('--ink-soft') },
    nameTextStyle: { color: colour('--ink-soft') },
    splitLine: { lineStyle: { color: colour('--line') } },
  };
  return {
    color: [1, 2, 3, 4, 5, 6].map((at) => colour(`--chart-${at}`)),
    backgroundColor: 'transparent',
    textStyle: { fontFamily: style.fontFamily, color: colour('--ink') },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    timeAxis: axis,
    legend: { top: 0, bottom: 'auto', textStyle: { color: colour('--ink-soft') } },
    tooltip: {
      backgroundColor: colour('--paper'),
      borderColor: colour('--line-strong'),
      textStyle: { color: colour('--ink') },
    },
  };
}
