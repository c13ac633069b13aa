import { SELLING_KINDS, STANDINGS, type PartyKind, type Standing } from '../party/party.policy.ts';
import type { ShopState } from './shop.lifecycle.ts';

export const SHOPS_PER_PARTY_MAX = 5;

const NOT_SELLING = {
  closed: '店主已暂停营业',
  removed: '店铺资料被平台撤下，等店主改正',
} as const satisfies Readonly<Record<Exclude<ShopState, 'open'>, string>>;
/** What everybody reads in place of a name that was taken down. */
export const NAME_TAKEN_DOWN = '店名已撤下';

/** Whether a shop sells: open, and its party may do business. */
export function saleOf(state: ShopState, standing: Standing): { onSale: boolean; saleReason: string } {
  if (standing !== 'good') return { onSale: false, saleReason: STANDINGS[standing].title };
  return state === 'open' ? { onSale: true, saleReason: '' } : { onSale: false, saleReason: NOT_SELLING[state] };
}

/** Why a party cannot open one more shop now; null: it can (7.5.u). */
export function whyNotOpenShop(
  { kind, standing }: { kind: PartyKind; standing: Standing },
  shopCount: number,
): 'KIND_DOES_NOT_SELL' | 'NOT_APPROVED' | 'TOO_MANY_SHOPS' | null {
  if (!SELLING_KINDS.includes(kind)) return 'KIND_DOES_NOT_SELL';
  if (standing !== 'good') return 'NOT_APPROVED';
  return shopCount < SHOPS_PER_PARTY_MAX ? null : 'TOO_MANY_SHOPS';
}
