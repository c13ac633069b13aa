import { invoiceAsked } from '@heitu/events/payments.invoice-asked.v1';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { mutation, type PaymentsContext } from '../context.ts';
import { PaymentPart } from '../payment/payment.entity.ts';
import { orderToInvoice, type OrderToInvoice } from '../peers.ts';
import { Invoice, InvoiceHead, InvoiceMandate } from './invoice.entity.ts';
import { invoiceLifecycle } from './invoice.lifecycle.ts';
import { invoicesById } from './invoice.loader.ts';
import { invoices } from './invoice.moves.ts';
import { requestNumber } from './invoice.numbers.ts';
import { invoiceDueAtMs, type SoldLine } from './invoice.policy.ts';
import { InvoiceView } from './invoice.view.ts';

/** What is carried is charged with the goods: it stands on their invoice at their rate. */
const DELIVERY = '运费';

function soldLines({ lines, deliveryFen }: OrderToInvoice): SoldLine[] {
  const goods = lines.map(({ title, specification, quantity, totalFen }) => ({
    title,
    specification,
    quantity,
    totalFen,
  }));
  const delivery = { title: DELIVERY, specification: '', quantity: 1, totalFen: deliveryFen };
  return deliveryFen > 0 ? [...goods, delivery] : goods;
}

/**
 * A buyer asks for the invoice of an order with a saved head (E-Commerce Law 14). What is sent is decided when it is
 * sent, since a refund may come before. A seller who left invoices to the platform has nothing to do.
 */
export const askForInvoice = mutation({
  name: 'askForInvoice',
  description: 'A buyer asks for the invoice of a paid order, made out to a saved head. An order has one.',
  may: permit.role('consumer'),
  input: z.object({
    orderId: identifier().describe('The order that was paid.'),
    headId: identifier().describe('The saved head to whom it is made out.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    NOT_PAID: { message: '这一单还没有付款，付款后才能开发票' },
    NOTHING_LEFT: { message: '这一单已经全部退款，没有可以开票的金额' },
    ALREADY_ASKED: { message: '这一单已经申请过发票' },
  },
  shows: rowAfter(InvoiceView, invoicesById),
  async run(context, { orderId, headId }, refuse) {
    const order = await orderToInvoice(context, orderId);
    if (!order || order.buyerAccountId !== context.actor.id) return refuse('NOT_FOUND');
    return context.transaction(async (tx) => {
      const head = await tx.em.findOne(InvoiceHead, { id: headId, accountId: context.actor.id });
      if (!head) return refuse('NOT_FOUND', 'headId');
      const part = await tx.em.findOne(PaymentPart, { orderId });
      if (!part?.transactionId) return refuse('NOT_PAID');
      if (part.reservedFen >= part.totalFen) return refuse('NOTHING_LEFT');
      if (await tx.em.findOne(Invoice, { liveOrderId: orderId })) return refuse('ALREADY_ASKED');
      const id = context.newId();
      const row = askedRow(context, id, { order, head, part });
      await tx.em.insert(Invoice, row);
      const isLeftToUs = (await tx.em.count(InvoiceMandate, { partyId: part.partyId })) > 0;
      if (isLeftToUs) await invoices.bySystem(context, tx, 'submit', { id }, { nextAtMs: context.clock.now() });
      else {
        const { orderNumber, partyId, dueAtMs } = row;
        const told = { invoiceId: id, orderId, orderNumber, partyId, dueAtMs };
        tx.publish(invoiceAsked, { type: 'invoice', id }, told);
      }
      tx.audit({ type: 'invoice', id });
      return ok({ id });
    });
  },
});

interface Asked {
  order: OrderToInvoice;
  head: { kind: 'person' | 'company'; name: string; taxNumber?: string | null };
  part: { id: string; orderId: string; orderNumber: string; partyId: string; totalFen: number };
}
function askedRow(context: PaymentsContext, id: string, { order, head, part }: Asked) {
  const sold = soldLines(order);
  const soldFen = sold.reduce((sum, { totalFen }) => sum + totalFen, 0);
  if (soldFen !== part.totalFen)
    throw new Error(`order ${part.orderId} was paid with ${part.totalFen} fen and sold for ${soldFen}`);
  const nowMs = context.clock.now();
  return {
    id,
    orderId: part.orderId,
    orderNumber: part.orderNumber,
    partId: part.id,
    partyId: part.partyId,
    buyerAccountId: context.actor.id,
    liveOrderId: part.orderId,
    requestNumber: requestNumber(id, 0),
    refusals: 0,
    // Sealed under the same account as the head itself.
    headKind: head.kind,
    headName: head.name,
    headTaxNumber: head.taxNumber,
    sold: toJson(sold),
    amountFen: 0,
    taxFen: 0,
    redFen: 0,
    state: invoiceLifecycle.initial,
    dueAtMs: invoiceDueAtMs(nowMs),
    askedAtMs: nowMs,
    attempts: 0,
  };
}
