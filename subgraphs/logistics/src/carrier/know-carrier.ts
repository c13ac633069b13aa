import { toJson } from '@heitu/kit/rules/typed-json';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Carrier, Station } from './carrier.entity.ts';
import { SERVICE_DEFAULTS } from './carrier.policy.ts';

export interface PartyStanding {
  partyId: string;
  kind: string;
  /** Null where only the standing changed. */
  name: string | null;
  inGoodStanding: boolean;
  reason: string;
}

/** Keeps what sellers says of carriers and rural stations; of others we keep nothing. */
export async function knowCarrier(context: LogisticsContext, party: PartyStanding) {
  const { partyId, kind, name, inGoodStanding } = party;
  if (kind !== 'carrier' && kind !== 'station') return ok(null);
  return context.transaction(async (tx) => {
    const standingReason = party.reason.slice(0, 255);
    const change = { inGoodStanding, ...(name !== null && { name }) };
    const row = { partyId, name: name ?? '', inGoodStanding, createdAtMs: context.clock.now() };
    if (kind === 'station') {
      if ((await tx.em.nativeUpdate(Station, { partyId }, change)) === 0) await tx.em.insert(Station, row);
    } else if ((await tx.em.nativeUpdate(Carrier, { partyId }, { ...change, standingReason })) === 0)
      await tx.em.insert(Carrier, { ...row, ...SERVICE_DEFAULTS, standingReason, licensedModes: toJson([]) });
    return ok(null);
  });
}
