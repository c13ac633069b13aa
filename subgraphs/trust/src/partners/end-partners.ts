import type { TrustContext, TrustTransaction } from '../context.ts';
import { ApiClient } from '../identity/account.entity.ts';
import { endAccess } from '../identity/end-access.ts';
import { PartnerGrant } from './partner.entity.ts';

/** A party is no more: its programs are let in no longer, and nothing of it is passed on. */
export async function endPartners(context: TrustContext, tx: TrustTransaction, partyId: string): Promise<void> {
  await tx.em.nativeUpdate(
    PartnerGrant,
    { partyId, active: true },
    { active: false, changedAtMs: context.clock.now(), endedByParty: true },
  );
  const programs = await tx.rows.selectFrom('ApiClient').select('id').where('partyId', '=', partyId).execute();
  for (const { id } of programs) {
    await tx.em.nativeUpdate(ApiClient, { id }, { active: false });
    await endAccess(context, tx, id);
  }
}
