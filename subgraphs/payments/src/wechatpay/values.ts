/**
 * `6.00` → 600, `-0.04000` → -4. Through the digits, never floating point. Fees are printed with five decimals but
 * charged in whole fen; a part of a fen is therefore not an amount. Null when the text is none.
 */
export function fenFromYuan(text: string): number | null {
  const match = /^(-?)(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text);
  if (!match) return null;
  const [, sign, whole, fraction = ''] = match;
  const fen = Number(`${whole}${fraction.padEnd(2, '0')}`);
  return sign && fen !== 0 ? -fen : fen;
}

/** A bug of the caller, not an input to refuse: amounts are integer fen from 1 up. */
export function assertAmountFen(amountFen: number): void {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1) throw new Error(`not an amount in fen: ${amountFen}`);
}

const BEIJING_OFFSET_MS = 8 * 60 * 60 * 1000;

/** `2026-11-25T09:00:00+08:00`, the form of the API's times. */
export function beijingTime(date: Date): string {
  return `${new Date(date.getTime() + BEIJING_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** A time the API sent; throws when it is none. */
export function timeOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`not a time: ${text}`);
  return date;
}

/** The port's word for the provider's; throws on one it never documented. */
export function known<T>(table: Readonly<Record<string, T>>, word: string): T {
  if (!Object.hasOwn(table, word)) throw new Error(`unknown word: ${word}`);
  return table[word]!;
}
