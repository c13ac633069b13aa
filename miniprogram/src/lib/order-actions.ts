import { CancelOrder, type FeedbackAct, type OrderAct, OrderActWords } from '@/api/shop';
import { act } from './client';
import { go } from './go';
import { payCheckout } from './pay';
import { confirm } from './say';

interface Of {
  id: string;
  checkoutId: string;
}
/** What the platform may allow a buyer to do with an order. */
type Ways = Partial<Record<OrderAct | FeedbackAct, () => Promise<unknown> | void>>;
/** How each action is done that the platform may allow a buyer; `reload` shows what became of it. */
export const orderActions = (
  { id, checkoutId }: Of,
  reload: () => Promise<unknown>,
): Record<string, () => Promise<unknown> | void> =>
  ({
    PAY: () => payCheckout(checkoutId),
    CANCEL: async () => {
      if (
        !(await confirm(
          OrderActWords.CANCEL,
          '取消后，付过的钱会原路退回；和它一起下单、还没付款的订单也会关闭。',
          OrderActWords.CANCEL,
        ))
      )
        return;
      await act(CancelOrder, { orderId: id, reason: '买家不想要了' }, `cancel ${id}`).finally(reload);
    },
    REQUEST_AFTER_SALE: () => go('/pages/after-sale-new/index', { orderId: id }),
    WEIGH: () => go('/pages/weigh-in/index', { orderId: id }),
    REVIEW: () => go('/pages/review/index', { orderId: id }),
    READ_REVIEW: () => go('/pages/review/index', { orderId: id }),
    COMPLAIN: () => go('/pages/complain/index', { orderId: id }),
  }) satisfies Ways;
