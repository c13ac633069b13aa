import { parcelsStopped, TOLD_PER_EVENT_MAX } from '@heitu/events/logistics.parcels-stopped.v1';
import type { shipmentStopped } from '@heitu/events/logistics.shipment-stopped.v1';
import type { ordersRecalled } from '@heitu/events/orders.orders-recalled.v1';
import type { Transaction } from '@heitu/kit/data/context';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { chunksOf } from '@heitu/kit/rules/chunks';
import type { LogisticsContext } from '../context.ts';
import { stopParcels } from './stop-shipments.ts';

type Parcel = PayloadOf<typeof shipmentStopped>;
type Told = PayloadOf<typeof parcelsStopped>['told'][number];

/**
 * Stops the parcels of all orders of recalls that come together, and tells of each recall once: every carrier, courier
 * and seller with the number of theirs. A parcel that was stopped by a recall before is in nobody's number again.
 */
export async function stopRecalled(
  context: LogisticsContext,
  tx: Transaction,
  events: readonly { payload: PayloadOf<typeof ordersRecalled> }[],
): Promise<void> {
  const byCase = Map.groupBy(
    events.map(({ payload }) => payload),
    ({ recall }) => recall.caseId,
  );
  for (const [caseId, recalled] of byCase) {
    const [first] = recalled;
    if (!first) continue;
    const orders = recalled.flatMap((one) => one.orders);
    const stopped = await stopParcels(context, tx, orders, { cause: 'recalled', isToldTogether: true });
    for (const told of chunksOf(concerned(stopped), TOLD_PER_EVENT_MAX))
      tx.publish(parcelsStopped, { type: 'recall', id: caseId }, { recall: first.recall, told });
  }
}

/** Each who has some of them, or waits for some, once. */
function concerned(parcels: readonly Parcel[]): Told[] {
  const toldAs = (
    reader: Told['reader'],
    of: (parcel: Parcel) => Pick<Told, 'partyId' | 'accountId'> | null,
  ): Told[] => {
    const addressed = parcels.flatMap((parcel) => {
      const to = of(parcel);
      return to ? [{ to, parcel }] : [];
    });
    const byReader = Map.groupBy(addressed, ({ to }) => `${to.partyId} ${to.accountId ?? ''}`);
    return [...byReader.values()].flatMap((own) => {
      const [first] = own;
      if (!first) return [];
      const { orderId, orderNumber, trackingNumber, lotCode } = first.parcel;
      const withCarrier = own.filter(({ parcel }) => parcel.holder === 'carrier').length;
      const named = { orderId, orderNumber, trackingNumber, lotCode };
      return [{ reader, ...first.to, parcels: own.length, withCarrier, ...named }];
    });
  };
  return [
    ...toldAs('carrier', ({ carrierPartyId: partyId }) => ({ partyId, accountId: null })),
    ...toldAs('courier', ({ carrierPartyId: partyId, courierAccountId: accountId }) =>
      accountId === null ? null : { partyId, accountId },
    ),
    ...toldAs('seller', ({ sellerPartyId: partyId }) => ({ partyId, accountId: null })),
  ];
}
