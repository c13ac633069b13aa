import { useEffect, useId, useRef, useState, type CSSProperties, type ReactNode, type RefObject } from 'react';
import { celsius, clockTicks, dateTime } from '../lib/format.ts';
import { space } from './layout.tsx';

/**
 * The office's drawings: a curve over time, a share of a whole, and how a heap is made up. Ours, in the colours of the
 * look; what each shows is told in words as well.
 */

export interface Point {
  deviceId: string;
  at: string;
  celsiusMin: number;
  celsiusMax: number;
  celsiusMean: number;
}
interface Span {
  startedAt: string;
  endedAt?: string | null;
}
const LINES = ['cold', 'soil', 'sprout', 'rice-ink'] as const;
const EDGE = { left: 48, right: 16, top: 28, bottom: 24 };
const TICK_WIDTH = 84;

/** How wide the drawing may be: it follows the page. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [place]);
  return width;
}

/** Four or five round steps that hold all values. */
function scaleOf(values: readonly number[]): { from: number; to: number; steps: number[] } {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = [0.5, 1, 2, 5, 10, 20, 50].find((one) => (most - least) / one <= 4) ?? 100;
  const [from, to] = [Math.floor(least / step) * step, Math.ceil(most / step) * step || step];
  return { from, to, steps: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, i) => from + i * step) };
}

/** A temperature curve with what is allowed: outside of it the line is red; when an alarm ran is shaded. */
export function Curve({
  points,
  limits,
  alarms = [],
  height = 280,
  quiet = false,
}: {
  points: readonly Point[];
  limits: Limits;
  alarms?: readonly Span[];
  height?: number;
  /** Without the line of words below: they stand beside. */
  quiet?: boolean;
}) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const lowest = Math.min(...points.map(({ celsiusMin }) => celsiusMin));
  const highest = Math.max(...points.map(({ celsiusMax }) => celsiusMax));
  const told = `最低 ${celsius(lowest)}，最高 ${celsius(highest)}`;
  return (
    <figure>
      <div ref={place} style={{ height }} role="img" aria-label={`温度曲线，${told}`}>
        {width > 0 && <Drawn points={points} limits={limits} alarms={alarms} width={width} height={height} />}
      </div>
      {!quiet && (
        <figcaption className="small grey">
          {dateTime(points[0]?.at)} 至 {dateTime(points.at(-1)?.at)}，{told}
          {alarms.length > 0 && `，报警 ${alarms.length} 次（红色时段）`}
        </figcaption>
      )}
    </figure>
  );
}

interface Limits {
  min?: number | null;
  max?: number | null;
}
/** Where everything stands in a drawing of this size. */
function plotOf(points: readonly Point[], { min, max }: Limits, width: number, height: number) {
  const times = points.map(({ at }) => Date.parse(at));
  const [fromMs, toMs] = [Math.min(...times), Math.max(...times)];
  const bounds = [min, max].filter((one) => typeof one === 'number');
  const { from, to, steps } = scaleOf([...points.map(({ celsiusMean }) => celsiusMean), ...bounds]);
  const [left, right, top, foot] = [EDGE.left, width - EDGE.right, EDGE.top, height - EDGE.bottom];
  const x = (at: string | number) =>
    left + (((typeof at === 'string' ? Date.parse(at) : at) - fromMs) / (toMs - fromMs || 1)) * (right - left);
  const y = (value: number) => foot - ((value - from) / (to - from)) * (foot - top);
  const [high, low] = [typeof max === 'number' ? y(max) : top, typeof min === 'number' ? y(min) : foot];
  const isOut = ({ celsiusMean }: Point) => (max ?? Infinity) < celsiusMean || (min ?? -Infinity) > celsiusMean;
  const allowed = { y: high, height: Math.max(0, low - high) };
  return { width, height, fromMs, toMs, bounds, steps, left, right, top, foot, x, y, high, low, allowed, isOut };
}
type Plot = ReturnType<typeof plotOf>;

function Drawn({
  points,
  limits,
  alarms,
  width,
  height,
}: {
  points: readonly Point[];
  limits: Limits;
  alarms: readonly Span[];
  width: number;
  height: number;
}) {
  const [near, setNear] = useState<Point | null>(null);
  const plot = plotOf(points, limits, width, height);
  const away = ({ at }: Point, place: number) => Math.abs(plot.x(at) - place);
  const look = (place: number) =>
    setNear(points.reduce((best, one) => (away(one, place) < away(best, place) ? one : best)));
  const shown = near ?? points.at(-1);
  return (
    <svg
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={({ clientX, currentTarget }) => look(clientX - currentTarget.getBoundingClientRect().left)}
      onPointerLeave={() => setNear(null)}
    >
      <Ground plot={plot} alarms={alarms} />
      <Lines plot={plot} points={points} />
      {shown && <Reading plot={plot} point={shown} clock={near ? dateTime(near.at).slice(-5) : ''} />}
    </svg>
  );
}

