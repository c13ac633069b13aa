import type { HolderPart } from '@heitu/events/logistics.shipment-refused.v1';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { notifyParty, type Notification } from '../messages/notify.ts';

/** Whoever bears a part of a claim hears of it: the seller's people of orders, the carrier's of complaints. */
export const tellBearer = (
  context: TrustContext,
  tx: TrustTransaction,
  { part, partyId }: { part: HolderPart; partyId: string },
  told: Omit<Notification, 'kind'>,
): Promise<void> =>
  notifyParty(context, tx, partyId, part === 'seller' ? 'orders' : 'complaints', { kind: 'claim', ...told });
