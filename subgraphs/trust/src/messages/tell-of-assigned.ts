import { handedOverByCard } from '@heitu/events/logistics.handed-over-by-card.v1';
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
];
