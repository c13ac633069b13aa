import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buyer, finance, MERCHANTS, openPayments, PAID_FEN, type PaymentsRoom } from '../payments.fixture.ts';

const FEN = 1000;
const SELLER = 'party-1';
const OTHERS = [
  ['the carrier', 'party-carrier'],
  ['the station', 'party-station'],
  ['another seller of the same checkout', 'party-2'],
  ['the platform itself', 'party-operator'],
] as const;
const COLLECT = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { ... on PaymentsDone { id } ... on CollectRecoveryRefused { code message clause } } }`;
const UNTOUCHED = {
  buyers: -(PAID_FEN.o1 + PAID_FEN.o2),
  'provider-frozen:party-1': PAID_FEN.o1,
  'provider-frozen:party-2': PAID_FEN.o2,
};

/** Who pays a compensation of 10 yuan for order o1 of party-1, by who is liable. */
describe('compensation is paid by whoever is liable, by nobody else [6.6.d]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(() => room.close());

  const decided = async (partyId: string, event: 'compensation-due' | 'advance-due', complaintId = 'k1') => {
    await room.receive('trust', `trust.${event}.v1`, {
      complaintId,
      orderId: 'o1',
      partyId,
      buyerAccountId: 'buyer',
      amountFen: FEN,
      reason: '投诉裁定赔偿',
    });
    await room.turn();
  };
  const recoveries = async () =>
    (
      await room.graph<any>(
        finance,
        '{ recoveries { edges { node { id partyId amountFen state availableActions notCollectableText } } } }',
      )
    ).recoveries.edges.map(({ node }: any) => node);
  const collect = async (recoveryId: string) =>
    (await room.graph<any>(finance, COLLECT, { i: { recoveryId } })).collectRecovery;

  it('the seller of the order agrees: out of its own money, and nothing is left to claim', async () => {
    await decided(SELLER, 'compensation-due');
    expect(room.channel.paidFen()).toEqual({ [MERCHANTS[SELLER]]: FEN });
    expect(await room.booked()).toEqual({
      ...UNTOUCHED,
      buyers: UNTOUCHED.buyers + FEN,
      'provider-frozen:party-1': PAID_FEN.o1 - FEN,
    });
    expect([await room.rows('Advance'), await recoveries()]).toEqual([[], []]);
    expect(room.eventsOf('payments.refund-completed.v1')).toMatchObject([
      { refundKey: 'complaint:k1', orderId: 'o1', amountFen: FEN },
    ]);
  });

  it('the seller of the order refuses: the platform pays first and takes it back from the seller', async () => {
    await decided(SELLER, 'advance-due');
    expect(room.channel.paidFen()).toEqual({ platform: FEN });
    const [recovery] = await recoveries();
    expect(recovery).toMatchObject({
      partyId: SELLER,
      state: 'OPEN',
      availableActions: ['COLLECT'],
      notCollectableText: null,
    });
    expect(await collect(recovery.id)).toEqual({ id: recovery.id });
    await room.turn();
    expect(room.channel.paidFen()).toEqual({ platform: 0, [MERCHANTS[SELLER]]: FEN });
    expect(await room.booked()).toEqual({ ...UNTOUCHED, buyers: UNTOUCHED.buyers + FEN, 'seller:party-1': -FEN });
    expect(await recoveries()).toMatchObject([{ state: 'RECOVERED', availableActions: [] }]);
  });

  it.each(
    OTHERS.flatMap(
      ([who, partyId]) =>
        [
          [who, 'agrees', partyId, 'compensation-due'],
          [who, 'refuses', partyId, 'advance-due'],
        ] as const,
    ),
  )(
    '%s %s: the platform pays, and the claim stays open against that party alone',
    async (_who, _says, partyId, event) => {
      await decided(partyId, event);
      const books = {
        ...UNTOUCHED,
        buyers: UNTOUCHED.buyers + FEN,
        'platform-funds': -FEN,
        'platform-claims': FEN,
        [`claimed-from:${partyId}`]: -FEN,
      };
      expect(room.channel.paidFen()).toEqual({ platform: FEN });
      expect(await room.booked()).toEqual(books);
      const [recovery, ...more] = await recoveries();
      expect(more).toEqual([]);
      expect(recovery).toMatchObject({
        partyId,
        amountFen: FEN,
        state: 'OPEN',
        availableActions: ['PROPOSE_END'],
        notCollectableText: expect.stringContaining('没有从它账户收款的办法'),
      });
      expect(room.eventsOf('payments.advance-paid.v1')).toMatchObject([
        { complaintId: 'k1', partyId, amountFen: FEN, recoveryId: recovery.id },
      ]);
      // No rail leads to it yet: nothing is drawn anywhere, by whoever tries and however often.
      expect(await Promise.all([1, 2, 3].map(() => collect(recovery.id)))).toEqual(
        Array(3).fill({ code: 'NO_RAIL', message: recovery.notCollectableText, clause: '6.6.d' }),
      );
      await room.turn();
      expect(room.channel.paidFen()).toEqual({ platform: FEN });
      expect(await room.booked()).toEqual(books);
      expect(await recoveries()).toEqual([recovery]);
    },
  );

  it('the carrier agrees, and that is told twice: it is paid once', async () => {
    await decided('party-carrier', 'compensation-due');
    await decided('party-carrier', 'compensation-due');
    expect(room.channel.paidFen()).toEqual({ platform: FEN });
    expect(await room.rows('Recovery')).toHaveLength(1);
  });

  it('the seller is settled for the whole order although the carrier was liable', async () => {
    await decided('party-carrier', 'compensation-due');
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId: 'o1',
      checkoutId: 'c1',
      partyId: SELLER,
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: PAID_FEN.o1,
      refundedFen: FEN,
    });
    await room.turn(6);
    expect(await room.rows('Settlement')).toMatchObject([
      { state: 'settled', grossFen: PAID_FEN.o1, refundedFen: 0, commissionFen: 60, netFen: PAID_FEN.o1 - 60 },
    ]);
    expect(room.channel.paidFen()).toEqual({ platform: FEN });
    const { _entities } = await room.graph<any>(
      buyer,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Order { payment { moneyText } } } }',
      { r: [{ __typename: 'Order', id: 'o1' }] },
    );
    expect(_entities[0].payment.moneyText).toBe(
      '您付的60.00元已收到：60.00元已结算给商家。另外赔付您10.00元，已到账。',
    );
  });

  it('an order that was never paid pays no compensation, whoever is liable: the mediator is told', async () => {
    await room.receive('trust', 'trust.compensation-due.v1', {
      complaintId: 'k2',
      orderId: 'never-paid',
      partyId: 'party-carrier',
      buyerAccountId: 'buyer',
      amountFen: FEN,
      reason: 'x',
    });
    await room.turn();
    expect(room.eventsOf('payments.compensation-failed.v1')).toEqual([
      { complaintId: 'k2', orderId: 'never-paid', amountFen: FEN },
    ]);
    expect([room.channel.paidFen(), await room.rows('Advance')]).toEqual([{}, []]);
  });
});
