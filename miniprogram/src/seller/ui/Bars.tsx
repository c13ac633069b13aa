import { View } from '@tarojs/components';
import { useState } from 'react';

export interface BarOf {
  key: string;
  /** Below the bar. */
  name: string;
  value: number;
  /** What is said when it is tapped, and read aloud. */
  text: string;
}

/** Columns drawn by plain views: they are sharp on every phone and weigh nothing. */
export function Bars({ bars, labelEvery }: { bars: readonly BarOf[]; labelEvery: number }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const shown =
    bars.find(({ key }) => key === chosen) ??
    bars.reduce((best, bar) => (bar.value > best.value ? bar : best), bars[0]!);
  return (
    <View>
      <View className="bold">
        {shown.name}：{shown.text}
      </View>
      <View className="bars">
        {bars.map((bar) => (
          <View
            key={bar.key}
            className="bars-place grow"
            aria-role="button"
            aria-label={`${bar.name}：${bar.text}`}
            onClick={() => setChosen(bar.key)}
          >
            <View
              className={bar.key === shown.key ? 'bars-bar on' : 'bars-bar'}
              style={{ height: `${bar.value === 0 ? 0 : Math.max(2, (bar.value / most) * 100)}%` }}
            />
          </View>
        ))}
      </View>
      <View className="row small grey">
        {bars.map((bar, i) => (
          <View key={bar.key} className="bars-name">
            {(bars.length - 1 - i) % labelEvery === 0 && i >= 2 ? bar.name : ''}
          </View>
        ))}
      </View>
    </View>
  );
}
