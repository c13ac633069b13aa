import { canonicalJson } from '@heitu/kit/rules/canonical';
import type { LogisticsContext } from '../context.ts';
import { giverOf, type Found, type LegKind, type LegSide } from './leg.policy.ts';

interface Signed extends Found {
  legId: string;
  shipmentId: string;
  facilityId: string;
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
