import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import type { SellersContext } from '../context.ts';
import { revealIdentityRefusals as refusals } from './party.refusals.ts';

const schema = z.object({ partyId: identifier(), reason: line(200, 2) });
export interface RevealedIdentity {
  legalRepresentative: string;
  residentIdNumber: string | null;
  contactName: string;
  contactPhone: string;
}

/**
 * Shows a reviewer in plain who stands behind a party. A mutation, so that the act and its reason are on the audit
 * trail before the answer.
 */
export async function revealIdentity(
  context: SellersContext,
  input: { partyId: string; reason: string },
): Promise<Outcome<RevealedIdentity>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { partyId: id, reason } = parsed.value;
  return context.transaction(async (tx) => {
    const party = await tx.rows
      .selectFrom('Party')
      .select(['legalRepresentativeSealed', 'residentIdNumberSealed', 'contactNameSealed', 'contactPhoneSealed'])
      .where('id', '=', id)
      .executeTakeFirst();
    if (!party) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'party', id, clause: '6.4', reason });
    const open = async (sealed: string, what: string) => (await context.vault.open(id, sealed, what)) ?? ERASED_TEXT;
    return ok({
      legalRepresentative: await open(party.legalRepresentativeSealed, 'legal-representative'),
      residentIdNumber: party.residentIdNumberSealed && (await open(party.residentIdNumberSealed, 'id-number')),
      contactName: await open(party.contactNameSealed, 'name'),
      contactPhone: await open(party.contactPhoneSealed, 'phone'),
    });
  });
}
