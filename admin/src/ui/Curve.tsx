import { LineChart } from 'echarts/charts';
import {
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useColours } from '../theme.ts';
import { dateTime } from '../lib/format.ts';

use([LineChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, MarkAreaComponent, SVGRenderer]);

export interface Point {
  deviceId: string;
  at: string;
  celsiusMin: number;
  celsiusMax: number;
  celsiusMean: number;
}
interface Limits {
  min?: number | null;
  max?: number | null;
}

/**
 * A temperature curve with its limits; the times in which an alarm ran are shaded. Also told in words, for who cannot
 * see it.
 */
export default function Curve({
  points,
  limits,
  alarms = [],
}: {
  points: readonly Point[];
  limits: Limits;
  alarms?: readonly { startedAt: string; endedAt?: string | null }[];
}) {
  const place = useRef<HTMLDivElement>(null);
  const colours = useColours();
  useEffect(() => {
    const chart = init(place.current!, null, { renderer: 'svg' });
    const devices = [...new Set(points.map(({ deviceId }) => deviceId))];
    const lines = [limits.min, limits.max].flatMap((value) =>
      value === null || value === undefined
        ? []
        : [{ yAxis: value, label: { formatter: `${value}°C`, position: 'insideEndTop' as const } }],
    );
    chart.setOption({
      animation: false,
      color: [colours.cold, colours.soil, colours.sprout, colours['rice-ink']],
      textStyle: { fontFamily: 'inherit', fontSize: 14, color: colours['ink-2'] },
      grid: { left: 52, right: 24, top: devices.length > 1 ? 36 : 16, bottom: 32 },
      legend: devices.length > 1 ? { top: 0 } : undefined,
      tooltip: { trigger: 'axis', valueFormatter: (value: unknown) => `${Number(value).toFixed(1)}°C` },
      xAxis: { type: 'time', axisLabel: { hideOverlap: true, color: colours['ink-2'] } },
      yAxis: {
        type: 'value',
        scale: true,
        axisLabel: { formatter: '{value}°C', color: colours['ink-2'] },
        splitLine: { lineStyle: { color: colours.line } },
      },
      series: devices.map((device, index) => ({
        name: device,
        type: 'line',
        showSymbol: false,
        lineStyle: { width: 2 },
        data: points.filter(({ deviceId }) => deviceId === device).map(({ at, celsiusMean }) => [at, celsiusMean]),
        ...(index === 0 && {
          markLine: { silent: true, symbol: 'none', lineStyle: { color: colours.ember, type: 'dashed' }, data: lines },
          markArea: {
            silent: true,
            itemStyle: { color: colours.ember, opacity: 0.12 },
            data: alarms.map(({ startedAt, endedAt }) => [
              { xAxis: startedAt },
              { xAxis: endedAt ?? points.at(-1)?.at ?? startedAt },
            ]),
          },
        }),
      })),
    });
    const observer = new ResizeObserver(() => chart.resize());
    observer.observe(place.current!);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [points, limits.min, limits.max, alarms, colours]);
  const lowest = Math.min(...points.map(({ celsiusMin }) => celsiusMin));
  const highest = Math.max(...points.map(({ celsiusMax }) => celsiusMax));
  return (
    <figure style={{ margin: '0 0 12px' }}>
      <div
        ref={place}
        className="chart"
        role="img"
        aria-label={`温度曲线，最低 ${lowest.toFixed(1)} 度，最高 ${highest.toFixed(1)} 度`}
      />
      <figcaption className="quiet">
        {dateTime(points[0]?.at)} 至 {dateTime(points.at(-1)?.at)}，最低 {lowest.toFixed(1)}°C，最高{' '}
        {highest.toFixed(1)}°C{alarms.length > 0 && `，报警 ${alarms.length} 次（红色时段）`}
      </figcaption>
    </figure>
  );
}
