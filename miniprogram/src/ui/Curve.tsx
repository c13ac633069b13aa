import { View } from '@tarojs/components';
import { moment } from '@/lib/format';
import './curve.scss';

export interface Point {
  at: string;
  celsius: number;
}
const PARTS = 100;

/** A temperature curve of plain views: points beside each other, the allowed band behind them. Light enough for the main package. */
export function Curve({ points, min, max }: { points: readonly Point[]; min?: number | null; max?: number | null }) {
  if (points.length === 0) return null;
  const values = [...points.map(({ celsius }) => celsius), ...(typeof min === 'number' ? [min] : []), ...(typeof max === 'number' ? [max] : [])];
  const [low, high] = [Math.floor(Math.min(...values)) - 1, Math.ceil(Math.max(...values)) + 1];
  const height = (celsius: number): number => ((celsius - low) / (high - low)) * PARTS;
  const start = Date.parse(points[0]!.at);
  const span = Math.max(1, Date.parse(points[points.length - 1]!.at) - start);
  const isOut = (celsius: number): boolean => (typeof max === 'number' && celsius > max) || (typeof min === 'number' && celsius < min);
  const [coldest, warmest] = [Math.min(...points.map(({ celsius }) => celsius)), Math.max(...points.map(({ celsius }) => celsius))];
  return (
    <View className="curve" aria-label={`温度最低${coldest}度，最高${warmest}度`}>
      <View className="curve-box">
        {typeof max === 'number' && <View className="curve-band" style={{ bottom: `${typeof min === 'number' ? height(min) : 0}%`, top: `${PARTS - height(max)}%` }} />}
        {points.map(({ at, celsius }) => <View key={at} className={isOut(celsius) ? 'curve-point out' : 'curve-point'} style={{ left: `${((Date.parse(at) - start) / span) * PARTS}%`, bottom: `${height(celsius)}%` }} />)}
        <View className="curve-high">{high}°C</View>
        <View className="curve-low">{low}°C</View>
      </View>
      <View className="between small grey"><View>{moment(points[0]!.at)}</View><View>{points.length > 1 ? moment(points[points.length - 1]!.at) : ''}</View></View>
      <View>最低{coldest}°C，最高{warmest}°C{typeof max === 'number' ? `，要求${typeof min === 'number' ? `${min}～` : '不高于'}${max}°C` : ''}</View>
    </View>
  );
}
