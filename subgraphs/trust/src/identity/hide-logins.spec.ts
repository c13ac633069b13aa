import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { stepsOf } from '../testing/authenticator.fixture.ts';
import { recoverAdmin } from './recover-admin.ts';
import type { TrustContext } from '../context.ts';
import { systemActor } from '@heitu/kit/rules/actor';

const PASSWORD = 'Erken-taiga-58';
const made = (requestId: string, login: string) =>
  `mutation { createStaffAccount(input: { requestId: "${requestId}", login: "${login}", password: "${PASSWORD}", displayName: "佟言和", roles: [OPERATOR_ADMIN] }) { __typename ... on StaffAccountSaved { accountId } ... on CreateStaffAccountRefused { code } } }`;

let room: TrustRoom;
beforeEach(async () => {
  room = await openTrust();
});
afterEach(() => room.close());
const make = async (requestId: string, login: string) =>
  (await room.graph<any>(staff('operator-admin'), made(requestId, login))).createStaffAccount;
const stored = async () => JSON.stringify(await room.subgraph.orm.em.fork().execute('select * from `Account`'));
const listed = async () =>
  nodesOf(
    (await room.graph<any>(staff('operator-admin'), '{ staffAccounts { edges { node { login } } } }')).staffAccounts,
  ).map((one: any) => one.login);

it('finds a name by a blind index and keeps it sealed; who signs in by it and the administrator see it', async () => {
  const { accountId } = await make('r1', 'tong.yanhe');
  expect(await stored()).not.toContain('tong');
  const asked = await stepsOf(room).askPassword('tong.yanhe', PASSWORD);
  expect(decodeURIComponent(asked.otpauthUri)).toContain('tong.yanhe');
  // What stands in the row is no name.
  const [{ login: blind }] = (await room.subgraph.orm.em
    .fork()
    .execute('select login from `Account` where login is not null')) as [{ login: string }];
  expect(await stepsOf(room).askPassword(blind, PASSWORD)).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  await make('r2', 'a.first');
  expect(await listed()).toEqual(['tong.yanhe', 'a.first']);
  expect(await make('r3', 'tong.yanhe')).toMatchObject({ code: 'LOGIN_TAKEN' });
  const context = room.subgraph.contextFor(systemActor('console'), 'recoverAdmin') as unknown as TrustContext;
  expect(await recoverAdmin(context, 'tong.yanhe')).toMatchObject({ ok: true, value: { accountId } });
  expect(await recoverAdmin(context, blind)).toMatchObject({ ok: false, code: 'NOT_FOUND' });
});

it('lets names of before sign in, keeps them taken, and hides them', async () => {
  await make('r1', 'tong.yanhe');
  await room.subgraph.orm.em
    .fork()
    .execute("update `Account` set login = 'tong.yanhe', loginText = null where login is not null");
  expect((await stepsOf(room).askPassword('tong.yanhe', PASSWORD)).__typename).toBe('SignInChallenge');
  expect(await listed()).toEqual(['tong.yanhe']);
  expect(await make('r2', 'tong.yanhe')).toMatchObject({ code: 'LOGIN_TAKEN' });
  await room.subgraph.runOnce('hide-logins');
  const hidden = await stored();
  expect(hidden).not.toContain('tong');
  expect((await stepsOf(room).askPassword('tong.yanhe', PASSWORD)).__typename).toBe('SignInChallenge');
  await room.subgraph.runOnce('hide-logins');
  expect(await stored()).toBe(hidden);
});
