import { must } from '@heitu/kit/rules/checked';
import type { Context } from '@heitu/kit/data/context';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { idFrom } from '@heitu/kit/rules/ids';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import {
  Invoice,
  InvoiceHead,
  InvoiceMandate,
  invoiceDueAtMs,
  linesToInvoice,
  PaymentPart,
  RedInvoice,
  requestNumber,
  sheetNumber,
  type IssueRoute,
} from '@heitu/payments';
import { products, sellers, type HistoryOrder, type SellerFact } from '../county/index.ts';
import { consumerOf, sellerOf } from '../county/by-key.ts';
import { accountId, orderId, partyId } from './keys.ts';

/** One firm has not agreed yet, so that somebody's invoice waits for its seller. */
const NOT_YET = 'seller:beijiang-coldfood';
const ROUTES: Readonly<Record<string, readonly [IssueRoute, number]>> = {
  'exempt-farmer': ['bureau-for-farmer', 0],
  cooperative: ['own-produce', 0],
};
const routeOf = ({ legalForm }: SellerFact): readonly [IssueRoute, number] => ROUTES[legalForm] ?? ['registered', 100];
const SKUS = new Map(products.flatMap((product) => product.skus.map((sku) => [sku.key, { product, sku }])));

/**
 * Of each seller the last order that was paid and completed: its buyer wants an invoice. And one of which something was
 * given back since its invoice was asked for.
 */
export class InvoicesWanted {
  readonly #last = new Map<string, HistoryOrder>();
  #lessened: HistoryOrder | null = null;

  see(order: HistoryOrder): void {
    if (order.status !== 'completed' || !order.payment) return;
    if (!order.lines.every(({ skuKey }) => SKUS.has(skuKey))) return;
    if (order.refunds.length === 0) this.#last.set(order.sellerKey, order);
    else if (order.refunds.length === 1 && order.sellerKey !== NOT_YET) this.#lessened = order;
  }
  all(): HistoryOrder[] {
    return [...this.#last.values()];
  }
  lessened(): HistoryOrder | null {
    return this.#lessened;
  }
}

/** What was asked for is sent to the tax platform by the jobs, as everything is. */
export async function seedInvoices(context: Context, wanted: InvoicesWanted, nowMs: number): Promise<void> {
  const [orders, lessened] = [wanted.all(), wanted.lessened()];
  const withMandate = sellers.filter(({ key }) => key !== NOT_YET);
  const withHead = lessened ? [...orders, lessened] : orders;
  const buyers = withHead.map(({ consumerKey }) => accountId(consumerKey));
  const seal = await context.vault.sealer([...buyers, ...withMandate.map(({ key }) => partyId(key))]);
  await context.em.insertMany(
    InvoiceMandate,
    withMandate.map((seller) => {
      const id = partyId(seller.key);
      const [route, rateBasisPoints] = routeOf(seller);
      return {
        id: idFrom(`invoice-mandate:${seller.key}`),
        partyId: id,
        route,
        rateBasisPoints,
        name: seal(id, seller.name),
        taxNumber: seal(id, must(seller.uscc ?? seller.residentId, seller.key)),
        agreedBy: accountId(must(seller.staff[0], seller.key).key),
        agreedAtMs: nowMs,
      };
    }),
  );
  if (orders.length === 0) return;
  const heads = new Map(withHead.map((order) => [order.consumerKey, order]));
  const nameOf = (order: HistoryOrder) => consumerOf(order.consumerKey).name;
  await context.em.insertMany(
    InvoiceHead,
    [...heads].map(([consumerKey, order]) => {
      const id = accountId(consumerKey);
      return {
        id: idFrom(`invoice-head:${consumerKey}`),
        accountId: id,
        kind: 'person' as const,
        name: seal(id, nameOf(order)),
        headKey: context.vault.blindIndex('invoice-head', JSON.stringify([id, 'person', nameOf(order), ''])),
        savedAtMs: nowMs,
      };
    }),
  );
  await context.em.insertMany(
    Invoice,
    orders.map((order) => asked(order, order.sellerKey === NOT_YET, nowMs, (id) => seal(id, nameOf(order)))),
  );
  if (lessened)
    await turnRed(
      context.em,
      lessened,
      asked(lessened, false, nowMs, (id) => seal(id, nameOf(lessened))),
    );
}

/** The whole was on its way to the tax platform when something was given back: that turns red behind it. */
async function turnRed(em: Context['em'], order: HistoryOrder, invoice: ReturnType<typeof asked>): Promise<void> {
  const { id, partId, partyId: seller, nextAtMs, dueAtMs } = invoice;
  const [route, rateBasisPoints] = routeOf(sellerOf(order.sellerKey));
  const lines = linesToInvoice(fromJson(invoice.sold), order.totalFen, rateBasisPoints);
  const refund = must(order.refunds[0], 'what was given back');
  const [amountFen, refundedAtMs] = [refund.amountFen, refund.at.getTime()];
  await em.insert(Invoice, {
    ...invoice,
    askedAtMs: refundedAtMs - HOUR_MS,
    state: 'sent',
    route,
    rateBasisPoints,
    lines: toJson([...lines]),
    amountFen: order.totalFen,
    taxFen: lines.reduce((sum, { taxFen }) => sum + taxFen, 0),
    redFen: amountFen,
  });
  await em.nativeUpdate(PaymentPart, { id: partId }, { invoiceId: id });
  const refundId = idFrom(`refund:history:${order.key}:0`);
  await em.insert(RedInvoice, {
    id: idFrom(`red-invoice:${order.key}`),
    invoiceId: id,
    refundId,
    partyId: seller,
    amountFen,
    taxFen: 0,
    reason: 'allowance',
    sheetNumber: sheetNumber(refundId, 0),
    sheets: 0,
    state: 'due',
    dueAtMs,
    createdAtMs: refundedAtMs,
    nextAtMs,
    attempts: 0,
  });
}

function asked(order: HistoryOrder, waits: boolean, nowMs: number, headOf: (buyer: string) => string) {
  const id = idFrom(`invoice:${order.key}`);
  const goods = order.lines.map(({ skuKey, quantity, amountFen: totalFen }) => {
    const { product, sku } = must(SKUS.get(skuKey), skuKey);
    return { title: product.name, specification: sku.specification, quantity, totalFen };
  });
  const delivery = { title: '运费', specification: '', quantity: 1, totalFen: order.deliveryFen };
  const buyer = accountId(order.consumerKey);
  return {
    id,
    orderId: orderId(order.key),
    orderNumber: order.key.toUpperCase().replace(':', ''),
    partId: idFrom(`part:${order.key}`),
    partyId: partyId(order.sellerKey),
    buyerAccountId: buyer,
    liveOrderId: orderId(order.key),
    requestNumber: requestNumber(id, 0),
    refusals: 0,
    headKind: 'person' as const,
    headName: headOf(buyer),
    sold: toJson(order.deliveryFen > 0 ? [...goods, delivery] : goods),
    amountFen: 0,
    taxFen: 0,
    redFen: 0,
    state: waits ? ('asked' as const) : ('due' as const),
    dueAtMs: invoiceDueAtMs(nowMs),
    askedAtMs: nowMs,
    nextAtMs: waits ? null : nowMs,
    attempts: 0,
  };
}
