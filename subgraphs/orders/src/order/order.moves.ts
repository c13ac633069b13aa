import { movesOf } from '@heitu/kit/data/moves';
import { Checkout, Order, OrderRefund } from './order.entity.ts';
import { checkoutLifecycle, orderLifecycle, orderRefundLifecycle } from './order.lifecycle.ts';

export const orders = movesOf(Order, orderLifecycle);
export const checkouts = movesOf(Checkout, checkoutLifecycle);
export const orderRefunds = movesOf(OrderRefund, orderRefundLifecycle);
