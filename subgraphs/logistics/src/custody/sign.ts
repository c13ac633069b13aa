import { canonicalJson } from '@heitu/kit/rules/canonical';
import type { LogisticsContext } from '../context.ts';
import { giverOf, type Found, type LegKind, type LegSide } from './leg.policy.ts';

/** What of a leg both sides sign. */
export interface SignedLeg {
  id: string;
  shipmentId?: string | null | undefined;
  collectionId?: string | null | undefined;
  kind: LegKind;
  facilityId?: string | null | undefined;
  stationPartyId?: string | null | undefined;
  sealNumber?: string | null | undefined;
}

/** Who signs, and when: the caller, now, where nothing else is said. */
export interface Signer {
  by?: string;
  atMs?: number;
}

/** What one side found, who signs it and when, with the platform's key over all of it: as in a goods document. */
export function signatureBy(
  context: LogisticsContext,
  side: LegSide,
  leg: SignedLeg,
  found: Found,
  { by = context.actor.id, atMs = context.clock.now() }: Signer = {},
) {
  const { id: legId, shipmentId, collectionId, kind, facilityId, stationPartyId, sealNumber = null } = leg;
  const { units, sealWhole, celsius } = found;
  const place = { ...(facilityId && { facilityId }), ...(stationPartyId && { stationPartyId }) };
  const goods = { ...(shipmentId && { shipmentId }), ...(collectionId && { collectionId }) };
  const signature = context.vault.authenticate(
    'custody-leg-signature',
    canonicalJson({ legId, ...goods, ...place, kind, sealNumber, units, sealWhole, celsius, side, by, atMs }),
  );
  return side === giverOf(kind)
    ? {
        givenBy: by,
        givenAtMs: atMs,
        givenUnits: units,
        givenSealWhole: sealWhole,
        givenCelsius: celsius,
        givenSignature: signature,
      }
    : {
        takenBy: by,
        takenAtMs: atMs,
        takenUnits: units,
        takenSealWhole: sealWhole,
        takenCelsius: celsius,
        takenSignature: signature,
      };
}
