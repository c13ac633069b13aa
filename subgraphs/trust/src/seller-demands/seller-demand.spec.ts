import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { openComplaints, type ComplaintsRoom } from '../testing/complaints.fixture.ts';
import { SELLER, staff } from '../testing/trust-room.fixture.ts';
import { DEMAND_PURPOSE, owedForUnknownSellerFen, STAND_IN_WORKING_DAYS } from './seller-demand.policy.ts';

const mediator = staff('mediator');
const IDENTITY = { name: '王秀兰', address: '卫国乡保家村', contactName: '王秀兰', contactPhone: '13800000002' };
const run = (name: string) =>
  `mutation($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { __typename ... on SellerDemand { id state dueAt } ... on ${name[0]!.toUpperCase()}${name.slice(1)}Refused { refused: code } } }`;

describe("a buyer's demand for the seller's true name (Consumer Law 44) [6.6.d]", () => {
  let one: ComplaintsRoom;
  let complaintId: string;
  beforeEach(async () => {
    one = await openComplaints();
    complaintId = (await one.file()).id;
  });
  afterEach(() => one.room.close());

  const known = () => one.room.parties.push({ partyId: SELLER, ...IDENTITY });
  const ask = (id = complaintId, actor = one.buyer) => one.step(actor, run('askSellerIdentity'), { complaintId: id });
  const give = (demandId: string, actor = mediator) => one.step(actor, run('giveSellerIdentity'), { demandId });
  const standIn = (demandId: string) => one.step(mediator, run('standInForSeller'), { demandId });
  const seen = async (actor: Actor) =>
    (
      await one.room.graph<any>(
        actor,
        'query($id: ID!) { complaint(id: $id) { state demandActions sellerDemand { state seller { name address contactName contactPhone } } } }',
        { id: complaintId },
      )
    ).complaint;
  const owed = async () =>
    (await one.room.events())
      .filter(({ type }) => type === 'trust.platform-owes.v1')
      .map(({ payload }) => [payload['partyId'], payload['amountFen']]);

  it('is answered from the filing by whoever mediates; the look is recorded, the seller is told, nobody else reads it', async () => {
    known();
    expect((await seen(one.buyer)).demandActions).toEqual(['ASK']);
    expect((await seen(one.seller)).demandActions).toEqual([]);
    expect(await ask(complaintId, one.seller)).toMatchObject({ refused: 'NOT_FOUND' });
    expect(
      await ask((await one.file({ orderId: null, kind: 'SUGGESTION', wanted: 'ANSWER', amountFen: null })).id),
    ).toMatchObject({
      refused: 'NO_SELLER',
    });
    const { id, dueAt } = await ask();
    expect(Date.parse(dueAt)).toBe(addWorkingDays(one.room.clock.now(), 3));
    expect(await ask()).toMatchObject({ refused: 'ALREADY_ASKED' });
    const { trustDue } = await one.room.graph<any>(mediator, '{ trustDue { kind id } }');
    expect(trustDue).toContainEqual({ kind: 'SELLER_DEMAND', id });

    one.room.down.add('sellers');
    expect(await give(id)).toMatchObject({ refused: 'SOURCE_SILENT' });
    one.room.down.clear();
    expect(await give(id)).toMatchObject({ state: 'GIVEN' });
    expect(await give(id)).toMatchObject({ refused: 'WRONG_STATE' });
    expect(one.room.told.at(-1)).toEqual({ ids: [SELLER], requestedBy: mediator.id, purpose: DEMAND_PURPOSE });

    expect(await seen(one.buyer)).toMatchObject({
      demandActions: [],
      sellerDemand: { state: 'GIVEN', seller: IDENTITY },
    });
    expect((await seen(mediator)).sellerDemand).toBeNull();
    const stored = JSON.stringify(await one.room.subgraph.orm.em.fork().execute('select * from `SellerDemand`'));
    for (const value of Object.values(IDENTITY)) expect(stored).not.toContain(value);
    await one.room.hearOwnActs();
    const reads = await one.room.subgraph.orm.em
      .fork()
      .execute('select readerId, fields from `PersonalDataRead` where subjectId = ?', [SELLER]);
    expect(reads).toContainEqual({ readerId: one.buyer.id, fields: 'sellerIdentity' });
    const { messages } = await one.room.graph<any>(one.seller, '{ messages { edges { node { title } } } }');
    expect(messages.edges.map((edge: any) => edge.node.title)).toContain('平台依法向买家提供了您的信息');
    expect(await owed()).toEqual([]);
  });

  it('that nobody answers is paid by the platform out of its own money, once and not a moment before', async () => {
    const { dueAt } = await ask();
    const lastMs = addWorkingDays(Date.parse(dueAt), STAND_IN_WORKING_DAYS);
    // So far the seller has only been silent, and the platform has not had its own last day yet.
    one.room.clock.set(new Date(lastMs - 1).toISOString());
    await one.room.subgraph.runOnce('sweep-seller-demands');
    expect(await owed()).toEqual([]);
    one.room.clock.advance(1);
    await one.room.subgraph.runOnce('sweep-seller-demands');
    await one.room.subgraph.runOnce('sweep-seller-demands');
    expect(await owed()).toEqual([['', 2000]]);
    expect(await seen(one.buyer)).toMatchObject({
      state: 'COMPENSATING',
      sellerDemand: { state: 'UNKNOWN', seller: null },
    });
  });

  it('of a seller without a valid contact cannot be given; what is on its way already is not paid twice', async () => {
    const { id } = await ask();
    expect(await give(id)).toMatchObject({ refused: 'SELLER_UNKNOWN' });
    expect(await give(id, one.buyer).catch(() => null)).toBeNull();
    expect(await standIn(id)).toMatchObject({ state: 'UNKNOWN' });
    expect(await standIn(id)).toMatchObject({ refused: 'WRONG_STATE' });
    expect(await owed()).toEqual([['', 2000]]);
  });

  it('costs what was decided or asked, at most the order; an answer costs nothing', () => {
    const of = (more: object) =>
      owedForUnknownSellerFen({
        wanted: 'compensation',
        wantedFen: 500,
        orderFen: 300,
        compensationFen: null,
        ...more,
      });
    expect([of({}), of({ compensationFen: 700 }), of({ wanted: 'return' }), of({ wanted: 'answer' })]).toEqual([
      300, 700, 300, 0,
    ]);
  });
});
