import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { WORKING_DAYS } from '@heitu/standard';
import type { Remedy } from '../complaints/complaint.policy.ts';

/** What the buyer of a complaint can do about the seller's true name. */
export const DEMAND_LABELS = { ask: '要商家的真实信息' } as const;
export type DemandAct = keyof typeof DEMAND_LABELS;

export const demandDueAt = (askedAtMs: number): number => addWorkingDays(askedAtMs, WORKING_DAYS.tellSeller.days);
/** So many working days after that the platform stands in for the seller whom it cannot, or does not, name. */
export const STAND_IN_WORKING_DAYS = 3;
/** Said to sellers for its record of the look. */
export const DEMAND_PURPOSE = '买家依《消费者权益保护法》第四十四条要求提供商家真实信息';

/** What the platform pays where it cannot name the seller: what was decided, or asked, at most what the order cost. */
export const owedForUnknownSellerFen = ({
  wanted,
  wantedFen,
  orderFen,
  compensationFen,
}: {
  wanted: Remedy;
  wantedFen: number | null;
  orderFen: number | null;
  compensationFen: number | null;
}): number => {
  if (compensationFen !== null) return compensationFen;
  if (wanted === 'answer') return 0;
  return wanted === 'compensation' ? Math.min(wantedFen ?? 0, orderFen ?? 0) : (orderFen ?? 0);
};
