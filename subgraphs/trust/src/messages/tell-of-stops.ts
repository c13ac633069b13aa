import { cashOverdue } from '@heitu/events/logistics.cash-overdue.v1';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { yuan } from '@heitu/kit/rules/money';
import { rectificationDueAt } from '../conduct/measure.policy.ts';
import { itemWithdrawn } from '@heitu/events/catalog.item-withdrawn.v1';
import { withdrawalDone } from '@heitu/events/catalog.withdrawal-done.v1';
import { paperReturned } from '@heitu/events/catalog.paper-returned.v1';
import { priceOutsideBand } from '@heitu/events/catalog.price-outside-band.v1';
import { lotReopened } from '@heitu/events/catalog.lot-reopened.v1';
import { lotBlocked } from '@heitu/events/catalog.lot-blocked.v1';
import { alarmRaised } from '@heitu/events/logistics.alarm-raised.v1';
import { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import { orderStopped } from '@heitu/events/orders.order-stopped.v1';
import { recallTold } from '@heitu/events/trust.recall-told.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { isClauseRef } from '@heitu/standard';
import { takeMeasureIn } from '../conduct/take-measure.ts';
import type { TrustContext } from '../context.ts';
import { USUAL_WISHES } from './message.policy.ts';
import { notifyAccount, notifyParty, notifyRole } from './notify.ts';
import { parcelToSeller, toBuyer, toCarrier, toSeller } from './recall-texts.ts';
import { queueSms } from './queue-sms.ts';
import { noteWithdrawn } from '../tip-offs/note-withdrawn.ts';
import { queueWebhooks } from '../partners/queue-webhooks.ts';

const PAPER_TITLES = { certificate: '证明', inspection: '检验报告' } as const;

/** Who is told, and warned, where goods are stopped: by a rule of the catalog, on their way, by a temperature. */
export const stopReactions: Reaction[] = [
  on(itemWithdrawn, 'warn-publisher', (context: TrustContext, tx, item) =>
    takeMeasureIn(context, tx, {
      partyId: item.partyId,
      step: 'warning',
      reason: `发布的信息被下架：${item.reason}`,
      clause: isClauseRef(item.clause) ? item.clause : '6.5.b',
      dueAtMs: null,
      ...(item.lookId && { lookId: item.lookId }),
    }),
  ),
  // 8.2.az: the carrier has a day for it, and what is not put right by then is put forward as a suspension.
  on(cashOverdue, 'measure-overdue-cash', (context: TrustContext, tx, { carrierPartyId, parcels, amountFen }) =>
    takeMeasureIn(context, tx, {
      partyId: carrierPartyId,
      step: 'rectification',
      reason: `代收的货款过期没有交给商家：${parcels}笔，${yuan(amountFen)}元`,
      clause: '8.2.az',
      dueAtMs: rectificationDueAt(context.clock.now()),
    }),
  ),
  on(withdrawalDone, 'note-withdrawn', noteWithdrawn),
  on(lotBlocked, 'tell-operator', async (context: TrustContext, tx, lot, _prepared, event) => {
    await queueWebhooks(context, tx, 'lot.blocked', [
      {
        eventId: event.id,
        atMs: event.atMs,
        parties: [lot.partyId],
        data: { lotId: lot.lotId, skuId: lot.skuId, recallId: lot.recallId },
      },
    ]);
    await notifyRole(context, tx, 'operator-admin', {
      kind: 'lot-blocked',
      title: '有批次停售',
      body: lot.reason.slice(0, 200),
      orderId: null,
    });
    if (lot.partyId) await notifyParty(context, tx, lot.partyId, 'lots', toSeller(lot));
  }),
  on(lotReopened, 'tell-seller', (context: TrustContext, tx, { lotCode, partyId, reason, dueAtMs }) =>
    notifyParty(context, tx, partyId, 'lots', {
      kind: 'lot-reopened',
      title: '停售的批次重新看',
      body: `批次${lotCode}：${reason}。审核员${chinaTime(dueAtMs)}前定能不能接着卖，定下来以前先别卖`,
      orderId: null,
    }),
  ),
  on(paperReturned, 'tell-seller', (context: TrustContext, tx, { paper, lotCode, partyId, isUnseen }) =>
    notifyParty(context, tx, partyId, 'lots', {
      kind: 'paper-returned',
      title: '有材料退回了',
      body: `批次${lotCode}的${PAPER_TITLES[paper]}${isUnseen ? '没人核验，' : ''}退回了。请打开这批货看原因，重交一次；核验通过前不能卖`,
      orderId: null,
    }),
  ),
  on(priceOutsideBand, 'tell-seller', (context: TrustContext, tx, { partyId, title, band }) =>
    notifyParty(context, tx, partyId, 'products', {
      kind: 'price-outside-band',
      title: '价格要改，商品先下架了',
      body: `${title}：${band}。请改好价格再上架`,
      orderId: null,
    }),
  ),
  on(orderStopped, 'warn-buyer', async (context: TrustContext, tx, stop, _prepared, event) => {
    await notifyAccount(context, tx, stop.buyerAccountId, toBuyer(stop));
    if (stop.cause !== 'recalled') return;
    const { orderId, lotId, lotCode, goods, buyerAccountId: accountId } = stop;
    const atMs = context.clock.now();
    tx.publish(recallTold, { type: 'order', id: orderId }, { orderId, lotId, by: 'message', atMs });
    const params = { goods, lot: lotCode };
    await queueSms(
      context,
      tx,
      { id: event.id, accountId, partyId: stop.partyId, kind: 'goods-stopped', params, orderId, lotId },
      USUAL_WISHES,
    );
  }),
  on(shipmentStopped, 'tell-holders', async (context: TrustContext, tx, parcel) => {
    // With the others of its recall (tell-of-recalls.ts).
    if (parcel.isToldTogether) return;
    await notifyParty(context, tx, parcel.carrierPartyId, 'orders', toCarrier(parcel));
    const courier = { reader: 'courier', partyId: parcel.carrierPartyId } as const;
    if (parcel.courierAccountId) await notifyAccount(context, tx, parcel.courierAccountId, toCarrier(parcel), courier);
    await notifyParty(context, tx, parcel.sellerPartyId, 'orders', parcelToSeller(parcel));
  }),
  on(alarmRaised, 'tell-carrier', (context: TrustContext, tx, alarm) =>
    notifyParty(context, tx, alarm.carrierPartyId, 'orders', {
      kind: 'alarm-raised',
      title: '冷链温度报警',
      body: `${alarm.shipmentIds.length}票货物温度异常，请马上处置`,
      orderId: null,
    }),
  ),
];
