import { View } from '@tarojs/components';

interface Props {
  value: number;
  min?: number;
  max: number;
  unit?: string;
  onChange: (value: number) => void;
}

/** How many: two large targets and the number between them. */
export function Stepper({ value, min = 1, max, unit, onChange }: Props) {
  const set = (next: number): void => {
    if (next >= min && next <= max) onChange(next);
  };
  return (
    <View className="row">
      <View
        className={value <= min ? 'round grey' : 'round'}
        aria-role="button"
        aria-label="少一件"
        onClick={(event) => (event.stopPropagation(), set(value - 1))}
      >
        －
      </View>
      <View className="middle" aria-label={`数量${value}`}>
        {value}
        {unit}
      </View>
      <View
        className={value >= max ? 'round grey' : 'round'}
        aria-role="button"
        aria-label="多一件"
        onClick={(event) => (event.stopPropagation(), set(value + 1))}
      >
        ＋
      </View>
    </View>
  );
}
