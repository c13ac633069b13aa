import { staffChanged } from '@heitu/events/sellers.staff-changed.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { identifier, z } from '@heitu/kit/rules/validate';
import { ownPartyIds } from '../access.ts';
import { mutation, type SellersContext, type SellersTransaction } from '../context.ts';
import { removeGrowersOf } from '../grower/remove-grower.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { staffNow } from '../shown.ts';
import { Staff } from './staff.entity.ts';
import { posts } from './staff.moves.ts';
import { isOneself, NO_ROLE, type StaffRole } from './staff.policy.ts';

/** Ends what a person may do for one's party. */
export const removeStaff = mutation({
  name: 'removeStaff',
  description: 'Ends what a person may do for a party.',
  may: permit.signedIn,
  input: z.object({ staffId: identifier().describe('The entry among the staff of a party, not the account.') }),
  refusals: { NOT_FOUND, WRONG_STATE, YOURSELF: { message: '不能移走自己，请让别的负责人来移' } },
  shows: staffNow,
  run: (context, { staffId: id }, refuse) =>
    context.transaction(async (tx) => {
      const staff = await tx.rows
        .selectFrom('Staff')
        .select(['id', 'partyId', 'accountId', 'endedAtMs'])
        .where('id', '=', id)
        .where('partyId', 'in', ownPartyIds(context, 'staff'))
        .executeTakeFirst();
      if (!staff) return refuse('NOT_FOUND');
      if (isOneself(staff, context.actor.id)) return refuse('YOURSELF');
      const role = await roleHeld(tx, id);
      const set = { isActive: false };
      const unmoved = await posts.move(context, tx, 'remove', staff, refuse, { parts: OF_PARTY, set });
      if (unmoved) return unmoved;
      await removeGrowersOf(context, tx, staff);
      tellEnded(tx, { ...staff, role });
      return ok({ id });
    }),
});

interface Post {
  id: string;
  partyId: string;
  accountId: string;
}

/** Ends a post whose holder goes; nothing where it has ended. */
export async function endStaff(context: SellersContext, tx: SellersTransaction, post: Post): Promise<void> {
  const role = await roleHeld(tx, post.id);
  const ended = await posts.bySystem(context, tx, 'remove', { id: post.id }, { isActive: false });
  if (ended > 0) tellEnded(tx, { ...post, role });
}

/** The role that is held now, also where it has just been changed: the row is taken before it is read. */
async function roleHeld(tx: SellersTransaction, id: string): Promise<StaffRole> {
  await lockRows(tx, Staff, { id });
  const { role } = await tx.rows.selectFrom('Staff').select('role').where('id', '=', id).executeTakeFirstOrThrow();
  return role;
}

function tellEnded(tx: SellersTransaction, { id, partyId, accountId, role }: Post & { role: StaffRole }): void {
  if (role !== NO_ROLE)
    tx.publish(staffChanged, { type: 'staff', id }, { partyId, accountId, role, rights: [], active: false });
}
