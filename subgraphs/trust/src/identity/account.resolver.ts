import { rolesOf } from '@heitu/kit/rules/actor';
import { DateTime, mutationResult, Tag } from '@heitu/kit/rules/graphql';
import type { Outcome } from '@heitu/kit/rules/outcome';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import { maskPhone } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { statement } from '@heitu/kit/data/statement';
import type { TrustContext, TrustRows } from '../context.ts';
import { accountsById, clientPage, grantsByAccount, staffPage } from './account.loader.ts';
import {
  changeFactorRefusals,
  changePasswordRefusals,
  clientRefusals,
  clientSignInRefusals,
  phoneRefusals,
  resetFactorRefusals,
  secondFactorRefusals,
  sessionRefusals,
  signInRefusals,
  staffRefusals,
  suspendRefusals,
} from './account.refusals.ts';
import {
  AccountBrief,
  AccountGrantView,
  AccountStateChanged,
  AccountStateInput,
  AccountView,
  ApiClientCreated,
  ApiClientRevoked,
  ApiClientConnection,
  BindPhoneInput,
  BindPhoneWithWechatInput,
  ChangePasswordInput,
  ChangeSecondFactorInput,
  CreateApiClientInput,
  CreateStaffAccountInput,
  EndSessionInput,
  OtherSessionsEnded,
  PasswordChanged,
  Payer,
  PhoneBound,
  PhoneCodeSent,
  ResetSecondFactorInput,
  RevokeApiClientInput,
  RotateClientSecretInput,
  SecondFactorReset,
  SendPhoneCodeInput,
  SessionEnded,
  SessionView,
  SetStaffRoleInput,
  SignedIn,
  SignInAsClientInput,
  SignInChallengeView,
  SignInWithPasswordInput,
  SignInWithSecondFactorInput,
  SignInWithWechatInput,
  StaffAccountConnection,
  StaffAccountSaved,
} from './account.view.ts';
import { bindPhone, bindPhoneWithWechat } from './bind-phone.ts';
import { changePassword } from './change-password.ts';
import { changeSecondFactor } from './change-second-factor.ts';
import { createApiClient } from './create-api-client.ts';
import { createStaffAccount } from './create-staff-account.ts';
import { endOtherSessions } from './end-other-sessions.ts';
import { endSession } from './end-session.ts';
import { openOrigin } from './open-session.ts';
import { resetSecondFactor } from './reset-second-factor.ts';
import { revokeApiClient } from './revoke-api-client.ts';
import { rotateClientSecret } from './rotate-client-secret.ts';
import { sendPhoneCode } from './send-phone-code.ts';
import { setStaffRole } from './set-staff-role.ts';
import { signInAsClient } from './sign-in-as-client.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { signInWithSecondFactor } from './sign-in-with-second-factor.ts';
import { signInWithWechat } from './sign-in-with-wechat.ts';
import { openStaffName } from './staff-name.ts';
import { restoreAccount, suspendAccount } from './suspend-account.ts';

const byWechat = mutationResult('SignInWithWechat', SignedIn, signInRefusals);
const byPassword = mutationResult('SignInWithPassword', SignInChallengeView, signInRefusals);
const bySecondFactor = mutationResult('SignInWithSecondFactor', SignedIn, secondFactorRefusals);
const passwordResult = mutationResult('ChangePassword', PasswordChanged, changePasswordRefusals);
const factorResult = mutationResult('ChangeSecondFactor', SignInChallengeView, changeFactorRefusals);
const resetResult = mutationResult('ResetSecondFactor', SecondFactorReset, resetFactorRefusals);
const asClient = mutationResult('SignInAsClient', SignedIn, clientSignInRefusals);
const signOutResult = mutationResult('SignOut', SessionEnded, sessionRefusals);
const endResult = mutationResult('EndSession', SessionEnded, sessionRefusals);
const endOthersResult = mutationResult('EndOtherSessions', OtherSessionsEnded, sessionRefusals);
const suspendResult = mutationResult('SuspendAccount', AccountStateChanged, suspendRefusals);
const restoreResult = mutationResult('RestoreAccount', AccountStateChanged, suspendRefusals);
const staffResult = mutationResult('CreateStaffAccount', StaffAccountSaved, staffRefusals);
const roleResult = mutationResult('SetStaffRole', StaffAccountSaved, staffRefusals);
const codeResult = mutationResult('SendPhoneCode', PhoneCodeSent, phoneRefusals);
const bindResult = mutationResult('BindPhone', PhoneBound, phoneRefusals);
const bindByWechat = mutationResult('BindPhoneWithWechat', PhoneBound, phoneRefusals);
const clientResult = mutationResult('CreateApiClient', ApiClientCreated, clientRefusals);
const rotateResult = mutationResult('RotateClientSecret', ApiClientCreated, clientRefusals);
const revokeResult = mutationResult('RevokeApiClient', ApiClientRevoked, clientRefusals);

