import { goodsOfferedBack } from '@heitu/events/logistics.goods-offered-back.v1';
import { boughtFor } from '@heitu/events/orders.bought-for.v1';
import { shipmentAtStation } from '@heitu/events/logistics.shipment-at-station.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { signingCodeAsked } from '@heitu/events/logistics.signing-code-asked.v1';
import { doorMissed } from '@heitu/events/logistics.door-missed.v1';
import { PickupCode } from '../asks/logistics.ts';
import type { TrustContext } from '../context.ts';
import { milestoneOf } from '../disclosure/record-milestone.ts';
import { USUAL_WISHES } from './message.policy.ts';
import { notifyAccount, notifyParty, onWechat } from './notify.ts';
import { queueSms } from './queue-sms.ts';

/**
 * A station's agent has bought for somebody: they are told at once what it costs, and how to end it. Goods wait for
 * somebody's hands. A courier is at the door: its recipient is sent the code to read out, or is told that nobody was
 * home. A parcel stands at a village station: its buyer is told where, until when, and the code. Goods are back at
 * their seller: it is told until when to count and sign.
 */
export const handReactions: Reaction[] = [
  on(boughtFor, 'tell-bought-for', async (context: TrustContext, tx, bought) => {
    const { orderId, buyerAccountId, stationName, totalFen, payByMs } = bought;
    await notifyAccount(context, tx, buyerAccountId, {
      kind: 'bought-for-you',
      title: `服务站替您下单，共${yuan(totalFen)}元`,
      body: `${stationName}替您下了单，共${yuan(totalFen)}元，${chinaTime(payByMs)}前付。您当面扫码付给商家，站里不收钱；不是您要买的就别付，过时自动取消`,
      orderId,
    });
  }),
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
  on(doorMissed, 'tell-buyer-missed', async (context: TrustContext, tx, missed) => {
    const { orderId, buyerAccountId, againAtMs, atMs } = missed;
    const order = await milestoneOf(tx, orderId);
    const what = againAtMs === null ? '货退回商家，钱全部退给您' : `${chinaTime(againAtMs)}再来一次，再没人就退回商家`;
    await notifyAccount(context, tx, buyerAccountId, {
      kind: 'nobody-home',
      title: againAtMs === null ? '两次上门没人，货退回了' : '配送员来过，家里没人',
      body: `订单${order?.orderNumber ?? ''}：配送员${chinaTime(atMs)}到了门口，没人在。${what}`,
      orderId,
    });
  }),
  // The code itself is asked for when it is sent, and kept nowhere.
  on(signingCodeAsked, 'send-signing-code', async (context: TrustContext, tx, asked, _prepared, event) => {
    const { buyerAccountId: accountId, shipmentId, round } = asked;
    const params = { shipmentId, round: String(round) };
    const sms = {
      id: event.id,
      accountId,
      partyId: null,
      kind: 'signing-code',
      params,
      orderId: null,
      lotId: null,
    } as const;
    await queueSms(context, tx, sms, USUAL_WISHES);
  }),
  on(
    shipmentAtStation,
    'tell-buyer-at-station',
    async (context: TrustContext, tx, arrived, code: string | null, event) => {
      const { orderId, shipmentId, buyerAccountId, stationName, fetchByMs } = arrived;
      const order = await milestoneOf(tx, orderId);
      // Fetched meanwhile, or on its way back: then there is nothing to fetch any more.
      if (code === null) return;
      await notifyAccount(context, tx, buyerAccountId, {
        kind: 'parcel-at-station',
        title: '货到服务站了',
        body: `订单${order?.orderNumber ?? ''}到了${stationName}，取货码${code}，${chinaTime(fetchByMs)}前去取，过时退回商家`,
        orderId,
      });
      if ((await onWechat(tx, [{ accountId: buyerAccountId }])).size > 0) return;
      const sms = { id: event.id, accountId: buyerAccountId, partyId: null, kind: 'parcel-at-station' } as const;
      const params = { shipmentId, station: stationName };
      await queueSms(context, tx, { ...sms, params, orderId, lotId: null }, USUAL_WISHES);
    },
    async (context, { shipmentId }) => (await context.peers.query(PickupCode, { shipmentId })).pickupCodeForPeer,
  ),
];
