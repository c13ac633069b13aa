interface Kept {
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
}
/** The range that suits all of these goods; what has no bound on a side hinders nothing there. */
export const rangeOf = (goods: readonly Kept[]): { min: number; max: number } => ({
  min: Math.max(...goods.map((one) => one.temperatureCelsiusMin ?? -Infinity)),
  max: Math.min(...goods.map((one) => one.temperatureCelsiusMax ?? Infinity)),
});
export const isOutside = (celsius: number, { min, max }: { min: number; max: number }): boolean =>
  celsius < min || celsius > max;
