import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { account, freshDatabase, toldAtOnce, type TestSubgraph } from '@heitu/kit/serving/testing';
import { SHOPS_PER_PARTY_MAX } from './shop/shop.policy.ts';
import { act, approved, APPLICANT, COOPERATIVE, eventsOf, openRoom, SHOP_TEXT } from './testing.fixture.ts';

const six = <T>(call: (i: number) => T): (() => T)[] => Array.from({ length: 6 }, (_, i) => () => call(i));

/** Each rule stands in the database: on a server, calls made at once have one outcome. */
describe("a seller's desk, many at once, on MariaDB", () => {
  let room: TestSubgraph;
  let partyId: string;
  beforeAll(async () => {
    room = await openRoom(await freshDatabase(process.env['TEST_DATABASE_URL'], 'sellers_at_once'));
    ({ partyId } = await approved(room));
  });
  afterAll(() => room.close());
  const rows = (table: string): any =>
    (room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').rows as any)
      .selectFrom(table)
      .selectAll();
  const add = (accountId: string, role: string, rights: string[] = ['ORDERS']) =>
    act(room, APPLICANT, 'addStaff', { partyId, accountId, name: '李店员', role, rights });

  it('puts a person on the staff once', async () => {
    expect(await toldAtOnce(six(() => add('account-clerk', 'SELLER_STAFF')))).toEqual({ ok: 6 });
    expect(await rows('Staff').where('accountId', '=', 'account-clerk').execute()).toHaveLength(1);
  });

  it("ends a person's work once, and the role that is held then", async () => {
    const { id } = await add('account-leaver', 'SELLER_STAFF');
    expect(await toldAtOnce(six(() => act(room, APPLICANT, 'removeStaff', { staffId: id })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    const told = (await eventsOf(room, 'sellers.staff-changed.v1')).filter(
      (event) => event.accountId === 'account-leaver',
    );
    expect(told.map(({ role, active }) => [role, active])).toEqual([
      ['seller-staff', true],
      ['seller-staff', false],
    ]);
  });

  it('leaves a person with one role where two change it at once: what trust was told last is what stands here', async () => {
    await add('account-mover', 'SELLER_STAFF');
    await Promise.all([add('account-mover', 'NONE', []), add('account-mover', 'SELLER_STAFF', ['LOTS'])]);
    const { role, rights } = await rows('Staff').where('accountId', '=', 'account-mover').executeTakeFirstOrThrow();
    const last = (await eventsOf(room, 'sellers.staff-changed.v1'))
      .filter((event) => event.accountId === 'account-mover')
      .at(-1);
    expect([last.active, last.active ? last.rights : []]).toEqual([role !== 'none', JSON.parse(rights)]);
  });

  it('files a number of one applicant once', async () => {
    const applicant = account('account-second');
    const register = () =>
      act(room, applicant, 'registerParty', { ...COOPERATIVE, kind: 'SELLER', uscc: '91230184MA1B2C3D9X' });
    const told = await toldAtOnce(six(register));
    expect([told['ok'], told['ALREADY_REGISTERED']]).toEqual([1, 5]);
    expect(await rows('Party').where('applicantAccountId', '=', applicant.id).execute()).toHaveLength(1);
  });

  it('opens no more shops than a party may have', async () => {
    const open = () => act(room, APPLICANT, 'openShop', { partyId, ...SHOP_TEXT });
    expect(await toldAtOnce(Array.from({ length: SHOPS_PER_PARTY_MAX + 3 }, () => open))).toEqual({
      ok: SHOPS_PER_PARTY_MAX,
      TOO_MANY_SHOPS: 3,
    });
    expect(await rows('Shop').where('partyId', '=', partyId).execute()).toHaveLength(SHOPS_PER_PARTY_MAX);
  });
});
