import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { harvested, ricePlot } from '../field/field.fixture.ts';
import {
  act,
  acceptedPapers,
  certificateInput,
  clerk,
  consumer,
  draft,
  inspectionInput,
  lotInput,
  openRoom,
  otherSeller,
  requestId,
  rowCount,
  seller,
  world,
  type World,
} from '../testing.fixture.ts';

const [tian, ma, liu] = ['tian', 'ma', 'liu'].map((id) => account(id, { role: 'consumer' }));
const PRICES = [620, 600, 580];

/** Three members' rice becomes one lot: 2000, 1200.5 and 800 kilograms, each at a price of its own. */
describe('a pooled lot', () => {
  let state: World;
  let room: TestSubgraph;
  let skuId: string;
  let harvests: string[];
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
    ({ skuId } = await draft(room));
    harvests = [];
    for (const name of ['田大壮', '马有粮', '刘春生']) {
      const plotId = await ricePlot(room, { newGrowerName: name, name: `${name[0]}家水田` });
      harvests.push(await harvested(room, plotId));
    }
  });
  afterEach(() => room.close());

  const QUANTITIES = [2000, 1200.5, 800];
  const offers = (more: object[] = []) =>
    harvests.map((harvestId, i) => ({
      harvestId,
      quantity: QUANTITIES[i],
      grade: '一等',
      priceFen: PRICES[i],
      ...more[i],
    }));
  const SHARES = 'id lotCode poolShares { id grower { id name } quantity priceFen totalFen state availableActions }';
  const pool = (more: object[] = []) =>
    act(room, seller, 'registerLot', lotInput(skuId, { harvests: offers(more) }), SHARES);
  const link = (growerId: string, accountId: string, as = seller) =>
    act(room, as, 'linkGrower', { requestId: requestId(), growerId, accountId }, 'id isReachable');
  const answer = (as: typeof seller, share: any, said = 'AGREE', priceFen = share.priceFen) =>
    act(
      room,
      as,
      'answerPoolShare',
      { requestId: requestId(), shareId: share.id, priceFen, answer: said },
      'state stateLabel',
    );
  const documented = async (lotId: string) => {
    for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE'])
      await act(room, seller, 'addCertificate', await certificateInput(room, lotId, type));
    await act(room, seller, 'recordInspection', await inspectionInput(room, lotId));
    await acceptedPapers(room, lotId);
  };
  const release = (lotId: string) => act(room, seller, 'releaseLot', { lotId }, 'state');
  const offered = async (as: typeof seller, fields = 'id priceFen state stateLabel grower { name } plotName') =>
    (await room.graph<any>(as, `{ myPoolShares { edges { node { ${fields} } } } }`)).myPoolShares.edges.map(
      ({ node }: any) => node,
    );
  const told = () => room.sent.filter(({ event }) => event.type === 'catalog.pool-agreed.v1');

  it('keeps weight, grade and price of each, and is one from now on: as much as came in of each [5.1]', async () => {
    const lot = await pool();
    expect(
      lot.poolShares.map(({ grower, quantity, priceFen, totalFen, state }: any) => [
        grower.name,
        quantity,
        priceFen,
        totalFen,
        state,
      ]),
    ).toEqual([
      ['田大壮', 2000, 620, 1_240_000, 'OFFERED'],
      ['马有粮', 1200.5, 600, 720_300, 'OFFERED'],
      ['刘春生', 800, 580, 464_000, 'OFFERED'],
    ]);
    const { body } = await room.subgraph.edge(
      { method: 'GET', path: `/epcis/${lot.lotCode}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      seller,
      'r',
    );
    const made = JSON.parse(String(body)).epcisBody.eventList.find(({ type }: any) => type === 'TransformationEvent');
    const sum = (list: { quantity: number }[]) => list.reduce((kg, { quantity }) => kg + quantity, 0);
    expect(made.inputQuantityList.map(({ quantity }: any) => quantity)).toEqual(QUANTITIES);
    expect(new Set(made.inputQuantityList.map(({ epcClass }: any) => epcClass)).size).toBe(3);
    expect([sum(made.outputQuantityList), made.outputQuantityList[0].uom]).toEqual([4000.5, 'KGM']);
  });

  it('is not sold before every grower has agreed to exactly what stands there', async () => {
    const lot = await pool();
    await documented(lot.id);
    const [first, second, third] = lot.poolShares;
    for (const [share, who] of [
      [first, tian],
      [second, ma],
      [third, liu],
    ] as const)
      expect(await link(share.grower.id, who!.id)).toEqual({
        __typename: 'MemberGrower',
        id: share.grower.id,
        isReachable: true,
      });
    expect(await release(lot.id)).toMatchObject({
      code: 'POOL_NOT_AGREED',
      details: [
        { about: first.id, text: '田大壮的2000千克水稻：等种植户点头' },
        { about: second.id, text: '马有粮的1200.5千克水稻：等种植户点头' },
        { about: third.id, text: '刘春生的800千克水稻：等种植户点头' },
      ],
    });
    expect(await offered(tian!)).toEqual([
      {
        id: first.id,
        priceFen: 620,
        state: 'OFFERED',
        stateLabel: '等您点头',
        grower: { name: '田大壮' },
        plotName: '田家水田',
      },
    ]);
    // Nobody answers for another, not even the cooperative.
    for (const other of [ma!, seller, otherSeller, consumer])
      expect(await answer(other, first)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(tian!, first, 'AGREE', 600)).toMatchObject({ code: 'OFFER_CHANGED' });
    expect(await answer(tian!, first)).toMatchObject({ state: 'AGREED' });
    expect(await answer(tian!, first, 'DECLINE')).toMatchObject({ code: 'WRONG_STATE' });
    await room.subgraph.runOnce();
    expect(
      room.sent
        .filter(({ event }) => event.type === 'catalog.pool-moved.v1')
        .map(({ event: { payload } }: any) => [payload.shareId, payload.accountId, payload.state])
        .filter(([shareId]) => shareId === first.id),
    ).toEqual([
      [first.id, null, 'offered'],
      [first.id, 'tian', 'offered'],
      [first.id, 'tian', 'agreed'],
    ]);
    expect(await answer(ma!, second, 'DECLINE')).toMatchObject({ state: 'DECLINED' });
    expect(await answer(liu!, third)).toMatchObject({ state: 'AGREED' });
    expect(await release(lot.id)).toMatchObject({ code: 'POOL_NOT_AGREED', details: [{ about: second.id }] });
    const offer = (as: typeof seller, share: any) =>
      act(
        room,
        as,
        'offerPoolShare',
        { requestId: requestId(), shareId: share.id, priceFen: 615, grade: '一等' },
        'state',
      );
    expect(await offer(otherSeller, second)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await offer(clerk, second)).toMatchObject({ code: 'NOT_FOUND' });
    // What was agreed to stays.
    expect(await offer(seller, first)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await offer(seller, second)).toMatchObject({ state: 'OFFERED' });
    expect(await answer(ma!, second)).toMatchObject({ code: 'OFFER_CHANGED' });
    expect(await answer(ma!, second, 'AGREE', 615)).toMatchObject({ state: 'AGREED' });
    expect(told()).toEqual([]);
    expect(await release(lot.id)).toMatchObject({ state: 'RELEASED' });
    await room.subgraph.runOnce();
    expect(told().map(({ event }) => event.payload)).toMatchObject([
      {
        lotId: lot.id,
        partyId: 'party-1',
        units: 400,
        shares: [
          { accountId: 'tian', parts: 2_000_000, priceFen: 620, unit: 'kg' },
          { accountId: 'ma', parts: 1_200_500, priceFen: 615 },
          { accountId: 'liu', parts: 800_000, priceFen: 580 },
        ],
      },
    ]);
  });

  it('that another lot is made of pays its growers as that one sells, for what of it went in [9.2.cn]', async () => {
    const lot = await pool();
    await documented(lot.id);
    for (const [i, who] of [tian, ma, liu].entries()) {
      await link(lot.poolShares[i].grower.id, who!.id);
      await answer(who!, lot.poolShares[i]);
    }
    await release(lot.id);
    const made = (units: number | null, as = seller, more: object = {}) =>
      act(
        room,
        as,
        'registerLot',
        lotInput(skuId, { sources: [{ code: lot.lotCode, ...(units && { units }) }], units: 90, ...more }),
        'id lotCode',
      );
    expect(await made(null)).toMatchObject({
      code: 'SOURCE_UNITS_MISSING',
      details: [{ path: ['sources', '0', 'units'], text: `${lot.lotCode}一共400件` }],
    });
    expect(await made(401)).toMatchObject({ code: 'SOURCE_USED_UP' });
    const milled = await made(100);
    // Of what is used nothing is used again.
    expect(await made(301)).toMatchObject({ code: 'SOURCE_USED_UP', details: [{ text: `${lot.lotCode}还剩300件` }] });
    await documented(milled.id);
    expect(await release(milled.id)).toMatchObject({ state: 'RELEASED' });
    const packed = await act(
      room,
      seller,
      'registerLot',
      lotInput(skuId, { sources: [{ code: milled.lotCode, units: 45 }], units: 9 }),
      'id',
    );
    await documented(packed.id);
    expect(await release(packed.id)).toMatchObject({ state: 'RELEASED' });
    await room.subgraph.runOnce();
    const [whole, quarter, eighth] = told().map(({ event }): any => event.payload);
    const parts = ({ shares }: any) => shares.map((share: any) => [share.accountId, share.parts, share.priceFen]);
    expect([quarter.lotId, quarter.units, parts(quarter)]).toEqual([
      milled.id,
      90,
      [
        ['tian', 500_000, 620],
        ['ma', 300_125, 600],
        ['liu', 200_000, 580],
      ],
    ]);
    expect([eighth.lotId, eighth.units, parts(eighth)]).toEqual([
      packed.id,
      9,
      [
        ['tian', 250_000, 620],
        ['ma', 150_063, 600],
        ['liu', 100_000, 580],
      ],
    ]);
    const ids = [whole, quarter, eighth].flatMap(({ shares }: any) => shares.map(({ shareId }: any) => shareId));
    expect(new Set(ids).size).toBe(9);
  });

  it('that a grower does not answer for five working days is offered anew, and not sold meanwhile', async () => {
    const lot = await pool();
    const [first] = lot.poolShares;
    await link(first.grower.id, 'tian');
    room.clock.advance(4 * DAY_MS);
    await room.subgraph.runOnce('lapse-pool-offers');
    expect((await offered(tian!, 'state'))[0].state).toBe('OFFERED');
    room.clock.advance(5 * DAY_MS);
    await room.subgraph.runOnce('lapse-pool-offers');
    expect((await offered(tian!, 'state'))[0].state).toBe('LAPSED');
    expect(await answer(tian!, first)).toMatchObject({ code: 'WRONG_STATE' });
    await documented(lot.id);
    expect(await release(lot.id)).toMatchObject({ code: 'POOL_NOT_AGREED' });
  });

  it('is refused where it is not said whose a harvest is, of which grade, or in one unit; and then takes nothing', async () => {
    const ownPlot = await ricePlot(room);
    const own = await harvested(room, ownPlot);
    const pieces = await harvested(room, await ricePlot(room, { newGrowerName: '孙巧' }), { unit: 'PIECE' });
    for (const [more, code] of [
      [[{ harvestId: own }], 'NO_GROWER'],
      [[{ grade: null }], 'GRADE_MISSING'],
      [[{}, { harvestId: pieces }], 'OTHER_POOL_UNIT'],
    ] as const)
      expect(await pool([...more])).toMatchObject({ code });
    expect([await rowCount(room, 'Lot'), await rowCount(room, 'PoolShare')]).toEqual([0, 0]);
    expect(await link('nothing', 'tian')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await pool([{ priceFen: null }, { priceFen: null }, { priceFen: null }])).poolShares).toEqual([]);
  });

  it('is agreed to by nobody who works for the cooperative', async () => {
    const [first] = (await pool()).poolShares;
    for (const ofCooperative of ['seller', 'clerk', 'on-file'])
      expect(await link(first.grower.id, ofCooperative)).toMatchObject({ code: 'OF_COOPERATIVE' });
    expect(await offered(tian!)).toEqual([]);
    await link(first.grower.id, 'tian');
    // Whoever was taken on since does not answer either.
    const hired = account('tian', { role: 'seller-staff', partyId: 'party-1', rights: ['orders'] });
    expect(await answer(hired, first)).toMatchObject({ code: 'OF_COOPERATIVE' });
    expect((await offered(tian!, 'state availableActions'))[0]).toEqual({
      state: 'OFFERED',
      availableActions: ['AGREE', 'DECLINE'],
    });
    expect((await offered(hired, 'availableActions'))[0]).toEqual({ availableActions: [] });
  });

  it('has one account for each grower, which stays theirs once they have answered with it', async () => {
    const [first, second] = (await pool()).poolShares;
    const another = { code: 'ACCOUNT_OF_ANOTHER', details: [{ text: '田大壮已经用了这个微信' }] };
    // What was scanned wrongly is scanned again, until somebody has answered.
    await link(first.grower.id, 'ma');
    await link(first.grower.id, 'tian');
    expect(await answer(ma!, first)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await link(second.grower.id, 'tian')).toMatchObject(another);
    expect(await link(second.grower.id, 'ma')).toMatchObject({ isReachable: true });
    expect(await answer(tian!, first)).toMatchObject({ state: 'AGREED' });
    expect(await link(first.grower.id, 'liu')).toMatchObject({ code: 'GROWER_ANSWERED' });
    // Nor is another asked where this one said no.
    expect(await answer(ma!, second, 'DECLINE')).toMatchObject({ state: 'DECLINED' });
    await act(
      room,
      seller,
      'offerPoolShare',
      { requestId: requestId(), shareId: second.id, priceFen: 1, grade: '一等' },
      'state',
    );
    expect(await link(second.grower.id, 'liu')).toMatchObject({ code: 'GROWER_ANSWERED' });
    expect(await link(second.grower.id, 'ma')).toMatchObject({ isReachable: true });
    state.closed.push('ma');
    expect(await link(second.grower.id, 'liu')).toMatchObject({ isReachable: true });
    expect(await answer(liu!, { ...second, priceFen: 1 })).toMatchObject({ state: 'AGREED' });
    expect(await link(second.grower.id, 'other')).toMatchObject({ code: 'GROWER_ANSWERED' });
  });

  it('says by whose account a grower answers, masked', async () => {
    const lot = await pool();
    await link(lot.poolShares[0].grower.id, 'tian');
    const { lot: shown } = await room.graph<any>(
      seller,
      'query($id: ID!) { lot(id: $id) { poolShares { grower { accountName } } } }',
      { id: lot.id },
    );
    expect(shown.poolShares.map(({ grower }: any) => grower.accountName)).toEqual(['tian**', null, null]);
  });

  it('is seen by its cooperative and its growers, each their own', async () => {
    const lot = await pool();
    const [first] = lot.poolShares;
    expect(await link(first.grower.id, 'tian', otherSeller)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await link(first.grower.id, 'nobody')).toMatchObject({ code: 'ACCOUNT_UNKNOWN' });
    await link(first.grower.id, 'tian');
    expect(await offered(ma!)).toEqual([]);
    expect((await offered(tian!)).length).toBe(1);
    expect(lot.poolShares[0].availableActions).toEqual(['OFFER']);
    const { lots } = await room.graph<any>(otherSeller, '{ lots { edges { node { poolShares { id } } } } }');
    expect(lots.edges).toEqual([]);
  });
});
