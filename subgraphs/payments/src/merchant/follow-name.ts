import { CorrectedNames, type CorrectedNamesQuery } from '../asks/sellers.ts';
import type { PaymentsContext, PaymentsTransaction } from '../context.ts';
import { InvoiceMandate } from '../invoice/invoice.entity.ts';
import { MerchantAccount } from './merchant.entity.ts';

export type Names = CorrectedNamesQuery['correctedNames'];

export const namesOf = async (context: PaymentsContext, { partyId }: { partyId: string }): Promise<Names> =>
  (await context.peers.query(CorrectedNames, { partyId })).correctedNames;

/**
 * A name was put right (PIPL 46): whom one calls about an account, who keeps its password, and in whose name invoices
 * are issued from now on, where it read as the wrong one did. Invoices that were issued stay.
 */
export async function followName(
  { vault }: PaymentsContext,
  tx: PaymentsTransaction,
  partyId: string,
  names: Names,
): Promise<void> {
  if (!names) return;
  const readsWrong = async (sealed: string | null | undefined): Promise<boolean> =>
    !!sealed && names.former.includes((await vault.openUnrecorded(partyId, sealed)) ?? '');
  const account = await tx.rows
    .selectFrom('MerchantAccount')
    .select(['contactName', 'passwordKeeperName'])
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  for (const column of ['contactName', 'passwordKeeperName'] as const)
    if (await readsWrong(account?.[column]))
      await tx.em.nativeUpdate(MerchantAccount, { partyId }, { [column]: await vault.seal(partyId, names.name) });
  const mandate = await tx.rows
    .selectFrom('InvoiceMandate')
    .select('name')
    .where('partyId', '=', partyId)
    .executeTakeFirst();
  if (await readsWrong(mandate?.name))
    await tx.em.nativeUpdate(InvoiceMandate, { partyId }, { name: await vault.seal(partyId, names.name) });
}
