import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { STAFF_ROLES } from './account.policy.ts';
import { staffRefusals } from './account.refusals.ts';
import { adminsLeft, lockAdmins } from './admins-left.ts';
import { changeGrant } from './change-grant.ts';

const schema = z.object({ accountId: identifier(), role: z.enum(STAFF_ROLES), active: z.boolean() });

/** An administrator gives a role to a staff account or takes it away. Errors: NOT_FOUND, LAST_ADMIN. */
export async function setStaffRole(context: TrustContext, input: unknown): Promise<Outcome<{ accountId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { accountId, role, active } = valid.value;
  return context.transaction(async (tx) => {
    const account = await tx.rows
      .selectFrom('Account')
      .select('id')
      .where('id', '=', accountId)
      .where('login', 'is not', null)
      .executeTakeFirst();
    if (!account) return refuse(staffRefusals, 'NOT_FOUND');
    if (role === 'operator-admin') await lockAdmins(tx);
    await changeGrant(context, tx, {
      accountId,
      role,
      partyId: '',
      rights: null,
      active,
      factAtMs: context.clock.now(),
    });
    if (role === 'operator-admin' && !active) {
      if ((await adminsLeft(tx)) === 0) return refuse(staffRefusals, 'LAST_ADMIN');
    }
    tx.audit({ type: 'account', id: accountId, clause: '11.5.de' });
    return ok({ accountId });
  });
}
