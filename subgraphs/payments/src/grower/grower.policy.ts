import { yuan } from '@heitu/kit/rules/money';
import { DAY_MS } from '@heitu/kit/rules/clock';

/** Thousandths of the unit that a price is for. */
const QUANTITY_PARTS = 1000n;

/** What one grower brought into a lot, and gets for a unit of it. */
export interface Term {
  parts: number;
  priceFen: number;
}
/** How much of a lot one line of an order took, and how much of its price the buyer has not got back. */
export interface Sold {
  units: number;
  lotUnits: number;
  lineFen: number;
  keptFen: number;
}

/**
 * What each grower of a lot is owed for what of it was sold: their part of the weight, at their price. A buyer's refund
 * comes first: for what went back of a line nobody is owed anything. The parts add up to the whole, to the nearest fen:
 * the largest remainders carry the odd ones.
 */
export function growersFen(terms: readonly Term[], { units, lotUnits, lineFen, keptFen }: Sold): number[] {
  const whole = QUANTITY_PARTS * BigInt(lotUnits) * BigInt(lineFen);
  if (whole === 0n || keptFen <= 0) return terms.map(() => 0);
  const exact = terms.map(
    ({ parts, priceFen }) => BigInt(parts) * BigInt(priceFen) * BigInt(units) * BigInt(Math.min(keptFen, lineFen)),
  );
  const sum = exact.reduce((total, one) => total + one, 0n);
  const floors = exact.map((one) => one / whole);
  const odd = (2n * sum + whole) / (2n * whole) - floors.reduce((total, one) => total + one, 0n);
  const byRemainder = exact
    .map((one, i) => ({ i, left: one % whole }))
    .sort((a, b) => (a.left === b.left ? a.i - b.i : a.left > b.left ? -1 : 1));
  const carries = new Set(byRemainder.slice(0, Number(odd)).map(({ i }) => i));
  return floors.map((floor, i) => Number(floor) + (carries.has(i) ? 1 : 0));
}

/** How much of what a grower brought in was sold with it, in thousandths of the unit. */
export const soldParts = ({ parts }: Pick<Term, 'parts'>, { units, lotUnits, lineFen, keptFen }: Sold): number =>
  lineFen === 0 ? 0 : Math.round((((parts * units) / lotUnits) * Math.max(Math.min(keptFen, lineFen), 0)) / lineFen);

/** What was done of a debt to a grower. */
export interface Paid {
  amountFen: number;
  /** Asked of the provider with a settlement, and shared by it. */
  sharingFen: number;
  sharedFen: number;
  /** In a transfer that has not ended, and in those that reached the grower. */
  transferFen: number;
  transferredFen: number;
  /** Against what the grower had got too much of earlier sales; and what later ones took of it in turn. */
  setOffFen: number;
  backFen: number;
}
/** What the grower has of it. */
export const paidFen = ({ sharedFen, transferredFen, setOffFen, backFen }: Paid): number =>
  sharedFen + transferredFen + setOffFen - backFen;
/** What is to be paid still, and nobody is about to; below zero it was too much. */
export const openFen = (row: Paid): number => row.amountFen - paidFen(row) - row.sharingFen - row.transferFen;

/** A cooperative pays within so many working days after the sale was settled; then finance looks, too. */
export const GROWER_PAID_WORKING_DAYS = 3;
/** What a grower got too much is taken off later sales for so long; then the two settle it themselves. */
export const OVERPAID_WORKING_DAYS = 120;

/**
 * The provider's limits of a transfer to a person (https://pay.weixin.qq.com/doc/v3/partner/4015468873). In doubt: the
 * most of one transfer is its default, which it raises for whoever asks; how much a person takes a day it says
 * nowhere.
 */
export const TRANSFER_FEN_MIN = 10;
export const TRANSFER_FEN_MAX = 20_000;
export const TRANSFER_DAY_FEN_MAX = 200_000;
/** The provider closes what its receiver has not confirmed a day later; sometimes it takes two. */
export const TRANSFER_ENDS_WITHIN_MS = 2 * DAY_MS;

export const quantityOf = (parts: number): number => parts / Number(QUANTITY_PARTS);

/** What is not paid, and why, for whoever it is owed to; null where nothing waits. */
export function whyOpen(row: Paid): string | null {
  const yuanOf = (fen: number): string => `${yuan(fen)}元`;
  if (row.transferFen > 0) return `${yuanOf(row.transferFen)}等收款人点收款`;
  if (row.sharingFen > 0) return `${yuanOf(row.sharingFen)}正在随这一单结算`;
  const open = openFen(row);
  if (open > 0) return `${yuanOf(open)}超出微信一单能直接分的，在合作社账上，点“收款”就转`;
  return open < 0 ? `买家退了货，多付的${yuanOf(-open)}从下一笔里扣` : null;
}
