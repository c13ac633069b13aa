import { isIn } from './known';
import type { StaffRight } from '@/api/shop';
import { StaffRightWords } from '@/api/shop';

/** What each right shows. */
const SHOWN: Readonly<Record<StaffRight, string>> = {
  PRODUCTS: '商品',
  LOTS: StaffRightWords.LOTS,
  ORDERS: '订单',
  AFTER_SALES: '退换货',
  COMPLAINTS: '投诉和评价',
  FINANCE: '货款',
  STAFF: '人员',
  SHOP: StaffRightWords.SHOP,
};
/** What only the owner sees and changes: papers, contracts, who stands in for them. */
export type Seen = StaffRight | 'owner';

export const rightName = (right: StaffRight): string => StaffRightWords[right];
export const shownBy = (right: Seen): string => (right === 'owner' ? '这一页' : SHOWN[right]);
/** What an owner may hand to a station's agent; the rest stays with the owner. */
export const DELEGABLE: readonly Seen[] = ['PRODUCTS', 'LOTS', 'ORDERS', 'AFTER_SALES', 'COMPLAINTS'];

/** Rights as a phone has kept them, from before they were written in capitals too; what is none is left out. */
export const keptRights = (kept: readonly string[]): StaffRight[] =>
  kept.map((word) => word.replace('-', '_').toUpperCase()).filter((word) => isIn(StaffRightWords, word));
