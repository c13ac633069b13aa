import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  buy,
  newRequest,
  openOrders,
  orderRow,
  peer,
  takeOverAndDeliver,
  type Room,
} from '@heitu/orders/orders.fixture';
import { ADVANCE, ANSWER, DECIDE, ESCALATE, FILE, RESPOND } from '@heitu/trust/testing/complaints.fixture';
import { openTrust, orderFact, staff, type TrustRoom } from '@heitu/trust/testing/trust-room.fixture';

export const RICE = 'party-rice';
export const HAULIER = 'party-carrier';
const CLAIMS = '{ claims { edges { node { id orderId shares { partyId amountFen } } } } }';
type Divided = readonly { partyId: string; permille: number }[];

/**
 * Orders and trust beside payments, each on its own database: what one tells, the others hear. Logistics' word comes as
 * events, since parcels and thermometers decide nothing about money.
 */
export class Rooms {
  readonly orders: Room;
  readonly trust: TrustRoom;
  readonly #payments: TestSubgraph;
  readonly people: Readonly<Record<'buyer' | 'seller' | 'carrier', Actor>>;
  /** Events of this type wait. */
  kept: string | null = null;
  private constructor(orders: Room, trust: TrustRoom, payments: TestSubgraph, people: Rooms['people']) {
    this.orders = orders;
    this.trust = trust;
    this.#payments = payments;
    this.people = people;
  }

  static async begin(payments: TestSubgraph, urls: { orders?: string; trust?: string }): Promise<Rooms> {
    const at = new Date(payments.clock.now()).toISOString();
    const orders = await openOrders(at, urls.orders);
    const trust = await openTrust({ at, ...(urls.trust && { url: urls.trust }) });
    const people = {
      buyer: (await trust.signIn('buyer')).actor,
      seller: await trust.owner('seller', RICE),
      carrier: await trust.owner('carrier', HAULIER, 'carrier'),
    };
    await orders.release('rice', 'lot-rice', 50);
    payments.sent.length = 0;
    return new Rooms(orders, trust, payments, people);
  }
  async close(): Promise<void> {
    await Promise.all([this.orders.close(), this.trust.close()]);
  }

