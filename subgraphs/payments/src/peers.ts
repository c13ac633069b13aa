import { hasRole } from '@heitu/kit/rules/actor';
import { inOrder } from '@heitu/kit/rules/graphql';
import { CASE_ROLES } from '@heitu/standard';
import type { PaymentsContext } from './context.ts';

/** What payments asks of its peers. Never inside a transaction: kit throws there. */
export interface Checkout {
  checkoutId: string;
  buyerAccountId: string;
  state: 'open' | 'paid' | 'closing' | 'closed';
  dueAtMs: string;
  totalFen: number;
  orders: { orderId: string; orderNumber: string; partyId: string; totalFen: number; title: string }[];
}
/** A checkout with what became of its orders' money. */
export interface CheckoutHere {
  buyerAccountId: string;
  orders: {
    orderId: string;
    orderNumber: string;
    partyId: string;
    totalFen: number;
    title: string;
    paidFen: number;
    refundDueFen: number;
    refundedFen: number;
  }[];
}

/** Null where orders has none of that id. */
export async function checkoutForPayment(context: PaymentsContext, id: string): Promise<Checkout | null> {
  const answer = await context.peers.query<{ checkoutForPayment: Checkout | null }>(
    'orders',
    'query($id: ID!) { checkoutForPayment(checkoutId: $id) { checkoutId buyerAccountId state dueAtMs totalFen orders { orderId orderNumber partyId totalFen title } } }',
    { id },
  );
  return answer.checkoutForPayment;
}

/** Null where orders has none of that id any more. */
export async function checkoutHere(context: PaymentsContext, id: string): Promise<CheckoutHere | null> {
  const answer = await context.peers.query<{ checkoutForPayment: CheckoutHere | null }>(
    'orders',
    'query($id: ID!) { checkoutForPayment(checkoutId: $id) { buyerAccountId orders { orderId orderNumber partyId totalFen title paidFen refundDueFen refundedFen } } }',
    { id },
  );
  return answer.checkoutForPayment;
}

/** As whom the provider knows an account; null where it has never signed in through WeChat. */
export async function payerOf(context: PaymentsContext, id: string): Promise<{ openid: string } | null> {
  const answer = await context.peers.query<{ payerOf: { openid: string } | null }>(
    'trust',
    'query($id: ID!) { payerOf(accountId: $id) { openid } }',
    { id },
  );
  return answer.payerOf;
}

export async function partyState(
  context: PaymentsContext,
  partyId: string,
): Promise<{ inGoodStanding: boolean } | undefined> {
  const answer = await context.peers.query<{ partyStates: { partyId: string; inGoodStanding: boolean }[] }>(
    'sellers',
    'query($ids: [ID!]!) { partyStates(ids: $ids) { partyId inGoodStanding } }',
    { ids: [partyId] },
  );
  return answer.partyStates[0];
}

async function complaintsAbout(context: PaymentsContext, ids: readonly string[]): Promise<(boolean | null)[]> {
  const answer = await context.peers.query<{ ordersWithComplaint: string[] }>(
    'trust',
    'query($ids: [ID!]!) { ordersWithComplaint(orderIds: $ids) }',
    { ids },
  );
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
    const { accountBriefs } = await context.peers.query<{
      accountBriefs: { accountId: string; displayName: string }[];
    }>('trust', 'query($ids: [ID!]!) { accountBriefs(ids: $ids) { accountId displayName } }', { ids: [...ids] });
    return inOrder(ids, (row) => row.accountId, accountBriefs).map((row) => row?.displayName ?? null);
  } catch (error) {
    context.log.warn({ err: error }, 'the names of those who dealt with a difference are not known now');
    return ids.map(() => null);
  }
}
