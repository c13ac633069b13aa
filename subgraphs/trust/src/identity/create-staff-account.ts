import { hash } from '@node-rs/argon2';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext } from '../context.ts';
import { Account, GrantRow } from './account.entity.ts';
import { PASSWORD_LENGTH_MAX, STAFF_ROLES } from './account.policy.ts';
import { staffRefusals } from './account.refusals.ts';
import { accountsOf, sealedLogin } from './login.ts';
import { judgePassword } from './password.policy.ts';
import { staffName } from './staff-name.ts';

const schema = z.object({
  requestId: identifier(),
  login: line(64, 3).regex(/^[\w.@-]+$/, '登录名只能用字母、数字和 . _ @ -'),
  password: z.string().max(PASSWORD_LENGTH_MAX),
  displayName: line(32),
  roles: z.array(z.enum(STAFF_ROLES)).min(1).max(STAFF_ROLES.length),
});

/**
 * An administrator makes an account for the operator's or an authority's staff, who chooses a password of their own at
 * the first sign-in. Errors: LOGIN_TAKEN, PASSWORD_WEAK, PASSWORD_COMMON.
 */
export async function createStaffAccount(
  context: TrustContext,
  input: unknown,
): Promise<Outcome<{ accountId: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { login, password, displayName, roles, requestId } = valid.value;
  const weak = await judgePassword(password, [login, displayName], []);
  if (weak) return weak;
  const passwordHash = await hash(password);
  return context.transaction(
    async (tx) => {
      // One of before may still stand as it was typed.
      if (await accountsOf(tx.rows, context.vault, login).select('Account.id').executeTakeFirst())
        return refuse(staffRefusals, 'LOGIN_TAKEN');
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
        ...(await staffName(context.vault, accountId, displayName)),
        state: 'active',
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
      // The password's hash differs each time, so the claim is on what the caller sent.
    },
    { id: requestId, input },
  );
}