/** Ids a peer may ask for at once. */
const BRIEFS_MAX = 500;

const openidOf = statement((rows: TrustRows, { accountId }: { accountId: string }) =>
  rows.selectFrom('Account').select(['id', 'openidSealed']).where('id', '=', accountId).where('state', '=', 'active'),
);

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
      .select(['id', 'channel', 'delegationId', 'originSealed', 'createdAtMs', 'lastSeenAtMs', 'expiresAtMs'])
      .where('holderId', '=', context.actor.id)
      .where('endedAtMs', 'is', null)
      .where('expiresAtMs', '>', context.clock.now())
      .orderBy('lastSeenAtMs', 'desc')
      .execute();
    return Promise.all(
      rows.map(async ({ originSealed, ...row }) => ({
        from: null,
        device: null,
        ...(await openOrigin(context, context.actor.id, originSealed)),
        ...row,
        isCurrent: row.id === context.actor.sessionId,
      })),
    );
  }

  @Query(() => StaffAccountConnection, {
    description: 'Who signs in by password: the first who came first, or sorted by createdAt or state.',
  })
  staffAccounts(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('login', () => String, { nullable: true, description: 'The whole of it.' }) login?: string,
    @Arg('role', () => String, { nullable: true }) role?: string,
    @Arg('state', () => String, { nullable: true, description: 'active, suspended' }) state?: string,
  ) {
    return staffPage(context, { login, role, state }, page);
  }
  @Query(() => ApiClientConnection, {
    description: "Partners' programs: the newest first, or sorted by createdAt, name, secretExpiresAt or lastUsedAt.",
  })
  apiClients(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('active', () => Boolean, { nullable: true }) active?: boolean,
  ) {
    return clientPage(context, { active }, page);
  }

  @FieldResolver(() => String, { description: "Masked, but for one's own." })
  displayName(@Root() account: AccountView, @Ctx() context: TrustContext) {
    return account.id === context.actor.id || context.operation.startsWith('signIn')
      ? openStaffName(context.vault, account)
      : account.displayName;
  }

  @FieldResolver(() => [String], { nullable: true, description: "Only one's own." })
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
      rights: grant.rights ? (JSON.parse(grant.rights) as string[]) : null,
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

  @Mutation(() => byWechat.type)
  async signInWithWechat(
    @Ctx() context: TrustContext,
    @Arg('input', () => SignInWithWechatInput) input: SignInWithWechatInput,
  ) {
    return this.signedIn(context, byWechat, await signInWithWechat(context, input));
  }
  @Mutation(() => byPassword.type)
  async signInWithPassword(
    @Ctx() context: TrustContext,
    @Arg('input', () => SignInWithPasswordInput) input: SignInWithPasswordInput,
  ) {
    return byPassword.of(await signInWithPassword(context, input));
  }
  @Mutation(() => bySecondFactor.type, {
    description: 'The second step of staff; also enrols an authenticator app, and changes a password that is due.',
  })
  async signInWithSecondFactor(
    @Ctx() context: TrustContext,
    @Arg('input', () => SignInWithSecondFactorInput) input: SignInWithSecondFactorInput,
  ) {
    return this.signedIn(context, bySecondFactor, await signInWithSecondFactor(context, input));
  }
  @Mutation(() => passwordResult.type, { description: 'Ends every other session.' })
  async changePassword(
    @Ctx() context: TrustContext,
    @Arg('input', () => ChangePasswordInput) input: ChangePasswordInput,
  ) {
    return passwordResult.of(await changePassword(context, input));
  }
  @Mutation(() => factorResult.type, { description: 'A new phone: enrols another app by signInWithSecondFactor.' })
  async changeSecondFactor(
    @Ctx() context: TrustContext,
    @Arg('input', () => ChangeSecondFactorInput) input: ChangeSecondFactorInput,
  ) {
    return factorResult.of(await changeSecondFactor(context, input));
  }
  @Mutation(() => resetResult.type, { description: 'For a colleague who lost phone and recovery codes.' })
  async resetSecondFactor(
    @Ctx() context: TrustContext,
    @Arg('input', () => ResetSecondFactorInput) input: ResetSecondFactorInput,
  ) {
    return resetResult.of(await resetSecondFactor(context, input));
  }
  @Mutation(() => asClient.type)
  async signInAsClient(
    @Ctx() context: TrustContext,
    @Arg('input', () => SignInAsClientInput) input: SignInAsClientInput,
  ) {
    return this.signedIn(context, asClient, await signInAsClient(context, input));
  }
  @Mutation(() => signOutResult.type, { description: 'Ends the session that asks.' })
  async signOut(@Ctx() context: TrustContext) {
    return signOutResult.of(await endSession(context, { sessionId: context.actor.sessionId ?? '' }));
  }
  @Mutation(() => endResult.type)
  async endSession(@Ctx() context: TrustContext, @Arg('input', () => EndSessionInput) input: EndSessionInput) {
    return endResult.of(await endSession(context, input));
  }
  @Mutation(() => endOthersResult.type, { description: 'Ends every session of mine but the one that asks.' })
  async endOtherSessions(@Ctx() context: TrustContext) {
    return endOthersResult.of(await endOtherSessions(context));
  }
  @Mutation(() => suspendResult.type, { description: 'Takes all access from a person at once.' })
  async suspendAccount(@Ctx() context: TrustContext, @Arg('input', () => AccountStateInput) input: AccountStateInput) {
    return suspendResult.of(await suspendAccount(context, input));
  }
  @Mutation(() => restoreResult.type)
  async restoreAccount(@Ctx() context: TrustContext, @Arg('input', () => AccountStateInput) input: AccountStateInput) {
    return restoreResult.of(await restoreAccount(context, input));
  }
  @Mutation(() => codeResult.type, { description: 'Sends six digits to a phone.' })
  async sendPhoneCode(@Ctx() context: TrustContext, @Arg('input', () => SendPhoneCodeInput) input: SendPhoneCodeInput) {
    return codeResult.of(await sendPhoneCode(context, input));
  }
  @Mutation(() => bindResult.type)
  async bindPhone(@Ctx() context: TrustContext, @Arg('input', () => BindPhoneInput) input: BindPhoneInput) {
    return bindResult.of(await bindPhone(context, input));
  }
  @Mutation(() => bindByWechat.type)
  async bindPhoneWithWechat(
    @Ctx() context: TrustContext,
    @Arg('input', () => BindPhoneWithWechatInput) input: BindPhoneWithWechatInput,
  ) {
    return bindByWechat.of(await bindPhoneWithWechat(context, input));
  }
  @Mutation(() => staffResult.type)
  async createStaffAccount(
    @Ctx() context: TrustContext,
    @Arg('input', () => CreateStaffAccountInput) input: CreateStaffAccountInput,
  ) {
    return staffResult.of(await createStaffAccount(context, input));
  }
  @Mutation(() => roleResult.type)
  async setStaffRole(@Ctx() context: TrustContext, @Arg('input', () => SetStaffRoleInput) input: SetStaffRoleInput) {
    return roleResult.of(await setStaffRole(context, input));
  }
  @Mutation(() => clientResult.type)
  async createApiClient(
    @Ctx() context: TrustContext,
    @Arg('input', () => CreateApiClientInput) input: CreateApiClientInput,
  ) {
    return clientResult.of(await createApiClient(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => rotateResult.type, { description: 'A new secret; the one before it is good for a week more.' })
  async rotateClientSecret(
    @Ctx() context: TrustContext,
    @Arg('input', () => RotateClientSecretInput) input: RotateClientSecretInput,
  ) {
    return rotateResult.of(await rotateClientSecret(context, input));
  }
  @Mutation(() => revokeResult.type)
  async revokeApiClient(
    @Ctx() context: TrustContext,
    @Arg('input', () => RevokeApiClientInput) input: RevokeApiClientInput,
  ) {
    return revokeResult.of(await revokeApiClient(context, input));
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

  private async signedIn(
    context: TrustContext,
    result: typeof byWechat,
    outcome: Outcome<{
      token: string;
      accountId: string | null;
      recoveryCodes?: string[] | null;
      deviceToken?: string | null;
    }>,
  ) {
    if (!outcome.ok) return result.of(outcome);
    const { token, accountId, recoveryCodes = null, deviceToken = null } = outcome.value;
    const account = accountId ? await context.loader(accountsById).load(accountId) : null;
    return result.of({ ok: true, value: { token, account, recoveryCodes, deviceToken } });
  }
}
