import { handedOverByCard } from '@heitu/events/logistics.handed-over-by-card.v1';
import { handoverObjected } from '@heitu/events/logistics.handover-objected.v1';
import { objectionCleared } from '@heitu/events/logistics.objection-cleared.v1';
import { shipmentAssigned } from '@heitu/events/logistics.shipment-assigned.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import type { TrustContext } from '../context.ts';
import { notifyAccount, notifyParty } from './notify.ts';

/** A courier is told of a parcel to fetch, its seller that somebody comes for it, and until when. */
export const assignedReactions: Reaction[] = [
  on(shipmentAssigned, 'tell-both-hands', async (context: TrustContext, tx, parcel) => {
    const { orderId, orderNumber, carrierPartyId, sellerPartyId } = parcel;
    const until = chinaTime(parcel.takeOverDueAtMs);
    await notifyAccount(
      context,
      tx,
      parcel.courierAccountId,
      { kind: 'parcel-assigned', title: '有新包裹要去取', body: `订单${orderNumber}，请在${until}前取到`, orderId },
      { reader: 'courier', partyId: carrierPartyId },
    );
    await notifyParty(context, tx, sellerPartyId, 'orders', {
      kind: 'pick-up-coming',
      title: '配送员要来取货',
      body: `订单${orderNumber}，${until}前来取，请把货装好`,
      orderId,
    });
  }),
  on(handedOverByCard, 'tell-whose-card', (context: TrustContext, tx, { orderId, orderNumber, ...handed }) => {
    const [went, until] = [handed.atMs, handed.objectByMs].map(chinaTime);
    return notifyParty(context, tx, handed.sellerPartyId, 'orders', {
      kind: 'handed-by-card',
      title: `${handed.units}件货用交货卡交走了`,
      body: `订单${orderNumber}，${went}交给${handed.carrierName}。不对的话，${until}前在订单里说`,
      orderId,
    });
  }),
  on(handoverObjected, 'tell-carrier', (context: TrustContext, tx, { carrierPartyId, orderId, orderNumber, ...said }) =>
    notifyParty(context, tx, carrierPartyId, 'orders', {
      kind: 'handover-objected',
      title: said.nobodyOfOurs ? `商家说没人交过这${said.units}件货` : `商家说交的${said.units}件货不对`,
      body: `订单${orderNumber}，用交货卡交的。请查清楚，${chinaTime(said.dueAtMs)}前写上怎么处理的`,
      orderId,
    }),
  ),
  on(objectionCleared, 'tell-seller', (context: TrustContext, tx, { sellerPartyId, orderId, ...cleared }) =>
    notifyParty(context, tx, sellerPartyId, 'orders', {
      kind: 'objection-cleared',
      title: '您说交货不对，有答复了',
      body: `订单${cleared.orderNumber}，${cleared.carrierName}写了怎么处理的，在订单里看。不服，在订单里投诉`,
      orderId,
    }),
  ),
];
