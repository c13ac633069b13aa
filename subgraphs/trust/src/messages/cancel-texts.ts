import { inWorkingDays } from '@heitu/standard';

export const CANCELLED_BECAUSE = {
  unpaid: '超时未付款',
  'not-let-through': '的付款没有通过安全核实，没有扣款',
  buyer: '由您申请',
  seller: '由网商取消',
  'not-confirmed-in-time': `网商超过${inWorkingDays('confirmOrder')}没有确认`,
  'not-sent-in-time': '因一直没有发货',
  'refused-at-door': '在门口拒收',
  'not-fetched': '过了取货时间没有人取',
  'nobody-home': '两次上门没有人',
  'paid-too-late': '付款太晚',
  'paid-after-cancel': '在您取消之后才收到货款',
  'lost-unpaid': '的包裹在配送途中丢失，您没有付款',
  recalled: '的货被召回',
  'payment-found': '的付款在对账时才查到',
} as const;
/**
 * No seller ever heard of the order; or they heard of all whose goods are called back by one message of the recall
 * (tell-of-recalls.ts).
 */
export const UNTOLD_TO_SELLER: ReadonlySet<string> = new Set(['paid-after-cancel', 'payment-found', 'recalled']);
/** Where "you" is somebody else. */
export const SELLER_TOLD: Readonly<Record<string, string>> = {
  buyer: '由买家申请',
  seller: '由您申请',
  'lost-unpaid': '的货在配送途中丢失，买家没有付款，配送单位赔给您，先从它的运费里抵',
};
