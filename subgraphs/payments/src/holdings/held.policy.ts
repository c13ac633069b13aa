/** Why the provider still holds the money of an order, in the words of whoever waits for it. */
export const HELD_WHYS = {
  'on-its-way': '货还没送到',
  window: '买家收到了，等退货期过',
  'after-sale': '有售后在办',
  'coming-back': '拒收了，正在退回和定责',
  refunding: '正在退给买家',
  settling: '正在结算，很快就到',
  stuck: '结算没成功，平台财务在办',
  rest: '订单已结束，等支付机构的账单',
} as const;
export type HeldWhy = keyof typeof HELD_WHYS;

export interface HeldOrder {
  /** A refund of it was asked for and has not arrived. */
  isRefunding: boolean;
  /** Of its settlement; null where it has none yet. */
  settlement: 'due' | 'sharing' | 'settled' | 'failed' | null;
  /** What orders says of it; null where orders does not answer. */
  order: { state: string; openAfterSales: number } | null;
}

/** The first that applies: what the provider or finance does now comes before what the order waits for. */
export function whyHeld({ isRefunding, settlement, order }: HeldOrder): HeldWhy {
  if (settlement === 'failed') return 'stuck';
  if (isRefunding) return 'refunding';
  if (settlement !== null) return settlement === 'settled' ? 'rest' : 'settling';
  if (!order) return 'on-its-way';
  if (order.openAfterSales > 0) return 'after-sale';
  switch (order.state) {
    case 'delivered':
      return 'window';
    case 'coming-back':
      return 'coming-back';
    case 'completed':
    case 'lost':
      return 'settling';
    case 'cancelled':
      return 'rest';
    default:
      return 'on-its-way';
  }
}
