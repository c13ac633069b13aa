import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CARRIER, openTrust, SELLER, type TrustRoom } from '../testing/trust-room.fixture.ts';

const LISTED = '{ claims { edges { node { state toSellerText shares { part amountFen } } } } }';

/** Its buyer was to pay at the door, and had not: what is borne of it is owed to the seller. */
describe('a claim on goods that nobody had paid', () => {
  let room: TrustRoom;
  let [buyer, seller, carrier]: Actor[] = [];
  beforeEach(async () => {
    room = await openTrust();
    room.clock.set('2026-11-24T04:00:00Z');
    buyer = (await room.signIn('buyer')).actor;
    seller = await room.owner('seller', SELLER);
    carrier = await room.owner('carrier', CARRIER, 'carrier');
  });
  afterEach(() => room.close());

  const of = () => ({ orderId: 'O1', orderNumber: 'H1', buyerAccountId: buyer!.id, partyId: SELLER });
  async function opened(): Promise<void> {
    await room.tell('orders', 'orders.order-paid.v1', {
      ...of(),
      checkoutId: 'K1',
      shopId: 'SHOP1',
      totalFen: 6600,
      confirmDueAtMs: 0,
      paysAtDoor: true,
    });
    await room.tell('logistics', 'logistics.shipment-refused.v1', {
      shipmentId: 'P1',
      orderId: 'O1',
      carrierPartyId: CARRIER,
      reason: 'damaged',
      atMs: room.clock.now(),
      claim: {
        cause: 'damage',
        sellerPartyId: SELLER,
        amountFen: 6600,
        held: [],
        shares: [
          { part: 'carrier', partyId: CARRIER, permille: 700 },
          { part: 'seller', partyId: SELLER, permille: 300 },
        ],
        clause: '8.4.3.bm',
      },
    });
    room.clock.set('2026-11-25T04:00:01Z');
    await room.subgraph.runOnce();
  }
  const settled = (carriersFen: number) =>
    room.tell('orders', 'orders.claim-settled.v1', {
      ...of(),
      shipmentId: 'P1',
      how: 'paid',
      toSeller: true,
      shares: [
        { part: 'carrier', partyId: CARRIER, amountFen: carriersFen, agreed: true },
        { part: 'seller', partyId: SELLER, amountFen: 6600 - carriersFen, agreed: true },
      ],
    });
  const listed = async (actor: Actor) => nodesOf((await room.graph<any>(actor, LISTED)).claims) as any[];
  const heard = async (actor: Actor): Promise<string> =>
    nodesOf((await room.graph<any>(actor, '{ messages(first: 1) { edges { node { body } } } }')).messages)[0]?.body;

  it('tells carrier and seller who owes whom how much, and the buyer of no money [6.6.d]', async () => {
    await opened();
    expect(await listed(seller!)).toMatchObject([{ state: 'SETTLING', toSellerText: null }]);
    const before = await heard(buyer!);
    await settled(4620);
    for (const actor of [seller!, carrier!])
      expect(await listed(actor)).toEqual([
        {
          state: 'SETTLED',
          toSellerText: expect.stringContaining('这笔钱赔给商家：先从承担方的运费、佣金和货款里抵'),
          shares: [
            { part: 'CARRIER', amountFen: 4620 },
            { part: 'SELLER', amountFen: 1980 },
          ],
        },
      ]);
    expect(await heard(seller!)).toContain('配送服务商赔您46.20元，先从它的运费、佣金和货款里抵给您');
    expect(await heard(carrier!)).toContain('您方赔商家46.20元，先从您方的运费、佣金和货款里抵');
    expect(await heard(buyer!)).toBe(before);
  });

  it('where nobody else bears anything, the loss is the seller’s own', async () => {
    await opened();
    await settled(0);
    expect(await listed(carrier!)).toMatchObject([{ toSellerText: '买家没有付过款，货的损失由商家自己承担' }]);
    expect(await heard(carrier!)).toContain('您方不用赔');
    expect(await heard(seller!)).toContain('损失由您自己承担');
  });

  it('what the carrier lost unpaid it owes the seller; both are told, the buyer of no money [6.6.d]', async () => {
    const lost = { ...of(), afterSaleId: null, carrierPartyId: CARRIER, amountFen: 6600, toSeller: true };
    await room.tell('orders', 'orders.order-lost.v1', lost);
    expect(await heard(seller!)).toContain('配送方按合同赔您66.00元');
    expect(await heard(carrier!)).toContain('您方赔商家66.00元');
    expect(await heard(buyer!)).toBeUndefined();
  });
});
