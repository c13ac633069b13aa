import { goodsOfferedBack } from '@heitu/events/logistics.goods-offered-back.v1';
import { shipmentAtStation } from '@heitu/events/logistics.shipment-at-station.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { PickupCode } from '../asks/logistics.ts';
import type { TrustContext } from '../context.ts';
import { milestoneOf } from '../disclosure/record-milestone.ts';
import { notifyAccount, notifyParty } from './notify.ts';

/**
 * Goods wait for somebody's hands. A parcel stands at a village station: its buyer is told where, until when, and the
 * code. Goods are back at their seller: it is told until when to count and sign.
 */
export const handReactions: Reaction[] = [
  on(goodsOfferedBack, 'tell-seller', async (context: TrustContext, tx, back) => {
    const { orderId, sellerPartyId, afterSaleId, units, signByMs } = back;
    const order = await milestoneOf(tx, orderId);
    const what = afterSaleId === null ? '买家没收的' : '买家退的';
    await notifyParty(context, tx, sellerPartyId, afterSaleId === null ? 'orders' : 'after-sales', {
      kind: 'goods-to-sign',
      title: '退回的货等您签字',
      body: `订单${order?.orderNumber ?? ''}${what}${units}件货送回来了。请点数、看货、签字；${chinaTime(signByMs)}前没签，就记成没有人接手`,
      orderId,
    });
  }),
  on(
    shipmentAtStation,
    'tell-buyer-at-station',
    async (context: TrustContext, tx, { orderId, buyerAccountId, stationName, fetchByMs }, code: string | null) => {
      const order = await milestoneOf(tx, orderId);
      // Fetched meanwhile, or on its way back: then there is nothing to fetch any more.
      if (code === null) return;
      await notifyAccount(context, tx, buyerAccountId, {
        kind: 'parcel-at-station',
        title: '货到服务站了',
        body: `订单${order?.orderNumber ?? ''}到了${stationName}，取货码${code}，${chinaTime(fetchByMs)}前去取，过时退回商家`,
        orderId,
      });
    },
    async (context, { shipmentId }) => (await context.peers.query(PickupCode, { shipmentId })).pickupCodeForPeer,
  ),
];
