import { canonicalJson } from '@heitu/kit/rules/canonical';
import type { LogisticsContext } from '../context.ts';
import { giverOf, type Found, type LegKind, type LegSide } from './leg.policy.ts';

interface Signed extends Found {
  legId: string;
  shipmentId: string;
  facilityId?: string;
  stationPartyId?: string;
  kind: LegKind;
  sealNumber: string | null;
}

/** What one side found, who signs it and when, with the platform's key over all of it: as in a goods document. */
export function signatureBy(context: LogisticsContext, side: LegSide, leg: Signed) {
  const { units, sealWhole, celsius, kind } = leg;
  const by = context.actor.id;
  const atMs = context.clock.now();
  const signature = context.vault.authenticate('custody-leg-signature', canonicalJson({ ...leg, side, by, atMs }));
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

interface Opened {
  id: string;
  shipmentId: string;
  kind: LegKind;
  facilityId?: string | null | undefined;
  stationPartyId?: string | null | undefined;
  sealNumber?: string | null | undefined;
}
/** The other side's signature on a leg that stands open. */
export const takenBy = (context: LogisticsContext, side: LegSide, leg: Opened, found: Found) =>
  signatureBy(context, side, {
    legId: leg.id,
    shipmentId: leg.shipmentId,
    ...(leg.facilityId && { facilityId: leg.facilityId }),
    ...(leg.stationPartyId && { stationPartyId: leg.stationPartyId }),
    kind: leg.kind,
    sealNumber: leg.sealNumber ?? null,
    ...found,
  });
