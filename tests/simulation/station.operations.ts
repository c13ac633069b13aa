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
/** The courier's phone is dead: the station signs alone, and the courier later or never. */
function takeAlone(county: County): Act | null {
  const shipment = county.one(
    'logistics',
    'Shipment',
    "state = 'taken-over' and stationPartyId is not null and id not in (select shipmentId from CustodyLeg where state = 'open')",
  );
  return (
    shipment && {
      to: 'logistics',
      mutation: 'takeParcelAtStation',
      actor: county.holder('station-agent', shipment['stationPartyId']!),
      input: { shipmentId: shipment['id'], units: Number(shipment['units']), courierHasNoPhone: true },
    }
  );
}
function signLater(county: County): Act | null {
  const leg = county.one('logistics', 'CustodyLeg', "state = 'open' and takenAlone = 1");
  const shipment = leg && county.one('logistics', 'Shipment', 'id = ?', leg['shipmentId']!);
  return (
    leg &&
    shipment && {
      to: 'logistics',
      mutation: 'signCustodyLeg',
      actor: county.account(shipment['courierAccountId']!),
      input: { legId: leg['id'], units: Number(leg['takenUnits']) },
    }
  );
}
/** Somebody stands at a station, and says the code to nobody: no SMS goes out here. */
function askErrand(county: County): Act {
  return {
    to: 'trust',
    mutation: 'askErrand',
    actor: county.holder('station-agent'),
    input: {
      requestId: county.requestId(),
      errand: 'BUY',
      phone: `1390000${String(county.chance.below(10_000)).padStart(4, '0')}`,
      name: '赵老根',
      divisionCode: '230184103',
      address: '辉煌村三组',
    },
  };
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
  { name: 'take-alone', weight: 2, next: takeAlone },
  { name: 'sign-later', weight: 2, next: signLater },
  { name: 'ask-errand', weight: 0.5, next: askErrand },
  { name: 'give-back', weight: 3, next: giveBack },
  { name: 'fetch-back', weight: 3, next: fetchBack },
];
