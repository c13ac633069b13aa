import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { SessionChannel } from './account.policy.ts';
import { accountLifecycle } from './account.lifecycle.ts';

/** A person (WeChat or password) who can sign in. What identifies the person is sealed. */
export const Account = defineEntity({
  name: 'Account',
  properties: {
    id: column.id().primary(),
    openidSealed: column.sealed().nullable(),
    openidBlind: column.blind().nullable(),
    phoneSealed: column.sealed().nullable(),
    /** Of a phone that the person proved to hold; the last to prove it has it. */
    phoneBlind: column.blind().nullable(),
    /** Staff of the operator and of authorities sign in by name and password. */
    login: column.line(64).nullable(),
    /** The same as it is typed; `login` holds its blind index. */
    loginText: column.sealedText().nullable(),
    passwordHash: column.line().nullable(),
    /** When the person chose it; null where another did: it must then be changed at the next sign-in. */
    passwordChangedAtMs: column.time().nullable(),
    /** Masked, or made up. */
    displayName: column.line(64),
    /** Of who signs in by password. */
    fullName: column.sealedText().nullable(),
    state: column.state(accountLifecycle),
    createdAtMs: column.time(),
    erasedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['openidBlind'] }, { properties: ['phoneBlind'] }, { properties: ['login'] }],
  indexes: [{ properties: ['createdAtMs'] }],
});

/** One sign-in on one device. Only the hash of the token's secret is kept. */
export const Session = defineEntity({
  name: 'Session',
  properties: {
    id: column.id().primary(),
    /** The account's or the client's id. */
    holderId: column.reference(),
    holderKind: column.code(),
    secretHash: column.line(64),
    channel: column.code<SessionChannel>(),
    /** Of a session that acts for another. */
    delegationId: column.reference().nullable(),
    /** The scopes a program's token was asked for; null: all it may. */
    scopes: column.json<readonly string[]>().nullable(),
    /** JSON: from where it was opened; for its owner. */
    originSealed: column.sealed().nullable(),
    /** By which kind of app on which kind of system, where that may be written down. */
    deviceSealed: column.sealed().nullable(),
    createdAtMs: column.time(),
    lastSeenAtMs: column.time(),
    expiresAtMs: column.time(),
    endedAtMs: column.time().nullable(),
    /** When a try to act with it after it was taken away was last recorded. */
    refusedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['holderId', 'endedAtMs'] },
    { properties: ['delegationId'] },
    { properties: ['createdAtMs'] },
  ],
});

/** The second proof of whoever signs in by password: an authenticator app (RFC 6238). */
export const SecondFactor = defineEntity({
  name: 'SecondFactor',
  properties: {
    accountId: column.id().primary(),
    /** Base32. */
    secretSealed: column.sealed(),
    /** The newest step that was used: each is good once. */
    lastStep: column.integer(),
    enrolledAtMs: column.time(),
  },
});

/** For when the phone is gone: each is good once. Kept as a keyed hash. */
export const RecoveryCode = defineEntity({
  name: 'RecoveryCode',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    codeHash: column.blind(),
    usedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['accountId', 'codeHash'] }],
});

/**
 * A password was right: what is still missing before a session opens. Good for nothing else, for minutes, for a few
 * tries, once.
 */
export const SignInChallenge = defineEntity({
  name: 'SignInChallenge',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    secretHash: column.line(64),
    /** Of an enrolment: the secret that the person's app is to learn. */
    enrolmentSealed: column.sealed().nullable(),
    /** The known device on which the password was typed. */
    deviceId: column.id().nullable(),
    tries: column.integer(),
    createdAtMs: column.time(),
    expiresAtMs: column.time(),
    usedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['accountId', 'usedAtMs'] }, { properties: ['expiresAtMs'] }],
});

/** Passwords that an account has had, as hashes: the last few are not taken again (7.4.s). */
export const UsedPassword = defineEntity({
  name: 'UsedPassword',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    passwordHash: column.line(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['accountId', 'atMs'] }],
});

/** What an account may do, for which party. Rows are switched off, not deleted: who could do what when stays known. */
export const GrantRow = defineEntity({
  name: 'GrantRow',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    role: column.code(),
    /** Empty for a role that is held for nobody in particular. */
    partyId: column.reference(),
    /** Staff rights; null: everything the role may. */
    rights: column.json<readonly string[]>().nullable(),
    active: column.flag(),
    /** When the fact happened: an older fact that arrives late changes nothing. */
    factAtMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'role', 'partyId'] }],
  indexes: [{ properties: ['partyId', 'active'] }, { properties: ['role', 'active'] }],
});

