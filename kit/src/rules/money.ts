/** `128000` → `1280.00` */
export const yuan = (fen: number): string =>
  `${fen < 0 ? '-' : ''}${Math.floor(Math.abs(fen) / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`;

/** Splits an amount by weights with nothing lost: the first parts carry the odd fen. */
export function splitFen(totalFen: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (sum <= 0) throw new Error('splitFen needs a positive weight');
  const parts = weights.map((weight) => Math.floor((totalFen * weight) / sum));
  // What rounding down leaves is less than a fen for each part.
  const left = totalFen - parts.reduce((a, b) => a + b, 0);
  return parts.map((part, i) => (i < left ? part + 1 : part));
}
