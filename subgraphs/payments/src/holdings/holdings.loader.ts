import { hasRole, partiesFor } from '@heitu/kit/rules/actor';
import { endOfChinaDate } from '@heitu/kit/rules/calendar';
import { OVERSEERS } from '@heitu/standard';
import { termsOf } from '../contract/agreed-terms.ts';
import type { PaymentsContext } from '../context.ts';
import { account } from '../ledger/account.ts';
import { balanceAt, balanceOf, heldOn, movedBetween } from '../ledger/balances.ts';
import { ordersHeld } from '../peers.ts';
import { feePublished } from '../platform-fee/platform-fee.loader.ts';
import { feeTextFor } from '../platform-fee/platform-fee.policy.ts';
import { withdrawingFen } from '../withdrawal/withdrawing.ts';
import { HELD_WHYS, whyHeld, type HeldWhy } from './held.policy.ts';
import { ACCOUNT_HOLDERS } from '../merchant/merchant.policy.ts';

/** Whose accounts this caller may look into; null: everybody's. */
export const partiesWithMoney = ({ actor }: PaymentsContext): string[] | null =>
  hasRole(actor, ...OVERSEERS.money) ? null : partiesFor(actor, ACCOUNT_HOLDERS, 'finance');

const ACCOUNTS_MAX = 20;
/** So many orders of each reason are listed; the sums are of all. */
const ORDERS_SHOWN_MAX = 50;

/** Where the money of each of the caller's accounts is now. */
export async function holdings(context: PaymentsContext, partyId?: string | null) {
  const mine = partiesWithMoney(context);
  // Whoever oversees all money asks for one party.
  const parties = !partyId ? (mine ?? []) : mine === null || mine.includes(partyId) ? [partyId] : [];
  if (parties.length === 0) return [];
  const accounts = await context.rows
    .selectFrom('MerchantAccount')
    .select(['partyId', 'merchant'])
    .where('partyId', 'in', parties)
    .orderBy('partyId')
    .limit(ACCOUNTS_MAX)
    .execute();
  return Promise.all(accounts.map((one) => holdingOf(context, one)));
}

async function holdingOf(context: PaymentsContext, of: { partyId: string; merchant: string }) {
  const { partyId, merchant } = of;
  const nowMs = context.clock.now();
  const [frozen, seller] = [account.frozen(partyId), account.seller(partyId)];
  const groups = groupsOf(await heldOrders(context, frozen));
  const frozenFen = groups.reduce((sum, { fen }) => sum + fen, 0);
  const bookedFen = await balanceOf(context, seller);
  const underWayFen = await withdrawingFen(context, partyId);
  const availableFen = bookedFen - underWayFen;
  const last = await context.rows
    .selectFrom('AccountDay')
    .select(['date', 'theirFen', 'ourFen', 'underWayFen', 'openingFen', 'differenceFen'])
    .where('merchant', '=', merchant)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    partyId,
    merchant,
    groups,
    availableFen,
    withdrawingFen: underWayFen,
    heldFen: frozenFen + bookedFen,
    // Below zero: it left the account.
    paidOutFen: 0 - (await balanceOf(context, seller, 'withdrawal')),
    feeText: feeTextFor(
      await termsOf(context, 'platform-service', { partyId }, nowMs),
      await feePublished(context, nowMs),
    ),
    lastDay: last ? { ...last, sinceFen: frozenFen + bookedFen - last.ourFen } : null,
  };
}

/** What a party can take to its bank: settled, and not on its way there. */
export const availableFenOf = async (context: Pick<PaymentsContext, 'rows'>, partyId: string): Promise<number> =>
  (await balanceOf(context, account.seller(partyId))) - (await withdrawingFen(context, partyId));

export interface Held {
  orderId: string;
  partyId: string;
  title: string;
  fen: number;
  why: HeldWhy;
  paidAtMs: number | null;
  /** Until when the buyer may give it back; null while that is open. */
  untilMs: number | null;
}

/** What is frozen of each order, by the ledger, and why. */
async function heldOrders(context: PaymentsContext, frozen: string): Promise<Held[]> {
  const fenOf = await heldOn(context, frozen);
  if (fenOf.size === 0) return [];
  const parts = await context.rows
    .selectFrom('PaymentPart as p')
    .innerJoin('Payment as y', 'y.id', 'p.paymentId')
    .leftJoin('Settlement as s', 's.orderId', 'p.orderId')
    .select(['p.orderId', 'p.partyId', 'p.title', 'p.reservedFen', 'p.refundedFen', 'y.paidAtMs', 's.state'])
    .where('p.orderId', 'in', [...fenOf.keys()])
    .orderBy('y.paidAtMs')
    .execute();
  const orderOf = await ordersHeld(
    context,
    parts.map(({ orderId }) => orderId),
  );
  return parts.map(({ orderId, partyId, title, paidAtMs, state: settlement, reservedFen, refundedFen }) => {
    const order = orderOf.get(orderId) ?? null;
    return {
      orderId,
      partyId,
      title,
      paidAtMs,
      fen: fenOf.get(orderId) ?? 0,
      why: whyHeld({ isRefunding: reservedFen !== refundedFen, settlement, order }),
      untilMs: order?.completeDueAtMs ?? null,
    };
  });
}

/** By reason, as the table has them; a reason without money is left out. */
function groupsOf(held: readonly Held[]) {
  const whys = Object.keys(HELD_WHYS).filter((why): why is HeldWhy => why in HELD_WHYS);
  return whys.flatMap((why) => {
    const orders = held.filter((one) => one.why === why);
    const fen = orders.reduce((sum, one) => sum + one.fen, 0);
    return orders.length === 0 ? [] : [{ why, fen, count: orders.length, orders: orders.slice(0, ORDERS_SHOWN_MAX) }];
  });
}

/**
 * What an account of ours held at a moment: from the last day that was compared before it, or from what was carried
 * where none was.
 */
export async function heldAt(
  context: PaymentsContext,
  { merchant, holds }: { merchant: string; holds: readonly string[] },
  atMs: number,
  beforeDate: string,
): Promise<number> {
  const day = await context.rows
    .selectFrom('AccountDay')
    .select(['date', 'ourFen'])
    .where('merchant', '=', merchant)
    .where('date', '<', beforeDate)
    .orderBy('date', 'desc')
    .limit(1)
    .executeTakeFirst();
  return day
    ? day.ourFen + (await movedBetween(context, holds, endOfChinaDate(day.date), atMs))
    : balanceAt(context, holds, atMs);
}
