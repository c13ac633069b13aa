import { given } from '@heitu/kit/data/given';
import { hasRole, partiesFor, type Actor } from '@heitu/kit/rules/actor';
import {
  decodeCursor,
  encodeCursor,
  groupedInOrder,
  inOrder,
  pageOf,
  pageSize,
  type PageArgs,
} from '@heitu/kit/rules/graphql';
import { type SortColumns, type SortedPage, sortedPage } from '@heitu/kit/rules/sorting';
import { OVERSEERS, SELLER_ROLES } from '@heitu/standard';
import { expressionBuilder } from 'kysely';
import type { PaymentsContext, RowOf, Tables } from '../context.ts';
import type { InvoiceState } from './invoice.lifecycle.ts';

/** By what invoices can be sorted. */
export const INVOICE_SORTS = {
  askedAt: 'askedAtMs',
  amountFen: 'amountFen',
  state: { text: 'state' },
} as const satisfies SortColumns<RowOf<'Invoice'>>;

const row = expressionBuilder<Tables, 'Invoice'>();
const NOBODY = '';
/** Sellers' people who see orders or money see that an invoice was asked for; its head they see masked. */
export const sellersPartiesOf = (actor: Actor): string[] => [
  ...new Set(['orders', 'finance'].flatMap((right) => partiesFor(actor, SELLER_ROLES, right))),
];
/** The buyer's, the seller's, and all of them for those who answer for all money. */
export function invoiceVisibleTo(actor: Actor) {
  if (hasRole(actor, ...OVERSEERS.money)) return row.lit(true);
  const parties = sellersPartiesOf(actor);
  const buyer = row('Invoice.buyerAccountId', '=', actor.kind === 'account' ? actor.id : NOBODY);
  return parties.length > 0 ? row.or([buyer, row('Invoice.partyId', 'in', parties)]) : buyer;
}

const visible = (context: PaymentsContext) =>
  context.rows.selectFrom('Invoice').selectAll('Invoice').where(invoiceVisibleTo(context.actor));

export async function invoicesById(context: PaymentsContext, ids: readonly string[]) {
  const found = await visible(context).where('id', 'in', ids).execute();
  return inOrder(ids, (one) => one.id, found);
}

/** All that were asked for of an order, the newest first. */
export async function invoicesByOrder(context: PaymentsContext, orderIds: readonly string[]) {
  const found = await visible(context).where('orderId', 'in', orderIds).orderBy('id', 'desc').execute();
  return groupedInOrder(orderIds, (one) => one.orderId, found);
}

/** A buyer's own, newest first. */
export async function myInvoicePage(context: PaymentsContext, page: PageArgs) {
  const first = pageSize(page);
  const [after] = decodeCursor(page.after, 'string') ?? [];
  const found = await context.rows
    .selectFrom('Invoice')
    .selectAll('Invoice')
    .where('buyerAccountId', '=', context.actor.id)
    .$if(after !== undefined, (query) => query.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  return pageOf(found, first, ({ id }) => encodeCursor(id), page.after);
}

/** A seller's, or anybody's for those who answer for all money; newest first, or sorted. */
export function invoicePage(
  context: PaymentsContext,
  filter: { id?: string; state?: InvoiceState; partyId?: string; orderId?: string },
  page: SortedPage,
) {
  const mine = partiesFor(context.actor, SELLER_ROLES, 'finance');
  const query = context.rows
    .selectFrom('Invoice')
    .selectAll('Invoice')
    .$if(!hasRole(context.actor, ...OVERSEERS.money), (all) =>
      all.where('partyId', 'in', mine.length > 0 ? mine : [NOBODY]),
    )
    .where((eb) => eb.and(given(filter)));
  return sortedPage(query, page, INVOICE_SORTS, { by: 'askedAt', descending: true });
}

/** Those of invoices that the viewer was let see. */
export async function redsByInvoice(context: PaymentsContext, invoiceIds: readonly string[]) {
  const found = await context.rows
    .selectFrom('RedInvoice')
    .selectAll()
    .where('invoiceId', 'in', invoiceIds)
    .orderBy('id')
    .execute();
  return groupedInOrder(invoiceIds, (one) => one.invoiceId, found);
}

/** Orders of which the caller, who pays for them, can ask for an invoice now. */
export async function askableByOrder(context: PaymentsContext, orderIds: readonly string[]): Promise<boolean[]> {
  const found = await context.rows
    .selectFrom('PaymentPart as part')
    .innerJoin('Payment as p', 'p.id', 'part.paymentId')
    .leftJoin('Invoice as live', 'live.liveOrderId', 'part.orderId')
    .select('part.orderId')
    .where('part.orderId', 'in', orderIds)
    .where('p.buyerAccountId', '=', context.actor.id)
    .where('part.transactionId', 'is not', null)
    .where('live.id', 'is', null)
    .whereRef('part.reservedFen', '<', 'part.totalFen')
    .execute();
  const askable = new Set(found.map(({ orderId }) => orderId));
  return orderIds.map((id) => askable.has(id));
}