  /** What each has told since, to whom it is for; what is refused is delivered again. */
  async hear(): Promise<void> {
    const rooms: Record<string, TestSubgraph> = { orders: this.orders, trust: this.trust, payments: this.#payments };
    for (const [from, room] of Object.entries(rooms)) {
      await room.subgraph.runOnce();
      const told = room.sent.splice(0);
      for (const one of told) {
        const to = rooms[one.consumer];
        if (one.event.type === this.kept) room.sent.push(one);
        else if (to) {
          const [answer] = await to.subgraph.receive([one.event], peer(from));
          if (answer && !answer.ok) room.sent.push(one);
        }
      }
    }
  }
  later(ms: number): void {
    for (const { clock } of [this.orders, this.trust]) clock.advance(ms);
  }

  async ordered(): Promise<{ orderId: string; checkoutId: string }> {
    const { checkoutId, orders } = await buy(this.orders, [['rice', 2]], this.people.buyer);
    return { checkoutId, orderId: orders[0].id };
  }
  async picked(orderId: string): Promise<void> {
    await act(this.orders, this.people.seller, 'confirmOrder', { orderId });
    await act(this.orders, this.people.seller, 'pickOrder', { orderId });
  }
  async delivered(orderId: string): Promise<void> {
    await this.picked(orderId);
    await takeOverAndDeliver(this.orders, orderId, null);
  }
  /** Refused as too warm, and back with nothing to sell. */
  async refused(orderId: string, shares: Divided): Promise<void> {
    await this.picked(orderId);
    const parcel = { shipmentId: `p-${orderId}`, orderId, carrierPartyId: HAULIER, atMs: this.orders.clock.now() };
    const refused = { ...parcel, reason: 'temperature', claim: this.#proposed(shares) };
    for (const room of [this.orders, this.trust])
      await room.receive('logistics', 'logistics.shipment-refused.v1', refused);
    const lots = [{ lotId: 'lot-rice', units: 2 }];
    await this.orders.tell('logistics.shipment-returned.v1', { ...parcel, resellable: false, lots });
  }
  warmOnTheWay = (orderId: string, shares: Divided): Promise<void> =>
    this.orders.tell('logistics.breach-found.v1', {
      shipmentId: `p-${orderId}`,
      orderId,
      atMs: this.orders.clock.now(),
      claim: this.#proposed(shares),
    });
  #proposed(shares: Divided) {
    const of = { cause: 'temperature', sellerPartyId: RICE, amountFen: 12_400, held: [], clause: '8.4.3.bo' };
    return {
      ...of,
      shares: shares.map((share) => ({ ...share, part: share.partyId === RICE ? 'seller' : 'carrier' })),
    };
  }

  /** The buyer asks so much back for goods that were bad; the seller agrees, or offers less, which is taken. */
  async refunded(orderId: string, units: number, offeredFen?: number): Promise<void> {
    const { buyer, seller } = this.people;
    const { id: lineId } = await this.orders
      .context()
      .rows.selectFrom('OrderLine')
      .select('id')
      .where('orderId', '=', orderId)
      .executeTakeFirstOrThrow();
    const about = {
      orderId,
      kind: 'REFUND_ONLY',
      cause: 'QUALITY',
      reason: '有味',
      lines: [{ lineId, quantity: units }],
    };
    const { id: afterSaleId } = await act(this.orders, buyer, 'requestAfterSale', {
      requestId: newRequest(),
      ...about,
    });
    if (offeredFen === undefined) {
      await act(this.orders, seller, 'decideAfterSale', { afterSaleId, accept: true });
      return;
    }
    await act(this.orders, seller, 'offerRefund', { afterSaleId, amountFen: offeredFen, note: '坏了两个' });
    await act(this.orders, buyer, 'answerOffer', { afterSaleId, accept: true });
  }

  /** A complaint that ends with an award; answers its id. */
  async awarded(orderId: string, liableParty: 'SELLER' | 'CARRIER', fen: number, accept: boolean): Promise<string> {
    const { buyer, seller, carrier } = this.people;
    const { number: orderNumber, paidFen: totalFen } = await orderRow(this.orders, orderId);
    const fact = { orderNumber, totalFen, partyId: RICE, carrierPartyId: HAULIER };
    this.trust.orders.set(orderId, orderFact(orderId, buyer.id, fact));
    const asked = { orderId, kind: 'QUALITY', text: '米里有虫', wanted: 'COMPENSATION', amountFen: fen };
    const { id: complaintId } = await this.#say(buyer, FILE, { requestId: newRequest(), ...asked });
    const answer = { complaintId, text: '不是我们的问题', remedy: 'ANSWER', accept: false };
    await this.#say(seller, ANSWER, answer);
    await this.#say(buyer, ESCALATE, { complaintId });
    const decision = { complaintId, liableParty, finding: '检验不合格', compensationFen: fen };
    await this.#say(staff('mediator'), DECIDE, decision);
    await this.#say(liableParty === 'SELLER' ? seller : carrier, RESPOND, { complaintId, accept });
    if (!accept) await this.#say(staff('finance'), ADVANCE, { complaintId });
    return complaintId;
  }
  /** Who bears the claim about this order: as the records say, or as a mediator and a second person do. */
  async borne(orderId: string, decided?: Divided): Promise<void> {
    const { seller, carrier } = this.people;
    const { id: claimId } = await this.#claimOf(orderId);
    await this.#say(seller, step('acceptClaim'), { claimId });
    if (!decided) {
      await this.#say(carrier, step('acceptClaim'), { claimId });
      return;
    }
    await this.#say(carrier, step('contestClaim'), { claimId, text: '车上一直是冷的' });
    await this.#say(staff('mediator'), step('decideClaim'), { claimId, finding: '各有责任', shares: decided });
    await this.#say(staff('finance'), step('confirmClaim'), { claimId });
  }
  async #claimOf(orderId: string): Promise<any> {
    const { claims } = await this.trust.graph<any>(this.people.seller, CLAIMS);
    return nodesOf(claims).find((claim) => claim.orderId === orderId);
  }
  /** What each bears of the claim about this order, as trust shows it. */
  async bears(orderId: string): Promise<Record<string, number>> {
    const { shares } = await this.#claimOf(orderId);
    return Object.fromEntries(shares.map(({ partyId, amountFen }: any) => [partyId, amountFen]));
  }
  async #say(actor: Actor, document: string, input: object): Promise<any> {
    const answer = Object.values(await this.trust.graph<any>(actor, document, { input }))[0] as any;
    if (answer.code) throw new Error(JSON.stringify({ input, answer }));
    return answer;
  }
}

const step = (name: string): string => {
  const type = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  return `mutation($input: ${type}Input!) { ${name}(input: $input) { ... on Claim { id } ... on ${type}Refused { code } } }`;
};

