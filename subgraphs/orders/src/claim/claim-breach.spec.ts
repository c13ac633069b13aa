import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { act, buyer, deliverOne, newRequest, openOrders, orderRow, riceSeller, type Room } from '../orders.fixture.ts';

const SELLER = 'party-rice';
const CARRIER = 'party-carrier';

describe('a refund of goods that had been warm on the way', () => {
  let room: Room;
  let orderId: string;
  beforeEach(async () => {
    room = await openOrders();
    await room.release('rice', 'lot-rice', 20);
    orderId = (await deliverOne(room, [['rice', 2]])).id;
  });
  afterEach(() => room.close());

  const breach = () =>
    room.tell('logistics.breach-found.v1', {
      shipmentId: 's1',
      orderId,
      atMs: room.clock.now(),
      claim: {
        cause: 'temperature',
        sellerPartyId: SELLER,
        amountFen: 12_400,
        held: [],
        shares: [
          { part: 'carrier', partyId: CARRIER, permille: 1000 },
          { part: 'seller', partyId: SELLER, permille: 0 },
        ],
        clause: '8.4.3.bo',
      },
    });
  const ask = async (units: number, more: object = {}) => {
    const { id: lineId } = await room
      .context()
      .rows.selectFrom('OrderLine')
      .select('id')
      .where('orderId', '=', orderId)
      .executeTakeFirstOrThrow();
    return act(room, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      orderId,
      kind: 'REFUND_ONLY',
      cause: 'QUALITY',
      reason: '化了，有味',
      lines: [{ lineId, quantity: units }],
      ...more,
    });
  };
  const approve = (afterSaleId: string) => act(room, riceSeller, 'decideAfterSale', { afterSaleId, accept: true });
  const decide = (aboutId: string, carrier: number) =>
    room.tell('trust.claim-decided.v1', {
      claimId: 'k',
      shipmentId: 's1',
      about: 'after-sale',
      aboutId,
      orderId,
      shares: [
        { part: 'carrier', partyId: CARRIER, permille: carrier, agreed: true },
        { part: 'seller', partyId: SELLER, permille: 1000 - carrier, agreed: true },
      ],
    });
  const stateOf = async (id: string) =>
    (await room.context().rows.selectFrom('AfterSale').select('state').where('id', '=', id).executeTakeFirstOrThrow())
      .state;
  /** What the seller refunds, and what the others are to pay. */
  const money = async () => [
    (await room.published('orders.refund-due.v1')).map(({ amountFen }) => amountFen),
    (await room.published('orders.claim-settled.v1')).map(({ how, aboutId, shares }) => [
      how,
      aboutId,
      ...shares.map((share: any) => share.amountFen),
    ]),
  ];

  it('opens a claim by itself, and the refund waits until it is known who bears it [8.4.3.bo]', async () => {
    await breach();
    const { id } = await ask(1);
    expect(await room.published('orders.claim-opened.v1')).toMatchObject([
      { about: 'after-sale', aboutId: id, shipmentId: 's1', orderId, claim: { amountFen: 5800, clause: '8.4.3.bo' } },
    ]);
    await approve(id);
    expect(await money()).toEqual([[], []]);
    expect(await stateOf(id)).toBe('refunding');
    await decide(id, 1000);
    await decide(id, 1000);
    expect(await money()).toEqual([[], [['paid', id, 5800, 0]]]);
    expect(await stateOf(id)).toBe('compensated');
    expect(await orderRow(room, orderId)).toMatchObject({ state: 'delivered', refundDueFen: 0, openAfterSales: 0 });
  });

  it.each([
    [700, 1740, 4060],
    [0, 5800, 0],
  ])(
    '%d thousandths of it the carrier bears: the seller refunds the rest [6.6.d]',
    async (permille, seller, carrier) => {
      await breach();
      const { id } = await ask(1);
      await decide(id, permille);
      expect(await money()).toEqual([[], []]);
      await approve(id);
      expect(await money()).toEqual([[seller], [['paid', id, carrier, seller]]]);
      expect(await stateOf(id)).toBe('refunding');
      expect((await orderRow(room, orderId)).refundDueFen).toBe(seller);
      await room.tell('payments.refund-completed.v1', {
        refundId: 'r',
        refundKey: `after-sale:${id}`,
        orderId,
        afterSaleId: id,
        amountFen: seller,
        atMs: room.clock.now(),
        inTime: true,
      });
      expect(await stateOf(id)).toBe('refunded');
    },
  );

  it('readings that come after the buyer has asked open it as well; once', async () => {
    const { id } = await ask(1);
    await breach();
    await breach();
    expect(await room.published('orders.claim-opened.v1')).toMatchObject([{ aboutId: id }]);
  });

  it('is not opened where nothing was warm', async () => {
    await ask(1);
    expect(await room.published('orders.claim-opened.v1')).toEqual([]);
  });
  it.each([
    { cause: 'WRONG_ITEM' },
    { cause: 'MISSING' },
    { kind: 'EXCHANGE' },
    { kind: 'RETURN', cause: 'NO_REASON' },
  ])('is not opened for %j', async (more) => {
    await breach();
    const { id } = await ask(1, more);
    expect(id).toBeTruthy();
    expect(await room.published('orders.claim-opened.v1')).toEqual([]);
  });

  it('ends with the request: withdrawn, or turned down', async () => {
    await breach();
    const first = await ask(1);
    await act(room, buyer, 'withdrawAfterSale', { afterSaleId: first.id });
    const second = await ask(2);
    await act(room, riceSeller, 'decideAfterSale', { afterSaleId: second.id, accept: false, reason: '照片看不出' });
    expect(await money()).toEqual([
      [],
      [
        ['no-loss', first.id],
        ['no-loss', second.id],
      ],
    ]);
    await decide(second.id, 1000);
    expect((await money())[0]).toEqual([]);
  });

  it('what the seller can sell again is no loss: it refunds all', async () => {
    await breach();
    const { id } = await ask(1, { kind: 'RETURN' });
    await approve(id);
    await room.tell('logistics.collection-handed-over.v1', {
      collectionId: 'c',
      afterSaleId: id,
      orderId,
      atMs: room.clock.now(),
      conditionOk: true,
      note: '',
    });
    await act(room, riceSeller, 'acceptReturn', { afterSaleId: id, accepted: true, resellable: true });
    expect(await money()).toEqual([[5800], [['no-loss', id]]]);
  });
});
