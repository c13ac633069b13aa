import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, line, z } from '@heitu/kit/rules/validate';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { mutation, type SellersContext } from '../context.ts';
import { PartyIdentity } from './party.view.ts';

/**
 * Shows a reviewer in plain who stands behind a party. A mutation, so that the act and its reason are on the audit
 * trail before the answer. A repeated request opens it anew: no answer with a person in it is kept.
 */
export const revealIdentity = mutation({
  name: 'revealIdentity',
  description: 'Shows in plain who stands behind a party; the act and its reason go on the audit trail first.',
  may: permit.role('reviewer', 'operator-admin'),
  input: z.object({
    partyId: identifier().describe('Whose people are shown.'),
    reason: line(200, 2).describe('Goes on the audit trail.'),
  }),
  refusals: { NOT_FOUND },
  shows: { View: PartyIdentity, of: openIdentity },
  run: (context, { partyId: id, reason }, refuse) =>
    context.transaction(async (tx) => {
      const party = await tx.rows.selectFrom('Party').select('id').where('id', '=', id).executeTakeFirst();
      if (!party) return refuse('NOT_FOUND');
      tx.audit({ type: 'party', id, clause: '6.4', reason });
      return ok({ id });
    }),
});

async function openIdentity({ rows, vault }: SellersContext, { id }: { id: string }): Promise<PartyIdentity> {
  const party = await rows
    .selectFrom('Party')
    .select(['legalRepresentativeSealed', 'residentIdNumberSealed', 'contactNameSealed', 'contactPhoneSealed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const open = async (sealed: string, what: string) => (await vault.open(id, sealed, what)) ?? ERASED_TEXT;
  return {
    legalRepresentative: await open(party.legalRepresentativeSealed, 'legal-representative'),
    residentIdNumber: party.residentIdNumberSealed && (await open(party.residentIdNumberSealed, 'id-number')),
    contactName: await open(party.contactNameSealed, 'name'),
    contactPhone: await open(party.contactPhoneSealed, 'phone'),
  };
}
