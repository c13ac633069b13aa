import type { Fee } from '../platform-fee/platform-fee.policy.ts';

/** What others get of an order's money, in the order in which the provider's cap is filled. */
export const SHARE_KINDS = {
  'platform-fee': '平台服务费',
  freight: '配送运费',
  commission: '服务站佣金',
} as const;
export type ShareKind = keyof typeof SHARE_KINDS;

/** Whose share it is; nobody's id is the platform's own. */
export const PLATFORM_PARTY = '';

export interface Owed {
  kind: ShareKind;
  partyId: string;
  amountFen: number;
}

/** What is left of the order for its seller, and of its price, what the buyer paid for delivery. */
export interface Kept {
  baseFen: number;
  deliveryFen: number;
}

/** The platform's fee of an order (6.5.a), taken when it is settled, never before; the odd fen is the seller's. */
export const platformFeeFen = ({ baseFen, deliveryFen }: Kept, { permille, feeOn }: Fee): number =>
  Math.floor((Math.max(feeOn === 'goods' ? baseFen - deliveryFen : baseFen, 0) * permille) / 1000);

/** Of what the buyer paid for delivery and did not get back; the odd fen is the seller's. */
export const freightFen = ({ baseFen, deliveryFen }: Kept, sharedPercent: number): number =>
  Math.floor((Math.min(deliveryFen, baseFen) * sharedPercent) / 100);

/** Of what the buyer paid for the goods and did not get back; the odd fen is the seller's. */
export const stationFen = ({ baseFen, deliveryFen }: Kept, commissionPermille: number): number =>
  Math.floor((Math.max(baseFen - deliveryFen, 0) * commissionPermille) / 1000);

/** What does not fit under the cap waits for later orders so long; then the two parties settle it themselves. */
export const CARRIED_WORKING_DAYS = 30;
/** Who got too much is asked for it so long. */
export const RETURN_ENDS_AFTER_WORKING_DAYS = 10;
/** Of older orders, so many shares go along with one settlement: the provider takes fifty receivers. */
export const CARRIED_TAKEN_MAX = 20;
