import { QUANTITY_PARTS } from '../field/field.policy.ts';

/** What a grower is offered per unit, at most. */
export const POOL_PRICE_FEN_MAX = 1_000_000;
/** A grower has so many working days to answer; then the offer is over, and the cooperative makes another. */
export const POOL_ANSWER_WORKING_DAYS = 5;
/** What a grower answers, named like the act that does it. */
export const POOL_ANSWERS = { agree: '同意', decline: '不同意' } as const;
export type PoolAnswer = keyof typeof POOL_ANSWERS;

/** What so much of a harvest comes to, to the nearest fen. */
export const priceOfAll = (parts: number, priceFen: number): number => Math.round((parts * priceFen) / QUANTITY_PARTS);

/** For what of a harvest its grower is paid as the lot is sold. */
export interface Offer {
  grade: string | null;
  priceFen: number | null;
}
export const isPooled = (offers: readonly Offer[]): boolean => offers.some(({ priceFen }) => priceFen !== null);
