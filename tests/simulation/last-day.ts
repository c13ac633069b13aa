import { chinaDate, startOfChinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { SqlRow } from '../invariants/books.ts';
import type { Act, County } from './county.ts';
import { nextOfCollection } from './carrier.operations.ts';
import { OPERATIONS } from './moves.ts';
import { placeAt } from './provider.orders.ts';
import { BEST_BEHAVIOUR } from './provider.types.ts';
import type { World } from './world.ts';

const TURN_MS = 15 * SECOND_MS;
/** So many of one kind are tried at most: somebody may be stopped, or gone. */
const TRIES_MAX = 40;
const DAYS_MAX = 12;
/** So dear that somebody looks at the payment first (9.2.cm). */
const DEAR_FEN = 5_000_000;
/** Carriers fetch at the hours that their contracts say. */
const MORNING_MS = 10 * HOUR_MS;
// Some are not delivered: their seller or carrier is stopped.
const WITH_GOODS_BACK = 5;
const WITH_REQUESTS = 8;
const WAITING = 9;

/** The last day before nobody does anything: what is begun on it is begun through the API, or by the provider. */
export class LastDay {
  /** What was done, and what came of it. */
  readonly done: string[] = [];
  readonly #world: World;
  readonly #county: County;

  constructor(world: World) {
    this.#world = world;
    this.#county = world.county;
  }

  async open(): Promise<void> {
    for (const number of ['lost-1', 'lost-2']) this.#paysUnknown(number);
    const exchange = await this.#sendsBack();
    await this.#world.pass(
      startOfChinaDate(chinaDate(this.#world.nowMs() + DAY_MS)) + MORNING_MS - this.#world.nowMs(),
    );
    const delivered = await this.#delivered(WITH_REQUESTS);
    await this.#atTheSeller(delivered);
    // The first is laid out by the platform, and its recovery opens; the others stop on the way.
    for (const steps of [5, 4, 3, 2, 1, 0]) await this.#complains(steps);
    await this.#turn();
    await this.#buysAndWaits();
    await this.#exchanges(exchange);
    await this.#holdsBack();
    await this.#files();
    await this.#fails(delivered.at(-1));
  }

  /** Everything that follows from what was done, until nothing is new. */
  async #turn(turns = 2): Promise<void> {
    for (let i = 0; i < turns; i++) await this.#world.pass(TURN_MS);
  }
  async #act(act: Act): Promise<string> {
    let outcome = '';
    const move = this.#world.sends('last-day', act);
    await this.#world.alone({ ...move, run: async (task) => (outcome = await move.run(task)) });
    this.done.push(`${act.mutation}: ${outcome}`);
    return outcome;
  }
  #does(to: string, mutation: string, actor: Act['actor'], input: Record<string, unknown>): Promise<string> {
    return this.#act({ to, mutation, actor, input });
  }
  #rows(subgraph: string, sql: string, ...values: string[]): SqlRow[] {
    return this.#county.rows(subgraph, sql, ...values);
  }
  /** Everybody whose turn it is does what random days would let them do now and then. */
  async #all(...names: string[]): Promise<void> {
    for (const name of names) {
      const operation = OPERATIONS.find((one) => one.name === name)!;
      for (let i = 0; i < TRIES_MAX; i++) {
        const act = operation.next(this.#county);
        if (!act) break;
        await this.#act(act);
      }
    }
    await this.#turn();
  }
  async #codes(): Promise<void> {
    for (let i = 0; i < TRIES_MAX; i++) {
      const code = this.#world.code();
      if (!code) break;
      await this.#world.alone(code);
    }
  }

  /** Somebody pays a seller at the provider, and no order here knows of it. */
  #paysUnknown(number: string): void {
    const { provider } = this.#world;
    const [account] = this.#rows('payments', "select merchant from MerchantAccount where state = 'open' order by id");
    const outTradeNo = `C${number}`;
    const subOrders = [
      { outTradeNo: `O${number}`, merchant: String(account!['merchant']), totalFen: 700, description: '米' },
    ];
    const expiresAt = new Date(this.#world.nowMs() + HOUR_MS);
    placeAt(provider.orders, { outTradeNo, description: '米', expiresAt, notifyUrl: '', subOrders }, 'stranger');
    provider.pay(outTradeNo);
    provider.notices = provider.notices.filter(({ notice }) => !JSON.stringify(notice).includes(outTradeNo));
  }

  /** So many checkouts of one thing each: what is sold out is not asked for again. */
  async #buys(count: number, of = this.#county.skus.map(({ skuId }) => skuId)): Promise<string[]> {
    const { chance, shoppers } = this.#county;
    const bought: string[] = [];
    for (let i = 0; i < TRIES_MAX && bought.length < count; i++) {
      const { actor, addressId } = shoppers[i % shoppers.length]!;
      const lines = [{ skuId: chance.pick(of), quantity: 1 }];
      let offer: Record<string, unknown> = {};
      const requestId = this.#county.requestId();
      const quoted = await this.#act({
        to: 'orders',
        mutation: 'quote',
        actor,
        select: 'id totalFen',
        input: { requestId, addressId, lines },
        accepted: (value) => (offer = value),
      });
      if (quoted !== 'ok') continue;
      await this.#act({
        to: 'orders',
        mutation: 'placeOrder',
        actor,
        select: 'checkoutId',
        input: { requestId: this.#county.requestId(), quoteId: offer['id'], totalFen: offer['totalFen'] },
        accepted: ({ checkoutId }) => bought.push(String(checkoutId)),
      });
    }
    return bought;
  }
  async #starts(checkoutIds: readonly string[]): Promise<void> {
    for (const id of checkoutIds) {
      const [checkout] = this.#rows('orders', 'select buyerAccountId from Checkout where id = ?', id);
      const input = { requestId: this.#county.requestId(), checkoutId: id };
      const actor = this.#county.account(String(checkout!['buyerAccountId']));
      await this.#act({ to: 'payments', mutation: 'startPayment', actor, select: 'payment { id }', input });
    }
    await this.#turn();
  }
  async #pays(checkoutIds: readonly string[]): Promise<void> {
    await this.#starts(checkoutIds);
    for (const { outTradeNo } of this.#world.provider.orders.values())
      if (checkoutIds.some((id) => outTradeNo.includes(id))) this.#world.provider.pay(outTradeNo);
    await this.#turn();
  }
  #ordersOf(checkoutIds: readonly string[], state: string): SqlRow[] {
    return this.#rows('orders', `select * from "Order" where state = ? order by id`, state).filter((order) =>
      checkoutIds.includes(String(order['checkoutId'])),
    );
  }
  async #delivered(count: number): Promise<SqlRow[]> {
    const checkouts = await this.#buys(count);
    await this.#pays(checkouts);
    await this.#all('confirm-order');
    await this.#all('pick-order');
    await this.#all('assign-ready', 'open-handover', 'seller-signs-handover', 'carrier-signs-handover');
    await this.#all('call-ahead');
    await this.#codes();
    await this.#all('open-packaging', 'sign-delivery');
    return this.#ordersOf(checkouts, 'delivered');
  }

  /** A request about a delivered order, and what its seller says to it. */
  async #requests(order: SqlRow | undefined, kind: 'RETURN' | 'EXCHANGE' | 'REFUND_ONLY', approve: boolean) {
    if (!order) return '';
    const [line] = this.#rows('orders', 'select id from OrderLine where orderId = ?', String(order['id']));
    const buyer = this.#county.account(String(order['buyerAccountId']));
    let id = '';
    await this.#act({
      to: 'orders',
      mutation: 'requestAfterSale',
      actor: buyer,
      input: {
        requestId: this.#county.requestId(),
        orderId: order['id'],
        kind,
        cause: 'QUALITY',
        reason: '和描述不一样',
        lines: [{ lineId: line!['id'], quantity: 1, accessories: '无' }],
      },
      accepted: (value) => (id = String(value['id'])),
    });
    const seller = this.#county.seller(String(order['partyId']));
    if (approve) await this.#does('orders', 'decideAfterSale', seller, { afterSaleId: id, accept: true });
    return id;
  }
  #afterSale(id: string): SqlRow | undefined {
    return this.#rows('orders', 'select * from AfterSale where id = ?', id)[0];
  }

  /** Days go by: nobody fetches what was to be fetched, and a day is compared with the provider's bill. */
  async #sendsBack(): Promise<string> {
    const orders = await this.#delivered(WITH_GOODS_BACK);
    const [exchange, back, kept] = [
      await this.#requests(orders[0], 'EXCHANGE', true),
      await this.#requests(orders[1], 'RETURN', true),
      await this.#requests(orders[2], 'RETURN', true),
    ];
    for (let day = 0; day < DAYS_MAX && this.#afterSale(kept)?.['state'] !== 'to-send'; day++) {
      await this.#world.pass(DAY_MS);
      await this.#turn(1);
    }
    for (const id of [exchange, back]) {
      const buyer = this.#county.account(String(this.#afterSale(id)?.['buyerAccountId']));
      const input = { afterSaleId: id, expressCompany: '邮政', expressNumber: 'YZ12345678' };
      await this.#does('orders', 'sendBack', buyer, input);
    }
    return exchange;
  }
  /** Another one is sent for it, and has not come yet. */
  async #exchanges(afterSaleId: string): Promise<void> {
    const seller = this.#county.seller(String(this.#afterSale(afterSaleId)?.['partyId']));
    const accepted = { afterSaleId, accepted: true, resellable: false, note: '已验货', refundInstead: false };
    await this.#does('orders', 'acceptReturn', seller, accepted);
  }

  /** Its carrier fetches it, and brings it to the seller. */
  async #fetches(afterSaleId: string, until: 'taken' | 'handed-over'): Promise<void> {
    for (let i = 0; i < TRIES_MAX; i++) {
      const [collection] = this.#rows('logistics', 'select * from Collection where afterSaleId = ?', afterSaleId);
      if (!collection || collection['state'] === until) return;
      const act = nextOfCollection(this.#county, collection as never);
      if (act) await this.#act(act);
      else {
        await this.#codes();
        await this.#all('sign-collection', 'seller-signs-return');
      }
    }
  }
  async #atTheSeller(orders: readonly SqlRow[]): Promise<void> {
    const atSeller = await this.#requests(orders[0], 'RETURN', true);
    const onWay = await this.#requests(orders[1], 'RETURN', true);
    await this.#turn();
    await this.#fetches(atSeller, 'handed-over');
    await this.#fetches(onWay, 'taken');
    await this.#turn();
    await this.#requests(orders[2], 'RETURN', true);
    await this.#requests(orders[3], 'REFUND_ONLY', false);
    const offered = await this.#requests(orders[4], 'REFUND_ONLY', false);
    const seller = this.#county.seller(String(this.#afterSale(offered)?.['partyId']));
    await this.#does('orders', 'offerRefund', seller, { afterSaleId: offered, amountFen: 1, note: '按坏的退' });
  }

  /** A complaint that has come so far. */
  async #complains(steps: number): Promise<void> {
    const [order] = this.#rows(
      'orders',
      `select * from "Order" where paidFen > refundDueFen and state in ('in-transit', 'delivered', 'completed') and id not in (${[
        ...this.#rows('trust', 'select orderId from Complaint where orderId is not null'),
      ]
        .map(({ orderId }) => `'${String(orderId)}'`)
        .join(', ')}) order by id desc limit 1`,
    );
    if (!order) return;
    const buyer = this.#county.account(String(order['buyerAccountId']));
    const seller = this.#county.seller(String(order['partyId']));
    const mediator = this.#county.holder('mediator');
    let complaintId = '';
    await this.#act({
      to: 'trust',
      mutation: 'fileComplaint',
      actor: buyer,
      input: {
        requestId: this.#county.requestId(),
        orderId: order['id'],
        kind: 'QUALITY',
        text: '米里有石子，要求赔偿',
        wanted: 'COMPENSATION',
        amountFen: 100,
        channel: 'ONLINE',
      },
      accepted: ({ id }) => (complaintId = String(id)),
    });
    const decided = { liableParty: 'SELLER', finding: '查明责任', compensationFen: 100 };
    const way = [
      ['answerComplaint', seller, { text: '没有这回事', remedy: 'COMPENSATION', accept: false }],
      ['escalateComplaint', buyer, {}],
      ['decideComplaint', mediator, decided],
      ['respondToDecision', seller, { accept: false }],
      ['advanceCompensation', this.#county.holder('finance'), {}],
    ] as const;
    for (const [mutation, actor, input] of way.slice(0, steps))
      await this.#does('trust', mutation, actor, { complaintId, ...input });
  }

  /** Orders that have come so far, one each. */
  async #buysAndWaits(): Promise<void> {
    const checkouts = await this.#buys(WAITING);
    await this.#pays(checkouts);
    const [, confirmed, ready, assigned, halfSigned, onWay, refused] = this.#ordersOf(checkouts, 'paid');
    const on = async (mutation: string, ...orders: (SqlRow | undefined)[]) => {
      for (const order of orders)
        if (order)
          await this.#does('orders', mutation, this.#county.seller(String(order['partyId'])), { orderId: order['id'] });
    };
    await on('confirmOrder', confirmed, ready, assigned, halfSigned, onWay, refused);
    await on('pickOrder', halfSigned, onWay, refused);
    await this.#turn();
    await this.#all('assign-ready', 'open-handover', 'carrier-signs-handover');
    for (const order of [onWay, refused]) {
      const [handover] = this.#handovers(order);
      if (!handover) continue;
      const seller = this.#county.seller(String(handover['sellerPartyId']));
      const signs = { handoverId: handover['id'], as: 'SELLER', custodian: '库管员' };
      await this.#does('logistics', 'signHandover', seller, signs);
    }
    await on('pickOrder', assigned);
    await this.#turn();
    await this.#all('assign-ready');
    await on('pickOrder', ready);
    if (refused) {
      const [shipment] = this.#shipments(refused);
      const buyer = this.#county.account(String(refused['buyerAccountId']));
      const says = { shipmentId: shipment?.['id'], reason: 'DAMAGED', note: '不要了' };
      await this.#does('logistics', 'refuseDelivery', buyer, says);
    }
    await this.#turn();
  }
  #shipments(order: SqlRow | undefined): SqlRow[] {
    return this.#rows('logistics', 'select * from Shipment where orderId = ?', String(order?.['id']));
  }
  #handovers(order: SqlRow | undefined): SqlRow[] {
    return this.#rows(
      'logistics',
      "select * from Handover where state = 'open' and shipmentId = ?",
      String(this.#shipments(order)[0]?.['id']),
    );
  }

  /** One that is not paid yet, and one that is so large that somebody looks at it first. */
  async #holdsBack(): Promise<void> {
    const open = await this.#buys(1);
    const [line] = this.#rows(
      'orders',
      'select l.skuId, o.partyId from OrderLine l join "Order" o on o.id = l.orderId where o.checkoutId = ?',
      String(open[0]),
    );
    const sku = this.#county.skus.find(({ skuId }) => skuId === line?.['skuId']);
    if (!sku) return;
    const price = {
      requestId: this.#county.requestId(),
      skuId: sku.skuId,
      origin: '黑龙江省五常市',
      grade: '一级',
      pricingType: 'MARKET',
      retailFen: DEAR_FEN,
      priceManager: '关守田',
      priceSupervision: '12315',
    };
    await this.#does('catalog', 'setPriceLabel', this.#county.seller(sku.partyId), price);
    await this.#turn();
    await this.#starts([...open, ...(await this.#buys(1, [sku.skuId]))]);
  }

  async #files(): Promise<void> {
    for (const { id } of this.#rows('sellers', "select id from Party where standing = 'good' order by id")) {
      const [owner] = this.#rows(
        'trust',
        "select 1 as one from GrantRow where role = 'seller-owner' and active = 1 and partyId = ?",
        String(id),
      );
      const input = { requestId: this.#county.requestId(), partyId: id };
      if (owner && (await this.#does('sellers', 'submitFiling', this.#county.seller(String(id)), input)) === 'ok')
        break;
    }
    if (this.#rows('trust', "select id from Measure where state = 'in-force' limit 1").length === 0)
      await this.#does('trust', 'takeMeasure', this.#county.holder('operator-admin'), {
        partyId: this.#county.skus[0]!.partyId,
        step: 'WARNING',
        reason: '抽查不合格',
        clause: '6.6.end',
      });
    const [found] = this.#rows(
      'payments',
      "select id from ReconciliationCase where state = 'open' and kind = 'payment-missing-here' and reference like 'Olost%' limit 1",
    );
    const remedy = { caseId: found?.['id'], kind: 'REFUND', reason: '对账查到' };
    await this.#does('payments', 'proposeCaseRemedy', this.#county.holder('finance'), remedy);
  }

  /** Money that no card takes, nobody at the provider mends, and the provider keeps for ever. */
  async #fails(order: SqlRow | undefined): Promise<void> {
    const { provider } = this.#world;
    await this.#requests(order, 'REFUND_ONLY', true);
    await this.#turn(1);
    Object.assign(provider, { mends: false, keepsTimes: Infinity });
    provider.faults = { ...BEST_BEHAVIOUR, refundAbnormal: 1 };
    provider.work();
    // Another one that the platform lays out for its seller, and no card takes either.
    await this.#complains(5);
    await this.#turn(3);
    provider.faults = BEST_BEHAVIOUR;
    // And one that it is told to lay out, and has not yet.
    await this.#complains(5);
    await this.#turn(1);
  }
}
