interface Party {
  id: string;
  kind: string;
}
const SELLING = ['producer', 'cooperative', 'seller', 'farmer'];
/** The party that a page works for: the first one that sells. Who has several is asked where it matters. */
export const sellingParty = <P extends Party>(parties: readonly P[]): P | undefined => parties.find(({ kind }) => SELLING.includes(kind)) ?? parties[0];

/** Staff rights in the words of the people who give them. */
export const RIGHTS = [
  { value: 'products', label: '商品和价格' },
  { value: 'lots', label: '进货和追溯' },
  { value: 'orders', label: '订单和发货' },
  { value: 'after-sales', label: '退换货' },
  { value: 'complaints', label: '投诉' },
  { value: 'finance', label: '货款和图表' },
  { value: 'shop', label: '店铺资料' },
  { value: 'staff', label: '人员' },
] as const;
export const rightName = (right: string): string => RIGHTS.find(({ value }) => value === right)?.label ?? right;
