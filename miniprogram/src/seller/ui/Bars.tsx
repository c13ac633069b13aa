import { View } from '@tarojs/components';

export interface BarOf {
  key: string;
  /** Below the bar. */
  name: string;
  value: number;
  /** What is said of it. */
  text: string;
}

/**
 * Columns drawn by plain views: they are sharp on every phone and weigh nothing. They are looked at, and too narrow to
 * be pressed: each one's value stands in a line of its own below.
 */
export function Bars({ bars, labelEvery }: { bars: readonly BarOf[]; labelEvery: number }) {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const best = bars.reduce<BarOf | undefined>((top, bar) => (top && top.value >= bar.value ? top : bar), undefined);
  const said = best ? `最多的是${best.name}：${best.text}` : '';
  return (
    <View>
      <View className="bold">{said}</View>
      <View className="bars row gap-0 foot" aria-role="img" aria-label={said}>
        {bars.map((bar) => (
          <View
            key={bar.key}
            className={bar === best ? 'grow on-soil' : 'grow on-edge'}
            style={{ height: `${bar.value === 0 ? 0 : Math.max(2, (bar.value / most) * 100)}%` }}
          />
        ))}
      </View>
      <View className="row small grey">
        {bars.map((bar, i) => (
          <View key={bar.key} className="bars-name grow unbroken">
            {(bars.length - 1 - i) % labelEvery === 0 && i >= 2 ? bar.name : ''}
          </View>
        ))}
      </View>
    </View>
  );
}
