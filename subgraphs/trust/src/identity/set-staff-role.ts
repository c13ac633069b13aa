import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { Roles } from '@heitu/kit/rules/shared-enums';
import { z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { STAFF_ROLES } from './account.policy.ts';
import { LAST_ADMIN } from './account.refusals.ts';
import { adminsLeft, lockAdmins } from './admins-left.ts';
import { changeGrant } from './change-grant.ts';
import { StaffAccountSaved } from './account.view.ts';
import { accountId } from '../input-fields.ts';

/** An administrator gives a role to a staff account or takes it away. */
export const setStaffRole = mutation({
  name: 'setStaffRole',
  description: 'An administrator gives a role to a staff account or takes it away.',
  may: permit.role('operator-admin'),
  input: z.object({
    accountId: accountId(),
    role: oneOf(Roles, STAFF_ROLES).describe('One that is given by hand, not one that follows from filings.'),
    active: z.boolean().describe('True gives the role, false takes it away.'),
  }),
  refusals: { NOT_FOUND, LAST_ADMIN },
  shows: asItIs(StaffAccountSaved),
  run: (context, { accountId, role, active }, refuse) =>
    context.transaction(async (tx) => {
      const account = await tx.rows
        .selectFrom('Account')
        .select('id')
        .where('id', '=', accountId)
        .where('login', 'is not', null)
        .executeTakeFirst();
      if (!account) return refuse('NOT_FOUND');
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
        if ((await adminsLeft(tx)) === 0) return refuse('LAST_ADMIN');
      }
      tx.audit({ type: 'account', id: accountId, clause: '11.5.de' });
      return ok({ accountId });
    }),
});
