import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { z } from '@heitu/kit/rules/validate';
import { ownParty } from '../access.ts';
import { mutation } from '../context.ts';
import { address, contactPhone, divisionCode, personName, partyId } from '../fields.ts';
import { partyNow } from '../shown.ts';
import { Party } from './party.entity.ts';

/** Who is to be called and where the party is found; what was filed and approved stays as it is. */
export const reviseContact = mutation({
  name: 'reviseContact',
  description: 'Changes who is to be called and where the party is found. What was filed and approved stays as it is.',
  may: permit.signedIn,
  input: z.object({
    partyId: partyId(),
    contactName: personName().describe('Whom to call; sealed.'),
    contactPhone: contactPhone(),
    divisionCode: divisionCode(),
    address: address(),
  }),
  refusals: { NOT_FOUND },
  shows: partyNow,
  run: (context, { partyId: id, contactName, contactPhone: phone, divisionCode: code, address: place }, refuse) =>
    context.transaction(async (tx) => {
      if (!(await ownParty(context, id, 'shop'))) return refuse('NOT_FOUND');
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
    }),
});
