import { isValidOn, isRefrigerated } from '../carrier/carrier.policy.ts';
import { COURIER_RULES } from '../carrier/carrier.policy.ts';
import { intersect, type Range } from '../temperature/range.policy.ts';
import { isCold } from '../area/offer.policy.ts';

export interface CrewCourier {
  id: string;
  accountId: string;
  rulesVersion: string | null;
  /** The last day of the cold-chain certificate; null without one. */
  certifiedUntil: string | null;
}
export interface CrewVehicle {
  id: string;
  kind: string;
  validUntil: string;
  temperatureCelsiusMin: number | null;
  temperatureCelsiusMax: number | null;
  monitored: boolean;
  /** What the cold goods on it, or assigned to it, need. */
  aboard: Range[];
}
export interface CrewParcel {
  storage: string;
  range: Range | null;
}
export type CrewRefusal =
  | 'COURIER_NOT_CERTIFIED'
  | 'COURIER_RULES_NOT_ACCEPTED'
  | 'VEHICLE_EXPIRED'
  | 'VEHICLE_NOT_COLD'
  | 'VEHICLE_NOT_MONITORED'
  | 'RANGES_CONFLICT';

/**
 * Why this courier must not take this parcel. Rules once accepted and since renewed stop a courier; a courier who never
 * opened them is counted in the evidence.
 */
export function courierRefusal(parcel: CrewParcel, courier: CrewCourier, date: string): CrewRefusal | null {
  if (courier.rulesVersion !== null && courier.rulesVersion !== COURIER_RULES.version)
    return 'COURIER_RULES_NOT_ACCEPTED';
  if (isCold(parcel.storage) && !(courier.certifiedUntil && isValidOn(courier.certifiedUntil, date)))
    return 'COURIER_NOT_CERTIFIED';
  return null;
}

export function vehicleRefusal(parcel: CrewParcel, vehicle: CrewVehicle, date: string): CrewRefusal | null {
  if (!isValidOn(vehicle.validUntil, date)) return 'VEHICLE_EXPIRED';
  if (!isCold(parcel.storage)) return null;
  const keeps =
    isRefrigerated(vehicle) && vehicle.temperatureCelsiusMin !== null && vehicle.temperatureCelsiusMax !== null
      ? { min: vehicle.temperatureCelsiusMin, max: vehicle.temperatureCelsiusMax }
      : null;
  if (!keeps || (parcel.range && !intersect([keeps, parcel.range]))) return 'VEHICLE_NOT_COLD';
  if (!vehicle.monitored) return 'VEHICLE_NOT_MONITORED';
  if (parcel.range && !intersect([...vehicle.aboard, parcel.range])) return 'RANGES_CONFLICT';
  return null;
}
