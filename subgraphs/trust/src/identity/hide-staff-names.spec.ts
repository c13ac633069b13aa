import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const made = (login: string, displayName: string) =>
  `mutation { createStaffAccount(input: { requestId: "${login}", login: "${login}", password: "Erken-taiga-58", displayName: "${displayName}", roles: [MEDIATOR] }) { ... on StaffAccountSaved { accountId } } }`;

let room: TrustRoom;
beforeEach(async () => {
  room = await openTrust();
});
afterEach(() => room.close());
const rows = () =>
  room.subgraph.orm.em
    .fork()
    .execute(
      'select id, login, displayName, fullName from `Account` where login is not null order by login',
    ) as Promise<{ id: string; displayName: string; fullName: string | null }[]>;
const listed = async () =>
  nodesOf((await room.graph<any>(admin, '{ staffAccounts { edges { node { displayName } } } }')).staffAccounts).map(
    (one: any) => one.displayName,
  );

it('keeps the name of staff sealed and masked, shows it to the person, and to the administrator with a record', async () => {
  const { accountId } = (await room.graph<any>(admin, made('tong', '佟言和'))).createStaffAccount;
  expect(await rows()).toEqual([
    expect.objectContaining({ displayName: '佟**', fullName: expect.stringMatching(/^sealed:/) }),
  ]);
  expect(
    (await room.graph<any>({ kind: 'account', id: accountId, grants: [] }, '{ me { displayName } }')).me.displayName,
  ).toBe('佟言和');
  await room.subgraph.runOnce('relay');
  room.sent.length = 0;
  expect(await listed()).toEqual(['佟言和']);
  await room.subgraph.runOnce('relay');
  expect(room.sent.map(({ event }) => (event.payload as any).reads)).toEqual([
    [{ subjectId: accountId, fields: ['name'] }],
  ]);
});

it('seals names of before, once, and leaves made-up ones', async () => {
  await room.graph<any>(admin, made('tong', '佟言和'));
  await room.signIn('alice');
  await room.subgraph.orm.em
    .fork()
    .execute("update `Account` set displayName = '温暖晴', fullName = null where login is not null");
  expect(await listed()).toEqual(['温暖晴']);
  await room.subgraph.runOnce('hide-staff-names');
  const sealed = await rows();
  expect(sealed).toEqual([
    expect.objectContaining({ displayName: '温**', fullName: expect.stringMatching(/^sealed:/) }),
  ]);
  expect(await listed()).toEqual(['温暖晴']);
  await room.subgraph.runOnce('hide-staff-names');
  expect(await rows()).toEqual(sealed);
  expect(
    await room.subgraph.orm.em
      .fork()
      .execute('select count(*) as n from `Account` where login is null and fullName is not null'),
  ).toEqual([{ n: 0 }]);
});
