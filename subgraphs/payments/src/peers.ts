import { chunksOf } from '@heitu/kit/rules/chunks';
import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { CASE_ROLES } from '@heitu/standard';
import {
  CheckoutForPayment,
  CheckoutWithMoney,
  OrdersHeld,
  OrderToInvoice as OrderToInvoiceQuestion,
  type CheckoutForPaymentQuery,
  type CheckoutWithMoneyQuery,
  type OrderToInvoiceQuery,
} from './asks/orders.ts';
import { ParcelAtDoor, type ParcelAtDoorQuery } from './asks/logistics.ts';
import { PartyKind, PartyName, PartyStanding } from './asks/sellers.ts';
import { DocumentsStatingFee, NamesOfAccounts, OrdersWithComplaint, PayerOf } from './asks/trust.ts';
import type { PaymentsContext } from './context.ts';

/** What payments asks of its peers. Never inside a transaction: kit throws there. */
export type Checkout = NonNullable<CheckoutForPaymentQuery['checkoutForPayment']>;
/** A checkout with what became of its orders' money. */
export type CheckoutHere = NonNullable<CheckoutWithMoneyQuery['checkoutForPayment']>;

/** What was sold with an order, for its invoice. */
export type OrderToInvoice = OrderToInvoiceQuery['ordersForPeer'][number];

/** Null where orders has none of that id. */
export async function orderToInvoice(context: PaymentsContext, id: string): Promise<OrderToInvoice | null> {
  const answer = await context.peers.query(OrderToInvoiceQuestion, { ids: [id] });
  return answer.ordersForPeer[0] ?? null;
}

/** So many are asked for in one question. */
const ORDERS_ASKED_MAX = 500;
/** What these orders wait for, as far as orders answers now. */
export async function ordersHeld(context: PaymentsContext, ids: readonly string[]) {
  const known = new Map<string, { state: string; openAfterSales: number; completeDueAtMs: number | null }>();
  try {
    for (const some of chunksOf(ids, ORDERS_ASKED_MAX)) {
      const { ordersForPeer } = await context.peers.query(OrdersHeld, { ids: some });
      for (const { orderId, completeDueAtMs, ...order } of ordersForPeer)
        known.set(orderId, { ...order, completeDueAtMs: completeDueAtMs === null ? null : Number(completeDueAtMs) });
    }
  } catch (error) {
    context.log.warn({ err: error }, 'what the orders wait for is not known now');
  }
  return known;
}

/** Null where sellers has none of that id. */
export async function kindOfParty(context: PaymentsContext, partyId: string): Promise<string | null> {
  const answer = await context.peers.query(PartyKind, { ids: [partyId] });
  return answer.partyStates[0]?.kind ?? null;
}

/** Empty where sellers does not answer: what is printed without it is true all the same. */
export async function nameOfParty(context: PaymentsContext, partyId: string): Promise<string> {
  try {
    const answer = await context.peers.query(PartyName, { ids: [partyId] });
    return answer.partyStates[0]?.name ?? '';
  } catch (error) {
    context.log.warn({ err: error }, "the party's name is not known now");
    return '';
  }
}

/** Null where orders has none of that id. */
export async function checkoutForPayment(context: PaymentsContext, id: string): Promise<Checkout | null> {
  const answer = await context.peers.query(CheckoutForPayment, { id });
  return answer.checkoutForPayment;
}

/** A parcel of this courier's that is to be paid at the door; null where it is no such one. */
export async function parcelAtDoor(
  context: PaymentsContext,
  which: { shipmentId: string; courierAccountId: string },
): Promise<ParcelAtDoorQuery['doorParcel']> {
  const answer = await context.peers.query(ParcelAtDoor, which);
  return answer.doorParcel;
}

/** Null where orders has none of that id any more. */
export async function checkoutHere(context: PaymentsContext, id: string): Promise<CheckoutHere | null> {
  const answer = await context.peers.query(CheckoutWithMoney, { id });
  return answer.checkoutForPayment;
}

/** As whom the provider knows an account; null where it has never signed in through WeChat. */
export async function payerOf(context: PaymentsContext, id: string): Promise<{ openid: string } | null> {
  const answer = await context.peers.query(PayerOf, { id });
  return answer.payerOf;
}

export async function partyState(
  context: PaymentsContext,
  partyId: string,
): Promise<{ inGoodStanding: boolean } | undefined> {
  const answer = await context.peers.query(PartyStanding, { ids: [partyId] });
  return answer.partyStates[0];
}

async function complaintsAbout(context: PaymentsContext, ids: readonly string[]): Promise<(boolean | null)[]> {
  const answer = await context.peers.query(OrdersWithComplaint, { ids });
  return inOrder(ids, (id) => id, answer.ordersWithComplaint).map((id) => id !== null);
}
/** Those of these orders in whose case this actor decides (6.6.d): what was paid there is theirs to see. */
export async function ordersToDecide(context: PaymentsContext, orderIds: readonly string[]): Promise<string[]> {
  if (!hasRole(context.actor, ...CASE_ROLES)) return [];
  const inCase = await context.loader(complaintsAbout).loadMany(orderIds);
  return orderIds.filter((_, index) => inCase[index] === true);
}

/** Masked, as trust shows them to colleagues; null where trust does not answer. */
export async function namesOfAccounts(context: PaymentsContext, ids: readonly string[]): Promise<(string | null)[]> {
  try {
    const { accountBriefs } = await context.peers.query(NamesOfAccounts, { ids });
    return inOrder(ids, (row) => row.accountId, accountBriefs).map((row) => row?.displayName ?? null);
  } catch (error) {
    context.log.warn({ err: error }, 'the names of those who dealt with a difference are not known now');
    return ids.map(() => null);
  }
}

/** The published documents that name a rate by themselves. */
export async function documentsStatingFee(context: PaymentsContext): Promise<readonly string[]> {
  return (await context.peers.query(DocumentsStatingFee, {})).documentsStatingFee;
}
