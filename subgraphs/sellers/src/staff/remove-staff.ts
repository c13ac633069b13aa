import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { staffNow } from '../shown.ts';
import { Staff } from './staff.entity.ts';
import { NO_ROLE, whyNotRemove } from './staff.policy.ts';

/** Ends what a person may do for one's party. */
export const removeStaff = mutation({
  name: 'removeStaff',
  may: permit.signedIn,
  input: z.object({ staffId: identifier() }),
  refusals: { NOT_FOUND, WRONG_STATE, YOURSELF: { message: '不能移走自己，请让别的负责人来移' } },
  shows: staffNow,
  run: (context, { staffId: id }, refuse) =>
    context.transaction(async (tx) => {
      const staff = await tx.rows
        .selectFrom('Staff')
        .select(['id', 'partyId', 'accountId', 'role', 'isActive'])
        .where('id', '=', id)
        .where('partyId', 'in', ownPartyIds(context, 'staff'))
        .executeTakeFirst();
      if (!staff) return refuse('NOT_FOUND');
      const refusal = whyNotRemove(staff, context.actor.id);
      if (refusal) return refuse(refusal);
      if (!(await endStaff(context, tx, staff))) return refuse('WRONG_STATE');
      tx.audit({ type: 'staff', id });
      return ok({ id });
    }),
});

/** False where it had ended already. */
export async function endStaff(
  context: SellersContext,
  tx: SellersTransaction,
  staff: { id: string; partyId: string; accountId: string },
): Promise<boolean> {
  const { id, partyId, accountId } = staff;
  // Taken first: the role that ends is the one that is held now, also where it has just been changed.
  await lockRows(tx, Staff, { id });
  const { role } = await tx.rows.selectFrom('Staff').select('role').where('id', '=', id).executeTakeFirstOrThrow();
  const ended = await tx.em.nativeUpdate(
    Staff,
    { id, isActive: true },
    { isActive: false, endedAtMs: context.clock.now() },
  );
  if (ended > 0 && role !== NO_ROLE)
    tx.publish(staffChanged, { type: 'staff', id }, { partyId, accountId, role, rights: [], active: false });
  return ended > 0;
}
