import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { sha256Hex } from '@heitu/kit/rules/canonical';

/**
 * How much of the county's goods one person may keep from others without paying. Goods are promised when an order is
 * placed; what is not paid within `payWithinMs` is free again. Who pays may order more at once: only what is unpaid
 * counts.
 */
export interface UnpaidLimits {
  payWithinMs: number;
  /** Of one SKU. */
  unitsMax: number;
  checkoutsMax: number;
}
/** An account that never paid an order here: anybody can make one in a minute. */
export const NEWCOMER: UnpaidLimits = { payWithinMs: 15 * MINUTE_MS, unitsMax: 20, checkoutsMax: 3 };
export const KNOWN_BUYER: UnpaidLimits = { payWithinMs: 30 * MINUTE_MS, unitsMax: 200, checkoutsMax: 6 };
/** Of all accounts together that have things sent to one address. */
export const CHECKOUTS_PER_ADDRESS_MAX = 10;
/** One account's unpaid units are at most one in so many of a SKU's stock, free and promised. */
export const STOCK_SHARE_DIVISOR = 4;
/**
 * The share never asks for less than this: of a small stock, and of the last of a large one, a household's need can be
 * bought.
 */
export const SHARE_FLOOR = { units: 5, grams: 5000 } as const;

export const limitsOf = (hasPaid: boolean): UnpaidLimits => (hasPaid ? KNOWN_BUYER : NEWCOMER);

/** Units that may be held unpaid however small the stock is. */
export const floorUnits = (weightGrams: number, { unitsMax }: UnpaidLimits): number =>
  Math.min(unitsMax, Math.max(SHARE_FLOOR.units, Math.floor(SHARE_FLOOR.grams / Math.max(weightGrams, 1))));

/** An address as it is compared: how it is spaced and punctuated makes no other of it. */
export const comparableAddress = ({ divisionCode, address }: { divisionCode: string; address: string }): string =>
  `${divisionCode}\n${address
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')}`;

/**
 * So many turns there are: who has the same waits for the other's message, so that what one person or address holds is
 * judged by one at a time.
 */
export const TURNS = 1024;
export const turnOf = (key: string): number => Number.parseInt(sha256Hex(key).slice(0, 8), 16) % TURNS;
