import type { Act, County, Operation } from './county.ts';

/** A courier is at the village station; or nobody comes, which ends as well. */
function handToStation(county: County): Act | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    "state = 'taken-over' and stationPartyId is not null and id not in (select shipmentId from CustodyLeg where state = 'open')",
  );
  return (
    shipment && {
      to: 'logistics',
      mutation: 'handParcelToStation',
      actor: county.account(shipment['courierAccountId']!),
      input: { shipmentId: shipment['id'], sealNumber: 'F-1', sealWhole: true },
    }
  );
}
/** What the station finds, mostly as it was given. */
function takeAtStation(county: County): Act | null {
  const leg = county.one('logistics', 'CustodyLeg', "state = 'open' and kind = 'to-station'");
  return (
    leg && {
      to: 'logistics',
      mutation: 'takeParcelAtStation',
      actor: county.holder('station-agent', leg['stationPartyId']!),
      input: {
        shipmentId: leg['shipmentId'],
        units: Number(leg['givenUnits']) - (county.chance.isHit(0.1) ? 1 : 0),
        sealWhole: county.chance.isHit(0.9),
      },
    }
  );
}
function giveBack(county: County): Act | null {
  const shipment = county.one('logistics', 'Shipment', "state = 'left-at-station'");
  return (
    shipment && {
      to: 'logistics',
      mutation: 'giveParcelBack',
      actor: county.holder('station-agent', shipment['stationPartyId']!),
      input: { shipmentId: shipment['id'] },
    }
  );
}
function fetchBack(county: County): Act | null {
  const leg = county.one('logistics', 'CustodyLeg', "state = 'open' and kind = 'from-station'");
  return (
    leg && {
      to: 'logistics',
      mutation: 'signCustodyLeg',
      actor: county.carrier(leg['carrierPartyId']!),
      input: { legId: leg['id'], units: Number(leg['givenUnits']) },
    }
  );
}

export const stationOperations: readonly Operation[] = [
  { name: 'hand-to-station', weight: 6, next: handToStation },
  { name: 'take-at-station', weight: 6, next: takeAtStation },
  { name: 'give-back', weight: 3, next: giveBack },
  { name: 'fetch-back', weight: 3, next: fetchBack },
];
