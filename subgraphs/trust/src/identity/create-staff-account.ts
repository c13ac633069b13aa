import { hash } from '@node-rs/argon2';
import { ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { Roles } from '@heitu/kit/rules/shared-enums';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { asItIs } from '@heitu/kit/rules/mutation';
import { mutation } from '../context.ts';
import { accountLifecycle } from './account.lifecycle.ts';
import { Account, GrantRow } from './account.entity.ts';
import { PASSWORD_LENGTH_MAX, STAFF_ROLES } from './account.policy.ts';
import { weakPasswordRefusals } from './account.refusals.ts';
import { accountsOf, sealedLogin } from './login.ts';
import { judgeStrength } from './password.policy.ts';
import { accountName } from './account-name.ts';
import { StaffAccountSaved } from './account.view.ts';

/**
 * An administrator makes an account for the operator's or an authority's staff, who chooses a password of their own at
 * the first sign-in.
 */
export const createStaffAccount = mutation({
  name: 'createStaffAccount',
  description:
    "An administrator makes an account for the operator's or an authority's staff, who choose their own password at the first sign-in.",
  may: permit.role('operator-admin'),
  input: z.object({
    login: line(64, 3)
      .regex(/^[\w.@-]+$/, '登录名只能用字母、数字和 . _ @ -')
      .describe('3 to 64 letters, digits and . _ @ -; refused where it is taken.'),
    password: z.string().max(PASSWORD_LENGTH_MAX).describe('For the first sign-in, where they choose their own.'),
    displayName: line(32).describe('Their name, as colleagues see it.'),
    roles: z
      .array(oneOf(Roles, STAFF_ROLES))
      .min(1)
      .max(STAFF_ROLES.length)
      .describe('What they do: roles that are given by hand, not those that follow from filings and staff lists.'),
  }),
  requestId: 'must',
  refusals: { LOGIN_TAKEN: { message: '这个登录名已有人用，请换一个', clause: '11.5.dd' }, ...weakPasswordRefusals },
  shows: asItIs(StaffAccountSaved),
  async run(context, { login, password, displayName, roles }, refuse) {
    const weak = await judgeStrength(password, [login, displayName]);
    if (weak) return weak;
    const passwordHash = await hash(password);
    return context.transaction(async (tx) => {
      // One of before may still stand as it was typed.
      if (await accountsOf(tx.rows, context.vault, login).select('Account.id').executeTakeFirst())
        return refuse('LOGIN_TAKEN');
      const nowMs = context.clock.now();
      const accountId = context.newId();
      await tx.em.insert(Account, {
        id: accountId,
        openidSealed: null,
        openidBlind: null,
        phoneSealed: null,
        phoneBlind: null,
        ...(await sealedLogin(context.vault, accountId, login)),
        passwordHash,
        passwordChangedAtMs: null,
        ...(await accountName(context.vault, accountId, displayName)),
        state: accountLifecycle.initial,
        createdAtMs: nowMs,
        erasedAtMs: null,
      });
      await tx.em.insertMany(
        GrantRow,
        [...new Set(roles)].map((role) => ({
          id: context.newId(),
          accountId,
          role,
          partyId: '',
          rights: null,
          active: true,
          factAtMs: nowMs,
        })),
      );
      tx.audit({ type: 'account', id: accountId, clause: '11.5.de' });
      return ok({ accountId });
    });
  },
});
