import { ShipmentStateWords, type CourierParcelQuery, type ShipmentAct } from '@/api/courier';
import { idAfter, type Entry } from '@/lib/outbox';

type Parcel = NonNullable<CourierParcelQuery['shipment']>;
const without = ({ availableActions }: Parcel, ...done: ShipmentAct[]): ShipmentAct[] =>
  availableActions.filter((action) => !done.includes(action));
const inState = (
  parcel: Parcel,
  state: 'REFUSED' | 'AT_DEPOT' | 'DELIVERED',
  availableActions: ShipmentAct[],
): Parcel => ({
  ...parcel,
  state,
  stateLabel: ShipmentStateWords[state],
  availableActions,
});

/** What each act will have changed on this page, once the platform knows of it; the platform still decides. */
const CHANGES: Readonly<Record<string, (parcel: Parcel, input: Entry['input'], entry: Entry) => Parcel>> = {
  CallAhead: (parcel, { agreedAt, place }) => ({
    ...parcel,
    agreedAt: String(agreedAt),
    agreedPlace: String(place),
  }),
  RecordOuterPackagingOpened: (parcel) => ({ ...parcel, availableActions: without(parcel, 'OPEN_PACKAGING') }),
  SignAtDoor: (parcel) => inState(parcel, 'DELIVERED', []),
  RecordNobodyHome: (parcel, { againAt }, { atMs }) =>
    againAt
      ? {
          ...parcel,
          agreedAt: String(againAt),
          availableActions: without(parcel, 'FIND_NOBODY'),
          visits: [
            ...parcel.visits,
            {
              number: 1,
              outcome: 'NOBODY_HOME',
              at: new Date(atMs).toISOString(),
              againAt: String(againAt),
              arrivedAt: null,
              timeDoubt: null,
            },
          ],
        }
      : inState(parcel, 'REFUSED', ['ARRIVE_AT_DEPOT']),
  CourierRefuseDelivery: (parcel) => inState(parcel, 'REFUSED', ['ARRIVE_AT_DEPOT']),
  ArriveAtDepot: (parcel) => inState(parcel, 'AT_DEPOT', []),
  HandParcelToStation: (parcel) => ({ ...parcel, availableActions: without(parcel, 'HAND_TO_STATION') }),
  SignCustodyLeg: (parcel, { legId }) => ({
    ...parcel,
    legs: parcel.legs.map((leg) => (leg.id === legId ? { ...leg, availableActions: [] } : leg)),
  }),
  CourierOpenHandover: (parcel, _, entry) => ({
    ...parcel,
    availableActions: without(parcel, 'OPEN_HANDOVER'),
    handovers: [
      ...parcel.handovers,
      {
        id: idAfter(entry),
        number: '有网后编号',
        state: 'OPEN',
        cold: parcel.storage !== 'AMBIENT',
        availableActions: ['SIGN_CARRIER', 'SIGN_SELLER_BY_CARD'],
        points: [],
        storeRecord: null,
        document: null,
        signatures: [],
      },
    ],
  }),
  CourierSignByCard: (parcel, { handoverId, signerName }, { atMs }) => ({
    ...parcel,
    handovers: parcel.handovers.map((one) =>
      one.id === handoverId
        ? {
            ...one,
            availableActions: one.availableActions.filter((action) => action !== 'SIGN_SELLER_BY_CARD'),
            signatures: [
              { side: 'SELLER', custodian: String(signerName), signedAt: new Date(atMs).toISOString() },
              ...one.signatures,
            ],
          }
        : one,
    ),
  }),
  CourierSignHandover: (parcel, { handoverId, custodian }, { atMs }) => ({
    ...parcel,
    handovers: parcel.handovers.map((one) =>
      one.id === handoverId
        ? {
            ...one,
            availableActions: one.availableActions.filter((action) => action !== 'SIGN_CARRIER'),
            signatures: [
              ...one.signatures,
              { side: 'CARRIER', custodian: String(custodian), signedAt: new Date(atMs).toISOString() },
            ],
          }
        : one,
    ),
  }),
};

export const foreseen = (parcel: Parcel, entries: readonly Entry[]): Parcel =>
  entries
    .filter(({ refused }) => !refused)
    .reduce((before, entry) => CHANGES[entry.document.name]?.(before, entry.input, entry) ?? before, parcel);
