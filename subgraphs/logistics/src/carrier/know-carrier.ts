import { toJson } from '@heitu/kit/rules/typed-json';
import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { Carrier, Station } from './carrier.entity.ts';
import { SERVICE_DEFAULTS } from './carrier.policy.ts';

export interface PartyStanding {
  partyId: string;
  kind: string;
  /** Null where only the standing changed. */
  name: string | null;
  inGoodStanding: boolean;
  reason: string;
  /** When sellers said so. */
  atMs: number;
}

/** Keeps what sellers says of carriers and rural stations; of others we keep nothing. */
export async function knowCarrier(context: LogisticsContext, party: PartyStanding) {
  const { partyId, kind, name, inGoodStanding, atMs } = party;
  if (kind !== 'carrier' && kind !== 'station') return ok(null);
  return context.transaction(async (tx) => {
    const standingReason = party.reason.slice(0, 255);
    const named = { name: name ?? '', namedAtMs: name === null ? null : atMs };
    const row = { partyId, ...named, inGoodStanding, createdAtMs: context.clock.now() };
    if (kind === 'station') {
      if ((await tx.em.nativeUpdate(Station, { partyId }, { inGoodStanding })) === 0) await tx.em.insert(Station, row);
    } else if ((await tx.em.nativeUpdate(Carrier, { partyId }, { inGoodStanding, standingReason })) === 0)
      await tx.em.insert(Carrier, { ...row, ...SERVICE_DEFAULTS, standingReason, licensedModes: toJson([]) });
    if (name !== null) await nameCarrier(tx, { partyId, name, atMs });
    return ok(null);
  });
}

/** The newest name that was told counts: of its filing, or one that was put right since. */
export async function nameCarrier(
  tx: LogisticsTransaction,
  { partyId, name, atMs }: { partyId: string; name: string; atMs: number },
): Promise<void> {
  const [older, named] = [
    { partyId, $or: [{ namedAtMs: null }, { namedAtMs: { $lte: atMs } }] },
    { name, namedAtMs: atMs },
  ];
  await tx.em.nativeUpdate(Carrier, older, named);
  await tx.em.nativeUpdate(Station, older, named);
}
