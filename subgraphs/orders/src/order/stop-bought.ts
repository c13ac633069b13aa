import type { wordSaid } from '@heitu/events/trust.word-said.v1';
import { wordFollowed } from '@heitu/events/orders.word-followed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { OrderRow, OrdersContext, OrdersTransaction } from '../context.ts';
import { beginClosing } from './close-checkout.ts';
import { endOrder } from './end-order.ts';
import { orderLifecycle, WITH_CARRIER_STATES } from './order.lifecycle.ts';
import { orders } from './order.moves.ts';
import { STOP_NOTE, STOPPED_MAX, stopDueAtMs } from './stop-bought.policy.ts';

type Said = PayloadOf<typeof wordSaid>;
const UNPAID = orderLifecycle.from('stop-unpaid');
const PAID = orderLifecycle.from('stop');
const isUnpaid = ({ state }: OrderRow): boolean => UNPAID.includes(state);
const isPaid = ({ state, paidFen }: OrderRow): boolean => PAID.includes(state) && paidFen > 0;
const isSent = ({ state }: OrderRow): boolean => WITH_CARRIER_STATES.some((one) => one === state);

/**
 * Somebody for whom a station bought has said one word (11.5.de). 停 ends what nobody has paid for, and asks about what
 * is paid and not packed; 退 gives that up, 要 keeps it. What is packed goes on, and they are told so. What they bought
 * themselves is not touched.
 */
export async function followWord(context: OrdersContext, tx: OrdersTransaction, said: Said): Promise<void> {
  const { accountId, word, atMs } = said;
  const bought = await tx.rows
    .selectFrom('Order')
    .selectAll()
    .where('buyerAccountId', '=', accountId)
    .where('boughtThrough', 'is not', null)
    .where('state', 'in', [...UNPAID, ...PAID, ...WITH_CARRIER_STATES])
    // What was placed since is another day's.
    .where('placedAtMs', '<=', atMs)
    .orderBy('placedAtMs', 'desc')
    .limit(STOPPED_MAX)
    .execute();
  const asked: OrderRow[] = [];
  let kept = 0;
  const untilMs = stopDueAtMs(context.clock.now());
  for (const order of bought)
    if (word === 'keep') kept += await keep(context, tx, order);
    else if (isUnpaid(order) && (await stopUnpaid(context, tx, order, accountId))) continue;
    else if (word === 'give-back' || !(isUnpaid(order) || isPaid(order))) await giveUp(context, tx, order);
    // Also where its money was quicker than the word.
    else if (await ask(context, tx, order, untilMs)) asked.push(order);
  const sent = word === 'keep' ? 0 : bought.filter(isSent).length;
  if (asked.length + sent + kept === 0) return;
  const paidFen = asked.reduce((sum, order) => sum + order.paidFen, 0);
  const question = asked.length > 0 && { asked: { orders: asked.length, paidFen, untilMs } };
  tx.publish(wordFollowed, { type: 'account', id: accountId }, { accountId, ...question, sent, kept });
}

/** As where its buyer cancels it: closed at the provider first, and money that was quicker goes back. */
async function stopUnpaid(
  context: OrdersContext,
  tx: OrdersTransaction,
  { id, checkoutId, buyerAccountId, state }: OrderRow,
  accountId: string,
): Promise<boolean> {
  const note = await context.vault.sealText(buyerAccountId, STOP_NOTE);
  if (state === orderLifecycle.initial) await beginClosing(context, tx, checkoutId, 'buyer', note);
  const wish = { cancelWishedAtMs: context.clock.now(), cancelWishedBy: accountId };
  const set = { ...wish, cancelReason: 'buyer', cancelNote: note } as const;
  tx.audit({ type: 'order', id, clause: '11.5.de' });
  return (await orders.bySystem(context, tx, 'stop-unpaid', { id, cancelWishedAtMs: null }, set)) > 0;
}

/** Also what would be paid at the door: nobody has paid for it. What is packed is in no state for it. */
async function giveUp(context: OrdersContext, tx: OrdersTransaction, order: OrderRow): Promise<void> {
  if (isSent(order)) return;
  const note = await context.vault.sealText(order.buyerAccountId, STOP_NOTE);
  if (await endOrder(context, tx, order, { action: 'stop', reason: 'buyer', note }))
    tx.audit({ type: 'order', id: order.id, clause: '11.5.de' });
}

const ask = async (context: OrdersContext, tx: OrdersTransaction, { id }: OrderRow, untilMs: number) =>
  (await orders.bySystem(
    context,
    tx,
    'ask-stop',
    { id, $or: [{ stopDueAtMs: null }, { stopDueAtMs: { $lte: context.clock.now() } }] },
    { stopDueAtMs: untilMs },
  )) > 0;

const keep = (context: OrdersContext, tx: OrdersTransaction, { id }: OrderRow): Promise<number> =>
  orders.bySystem(context, tx, 'keep', { id, stopDueAtMs: { $gt: context.clock.now() } }, { stopDueAtMs: null });
