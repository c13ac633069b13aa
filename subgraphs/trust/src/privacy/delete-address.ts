import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { Address } from './privacy.entity.ts';
import { AddressDeleted } from './privacy.view.ts';

/** Deletes one's own address for good. */
export const deleteAddress = mutation({
  name: 'deleteAddress',
  description: "Deletes one's own address for good.",
  may: permit.role('consumer'),
  input: z.object({ id: identifier().describe("One of the caller's own.") }),
  refusals: { NOT_FOUND },
  shows: asItIs(AddressDeleted),
  run: (context, { id }, refuse) =>
    context.transaction(async (tx) => {
      const deleted = await tx.em.nativeDelete(Address, { id, accountId: context.actor.id });
      if (deleted === 0) return refuse('NOT_FOUND');
      tx.audit({ type: 'address', id, clause: '10.4' });
      return ok({ id });
    }),
});
