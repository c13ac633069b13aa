import { STANDINGS, type Standing } from '../party/party.policy.ts';

export const SHOPS_PER_PARTY_MAX = 5;

/** Whether a shop sells: open, and its party may do business. */
export function saleOf(state: string, standing: Standing): { onSale: boolean; saleReason: string } {
  if (standing !== 'good') return { onSale: false, saleReason: STANDINGS[standing].title };
  return state === 'open' ? { onSale: true, saleReason: '' } : { onSale: false, saleReason: '店主已暂停营业' };
}
