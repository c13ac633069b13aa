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
  const Table = { carrier: Carrier, station: Station }[party.kind];
  if (!Table) return ok(null);
  return context.transaction(async (tx) => {
    const { partyId, inGoodStanding } = party;
    const change = {
      inGoodStanding,
      ...(party.name !== null && { name: party.name }),
      ...(Table === Carrier && { standingReason: party.reason.slice(0, 255) }),
    };
    const known = await tx.em.nativeUpdate(Table as typeof Carrier, { partyId }, change);
    if (known > 0) return ok(null);
    const row = { partyId, name: party.name ?? '', inGoodStanding, createdAtMs: context.clock.now() };
    if (Table === Station) await tx.em.insert(Station, row);
    else
      await tx.em.insert(Carrier, {
        ...row,
        ...SERVICE_DEFAULTS,
        standingReason: party.reason.slice(0, 255),
        licensedModes: '[]',
      });
    return ok(null);
  });
}
