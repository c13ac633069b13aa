import { useState } from 'react';
import { CourierParcel, CourierTasks, type CourierParcelQuery } from '@/api/courier';
import type { OneOf } from '@/lib/each';
import { useWaiting } from '@/lib/outbox';
import { lastSeen } from '@/lib/query';
import { TODAY } from '@/lib/today';
import { foreseen } from '../parcel/foreseen';

export type Parcel = NonNullable<CourierParcelQuery['shipment']>;
type Handover = Parcel['handovers'][number];
/** A parcel, and its document that waits for the seller's side. */
export interface ToSign extends OneOf {
  parcel: Parcel;
  document: Handover;
}

/** One ink stands for so many parcels: each keeps the photo with it until there is a network. */
const BESIDE_MAX = 19;

export const waitsForCard = (parcel: Parcel): ToSign[] => {
  const document = parcel.handovers.find(({ availableActions }) => availableActions.includes('SIGN_SELLER_BY_CARD'));
  return document ? [{ parcel, document, key: document.id, of: parcel.id, name: `单号 ${parcel.trackingNumber}` }] : [];
};

/** Others of this seller that were counted and written up and wait for the same hand, as far as this phone knows. */
export function useBeside({ id, sellerPartyId }: Parcel): ToSign[] {
  const waiting = useWaiting();
  const [known] = useState(() =>
    (lastSeen(CourierTasks, { keepAs: 'tasks', place: TODAY })?.toTakeOver.edges ?? [])
      .filter(({ node }) => node.sellerPartyId === sellerPartyId && node.id !== id)
      .flatMap(({ node }) => lastSeen(CourierParcel, { keepAs: `parcel ${node.id}`, place: TODAY })?.shipment ?? []),
  );
  return known
    .flatMap((parcel) =>
      waitsForCard(
        foreseen(
          parcel,
          waiting.filter(({ of }) => of === parcel.id),
        ),
      ),
    )
    .slice(0, BESIDE_MAX);
}
