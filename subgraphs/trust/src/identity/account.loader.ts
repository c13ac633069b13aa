import { hasRole, hasScope } from '@heitu/kit/rules/actor';
import { groupedInOrder, inOrder, mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { NO, YES } from '@heitu/kit/data/entities';
import { given, ifGiven } from '@heitu/kit/data/given';
import { must } from '@heitu/kit/rules/checked';
import { PROGRAM_SCOPE, type Role } from '@heitu/standard';
import { accountLifecycle, type AccountState } from './account.lifecycle.ts';
import { clientActions, CLIENT_SECRET_LIFETIME_MS, staffActions } from './account.policy.ts';
import { DAY_MAX_DEFAULT, MINUTE_MAX_DEFAULT, scopesOf } from '../partners/partner.policy.ts';
import { accountsOf, openLogin } from './login.ts';
import { passwordDueAtMs } from './password.policy.ts';

const accounts = statement((rows: TrustRows, { ids }: { ids: readonly string[] }) =>
  rows.selectFrom('Account').select(['id', 'displayName', 'fullName', 'state', 'createdAtMs']).where('id', 'in', ids),
);
export async function accountsById(context: TrustContext, ids: readonly string[]) {
  const [rows] = await context.read(accounts({ ids }));
  return inOrder(ids, (row) => row.id, rows);
}

/** Active grants by account. */
export async function grantsByAccount(context: TrustContext, accountIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('GrantRow')
    .select(['accountId', 'role', 'partyId', 'rights'])
    .where('accountId', 'in', accountIds)
    .where('active', '=', YES)
    .orderBy('id')
    .execute();
  return groupedInOrder(accountIds, (row) => row.accountId, rows);
}

interface StaffFilter {
  login?: string;
  role?: Role;
  state?: AccountState;
}
const selectStaff = ({ rows, vault }: TrustContext, { login, role, state }: StaffFilter) =>
  rows
    .selectFrom('Account as a')
    .leftJoin('SecondFactor as f', 'f.accountId', 'a.id')
    .select([
      'a.id',
      'a.login',
      'a.loginText',
      'a.displayName',
      'a.fullName',
      'a.state',
      'a.passwordChangedAtMs',
      'a.createdAtMs',
      'f.enrolledAtMs',
    ])
    .where('a.login', 'is not', null)
    .where((eb) => eb.and(given({ 'a.state': state })))
    .$call(
      ifGiven(login, (query, name) => query.where('a.id', 'in', accountsOf(rows, vault, name).select('Account.id'))),
    )
    .$call(
      ifGiven(role, (query, held) =>
        query.where(
          'a.id',
          'in',
          rows.selectFrom('GrantRow').select('accountId').where('role', '=', held).where('active', '=', YES),
        ),
      ),
    );

export const STAFF_SORTS = { createdAt: 'createdAtMs', state: { text: 'state' } } as const satisfies SortColumns<{
  createdAtMs: number;
  state: AccountState;
}>;
/** Who signs in by password, for the administrator. Names are sealed: they are found as a whole, and not sorted by. */
export async function staffPage(context: TrustContext, filter: StaffFilter, page: SortedPage) {
  const { vault } = context;
  const nowMs = context.clock.now();
  const found = await sortedPage(
    selectStaff(context, filter),
    page,
    STAFF_SORTS,
    { by: 'createdAt', descending: false },
    { table: 'a' },
  );
  const people = await Promise.all(
    found.edges.map(async ({ node: one }) => {
      const login = await openLogin(vault, { ...one, login: must(one.login, `the login of ${one.id}`) });
      return { ...one, login, loginBlind: vault.blindIndex('login', login) };
    }),
  );
  const ids = people.map(({ id }) => id);
  const grants = await grantsByAccount(context, ids);
  const lockedUntil = await lockedUntilByLogin(
    context,
    people.map(({ loginBlind }) => loginBlind),
  );
  const lastSeen = await lastSeenByHolder(context, ids);
  const shown = await Promise.all(
    people.map(async ({ id, login, loginBlind, displayName, fullName, state, ...one }, i) => {
      const roles = [...new Set(grants[i]?.map(({ role }) => role))];
      const dueAtMs = passwordDueAtMs(one.passwordChangedAtMs, roles);
      const account = { accountId: id, state, secondFactorSinceMs: one.enrolledAtMs };
      return {
        ...account,
        stateLabel: accountLifecycle.texts[state],
        login,
        displayName: fullName ? await vault.openText(id, fullName, 'name') : displayName,
        roles,
        createdAtMs: one.createdAtMs,
        isPasswordDue: dueAtMs !== null && dueAtMs <= nowMs,
        lockedUntilMs: lockedUntil.get(loginBlind) ?? null,
        lastSeenAtMs: lastSeen.get(id) ?? null,
        availableActions: staffActions(account, context.actor.id, nowMs),
      };
    }),
  );
  const byId = new Map(shown.map((one) => [one.accountId, one]));
  return mapPage(found, ({ id }) => must(byId.get(id), `what is shown of ${id}`));
}

async function lockedUntilByLogin(
  { rows, clock }: TrustContext,
  loginBlinds: readonly string[],
): Promise<Map<string, number>> {
  if (loginBlinds.length === 0) return new Map();
  const locks = await rows
    .selectFrom('TryGuard')
    .select(({ fn }) => ['loginBlind', fn.max('lockedUntilMs').as('untilMs')])
    .where('loginBlind', 'in', loginBlinds)
    .where('lockedUntilMs', '>', clock.now())
    .groupBy('loginBlind')
    .execute();
  return new Map(locks.map(({ loginBlind, untilMs }) => [loginBlind, Number(untilMs)]));
}

async function lastSeenByHolder({ rows }: TrustContext, holderIds: readonly string[]): Promise<Map<string, number>> {
  if (holderIds.length === 0) return new Map();
  const seen = await rows
    .selectFrom('Session')
    .select(({ fn }) => ['holderId', fn.max('lastSeenAtMs').as('atMs')])
    .where('holderId', 'in', holderIds)
    .groupBy('holderId')
    .execute();
  return new Map(seen.map(({ holderId, atMs }) => [holderId, Number(atMs)]));
}

/**
 * Of everybody who signs in by password: whether there is a second factor, and whether the password is due. No name is
 * opened.
 */
export async function staffProofs({ rows, clock }: TrustContext) {
  const people = await rows
    .selectFrom('Account as a')
    .leftJoin('SecondFactor as f', 'f.accountId', 'a.id')
    .select(['a.id', 'a.passwordChangedAtMs', 'f.enrolledAtMs as secondFactorSinceMs'])
    .where('a.login', 'is not', null)
    .where('a.state', '=', 'active')
    .execute();
  const grants = await rows
    .selectFrom('GrantRow as g')
    .innerJoin('Account as a', 'a.id', 'g.accountId')
    .select(['g.accountId', 'g.role'])
    .where('a.login', 'is not', null)
    .where('g.active', '=', YES)
    .execute();
  const rolesOf = Map.groupBy(grants, ({ accountId }) => accountId);
  return people.map(({ id, passwordChangedAtMs, secondFactorSinceMs }) => {
    const dueAtMs = passwordDueAtMs(
      passwordChangedAtMs,
      (rolesOf.get(id) ?? []).map(({ role }) => role),
    );
    return { accountId: id, secondFactorSinceMs, isPasswordDue: dueAtMs !== null && dueAtMs <= clock.now() };
  });
}

/** By what programs can be sorted; one that was never used comes before all others. */
export const CLIENT_SORTS = {
  createdAt: 'createdAtMs',
  name: { text: 'name' },
  secretExpiresAt: 'secretExpiresAtMs',
  lastUsedAt: 'usedAtMs',
} as const satisfies SortColumns<{ createdAtMs: number; name: string; secretExpiresAtMs: number; usedAtMs: number }>;
/** Partners' programs: the newest first, or sorted. */
export async function clientPage(context: TrustContext, { active }: { active?: boolean }, page: SortedPage) {
  const nowMs = context.clock.now();
  const clients = context.rows
    .selectFrom('ApiClient')
    .select([
      'id',
      'name',
      'partyId',
      'scopes',
      'active',
      'createdAtMs',
      'lastUsedAtMs',
      'formerUntilMs',
      'minuteMax',
      'dayMax',
    ])
    .select(({ eb, fn, val }) => [
      fn.coalesce('secretExpiresAtMs', eb('createdAtMs', '+', CLIENT_SECRET_LIFETIME_MS)).as('secretExpiresAtMs'),
      fn.coalesce('lastUsedAtMs', val(0)).as('usedAtMs'),
    ])
    .$if(typeof active === 'boolean', (query) => query.where('active', '=', active ? YES : NO));
  const found = await sortedPage(context.rows.selectFrom(clients.as('client')).selectAll(), page, CLIENT_SORTS, {
    by: 'createdAt',
    descending: true,
  });
  const isAdmin = hasRole(context.actor, 'operator-admin');
  const managedId = hasScope(context.actor, PROGRAM_SCOPE) ? context.actor.id : null;
  return mapPage(found, (client) => {
    const formerUntilMs = client.formerUntilMs !== null && client.formerUntilMs > nowMs ? client.formerUntilMs : null;
    return {
      ...client,
      scopes: [...scopesOf(client.scopes)],
      minuteMax: client.minuteMax ?? MINUTE_MAX_DEFAULT,
      dayMax: client.dayMax ?? DAY_MAX_DEFAULT,
      secretExpiresAtMs: Number(client.secretExpiresAtMs),
      formerUntilMs,
      availableActions: clientActions({ id: client.id, active: !!client.active, formerUntilMs }, managedId, isAdmin),
    };
  });
}
