import { Field } from '@/ui/parts';
import { celsiusOf, celsiusWrong } from './fleet';

export interface Range {
  min: string;
  max: string;
}
export const rangeWrong = ({ min, max }: Range) => ({
  temperatureCelsiusMin: celsiusWrong(min),
  temperatureCelsiusMax: celsiusWrong(max),
});
export const rangeInput = ({ min, max }: Range) => ({
  temperatureCelsiusMin: celsiusOf(min),
  temperatureCelsiusMax: celsiusOf(max),
});

/**
 * Between which temperatures a vehicle or a store keeps the goods. No keyboard for digits: on many phones it has no
 * minus.
 */
export const RangeFields = ({
  range,
  set,
  at,
}: {
  range: Range;
  set: (change: Partial<Range>) => void;
  at: (field: string) => string | null;
}) => (
  <>
    <Field
      label="最低多少度（°C，不控温的不填）"
      value={range.min}
      onInput={(min) => set({ min })}
      error={at('temperatureCelsiusMin')}
      placeholder="比如 0 或 -22"
      maxLength={5}
    />
    <Field
      label="最高多少度（°C，不控温的不填）"
      value={range.max}
      onInput={(max) => set({ max })}
      error={at('temperatureCelsiusMax')}
      placeholder="比如 4 或 -18"
      maxLength={5}
    />
  </>
);
