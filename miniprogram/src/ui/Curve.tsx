import { View } from '@tarojs/components';
import { moment } from '@/lib/format';

export interface Reading {
  at: string;
  celsiusMin: number;
  celsiusMax: number;
}
/** In a word: not every phone's letters have the sign. */
const degrees = (value: number): string => `${Math.round(value * 10) / 10}度`;
const percentOf = (share: number): string => `${Math.round(share * 10_000) / 100}%`;

/** A few readings stay marks, and do not become a wall. */
const SLOTS_MIN = 24;
/** A reading that did not move is still seen. */
const THIN = 0.02;

/**
 * The temperature on the way, drawn of plain boxes: in the colour of cold within what is asked for, red outside of it.
 * Light enough for any page.
 */
export function Curve({ points, min, max }: { points: readonly Reading[]; min?: number | null; max?: number | null }) {
  if (points.length === 0) return null;
  const lowest = Math.min(...points.map((point) => point.celsiusMin));
  const highest = Math.max(...points.map((point) => point.celsiusMax));
  const bottom = Math.floor(Math.min(lowest, min ?? lowest)) - 1;
  const top = Math.ceil(Math.max(highest, max ?? highest)) + 1;
  const height = (value: number): number => (value - bottom) / (top - bottom);
  const slots = Math.max(SLOTS_MIN, points.length);
  const isOut = (point: Reading): boolean =>
    (max != null && point.celsiusMax > max) || (min != null && point.celsiusMin < min);
  const asked =
    min != null && max != null
      ? `要求${degrees(min)}到${degrees(max)}`
      : max != null
        ? `要求不高于${degrees(max)}`
        : min != null
          ? `要求不低于${degrees(min)}`
          : '';
  const words = `路上最低${degrees(lowest)}，最高${degrees(highest)}${asked ? `，${asked}` : ''}`;
  return (
    <View>
      <View className="curve over on-sunk top-2" aria-role="img" aria-label={words}>
        {(min != null || max != null) && (
          <View
            className="lie whole on-cold-pale"
            style={{
              bottom: percentOf(height(min ?? bottom)),
              height: percentOf(height(max ?? top) - height(min ?? bottom)),
            }}
          />
        )}
        {points.map((point, i) => (
          <View
            key={point.at}
            className={isOut(point) ? 'lie on-ember' : 'lie on-cold'}
            style={{
              left: percentOf((i + 0.5) / points.length - 0.4 / slots),
              width: percentOf(0.8 / slots),
              bottom: percentOf(height(point.celsiusMin)),
              height: percentOf(Math.max(THIN, height(point.celsiusMax) - height(point.celsiusMin))),
            }}
          />
        ))}
        <View className="lie small grey" style={{ top: '2px' }}>
          {degrees(top)}
        </View>
        <View className="lie small grey" style={{ bottom: '2px' }}>
          {degrees(bottom)}
        </View>
      </View>
      <View className="between small grey">
        <View>{moment(points[0]!.at)}</View>
        <View>{points.length > 1 ? moment(points[points.length - 1]!.at) : ''}</View>
      </View>
      <View className={points.some(isOut) ? 'red' : 'cold'}>{words}</View>
    </View>
  );
}
