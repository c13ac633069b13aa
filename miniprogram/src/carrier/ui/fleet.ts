import type { CarrierFleetQuery } from '@/api/carrier';

export type Fleet = CarrierFleetQuery['carriers'][number];
export interface FormProps {
  carrier: Fleet;
  onClose: () => void;
  /** The platform has it: the page asks anew. */
  onDone: () => Promise<void>;
}

export const VEHICLE_KINDS = [
  { value: 'refrigerated-truck', label: '冷藏车' },
  { value: 'insulated-van', label: '保温车' },
  { value: 'van', label: '普通货车' },
] as const;
export const FACILITY_KINDS = [
  { value: 'pre-cooling-store', label: '预冷库' },
  { value: 'cold-store', label: '冷藏库' },
  { value: 'frozen-store', label: '冷冻库' },
  { value: 'ambient-store', label: '常温库' },
  { value: 'cabinet', label: '冷柜' },
  { value: 'preservation-equipment', label: '保鲜设备' },
  { value: 'sorting-centre', label: '分拨中心' },
  { value: 'depot', label: '站点' },
  { value: 'return-centre', label: '退换货中心' },
] as const;
export const kindOf = (kinds: readonly { value: string; label: string }[], value: string): string =>
  kinds.find((kind) => kind.value === value)?.label ?? value;

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
