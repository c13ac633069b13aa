/** Staff rights, in the words of the people who give them, and what each of them shows. */
export const RIGHTS = [
  { value: 'products', label: '商品和价格', shows: '商品' },
  { value: 'lots', label: '进货和追溯', shows: '进货和追溯' },
  { value: 'orders', label: '订单和发货', shows: '订单' },
  { value: 'after-sales', label: '退换货', shows: '退换货' },
  { value: 'complaints', label: '投诉', shows: '投诉和评价' },
  { value: 'finance', label: '货款和图表', shows: '货款' },
  { value: 'shop', label: '店铺资料', shows: '店铺资料' },
  { value: 'staff', label: '人员', shows: '人员' },
] as const;
export type Right = (typeof RIGHTS)[number]['value'];
/** What only the owner sees and changes: papers, contracts, who stands in for them. */
export type Seen = Right | 'owner';

export const rightName = (right: string): string => RIGHTS.find(({ value }) => value === right)?.label ?? right;
export const shownBy = (right: Seen): string => RIGHTS.find(({ value }) => value === right)?.shows ?? '这一页';
/** What an owner may hand to a station's agent; the rest stays with the owner. */
export const DELEGABLE: readonly string[] = ['products', 'lots', 'orders', 'after-sales', 'complaints'];
