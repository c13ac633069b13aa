import type { SellersContext, SellersTransaction } from '../context.ts';
import { Party } from './party.entity.ts';
import { publicName, tradesUnderCompanyName } from './party.policy.ts';

/** A name that was filed wrongly is put right, where somebody who is to decide has said so (PIPL 46). */
export async function correctName(
  { vault }: SellersContext,
  tx: SellersTransaction,
  id: string,
  name: string | null,
): Promise<void> {
  const party = await tx.rows.selectFrom('Party').select('kind').where('id', '=', id).executeTakeFirst();
  if (!party || name === null) return;
  const shown = { name: publicName(party.kind, name) };
  await tx.em.nativeUpdate(
    Party,
    { id },
    tradesUnderCompanyName(party.kind)
      ? shown
      : { ...shown, fullName: await vault.sealText(id, name), fullNameBlind: vault.blindIndex('party-name', name) },
  );
}
