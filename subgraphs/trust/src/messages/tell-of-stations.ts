import { shipmentAtStation } from '@heitu/events/logistics.shipment-at-station.v1';
import { on, type Reaction } from '@heitu/kit/messages/relay';
import { chinaTime } from '@heitu/kit/rules/calendar';
import { PickupCode } from '../asks/logistics.ts';
import type { TrustContext } from '../context.ts';
import { milestoneOf } from '../disclosure/record-milestone.ts';
import { notifyAccount } from './notify.ts';

/** A parcel stands at a village station: its buyer is told where, until when, and the code. */
export const stationReactions: Reaction[] = [
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
