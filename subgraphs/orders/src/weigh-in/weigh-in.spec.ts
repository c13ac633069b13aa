import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PICTURE } from '@heitu/kit/serving/testing';
import {
  act,
  buyer,
  deliverOne,
  honeySeller,
  newRequest,
  openOrders,
  orderRow,
  otherBuyer,
  riceSeller,
  type Room,
} from '../orders.fixture.ts';

const DAY_MS = 86_400_000;
const SELLER = 'party-rice';

describe('what a buyer weighs', () => {
  let room: Room;
  let orderId: string;
  let lineId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    orderId = (await deliverOne(room, [['rice', 2]])).id;
    lineId = (await line()).id;
  });
  afterEach(() => room.close());

  const line = () =>
    room.context().rows.selectFrom('OrderLine').selectAll().where('orderId', '=', orderId).executeTakeFirstOrThrow();
  async function photo(actor = buyer): Promise<string> {
    const path = '/files';
    const answer = await room.subgraph.edge(
      { method: 'POST', path, query: { purpose: 'weigh-photo' }, headers: {}, body: PICTURE },
      actor,
      'r',
    );
    return JSON.parse(String(answer.body)).id;
  }
  const WEIGH = `mutation($i: WeighGoodsInput!) { weighGoods(input: $i) {
    ... on WeighIn { id } ... on WeighGoodsRefused { code clause details { text } } } }`;
  const weigh = async (weighedGrams: number, more: object = {}, actor = buyer) => {
    const on = { requestId: newRequest(), orderId, lineId, units: 1, weighedGrams };
    const i = { ...on, photoIds: [await photo(actor)], ...more };
    return (await room.graph<any>(actor, WEIGH, { i })).weighGoods;
  };
  const decide = (aboutId: string, permille: number) =>
    room.tell('trust.claim-decided.v1', {
      claimId: 'k',
      shipmentId: '',
      about: 'weigh-in',
      aboutId,
      orderId,
      shares: [{ part: 'seller', partyId: SELLER, permille, agreed: true }],
    });
  const shown = async (actor = buyer) =>
    (
      await room.graph<any>(
        actor,
        `{ order(id: "${orderId}") { availableActions { action }
          weighIns { weighedGrams statedGrams allowedGrams owedFen paidFen stateLabel photoIds } } }`,
      )
    ).order;
  const refunds = async () =>
    (await room.published('orders.refund-due.v1')).map(({ refundKey, amountFen }) => [refundKey, amountFen]);

  it('is a claim on its seller, for the missing part by the price that was charged [7.3.4.b]', async () => {
    const { id } = await weigh(4500);
    expect(await room.published('orders.claim-opened.v1')).toMatchObject([
      {
        about: 'weigh-in',
        aboutId: id,
        claim: { cause: 'shortage', amountFen: 580, shares: [{ part: 'seller', partyId: SELLER, permille: 1000 }] },
        weighed: { units: 1, statedGrams: 5000, allowedGrams: 75, weighedGrams: 4500 },
      },
    ]);
    expect(await shown()).toMatchObject({ weighIns: [{ owedFen: 580, paidFen: null, stateLabel: '等商家答复' }] });
    expect(await refunds()).toEqual([]);
    await decide(id, 1000);
    await decide(id, 1000);
    expect(await refunds()).toEqual([[`weigh:${id}`, 580]]);
    expect((await orderRow(room, orderId)).refundDueFen).toBe(580);
    expect((await line()).claimedFen).toBe(580);
    expect(await shown()).toMatchObject({ weighIns: [{ paidFen: 580, stateLabel: '按缺的分量退5.80元' }] });
    expect(await room.published('orders.claim-settled.v1')).toMatchObject([{ how: 'paid', aboutId: id }]);
  });

  it.each([
    [500, 290, 'paid'],
    [0, 0, 'no-loss'],
  ])('the platform may find that less was missing, or nothing: %d thousandths [6.6.d]', async (permille, fen, how) => {
    const { id } = await weigh(4500);
    await decide(id, permille);
    expect((await refunds()).map(([, amountFen]) => amountFen)).toEqual(fen === 0 ? [] : [fen]);
    expect((await line()).claimedFen).toBe(fen);
    expect(await room.published('orders.claim-settled.v1')).toMatchObject([{ how, aboutId: id }]);
  });

  it.each([
    ['WITHIN_TOLERANCE', 4925, {}],
    ['WITHIN_TOLERANCE', 5200, {}],
    ['TOO_MANY', 100, { units: 3 }],
    ['PHOTO_NEEDED', 100, { photoIds: [] }],
    ['PHOTO_UNKNOWN', 100, { photoIds: ['nobodys'] }],
    ['NOT_FOUND', 100, { lineId: 'another' }],
  ])('refuses %s, and nothing is claimed', async (code, grams, more) => {
    expect(await weigh(grams, more)).toMatchObject({ code });
    expect((await shown()).weighIns).toEqual([]);
    expect((await line()).claimedFen).toBe(0);
    expect(await room.published('orders.claim-opened.v1')).toEqual([]);
  });

  it('is weighed once, by whoever bought it, and not days later', async () => {
    expect(await weigh(100, {}, otherBuyer)).toMatchObject({ code: 'NOT_FOUND' });
    expect((await weigh(100)).id).toBeTruthy();
    expect(await weigh(90)).toMatchObject({ code: 'ALREADY_WEIGHED' });
    const actions = async () => (await shown()).availableActions.map((one: any) => one.action);
    expect(await actions()).toContain('WEIGH');
    room.clock.advance(2 * DAY_MS);
    expect(await actions()).not.toContain('WEIGH');
    expect(await weigh(90)).toMatchObject({ code: 'WINDOW_OVER' });
  });

  it('what is sold by the piece has nothing to be weighed against', async () => {
    await room.context().transaction(async (tx) => {
      await tx.rows.updateTable('OrderLine').set({ netGrams: null }).where('id', '=', lineId).execute();
      return { ok: true, value: null };
    });
    expect(await weigh(100)).toMatchObject({ code: 'NO_NET_CONTENT' });
    expect((await shown()).availableActions).not.toContainEqual({ action: 'WEIGH' });
  });

  it('the same money is not asked for twice: what is claimed by weight is no longer there for a request', async () => {
    await weigh(0, { units: 2 });
    const asked = await act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId,
      kind: 'REFUND_ONLY',
      cause: 'MISSING',
      reason: '没有',
      lines: [{ lineId, quantity: 1, amountFen: 1 }],
    });
    expect(asked).toMatchObject({ code: 'TOO_MANY' });
  });

  it('what was paid back already is not owed again', async () => {
    const claimed = (claimedFen: number) =>
      room.context().transaction(async (tx) => {
        await tx.rows.updateTable('OrderLine').set({ claimedFen }).where('id', '=', lineId).execute();
        return { ok: true, value: null };
      });
    const { totalFen } = await line();
    await claimed(totalFen);
    expect(await weigh(0)).toMatchObject({ code: 'TOO_MANY' });
    await claimed(totalFen - 7);
    const { id } = await weigh(0);
    await decide(id, 1000);
    expect(await refunds()).toEqual([[`weigh:${id}`, 7]]);
  });

  it('its seller and its buyer see the photo, another seller does not', async () => {
    await weigh(100);
    const [fileId] = (await shown()).weighIns[0].photoIds;
    const read = async (actor: typeof buyer) =>
      (
        await room.subgraph.edge(
          { method: 'GET', path: `/files/${fileId}`, query: {}, headers: {}, body: Buffer.alloc(0) },
          actor,
          'r',
        )
      ).status;
    expect([await read(buyer), await read(riceSeller), await read(honeySeller)]).toEqual([200, 200, 404]);
  });
});
