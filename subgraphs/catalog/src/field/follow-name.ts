import type { partyRenamed } from '@heitu/events/sellers.party-renamed.v1';
import type { PayloadOf } from '@heitu/kit/messages/event';
import { CorrectedNames, type CorrectedNamesQuery } from '../asks/sellers.ts';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { Lot } from '../lot/lot.entity.ts';
import { MemberGrower } from './field.entity.ts';

export type Names = CorrectedNamesQuery['correctedNames'];
type Renamed = PayloadOf<typeof partyRenamed>;

export const namesOf = async (context: CatalogContext, { partyId }: { partyId: string }): Promise<Names> =>
  (await context.peers.query(CorrectedNames, { partyId })).correctedNames;

/**
 * A name was put right (PIPL 46): of whom lots were bought, and whose plot it is as a cooperative wrote it down, where
 * that reads as the wrong name did. What was signed or printed stays.
 */
export async function followName(
  { vault }: CatalogContext,
  tx: CatalogTransaction,
  { accountId, suppliers }: Renamed,
  names: Names,
): Promise<void> {
  if (!names) return;
  for (const { supplierId, sellerPartyId: partyId } of suppliers) {
    const lots = { partyId, supplierId };
    if ((await tx.em.count(Lot, lots)) > 0)
      await tx.em.nativeUpdate(Lot, lots, { supplierName: await vault.sealText(partyId, names.name) });
  }
  const members = await tx.rows
    .selectFrom('MemberGrower')
    .select(['id', 'partyId', 'name'])
    .where('accountId', '=', accountId)
    .execute();
  for (const { id, partyId, name } of members)
    if (names.former.includes(await vault.openTextUnrecorded(partyId, name)))
      await tx.em.nativeUpdate(MemberGrower, { id }, { name: await vault.sealText(partyId, names.name) });
}