/** A partner's program. */
export const ApiClient = defineEntity({
  name: 'ApiClient',
  properties: {
    id: column.id().primary(),
    name: column.line(80),
    partyId: column.reference(),
    secretHash: column.line(64),
    secretExpiresAtMs: column.time().nullable(),
    /** While a secret is being replaced, the one before it is good as well. */
    formerSecretHash: column.line(64).nullable(),
    formerUntilMs: column.time().nullable(),
    /** SCOPES; null: all. Rows of before there was one scope for each interface say `lots` for `stock`. */
    scopes: column.json<readonly string[]>().nullable(),
    /** Requests by contract; null: what everybody has (partner.policy.ts). */
    minuteMax: column.integer().nullable(),
    dayMax: column.integer().nullable(),
    active: column.flag(),
    createdAtMs: column.time(),
    lastUsedAtMs: column.time().nullable(),
  },
});

/** Every try to sign in, without who tried: only a blind index of the name used. */
export const SignInAttempt = defineEntity({
  name: 'SignInAttempt',
  properties: {
    id: column.id().primary(),
    channel: column.code(),
    succeeded: column.flag(),
    reason: column.code(),
    atMs: column.time(),
  },
  indexes: [{ properties: ['atMs'] }],
});

/**
 * Tries at a name from one source, whether such an account exists or not: so that a lock tells nobody which names
 * exist.
 */
export const TryGuard = defineEntity({
  name: 'TryGuard',
  properties: {
    /** Blind index of the name with its source: a network, a known device, a session. */
    sourceBlind: column.blind().primary(),
    loginBlind: column.blind(),
    failedCount: column.integer(),
    lockedUntilMs: column.time(),
    /** When the last try was counted: after a day nothing counts any longer. */
    countedAtMs: column.time(),
  },
  indexes: [{ properties: ['loginBlind', 'lockedUntilMs'] }, { properties: ['countedAtMs'] }],
});

/**
 * A name over all sources: how far strangers' tries have run ahead of their pace, and what its owner was told. Also of
 * names that nobody has.
 */
export const LoginGuard = defineEntity({
  name: 'LoginGuard',
  properties: {
    loginBlind: column.blind().primary(),
    /** When strangers' passwords (codes) would be on pace again if no more came. */
    passwordPaceMs: column.time(),
    codePaceMs: column.time(),
    /** Wrong tries that the owner was not told of, and the last one's network: masked, under trust's own key. */
    untoldCount: column.integer(),
    networkSealed: column.sealed().nullable(),
    /** 0: never. */
    toldAtMs: column.time(),
    countedAtMs: column.time(),
  },
  indexes: [{ properties: ['countedAtMs'] }],
});

/**
 * A device on which somebody has signed in by password: tries there are counted by themselves. Opens nothing; its token
 * is kept as a keyed hash.
 */
export const KnownDevice = defineEntity({
  name: 'KnownDevice',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    secretHash: column.blind(),
    /** The session that was opened on it last. */
    sessionId: column.reference(),
    seenAtMs: column.time(),
  },
  indexes: [{ properties: ['accountId', 'seenAtMs'] }, { properties: ['seenAtMs'] }],
});

/**
 * A code sent to a phone to prove that the person holds it. The phone itself is not kept, the code only as a keyed
 * hash; forgotten after a few days.
 */
export const PhoneCode = defineEntity({
  name: 'PhoneCode',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    phoneBlind: column.blind(),
    codeHash: column.blind(),
    /** bind-phone, or the id of the delegation that it confirms: good for nothing else. */
    purpose: column.code(),
    /** Which of the day's messages it is, to this account and to this phone: no two take the same, so the limits hold. */
    day: column.date(),
    accountOrdinal: column.integer(),
    phoneOrdinal: column.integer(),
    tries: column.integer(),
    sentAtMs: column.time(),
    expiresAtMs: column.time(),
    usedAtMs: column.time().nullable(),
  },
  uniques: [
    { properties: ['accountId', 'day', 'accountOrdinal'] },
    { properties: ['phoneBlind', 'day', 'phoneOrdinal'] },
  ],
  indexes: [{ properties: ['sentAtMs'] }],
});

/** What trust knows of a party from events: whom it assesses and shows credit for. */
export const KnownParty = defineEntity({
  name: 'KnownParty',
  properties: {
    partyId: column.reference().primary(),
    kind: column.code(),
    name: column.line(),
    /** When it was named so: an older name that arrives late changes nothing. */
    namedAtMs: column.time().nullable(),
    inGoodStanding: column.flag(),
    validUntil: column.date().nullable(),
    filedAtMs: column.time(),
    factAtMs: column.time(),
  },
  indexes: [{ properties: ['kind'] }],
});

export const KnownShop = defineEntity({
  name: 'KnownShop',
  properties: { shopId: column.reference().primary(), partyId: column.reference() },
  indexes: [{ properties: ['partyId'] }],
});
