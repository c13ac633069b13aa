import { invoiceAsked } from '@heitu/events/payments.invoice-asked.v1';
import { invoiceIssued } from '@heitu/events/payments.invoice-issued.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from './notify.ts';

/** A seller is told of an invoice that waits for it, a buyer of the one that is there. */
export const invoiceReactions: Reaction[] = [
  on(invoiceIssued, 'tell-buyer-invoiced', (context: TrustContext, tx, { buyerAccountId, orderNumber, orderId }) =>
    notifyAccount(context, tx, buyerAccountId, {
      kind: 'invoice-issued',
      title: '发票开好了',
      body: `订单${orderNumber}的电子发票开好了，在订单里可以打开`,
      orderId,
    }),
  ),
  on(invoiceAsked, 'tell-seller-of-invoice', (context: TrustContext, tx, { partyId, orderNumber, orderId, dueAtMs }) =>
    notifyParty(context, tx, partyId, 'finance', {
      kind: 'invoice-asked',
      title: '买家要发票',
      body: `订单${orderNumber}的买家要发票，请在${chinaTime(dueAtMs)}前开具`,
      orderId,
    }),
  ),
];
