import { connectionOf, DateTime, Tag } from '@heitu/kit/rules/graphql';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { Roles, StaffRights } from '@heitu/kit/rules/shared-enums';
import type { Role, Scope, StaffRight } from '@heitu/standard';
import { AccountActs, AccountStates, ApiClientActs, Scopes, SessionChannels } from '../enums.ts';
import type { AccountAct, ClientAct, SessionChannel } from './account.policy.ts';
import type { AccountState } from './account.lifecycle.ts';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';

@ObjectType('AccountGrant', { description: 'A role, and for which party it is held.' })
export class AccountGrantView {
  @Field(() => Roles) role: Role;
  @Field(() => ID, { nullable: true }) partyId: string | null;
  @Field(() => [StaffRights], { nullable: true, description: 'Null: all that the role may.' })
  rights: StaffRight[] | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Account', { description: 'A person who can sign in. Only the person sees more than the display name.' })
export class AccountView {
  @Field(() => ID) id: string;
  displayName: string;
  fullName: SealedText | null;
  createdAtMs: number;
}

@ObjectType('Session')
export class SessionView {
  @Field(() => ID) id: string;
  @Field(() => SessionChannels, { description: 'How it was opened.' }) channel: SessionChannel;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'lastSeenAt' }) lastSeenAtMs: number;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field({ description: 'The session that asks.' }) isCurrent: boolean;
  @Field(() => String, { nullable: true, description: 'The address from which it was opened.' }) from: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'What opened it: the kind of app and of system, never the model.',
  })
  device: string | null;
  @Field(() => ID, { nullable: true, description: 'Of a session that acts for another.' }) delegationId: string | null;
}

@ObjectType('SignedIn')
export class SignedIn {
  @Field({ description: 'Send as `Authorization: Bearer …`. Shown once.' }) token: string;
  @Field(() => AccountView, { nullable: true, description: "Null for a partner's program." })
  account?: AccountView | null;
  @Field(() => [String], {
    nullable: true,
    description: 'After an app was enrolled: each opens one sign-in when the phone is gone. Shown once.',
  })
  recoveryCodes?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Keep it on this device and bring it to the next signInWithPassword here: tries from here are then counted by themselves, and strangers cannot lock you out. It opens nothing. Null where one is known already, or no password was used.',
  })
  deviceToken?: string | null;
}
@ObjectType('SignInChallenge', {
  description: 'The password was right: the second step is still to come (signInWithSecondFactor).',
})
export class SignInChallengeView {
  @Field({ description: 'For the second step only; it opens nothing by itself.' }) challenge: string;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field(() => String, {
    nullable: true,
    description: 'An authenticator app is still to be enrolled: show this as a QR code. Null where one is.',
  })
  otpauthUri: string | null;
  @Field({ description: 'The second step must bring a new password.' }) isPasswordDue: boolean;
}
@ObjectType('PasswordChanged')
export class PasswordChanged {
  @Field(() => ID) accountId: string;
  @Field(() => Int, { description: 'Other sessions that ended.' }) endedCount: number;
}
@ObjectType('SecondFactorReset')
export class SecondFactorReset {
  @Field(() => ID) accountId: string;
}
@ObjectType('SessionEnded')
export class SessionEnded {
  @Field(() => ID) sessionId: string;
}
@ObjectType('StaffAccountSaved')
export class StaffAccountSaved {
  @Field(() => ID) accountId: string;
}
@ObjectType('OtherSessionsEnded')
export class OtherSessionsEnded {
  @Field(() => Int) endedCount: number;
}
@ObjectType('AccountStateChanged')
export class AccountStateChanged {
  @Field(() => ID) accountId: string;
  @Field(() => AccountStates) state: AccountState;
}
@ObjectType('StaffAccount', { description: 'Somebody who signs in by password.' })
export class StaffAccountView {
  @Field(() => ID) accountId: string;
  @Field() login: string;
  @Field() displayName: string;
  @Field(() => [Roles]) roles: Role[];
  @Field(() => AccountStates) state: AccountState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => [AccountActs], { description: 'What the caller, an administrator, can do with it now.' })
  availableActions: AccountAct[];
  @Field(() => DateTime, {
    name: 'secondFactorSinceAt',
    nullable: true,
    description: 'Null: to be enrolled at the next sign-in.',
  })
  secondFactorSinceMs: number | null;
  @Field({ description: 'The password can only be changed.' }) isPasswordDue: boolean;
  @Field(() => DateTime, {
    name: 'lockedUntilAt',
    nullable: true,
    description: 'After too many failures from one source: it alone is locked, the person can sign in elsewhere.',
  })
  lockedUntilMs: number | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'lastSeenAt', nullable: true }) lastSeenAtMs: number | null;
}
export const StaffAccountConnection = connectionOf('StaffAccount', StaffAccountView);
@Tag('partner')
@ObjectType('ApiClient', { description: "A partner's program." })
export class ApiClientView {
  @Field(() => ID) id: string;
  @Field() name: string;
  @Field(() => ID) partyId: string;
  @Field(() => [Scopes], { description: 'The interfaces that its contract covers (11.8).' }) scopes: Scope[];
  @Field(() => Int, { description: 'Requests a minute by contract.' }) minuteMax: number;
  @Field(() => Int, { description: 'Requests a day by contract.' }) dayMax: number;
  @Field() active: boolean;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'lastUsedAt', nullable: true }) lastUsedAtMs: number | null;
  @Field(() => DateTime, { name: 'secretExpiresAt' }) secretExpiresAtMs: number;
  @Field(() => DateTime, {
    name: 'formerSecretUntilAt',
    nullable: true,
    description: 'While a secret is being replaced.',
  })
  formerUntilMs: number | null;
  @Field(() => [ApiClientActs], { description: 'What the caller can do with it now.' })
  availableActions: ClientAct[];
}
export const ApiClientConnection = connectionOf('ApiClient', ApiClientView);
@Tag('partner')
@ObjectType('ApiClientCreated')
export class ApiClientCreated {
  @Field(() => ID) clientId: string;
  @Field({ description: 'Shown once.' }) secret: string;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
}
@ObjectType('ApiClientRevoked')
export class ApiClientRevoked {
  @Field(() => ID) clientId: string;
}

@ObjectType('PhoneCodeSent')
export class PhoneCodeSent {
  @Field({ description: 'Masked.' }) phone: string;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field(() => DateTime, { name: 'resendAt', description: 'From then on another message may be asked for.' })
  resendAtMs: number;
}
@ObjectType('PhoneBound')
export class PhoneBound {
  @Field(() => ID) accountId: string;
  @Field({ description: 'Masked.' }) phone: string;
}

/** For peers: whom to pay as, who it is, in their own narrow shapes. */
@Directive('@inaccessible')
@ObjectType('Payer')
export class Payer {
  @Field(() => ID) accountId: string;
  @Field() openid: string;
}
@Directive('@inaccessible')
@ObjectType('AccountBrief')
export class AccountBrief {
  @Field(() => ID) accountId: string;
  @Field() displayName: string;
  @Field() active: boolean;
}
