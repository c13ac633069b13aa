import { eachAlone } from '@heitu/kit/data/each-alone';
import { ok } from '@heitu/kit/rules/outcome';
import { TradesOfOrders, type TradesOfOrdersQuery } from '../asks/payments.ts';
import type { TrustContext } from '../context.ts';
import type { ShippingOrder } from '../wechat/shipping.ts';
import type { WechatError } from '../wechat/wechat-error.ts';
import { ShippingNotice } from './shipping.entity.ts';
import { shippingNotices } from './shipping.moves.ts';
import { retryAfterMs } from '../retry.policy.ts';
import { errorText, isWorthRepeating } from './shipping.policy.ts';

const BATCH_MAX = 20;

type Trade = TradesOfOrdersQuery['tradesOfOrders'][number];

interface Due {
  id: string;
  orderId: string;
  attempts: number;
  uploadedAtMs: number;
}

/**
 * Tells WeChat of every parcel that was taken over, so that it unfreezes the seller's money once the buyer has the
 * goods.
 */
export async function uploadShipping(context: TrustContext): Promise<void> {
  const due: Due[] = await context.rows
    .selectFrom('ShippingNotice')
    .select(['id', 'orderId', 'attempts', 'uploadedAtMs'])
    .where('nextAtMs', '<=', context.clock.now())
    .orderBy('nextAtMs')
    .limit(BATCH_MAX)
    .execute();
  if (due.length === 0) return;
  const { tradesOfOrders } = await context.peers.query(TradesOfOrders, {
    ids: due.map((notice) => notice.orderId),
  });
  const tradeOf = new Map(tradesOfOrders.map((trade) => [trade.orderId, trade]));
  await eachAlone(due, (notice) => uploadOne(context, notice, tradeOf.get(notice.orderId)));
}

async function uploadOne(context: TrustContext, notice: Due, trade: Trade | undefined): Promise<void> {
  const attempts = notice.attempts + 1;
  const nowMs = context.clock.now();
  // Counted before the call: a process that ends in the middle leaves an attempt behind, after which WeChat is asked
  // first.
  const claimed = await context.transaction(async (tx) =>
    ok(
      await tx.em.nativeUpdate(
        ShippingNotice,
        { id: notice.id, state: 'due', attempts: notice.attempts },
        { attempts, nextAtMs: nowMs + retryAfterMs(attempts) },
      ),
    ),
  );
  if (!claimed.ok || claimed.value === 0) return;
  const settle = (action: 'send' | 'refuse', lastError: string | null) =>
    context.transaction(async (tx) => {
      const settled = { lastError, nextAtMs: null, settledAtMs: context.clock.now() };
      return ok(await shippingNotices.bySystem(context, tx, action, { id: notice.id, attempts }, settled));
    });
  const tellWhy = (error: WechatError) =>
    isWorthRepeating(error, attempts)
      ? context.transaction(async (tx) => {
          const still = { id: notice.id, state: 'due' as const, attempts };
          return ok(await tx.em.nativeUpdate(ShippingNotice, still, { lastError: errorText(error) }));
        })
      : settle('refuse', errorText(error));
  if (!trade) return void (await settle('refuse', 'NO_PAYMENT'));
  const account = trade.payerAccountId
    ? await context.rows
        .selectFrom('Account')
        .select(['id', 'openidSealed'])
        .where('id', '=', trade.payerAccountId)
        .executeTakeFirst()
    : undefined;
  const openid = account?.openidSealed ? await context.vault.openUnrecorded(account.id, account.openidSealed) : null;
  if (openid === null) return void (await settle('refuse', 'NO_PAYER'));

  const order = { transactionId: trade.transactionId };
  const { wechat } = context.services;
  if (notice.attempts > 0) {
    const known = await wechat.getOrder(order);
    if (known.ok && holds(known.value, notice)) return void (await settle('send', null));
    if (!known.ok) return void (await tellWhy(known.error));
  }
  // Our own carriers bring the goods within the county: 同城配送, which has no express number.
  const shipping = { order, logistics: 'same-city', parcels: [{ description: trade.title }], progress: 'all' } as const;
  const result = await wechat.uploadCombinedShippingInfo(order, [shipping], openid, new Date(notice.uploadedAtMs));
  if (result.ok) await settle('send', null);
  else await tellWhy(result.error);
}

/** WeChat's times are whole seconds. */
const holds = (order: ShippingOrder, notice: Due): boolean =>
  order.shippingComplete && order.parcels.some((parcel) => parcel.uploadedAt.getTime() + 999 >= notice.uploadedAtMs);
