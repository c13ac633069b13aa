import type { CarrierFleetQuery } from '@/api/carrier';

export type Fleet = CarrierFleetQuery['carriers'][number];
export interface FormProps {
  carrier: Fleet;
  onClose: () => void;
  /** The platform has it: the page asks anew. */
  onDone: () => Promise<void>;
}

/** 0～4°C; nothing where no range was given. */
export const rangeOf = ({
  temperatureCelsiusMin: min,
  temperatureCelsiusMax: max,
}: {
  temperatureCelsiusMin?: number | null;
  temperatureCelsiusMax?: number | null;
}): string => (min == null || max == null ? '' : `${min}～${max}°C`);

const CELSIUS = /^-?\d{1,2}(\.\d)?$/;
export const celsiusWrong = (text: string): string | false =>
  text.trim() !== '' && !CELSIUS.test(text.trim()) && '温度写成 4 或 -18';
export const celsiusOf = (text: string): number | null => (text.trim() === '' ? null : Number(text));
