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

/** The newest name that was told counts: of its filing, or one that was put right since. */
export const nameParty = (
  tx: TrustTransaction,
  { partyId, name, atMs }: { partyId: string; name: string; atMs: number },
): Promise<number> =>
  tx.em.nativeUpdate(
    KnownParty,
    { partyId, $or: [{ namedAtMs: null }, { namedAtMs: { $lte: atMs } }] },
    { name, namedAtMs: atMs },
  );

/** Keeps the newest fact about a party; true where this one was news. */
export async function knowParty(tx: TrustTransaction, fact: PartyFact): Promise<boolean> {
  const { partyId, factAtMs, name, ...facts } = fact;
  if (name) await nameParty(tx, { partyId, name, atMs: factAtMs });
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
  if (known) return false;
  await tx.em.insert(KnownParty, {
    partyId,
    kind: fact.kind,
    name: name ?? '',
    namedAtMs: name ? factAtMs : null,
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
