import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { Staff } from './staff.entity.ts';
import { NO_ROLE, whyNotRemove } from './staff.policy.ts';
import { removeStaffRefusals as refusals } from './staff.refusals.ts';

const schema = z.object({ staffId: identifier() });

/** Ends what a person may do for one's party. */
export async function removeStaff(
  context: SellersContext,
  input: { staffId: string },
): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { staffId: id } = parsed.value;
  return context.transaction(async (tx) => {
    const staff = await tx.rows
      .selectFrom('Staff')
      .select(['id', 'partyId', 'accountId', 'role', 'isActive'])
      .where('id', '=', id)
      .where('partyId', 'in', ownPartyIds(context, 'staff'))
      .executeTakeFirst();
    if (!staff) return refuse(refusals, 'NOT_FOUND');
    const refusal = whyNotRemove(staff, context.actor.id);
    if (refusal) return refuse(refusals, refusal);
    if (!(await endStaff(context, tx, staff))) return refuse(refusals, 'WRONG_STATE');
    tx.audit({ type: 'staff', id });
    return ok({ id });
  });
}

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
