import { canonicalJson } from '@heitu/kit/rules/canonical';
import type { LogisticsContext } from '../context.ts';
import { giverOf, type Found, type LegKind, type LegSide } from './leg.policy.ts';

/** What of a leg both sides sign. */
export interface SignedLeg {
  id: string;
  shipmentId: string;
  kind: LegKind;
  facilityId?: string | null | undefined;
  stationPartyId?: string | null | undefined;
  sealNumber?: string | null | undefined;
}

/** What one side found, who signs it and when, with the platform's key over all of it: as in a goods document. */
export function signatureBy(context: LogisticsContext, side: LegSide, leg: SignedLeg, found: Found) {
  const { id: legId, shipmentId, kind, facilityId, stationPartyId, sealNumber = null } = leg;
  const { units, sealWhole, celsius } = found;
  const by = context.actor.id;
  const atMs = context.clock.now();
  const place = { ...(facilityId && { facilityId }), ...(stationPartyId && { stationPartyId }) };
  const signature = context.vault.authenticate(
    'custody-leg-signature',
    canonicalJson({ legId, shipmentId, ...place, kind, sealNumber, units, sealWhole, celsius, side, by, atMs }),
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
