import { rolesOf } from '@heitu/kit/rules/actor';
import { DateTime } from '@heitu/kit/rules/graphql';
import { Roles } from '@heitu/kit/rules/shared-enums';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { maskPhone } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { statement } from '@heitu/kit/data/statement';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { Role } from '@heitu/standard';
import type { TrustContext, TrustRows } from '../context.ts';
import { AccountStates } from '../enums.ts';
import { accountLifecycle, type AccountState } from './account.lifecycle.ts';
import { accountsById, CLIENT_SORTS, clientPage, grantsByAccount, STAFF_SORTS, staffPage } from './account.loader.ts';
import {
  AccountBrief,
  AccountGrantView,
  AccountStateChanged,
  AccountView,
  ApiClientConnection,
  Payer,
  SessionView,
  StaffAccountConnection,
} from './account.view.ts';
import { openOrigin } from './open-session.ts';
import { openAccountName } from './account-name.ts';

/** Ids a peer may ask for at once. */
const BRIEFS_MAX = 500;

const openidOf = statement((rows: TrustRows, { accountId }: { accountId: string }) =>
  rows.selectFrom('Account').select(['id', 'openidSealed']).where('id', '=', accountId).where('state', '=', 'active'),
);

const StaffPage = sortedArgs('StaffAccountSort', STAFF_SORTS);
const ClientPage = sortedArgs('ApiClientSort', CLIENT_SORTS);

@Resolver(() => AccountView)
export class AccountResolver {
  @Query(() => AccountView, { nullable: true, description: 'Who is signed in; null for a program.' })
  me(@Ctx() context: TrustContext) {
    return context.loader(accountsById).load(context.actor.id);
  }

  @Query(() => [SessionView], { description: 'Where I am signed in.' })
  async sessions(@Ctx() context: TrustContext) {
    const rows = await context.rows
      .selectFrom('Session')
      .select([
        'id',
        'channel',
        'delegationId',
        'originSealed',
        'deviceSealed',
        'createdAtMs',
        'lastSeenAtMs',
        'expiresAtMs',
      ])
      .where('holderId', '=', context.actor.id)
      .where('endedAtMs', 'is', null)
      .where('expiresAtMs', '>', context.clock.now())
      .orderBy('lastSeenAtMs', 'desc')
      .execute();
    return Promise.all(
      rows.map(async ({ originSealed, deviceSealed, ...row }) => ({
        ...(await openOrigin(context, context.actor.id, { originSealed, deviceSealed })),
        ...row,
        isCurrent: row.id === context.actor.sessionId,
      })),
    );
  }

  @Query(() => StaffAccountConnection, {
    description: 'Who signs in by password: the first who came first, or sorted.',
  })
  staffAccounts(
    @Ctx() context: TrustContext,
    @Args(() => StaffPage) page: SortedPage,
    @Arg('login', () => String, { nullable: true, description: 'The whole of it.' }) login?: string,
    @Arg('role', () => Roles, { nullable: true, description: 'Only who holds this role.' }) role?: Role,
    @Arg('state', () => AccountStates, { nullable: true, description: 'Only accounts in this state.' })
    state?: AccountState,
  ) {
    return staffPage(context, { login, role, state }, page);
  }
  @Query(() => ApiClientConnection, {
    description: "Partners' programs: the newest first, or sorted.",
  })
  apiClients(
    @Ctx() context: TrustContext,
    @Args(() => ClientPage) page: SortedPage,
    @Arg('active', () => Boolean, {
      nullable: true,
      description: 'Only those that are let in, or only those that were revoked.',
    })
    active?: boolean,
  ) {
    return clientPage(context, { active }, page);
  }

  @FieldResolver(() => String, { description: "Masked, but for one's own." })
  displayName(@Root() account: AccountView, @Ctx() context: TrustContext) {
    return account.id === context.actor.id || context.operation.startsWith('signIn')
      ? openAccountName(context.vault, account)
      : account.displayName;
  }

