import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { freshDatabase, toldAtOnce } from '@heitu/kit/serving/testing';
import { DELEGATIONS_PER_OWNER_MAX } from './delegation/delegation.policy.ts';
import { ADDRESSES_MAX } from './privacy/purposes.policy.ts';
import { openTrust, orderFact, SELLER, staff, type TrustRoom } from './testing/trust-room.fixture.ts';

const six = <T>(call: (i: number) => T): (() => T)[] => Array.from({ length: 6 }, (_, i) => () => call(i));

/** Each rule stands in the database: on a server, calls made at once have one outcome. */
describe('trust, many at once, on MariaDB', () => {
  let room: TrustRoom;
  let farmer: Actor;
  let agent: Actor;
  let requests = 0;
  beforeAll(async () => {
    room = await openTrust({ url: await freshDatabase(process.env['TEST_DATABASE_URL'], 'trust_at_once') });
    farmer = await room.owner('farmer', SELLER, 'farmer');
    agent = await room.owner('keeper', 'PARTY0STATION', 'station');
  });
  afterAll(() => room.close());

  const run = async (actor: Actor, name: string, input: object, select = ''): Promise<any> => {
    const Name = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const type = room.subgraph.built.schema.getType(`${Name}Input`) as unknown as
      | { getFields(): Record<string, unknown> }
      | undefined;
    const full = type?.getFields()['requestId'] ? { requestId: `at-once-${(requests += 1)}`, ...input } : input;
    const document = `mutation($input: ${type ? `${Name}Input` : INPUTS[name]}!) { ${name}(input: $input) { __typename ${select} ... on ${Name}Refused { code message } } }`;
    return (await room.graph<any>(actor, document, { input: full }))[name];
  };
  const rows = (table: string): any =>
    (room.subgraph.contextFor({ kind: 'system', id: 'test', grants: [] }, 'test').rows as any)
      .selectFrom(table)
      .selectAll();
  const terms = (more: object = {}) => ({
    partyId: SELLER,
    agentAccountId: agent.id,
    rights: ['ORDERS'],
    until: '2026-12-24',
    ...more,
  });
  const grant = (more: object = {}) =>
    run(farmer, 'grantDelegation', terms(more), '... on DelegationSaved { delegationId }');

  it('lets an agent act for a party by one delegation, and ending it ends the power [11.5.de]', async () => {
    const granted = await Promise.all(
      six((i) => grant({ rights: i % 2 ? ['ORDERS'] : ['PRODUCTS'] })).map((call) => call()),
    );
    expect(granted.map(({ code }) => code ?? 'ok').sort()).toEqual([...Array<string>(5).fill('ALREADY_GRANTED'), 'ok']);
    expect(granted.find(({ code }) => code)).toMatchObject({ message: expect.stringContaining('先结束原来的') });
    expect(await rows('Delegation').execute()).toHaveLength(1);
    const { delegationId } = granted.find(({ code }) => !code)!;
    const { token } = await run(agent, 'actFor', { delegationId }, '... on ActingFor { token }');
    expect((await room.subgraph.authenticate(token))?.delegation?.id).toBe(delegationId);
    expect(await toldAtOnce(six((i) => run(i % 2 ? farmer : agent, 'endDelegation', { delegationId })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    expect(await room.subgraph.authenticate(token)).toBeNull();
    expect(await run(agent, 'actFor', { delegationId })).toMatchObject({ code: 'DELEGATION_ENDED' });
    expect(await rows('Delegation').where('state', '=', 'active').execute()).toEqual([]);
  });

  it('gives another delegation once the day of the one before has passed, or it was ended', async () => {
    const { delegationId } = await grant({ until: '2026-11-26' });
    expect(await grant()).toMatchObject({ code: 'ALREADY_GRANTED' });
    room.clock.advance(3 * DAY_MS);
    const next = await grant();
    expect(next.code).toBeUndefined();
    expect(await rows('Delegation').where('id', '=', delegationId).executeTakeFirstOrThrow()).toMatchObject({
      state: 'ended',
      activeFor: null,
    });
    await run(farmer, 'endDelegation', { delegationId: next.delegationId });
    expect((await grant()).code).toBeUndefined();
  });

  it("counts an owner's delegations, however many are given at once", async () => {
    const agents = await Promise.all(
      Array.from({ length: DELEGATIONS_PER_OWNER_MAX + 2 }, (_, i) =>
        room.owner(`keeper-${i}`, 'PARTY0STATION', 'station'),
      ),
    );
    const before = (await rows('Delegation').where('state', '=', 'active').execute()).length;
    const told = await toldAtOnce(
      agents.map(
        ({ id }) =>
          () =>
            grant({ agentAccountId: id }),
      ),
    );
    expect(told).toEqual({ ok: DELEGATIONS_PER_OWNER_MAX - before, TOO_MANY: 2 + before });
  });

  it('takes one complaint of a kind about an order, and another once it is closed [6.6.c]', async () => {
    const { actor: buyer } = await room.signIn('buyer');
    room.orders.set('O1', orderFact('O1', buyer.id));
    const file = () =>
      run(
        buyer,
        'fileComplaint',
        { orderId: 'O1', kind: 'QUALITY', text: '大米里有虫', wanted: 'ANSWER' },
        '... on Complaint { id }',
      );
    expect(await toldAtOnce(six(file))).toEqual({ ok: 1, ALREADY_OPEN: 5 });
    const [complaint] = await rows('Complaint').execute();
    expect(await rows('CreditTally').where('partyId', '=', SELLER).executeTakeFirstOrThrow()).toMatchObject({
      complaintCount: 1,
    });
    await run(farmer, 'answerComplaint', { complaintId: complaint.id, text: '换一袋', remedy: 'ANSWER', accept: true });
    expect(await toldAtOnce(six(() => run(buyer, 'acceptAnswer', { complaintId: complaint.id })))).toEqual({
      ok: 1,
      WRONG_STATE: 5,
    });
    expect(await toldAtOnce(six(file))).toEqual({ ok: 1, ALREADY_OPEN: 5 });
  });

  it('counts every review in what a product is rated by [6.5.b]', async () => {
    const { actor: buyer } = await room.signIn('buyer');
    const orders = six((i) => `R${i}`).map((name) => name());
    for (const id of orders) room.orders.set(id, orderFact(id, buyer.id));
    const review = (i: number) =>
      run(buyer, 'reviewOrder', { orderId: orders[i], stars: (i % 5) + 1, text: '米很香' }, '... on Review { id }');
    expect(await toldAtOnce(six(review))).toEqual({ ok: 6 });
    expect(await rows('ProductRating').execute()).toEqual([
      { productId: 'PRODUCT1', reviewCount: 6, starsTotal: 1 + 2 + 3 + 4 + 5 + 1 },
    ]);
  });

  it('keeps one current item of a title on the technical register [5.2.d]', async () => {
    const register = (i: number) =>
      run(staff('operator-admin'), 'registerTechnicalItem', {
        part: 'HOSTING',
        clause: '11.2',
        title: '机柜',
        detail: `第${i}次登记`,
      });
    expect(await toldAtOnce(six(register))).toEqual({ ok: 6 });
    const items = await rows('TechnicalItem').execute();
    expect([items.length, items.filter(({ supersededAtMs }: any) => supersededAtMs === null).length]).toEqual([6, 1]);
  });

  it('lifts what is in force once [6.6.end]', async () => {
    const measure = { partyId: SELLER, reason: '整改已完成', clause: '6.6.end' };
    await run(staff('mediator'), 'takeMeasure', { ...measure, step: 'WARNING' });
    expect(await toldAtOnce(six(() => run(staff('mediator'), 'takeMeasure', { ...measure, step: 'LIFTED' })))).toEqual({
      ok: 1,
      NOTHING_TO_LIFT: 5,
    });
    expect(await rows('CreditTally').where('partyId', '=', SELLER).executeTakeFirstOrThrow()).toMatchObject({
      warningCount: 0,
    });
  });

  it("keeps one default among a person's addresses, and no more than there may be", async () => {
    const { actor } = await room.signIn('mover');
    const save = () =>
      run(actor, 'saveAddress', {
        name: '王小明',
        phone: '13812345678',
        divisionCode: '230184100',
        detail: '金山大街8号',
        isDefault: true,
      });
    expect(await toldAtOnce(Array.from({ length: ADDRESSES_MAX + 2 }, () => save))).toEqual({
      ok: ADDRESSES_MAX,
      TOO_MANY_ADDRESSES: 2,
    });
    expect(await rows('Address').where('accountId', '=', actor.id).where('isDefault', '=', 1).execute()).toHaveLength(
      1,
    );
  });

  it('ends an account once [10.4]', async () => {
    const { actor } = await room.signIn('leaver');
    expect(await toldAtOnce(six(() => run(actor, 'eraseAccount', {})))).toEqual({ ok: 1, ERASED: 5 });
    expect(await rows('DataRequest').where('accountId', '=', actor.id).execute()).toHaveLength(1);
  });
});
/** Inputs whose names do not follow the mutation's. */
const INPUTS: Readonly<Record<string, string>> = {
  actFor: 'DelegationIdInput',
  endDelegation: 'DelegationIdInput',
};
