import type { TrustTransaction } from '../context.ts';
import { KnownParty, KnownShop } from './account.entity.ts';

interface PartyFact {
  partyId: string;
  kind: string;
  name?: string;
  inGoodStanding: boolean;
  validUntil?: string | null;
  factAtMs: number;
}

/** Keeps the newest fact about a party; true where this one was news. */
export async function knowParty(tx: TrustTransaction, fact: PartyFact): Promise<boolean> {
  const { partyId, factAtMs, ...facts } = fact;
  const changed = await tx.em.nativeUpdate(
    KnownParty,
    { partyId, factAtMs: { $lte: factAtMs } },
    { ...facts, factAtMs },
  );
  if (changed > 0) return true;
  const known = await tx.rows
    .selectFrom('KnownParty')
    .select('partyId')
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  if (known) {
    // The name only comes with a filing, which may be older than what is known of its standing.
    if (fact.name) await tx.em.nativeUpdate(KnownParty, { partyId, name: '' }, { name: fact.name });
    return false;
  }
  await tx.em.insert(KnownParty, {
    partyId,
    kind: fact.kind,
    name: fact.name ?? '',
    inGoodStanding: fact.inGoodStanding,
    validUntil: fact.validUntil ?? null,
    filedAtMs: factAtMs,
    factAtMs,
  });
  return true;
}

/** Which party a shop belongs to: events tell, and it never changes. */
export async function knowShops(
  tx: TrustTransaction,
  shops: readonly { shopId: string; partyId: string }[],
): Promise<void> {
  const partyOf = new Map(shops.map(({ shopId, partyId }) => [shopId, partyId]));
  for (const { shopId } of await tx.rows
    .selectFrom('KnownShop')
    .select('shopId')
    .where('shopId', 'in', [...partyOf.keys()])
    .execute())
    partyOf.delete(shopId);
  if (partyOf.size > 0)
    await tx.em.upsertMany(
      KnownShop,
      [...partyOf].sort().map(([shopId, partyId]) => ({ shopId, partyId })),
      { onConflictAction: 'ignore' },
    );
}
export const knowShop = (tx: TrustTransaction, shopId: string, partyId: string): Promise<void> =>
  knowShops(tx, [{ shopId, partyId }]);