/** What is allowed, when an alarm ran, and the scales. */
const Ground = ({ plot, alarms }: { plot: Plot; alarms: readonly Span[] }) => {
  const { x, y, left, right, top, foot, bounds, allowed, fromMs, toMs } = plot;
  return (
    <>
      {bounds.length > 0 && <rect x={left} width={right - left} {...allowed} fill="var(--cold-pale)" />}
      {alarms.map(({ startedAt, endedAt }) => {
        const [begin, end] = [Math.max(left, x(startedAt)), Math.min(right, x(endedAt ?? toMs))];
        const size = { x: begin, y: top, width: Math.max(2, end - begin), height: foot - top };
        return <rect key={startedAt} {...size} fill="var(--ember)" opacity={0.12} />;
      })}
      {plot.steps.map((step) => (
        <g key={step}>
          <path d={`M${left} ${y(step)}H${right}`} stroke="var(--line)" />
          <text x={left - 8} y={y(step) + 4} textAnchor="end">
            {step}°
          </text>
        </g>
      ))}
      {bounds.map((bound) => (
        <path key={bound} d={`M${left} ${y(bound)}H${right}`} stroke="var(--ember)" strokeDasharray="4 4" />
      ))}
      {clockTicks(fromMs, toMs, Math.floor((right - left) / TICK_WIDTH)).map(({ ms, text }) => (
        <text key={ms} x={x(ms)} y={plot.height - 6} textAnchor="middle">
          {text}
        </text>
      ))}
    </>
  );
};

/** A line for each thermometer: what is outside of what is allowed is red. */
function Lines({
  plot: { x, y, left, width, height, high, low, bounds, allowed },
  points,
}: {
  plot: Plot;
  points: readonly Point[];
}) {
  const id = useId();
  const devices = [...new Set(points.map(({ deviceId }) => deviceId))];
  const way = (device: string) =>
    points
      .filter(({ deviceId }) => deviceId === device)
      .map(({ at, celsiusMean }, i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(celsiusMean).toFixed(1)}`)
      .join('');
  return (
    <g fill="none" strokeWidth={2.5} strokeLinejoin="round">
      <clipPath id={`${id}in`}>
        <rect width={width} {...allowed} />
      </clipPath>
      <clipPath id={`${id}out`}>
        <rect width={width} height={high} />
        <rect y={low} width={width} height={Math.max(0, height - low)} />
      </clipPath>
      {devices.map((device, i) => {
        const colour = `var(--${LINES[i % LINES.length]})`;
        return (
          <g key={device}>
            <path d={way(device)} stroke={colour} clipPath={bounds.length > 0 ? `url(#${id}in)` : undefined} />
            {bounds.length > 0 && <path d={way(device)} stroke="var(--ember)" clipPath={`url(#${id}out)`} />}
            {devices.length > 1 && (
              <text x={left + i * 140} y={14} style={{ fill: colour }}>
                ● {device}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** The newest reading, or the one under the pointer. */
const Reading = ({ plot: { x, y, left, right, isOut }, point, clock }: { plot: Plot; point: Point; clock: string }) => {
  const [place, fill] = [x(point.at), isOut(point) ? 'var(--ember)' : 'var(--cold)'];
  const isLast = place > right - 60;
  return (
    <>
      <circle cx={place} cy={y(point.celsiusMean)} r={5} fill={fill} />
      <text
        x={isLast ? right : Math.max(left + 60, place)}
        y={Math.max(16, y(point.celsiusMean) - 12)}
        textAnchor={isLast ? 'end' : 'middle'}
        style={{ fill, fontWeight: 700 }}
      >
        {celsius(point.celsiusMean)} {clock}
      </text>
    </>
  );
};

const ROUND = 'var(--r-chip)';
const BAR: CSSProperties = {
  display: 'flex',
  gap: space(1),
  height: 12,
  background: 'var(--sunk)',
  borderRadius: ROUND,
};
const part = (background: string, width: string): CSSProperties => ({ background, width, borderRadius: ROUND });

/** How much of the whole, with its figure beside: never by colour alone. */
export const Share = ({ of: share, bad = false, children }: { of: number; bad?: boolean; children: ReactNode }) => (
  <span style={{ display: 'inline-grid', gridTemplateColumns: '140px 3em', gap: space(2), alignItems: 'center' }}>
    <span aria-hidden="true" style={BAR}>
      <i style={part(`var(--${bad ? 'ember' : 'sprout'})`, `${Math.round(share * 100)}%`)} />
    </span>
    <b>{children}</b>
  </span>
);

export interface Part {
  label: string;
  count: number;
  /** How dark, from 0 to 1; the worst is red. */
  weight: number | 'worst';
}
const inkOf = (weight: Part['weight']) =>
  weight === 'worst' ? 'var(--ember)' : `color-mix(in srgb, var(--soil) ${Math.round(weight * 100)}%, var(--sunk))`;

/** How a heap is made up, as wide as there is of it: `most` fills the line. */
export const Stack = ({ parts, most }: { parts: readonly Part[]; most: number }) => (
  <span
    style={{ ...BAR, background: undefined }}
    role="img"
    aria-label={parts
      .filter(({ count }) => count > 0)
      .map(({ label, count }) => `${label} ${count} 件`)
      .join('，')}
  >
    {parts.map(({ label, count, weight }) =>
      count === 0 ? null : (
        <i key={label} title={`${label} ${count} 件`} style={part(inkOf(weight), `${(count / most) * 100}%`)} />
      ),
    )}
  </span>
);
/** What the shades mean. */
export const Legend = ({ parts }: { parts: readonly Omit<Part, 'count'>[] }) => (
  <span className="small grey">
    {parts.map(({ label, weight }) => (
      <span key={label} style={{ marginLeft: space(2), whiteSpace: 'nowrap' }}>
        <i aria-hidden="true" style={{ ...part(inkOf(weight), '10px'), display: 'inline-block', height: 10 }} /> {label}
      </span>
    ))}
  </span>
);
