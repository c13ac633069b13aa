import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { address, contactPhone, divisionCode, personName } from '../fields.ts';
import { Party } from './party.entity.ts';
import { reviseContactRefusals as refusals } from './party.refusals.ts';

const schema = z.object({
  partyId: identifier(),
  contactName: personName(),
  contactPhone: contactPhone(),
  divisionCode: divisionCode(),
  address: address(),
});
export type ReviseContactInput = z.input<typeof schema>;

/** Who is to be called and where the party is found; what was filed and approved stays as it is. */
export async function reviseContact(
  context: SellersContext,
  input: ReviseContactInput,
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { partyId: id, contactName, contactPhone: phone, divisionCode: code, address: place } = parsed.value;
  return context.transaction(async (tx) => {
    if (!(await ownParty(context, id, 'shop'))) return refuse(refusals, 'NOT_FOUND');
    await tx.em.nativeUpdate(
      Party,
      { id },
      {
        divisionCode: code,
        address: await context.vault.sealText(id, place),
        contactNameSealed: await context.vault.seal(id, contactName),
        contactPhoneSealed: await context.vault.seal(id, phone),
        contactPhoneBlind: context.vault.blindIndex('phone', phone),
      },
    );
    tx.audit({ type: 'party', id });
    return ok({ id });
  });
}
