import { z } from '@heitu/kit/rules/validate';

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

/** What answers and notices are read by: each throws on what it cannot be. */
export const fen = z.int();
export const filled = z.string().min(1);
export const timeOrNull = z
  .string()
  .nullish()
  .transform((text) => (text ? timeOf(text) : null));
export const textOrNull = z
  .string()
  .nullish()
  .transform((text) => text || null);
export const wordOf = <T>(table: Readonly<Record<string, T>>) => z.string().transform((word) => known(table, word));

/** A time the API sent; throws when it is none. */
export function timeOf(text: string): Date {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new Error(`not a time: ${text}`);
  return date;
}

/** The port's word for the provider's; throws on one it never documented. */
export function known<T>(table: Readonly<Record<string, T>>, word: string): T {
  const meant = Object.hasOwn(table, word) ? table[word] : undefined;
  if (meant === undefined) throw new Error(`unknown word: ${word}`);
  return meant;
}
