/** Degrees Celsius, both ends allowed. */
export interface Range {
  min: number;
  max: number;
}

/** What a row says that it needs or keeps; null where it does not say both. */
export const rangeIn = (row: {
  temperatureCelsiusMin?: number | null | undefined;
  temperatureCelsiusMax?: number | null | undefined;
}): Range | null =>
  row.temperatureCelsiusMin == null || row.temperatureCelsiusMax == null
    ? null
    : { min: row.temperatureCelsiusMin, max: row.temperatureCelsiusMax };

/** The strictest: what suits all of them, or null where nothing does. */
export function intersect(ranges: readonly Range[]): Range | null {
  const min = Math.max(...ranges.map((range) => range.min));
  const max = Math.min(...ranges.map((range) => range.max));
  return ranges.length > 0 && min <= max ? { min, max } : null;
}

export const isInside = (celsius: number, range: Range): boolean => celsius >= range.min && celsius <= range.max;
/** How far outside, in degrees; 0 inside. */
export const distance = (celsius: number, range: Range): number =>
  Math.max(range.min - celsius, celsius - range.max, 0);