interface Story {
  play(rooms: Rooms, orderId: string, turn: () => Promise<void>): Promise<void>;
  /** Who paid at the provider: the seller out of the order, or the platform first. */
  paid: { seller?: number; platform?: number };
  /** What is claimed from whom. */
  claimed: { seller?: number; carrier?: number };
  /** What orders says of it. */
  order: { state: string; refundedFen: number };
  /** What trust says that each bears of the claim. */
  bears?: Record<string, number>;
}
const ALL_THE_CARRIERS = [
  { partyId: HAULIER, permille: 1000 },
  { partyId: RICE, permille: 0 },
];
const SEVEN_AND_THREE = [
  { partyId: HAULIER, permille: 700 },
  { partyId: RICE, permille: 300 },
];

/** Of an order of 124.00: each from the buyer's or the carrier's act to the last fen, by the API of the rooms. */
export const STORIES: readonly (readonly [string, Story])[] = [
  [
    'partly refunded as both agreed, then awarded the rest: the seller agrees',
    {
      async play(rooms, orderId, turn) {
        await rooms.delivered(orderId);
        await rooms.refunded(orderId, 1, 2000);
        await turn();
        await rooms.awarded(orderId, 'SELLER', 10_400, true);
      },
      paid: { seller: 12_400 },
      claimed: {},
      order: { state: 'delivered', refundedFen: 12_400 },
    },
  ],
  [
    'a thousand yuan for an order of 124, and the carrier refuses: no fen is the seller’s',
    {
      async play(rooms, orderId) {
        await rooms.delivered(orderId);
        await rooms.awarded(orderId, 'CARRIER', 100_000, false);
      },
      paid: { platform: 100_000 },
      claimed: { carrier: 100_000 },
      order: { state: 'delivered', refundedFen: 0 },
    },
  ],
  [
    'refused at the door as too warm, and the carrier agrees',
    {
      async play(rooms, orderId) {
        await rooms.refused(orderId, ALL_THE_CARRIERS);
        await rooms.borne(orderId);
      },
      paid: { platform: 12_400 },
      claimed: { carrier: 12_400 },
      order: { state: 'cancelled', refundedFen: 0 },
      bears: { [HAULIER]: 12_400, [RICE]: 0 },
    },
  ],
  [
    'refused at the door, contested, decided as seven tenths and three, and confirmed by a second person',
    {
      async play(rooms, orderId) {
        await rooms.refused(orderId, ALL_THE_CARRIERS);
        await rooms.borne(orderId, SEVEN_AND_THREE);
      },
      paid: { platform: 8680, seller: 3720 },
      claimed: { carrier: 8680 },
      order: { state: 'cancelled', refundedFen: 3720 },
      bears: { [HAULIER]: 8680, [RICE]: 3720 },
    },
  ],
  [
    'an award of 40.00 crosses that claim: of the 84.00 it left each bears its share',
    {
      async play(rooms, orderId, turn) {
        rooms.kept = 'payments.compensation-reserved.v1';
        await rooms.refused(orderId, ALL_THE_CARRIERS);
        await rooms.awarded(orderId, 'SELLER', 4000, true);
        await rooms.hear();
        await rooms.borne(orderId, SEVEN_AND_THREE);
        await turn();
        rooms.kept = null;
      },
      paid: { platform: 5880, seller: 6520 },
      claimed: { carrier: 5880 },
      order: { state: 'cancelled', refundedFen: 6520 },
      bears: { [HAULIER]: 5880, [RICE]: 2520 },
    },
  ],
  [
    'signed for, warm on its way, one of two refunded: all of that is the carrier’s',
    {
      async play(rooms, orderId) {
        await rooms.delivered(orderId);
        await rooms.warmOnTheWay(orderId, ALL_THE_CARRIERS);
        await rooms.refunded(orderId, 1);
        await rooms.hear();
        await rooms.borne(orderId);
      },
      paid: { platform: 5800 },
      claimed: { carrier: 5800 },
      order: { state: 'delivered', refundedFen: 0 },
      bears: { [HAULIER]: 5800, [RICE]: 0 },
    },
  ],
  // Last: what is claimed from the seller is set off at its next settlements.
  [
    'partly refunded, then awarded a fen more than was left: the platform first, and claims it from the seller',
    {
      async play(rooms, orderId, turn) {
        await rooms.delivered(orderId);
        await rooms.refunded(orderId, 1, 2000);
        await turn();
        await rooms.awarded(orderId, 'SELLER', 10_401, true);
      },
      paid: { seller: 2000, platform: 10_401 },
      claimed: { seller: 10_401 },
      order: { state: 'delivered', refundedFen: 2000 },
    },
  ],
];