  @FieldResolver(() => [Roles], { nullable: true, description: "Only one's own." })
  async roles(@Root() account: AccountView, @Ctx() context: TrustContext) {
    if (account.id !== context.actor.id && !context.actor.grants.some((grant) => grant.role === 'operator-admin')) {
      // Right after signing in the actor is still anonymous: the answer is for the one who holds the new token.
      if (!context.operation.startsWith('signIn')) return null;
    }
    if (context.actor.delegation) return rolesOf(context.actor);
    const grants = (await context.loader(grantsByAccount).load(account.id)) ?? [];
    return [...new Set(['consumer', ...grants.map((grant) => grant.role)])];
  }

  @FieldResolver(() => [AccountGrantView], { nullable: true, description: "Only one's own." })
  async grants(@Root() account: AccountView, @Ctx() context: TrustContext) {
    if (account.id !== context.actor.id) return null;
    if (context.actor.delegation)
      return context.actor.grants.map(({ role, partyId, rights }) => ({
        role,
        partyId: partyId ?? null,
        rights: rights ?? null,
      }));
    const grants = (await context.loader(grantsByAccount).load(account.id)) ?? [];
    return grants.map((grant) => ({
      role: grant.role,
      partyId: grant.partyId || null,
      rights: grant.rights ? fromJson(grant.rights) : null,
    }));
  }

  @FieldResolver(() => DateTime, { nullable: true, description: "Only one's own." })
  createdAt(@Root() account: AccountView, @Ctx() context: TrustContext) {
    return account.id === context.actor.id || context.operation.startsWith('signIn') ? account.createdAtMs : null;
  }

  @FieldResolver(() => Int, { nullable: true, description: "Only one's own; null for who signs in by WeChat." })
  async recoveryCodesLeft(@Root() account: AccountView, @Ctx() context: TrustContext) {
    if (account.id !== context.actor.id) return null;
    const codes = await context.rows
      .selectFrom('RecoveryCode')
      .select('usedAtMs')
      .where('accountId', '=', account.id)
      .execute();
    return codes.length > 0 ? codes.filter(({ usedAtMs }) => usedAtMs === null).length : null;
  }

  @FieldResolver(() => String, { nullable: true, description: "Masked. Only one's own." })
  async phone(@Root() account: AccountView, @Ctx() context: TrustContext) {
    if (account.id !== context.actor.id) return null;
    const row = await context.rows
      .selectFrom('Account')
      .select('phoneSealed')
      .where('id', '=', account.id)
      .executeTakeFirst();
    return row?.phoneSealed ? context.vault.openMasked(account.id, row.phoneSealed, maskPhone) : null;
  }

  @Directive('@inaccessible')
  @Query(() => Payer, {
    nullable: true,
    description: 'For the payment that this account starts itself: its own act, and on the audit trail as that.',
  })
  async payerOf(@Ctx() context: TrustContext, @Arg('accountId', () => ID) accountId: string): Promise<Payer | null> {
    const [[account]] = await context.read(openidOf({ accountId }));
    if (!account?.openidSealed) return null;
    const openid = await context.vault.open(accountId, account.openidSealed, 'openid');
    return openid === null ? null : { accountId, openid };
  }

  @Directive('@inaccessible')
  @Query(() => [AccountBrief])
  async accountBriefs(@Ctx() context: TrustContext, @Arg('ids', () => [ID]) ids: string[]): Promise<AccountBrief[]> {
    const rows =
      ids.length === 0
        ? []
        : await context.rows
            .selectFrom('Account')
            .select(['id', 'displayName', 'state'])
            .where('id', 'in', ids.slice(0, BRIEFS_MAX))
            .execute();
    return rows.map((row) => ({ accountId: row.id, displayName: row.displayName, active: row.state === 'active' }));
  }
}

@Resolver(() => AccountStateChanged)
export class AccountStateResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: AccountStateChanged): string {
    return accountLifecycle.texts[state];
  }
}
