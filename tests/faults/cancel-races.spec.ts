import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { consumers } from '@heitu/sandbox/county';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import type { SqlRow } from '../invariants/books.ts';
import { brokenTogether, notAtRest } from '../invariants/together.invariants.ts';
import { placed } from '../journeys/chapters/5-buy.ts';
import { nodesOf, Person } from '../journeys/client.ts';
import { Journey } from '../journeys/journey.ts';
import { freePort } from '../journeys/platform.ts';
import { readProviderBooks } from './provider-books.ts';

const PAIRS = 80;
/** Raced at once. */
const CHUNK = 40;
const ROUNDS_MAX = 40;
/** How the notices of a chunk's payments come. */
const CALLBACKS = ['normal', 'hold', 'lose', 'delay', 'duplicate'] as const;
const START = 'clientParameters { timeStamp nonceStr package signType paySign }';

interface Pair {
  buyer: Person;
  checkoutId: string;
  orderId: string;
  totalFen: number;
  /** Of another seller, paid together with it, and not cancelled. */
  otherOrderId: string | null;
  requestPayment: Record<string, string>;
  paid: boolean;
  cancelled: boolean;
}

describe('the buyer pays and cancels at the same moment', () => {
  let platform: Platform;
  let journey: Journey;
  let seller: Person;
  let skus: { own: string; others: string };
  const pairs: Pair[] = [];
  beforeAll(async () => {
    platform = await startTestPlatform({ orders: 0, port: await freePort() });
    journey = new Journey(platform.url, platform.sandbox.urls.control);
    await journey.world.putUpDeposits();
    const { token } = platform.callers.find(({ role }) => role === 'seller-owner')!;
    seller = new Person(journey.gateway, 'the seller', token);
    const { partyId } = (await platform.actorOf(token!)).grants.find(({ role }) => role === 'seller-owner')!;
    const sku = async (whose: string) =>
      String(
        (
          await platform.rows(
            'orders',
            `select skuId from Stock where partyId ${whose} '${partyId}' and free > 300 and skuBlocked = 0 and shopBlocked = 0 order by skuId limit 1`,
          )
        )[0]!['skuId'],
      );
    skus = { own: await sku('='), others: await sku('!=') };
  });
  afterAll(() => platform?.close());

  /** Relays and jobs of all subgraphs; meanwhile the seller confirms and packs whatever it is shown. */
  async function round(seconds = 0): Promise<void> {
    if (seconds > 0) await journey.world.advance({ seconds });
    for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce();
    const shown = nodesOf(
      (await seller.ask('{ sellerOrders(first: 50) { edges { node { id availableActions { action } } } } }'))[
        'sellerOrders'
      ],
    ) as { id: string; availableActions: { action: string }[] }[];
    for (const { id, availableActions } of shown) {
      for (const [action, mutation] of [
        ['CONFIRM', 'confirmOrder'],
        ['PICK', 'pickOrder'],
      ] as const) {
        if (availableActions.some((one) => one.action === action))
          await seller.do(mutation, { orderId: id }, 'id').catch(() => null);
      }
    }
  }

  async function preparePair(index: number): Promise<Pair> {
    const buyer = await journey.signInByWechat(`racer-${index}-${randomUUID()}`, `买家${index}`);
    const { villageCode, divisionCode } = consumers[0]!.address;
    const { id: addressId } = await buyer.do(
      'saveAddress',
      {
        name: '测试买家',
        phone: '19900000000',
        divisionCode: villageCode ?? divisionCode,
        detail: `测试街${index}号`,
        isDefault: true,
      },
      'id',
    );
    const lines = [{ skuId: skus.own, quantity: 1 }, ...(index % 5 === 0 ? [{ skuId: skus.others, quantity: 1 }] : [])];
    const { checkoutId, orders } = await placed(journey, buyer, addressId, lines);
    const { rows } = platform;
    const [own] = await rows(
      'orders',
      `select o.id, o.totalFen from "Order" o join OrderLine l on l.orderId = o.id where o.checkoutId = '${checkoutId}' and l.skuId = '${skus.own}'`,
    );
    const orderId = String(own!['id']);
    const requestPayment = (await buyer.do('startPayment', { checkoutId }, START))['clientParameters'] as Record<
      string,
      string
    >;
    return {
      buyer,
      checkoutId,
      orderId,
      totalFen: Number(own!['totalFen']),
      otherOrderId: orders.find(({ id }) => id !== orderId)?.id ?? null,
      requestPayment,
      paid: false,
      cancelled: false,
    };
  }

  const pay = async (pair: Pair) => {
    const { requestPayment } = pair;
    pair.paid =
      (
        await journey.world.post('/pay', {
          prepayId: requestPayment['package']!.replace('prepay_id=', ''),
          requestPayment,
        })
      )['state'] === 'SUCCESS';
  };
  const cancel = async (pair: Pair) => {
    pair.cancelled = await pair.buyer.do('cancelOrder', { orderId: pair.orderId, reason: '不想要了' }, 'id').then(
      () => true,
      () => false,
    );
  };
  /** One after the other, both at once, or the money when the provider may have closed the payment already. */
  const RACES: readonly ((pair: Pair) => Promise<unknown>)[] = [
    (pair) => pay(pair).then(() => cancel(pair)),
    (pair) => Promise.all([cancel(pair), pay(pair)]),
    (pair) => Promise.all([pay(pair), cancel(pair)]),
    (pair) =>
      cancel(pair)
        .then(() => platform.subgraphs.get('orders')!.runOnce())
        .then(() => platform.subgraphs.get('payments')!.runOnce())
        .then(() => pay(pair)),
  ];

  it(`${PAIRS} times, with notices in time, held, lost, late and repeated: what was cancelled is no order, and its buyer has all the money back [9.2.cn] [7.6.aa]`, async () => {
    for (let from = 0; from < PAIRS; from += CHUNK) {
      const chunk = await Promise.all(Array.from({ length: CHUNK }, (_, i) => preparePair(from + i)));
      pairs.push(...chunk);
      const mode = CALLBACKS[(from / CHUNK) % CALLBACKS.length]!;
      await journey.world.post('/callbacks', { mode });
      await Promise.all([...chunk.map((pair, i) => RACES[(from + i) % RACES.length]!(pair)), round()]);
      await round();
      await journey.world.post('/callbacks/flush');
      await round(20);
    }
    await journey.world.post('/callbacks', { mode: 'normal' });
    const look = async () => ({
      rows: (subgraph: string, sql: string) => platform.rows(subgraph, sql) as Promise<SqlRow[]>,
      nowMs: (await journey.world.now()).getTime(),
      provider: readProviderBooks(platform.dataDir, platform.sandbox.settings.wechatPay.mchid),
    });
    let open = await notAtRest(await look());
    for (let rounds = 0; open.length > 0 && rounds < ROUNDS_MAX; rounds++) {
      await round(60);
      open = await notAtRest(await look());
    }
    expect(open).toEqual([]);
    expect(await brokenTogether(await look())).toEqual([]);

    const orders = new Map((await platform.rows('orders', 'select * from "Order"')).map((row) => [row['id'], row]));
    const shipped = new Set(
      (await platform.rows('logistics', 'select orderId from Shipment')).map((row) => row['orderId']),
    );
    const { provider } = await look();
    const really = new Map(provider.paid.map((part) => [part.outTradeNo, part]));
    const accepted = pairs.filter(({ cancelled }) => cancelled);
    await Promise.all(
      accepted.map(async ({ orderId, otherOrderId, totalFen, paid, buyer }) => {
        const order = orders.get(orderId)!;
        expect(order).toMatchObject({
          state: 'cancelled',
          readyAtMs: null,
          paidFen: paid ? totalFen : 0,
          refundedFen: paid ? totalFen : 0,
        });
        // Confirmed at most before the buyer cancelled.
        expect(Number(order['confirmedAtMs'] ?? 0)).toBeLessThanOrEqual(Number(order['cancelledAtMs']));
        expect(shipped.has(orderId)).toBe(false);
        expect(really.get(`O${orderId}`)?.refundedFen ?? 0).toBe(paid ? totalFen : 0);
        // The other order of the checkout was paid for and not cancelled.
        if (otherOrderId)
          expect(orders.get(otherOrderId)).toMatchObject(
            paid ? { state: 'paid', refundDueFen: 0 } : { state: 'cancelled', paidFen: 0 },
          );
        const { messages } = await buyer.ask('{ messages(first: 10) { edges { node { kind body orderId } } } }');
        const told = (nodesOf(messages) as { kind: string; body: string; orderId: string }[]).filter(
          (one) => one.orderId === orderId,
        );
        expect(
          told
            .map(({ kind }) => kind)
            .filter((kind) => kind.startsWith('ORDER_'))
            .sort(),
        ).toEqual(paid ? ['ORDER_CANCELLED', 'ORDER_REFUNDED'] : ['ORDER_CANCELLED']);
      }),
    );
    // A cancel that came too late was refused: the order goes on.
    for (const { orderId } of pairs.filter(({ cancelled }) => !cancelled))
      expect(orders.get(orderId)!['state']).toBe('ready');
    // Both ways were raced, and the money often won.
    const won = accepted.filter(({ orderId }) => orders.get(orderId)!['cancelReason'] === 'paid-after-cancel').length;
    process.stderr.write(
      `cancel races: ${pairs.filter(({ paid }) => paid).length} of ${PAIRS} paid, ${accepted.length} cancels accepted, ${won} before the money was known\n`,
    );
    expect(accepted.length).toBeGreaterThan(PAIRS / 2);
    expect(won).toBeGreaterThan(PAIRS / 10);
  }, 180_000);
});
