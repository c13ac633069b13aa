import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE_MS } from '@heitu/kit/rules/clock';
import { yuan } from '@heitu/kit/rules/money';
import type { SqlRow } from '../invariants/books.ts';
import { brokenTogether, notAtRest } from '../invariants/together.invariants.ts';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { ChangeWatch } from '../contract/digest.fixture.ts';
import { Journey } from '../journeys/journey.ts';
import { placed } from '../journeys/chapters/5-buy.ts';
import { freePort } from '../journeys/platform.ts';
import type { Person } from '../journeys/client.ts';
import { consumers } from '@heitu/sandbox/county';
import { peerActor } from '@heitu/kit/rules/actor';
import { feeOf } from '../simulation/provider.flow.ts';
import { readProviderBooks } from './provider-books.ts';

/** Longer than payments waits for its provider. */
const TOO_SLOW_MS = 8500;
const ROUNDS_MAX = 12;

let platform: Platform;
let journey: Journey;
let buyer: Person;
let addressId: string;
let skuId: string;

beforeAll(async () => {
  platform = await startTestPlatform({ orders: 0, port: await freePort() });
  journey = new Journey(platform.url, platform.sandbox.urls.control);
  await journey.world.putUpDeposits();
  const [row] = await platform.rows(
    'orders',
    'select skuId from Stock where free > 500 and skuBlocked = 0 and shopBlocked = 0 order by skuId limit 1',
  );
  skuId = String(row!['skuId']);
});
afterAll(() => platform.close());
beforeEach(async () => {
  await fault({ mode: 'ok' });
  await callbacks('normal');
  // Somebody new each time: who pays too often within an hour is held up by a safety rule.
  buyer = await journey.signInByWechat(`buyer-${randomUUID()}`, '买家');
  const { villageCode, divisionCode } = consumers[0]!.address;
  addressId = (
    await buyer.do(
      'saveAddress',
      {
        name: '测试买家',
        phone: '19900000000',
        divisionCode: villageCode ?? divisionCode,
        detail: '测试街1号',
        isDefault: true,
      },
      'id',
    )
  )['id'] as string;
});

const fault = (how: object) => journey.world.post('/faults', { service: 'wechatPay', ...how });
const callbacks = (mode: string) => journey.world.post('/callbacks', { mode });
/** Relays, jobs and callbacks do what is due; time goes on by `stepMs` before each round. */
async function rounds(count: number, stepMs = 0): Promise<void> {
  for (let round = 0; round < count; round++) {
    await journey.world.advance({ seconds: stepMs / 1000 });
    for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce();
  }
}
async function until(what: string, isSo: () => Promise<boolean>, stepMs = 20_000): Promise<void> {
  for (let round = 0; round < ROUNDS_MAX; round++) {
    if (await isSo()) return;
    await rounds(1, stepMs);
  }
  throw new Error(`it never came to: ${what}`);
}

interface Bought {
  checkoutId: string;
  orderId: string;
  totalFen: number;
}
const buy = async (): Promise<Bought> => {
  const { checkoutId, totalFen, orders } = await placed(journey, buyer, addressId, [{ skuId, quantity: 1 }]);
  return { checkoutId, totalFen, orderId: orders[0]!.id };
};
const START = 'payment { id } clientParameters { timeStamp nonceStr package signType paySign }';
const start = async ({ checkoutId }: Bought): Promise<Record<string, string>> =>
  (await buyer.do('startPayment', { checkoutId }, START))['clientParameters'] as Record<string, string>;
const pay = async (requestPayment: Record<string, string>): Promise<string> =>
  (
    await journey.world.post('/pay', { prepayId: requestPayment['package']!.replace('prepay_id=', ''), requestPayment })
  )['state'] as string;
const cancel = ({ orderId }: Bought) => buyer.do('cancelOrder', { orderId, reason: '不想要了' }, 'id');
const where = async ({ checkoutId }: Bought): Promise<string> =>
  (await buyer.ask('query($id: ID!) { payment(checkoutId: $id) { moneyText } }', { id: checkoutId }))['payment']
    .moneyText as string;
const stateOf = async ({ orderId }: Bought): Promise<string> =>
  (await buyer.ask('query($id: ID!) { order(id: $id) { state } }', { id: orderId }))['order'].state as string;
const settled = (bought: Bought, text: string) => until(text, async () => (await where(bought)).includes(text));
/** Bought and paid, and everybody knows it. */
async function paidFor(): Promise<Bought> {
  const bought = await buy();
  await pay(await start(bought));
  await until('paid', async () => (await stateOf(bought)) === 'PAID');
  expect(await where(bought)).toBe(held(bought));
  return bought;
}
const books = () => readProviderBooks(platform.dataDir, platform.sandbox.settings.wechatPay.mchid);
const really = ({ checkoutId }: Bought) =>
  books()
    .paid.filter(({ combineNumber }) => combineNumber === `C${checkoutId}`)
    .map(({ totalFen, refundedFen }) => ({ totalFen, refundedFen }));
const held = ({ totalFen }: Bought): string =>
  `您付的${yuan(totalFen)}元已收到：${yuan(totalFen)}元由支付机构保管，交易完成后才结算给商家。`;
const refunded = ({ totalFen }: Bought): string => `您付的${yuan(totalFen)}元已收到：${yuan(totalFen)}元已原路退回。`;
const NOT_PAID = '还没有收到您的付款';

describe('a provider that misbehaves: every payment ends paid once or refunded once, and the buyer sees where the money is [9.2.cn] [9.2.co]', () => {
  it('answers after the time limit, but has done it', async () => {
    const bought = await buy();
    await fault({ mode: 'slow', ms: TOO_SLOW_MS, times: 1, path: '/combine-transactions' });
    expect(await buyer.refused('startPayment', { checkoutId: bought.checkoutId })).toMatchObject({
      code: 'PROVIDER_BUSY',
    });
    expect(await where(bought)).toContain(NOT_PAID);
    expect(await pay(await start(bought))).toBe('SUCCESS');
    await settled(bought, held(bought));
    expect(really(bought)).toEqual([{ totalFen: bought.totalFen, refundedFen: 0 }]);
  }, 60_000);

  it('tells twice, and takes a second payment for the same order from nobody', async () => {
    const bought = await buy();
    await callbacks('duplicate');
    const parameters = await start(bought);
    expect([await pay(parameters), await pay(parameters)]).toEqual(['SUCCESS', 'ALREADY_PAID']);
    await journey.world.post('/callbacks/flush');
    await until('paid', async () => (await stateOf(bought)) === 'PAID');
    expect(await where(bought)).toBe(held(bought));
    expect(
      await platform.rows('payments', `select count(*) as n from LedgerTransfer where orderId = '${bought.orderId}'`),
    ).toEqual([{ n: 1 }]);
  });

  it('loses the notice: asked by ourselves', async () => {
    const bought = await buy();
    await callbacks('lose');
    await pay(await start(bought));
    await rounds(1);
    expect(await where(bought)).toContain(NOT_PAID);
    await settled(bought, held(bought));
    await until('paid', async () => (await stateOf(bought)) === 'PAID');
  });

  it('tells of the refund before it tells of the payment', async () => {
    const bought = await buy();
    await callbacks('delay');
    await pay(await start(bought));
    await callbacks('normal');
    await until('paid', async () => (await stateOf(bought)) === 'PAID');
    await cancel(bought);
    await settled(bought, refunded(bought));
    // Only now the notice of the payment arrives.
    await rounds(2, 11 * MINUTE_MS);
    expect(await where(bought)).toBe(refunded(bought));
    expect(really(bought)).toEqual([{ totalFen: bought.totalFen, refundedFen: bought.totalFen }]);
  });

  it.each([
    ['fails at first', { mode: 'failing', times: 2 }],
    ['takes it, but answers what cannot be believed', { mode: 'lying', lie: 'unsigned', times: 1 }],
    ['says yes, and does nothing', { mode: 'lying', lie: 'does-nothing', times: 1 }],
    ['takes it, and names another amount', { mode: 'lying', lie: 'wrong-amount', times: 1 }],
  ])('%s when a refund is asked for', async (_what, how) => {
    const bought = await paidFor();
    await fault({ ...how, path: '/refunds' });
    await callbacks('lose');
    await cancel(bought);
    await until('on its way', async () => /元正在原路退回，最迟\d{4}-\d\d-\d\d到账。$/.test(await where(bought)), 0);
    await settled(bought, refunded(bought));
    expect(really(bought)).toEqual([{ totalFen: bought.totalFen, refundedFen: bought.totalFen }]);
  });

  it('takes money for what it has said to be closed: it goes back', async () => {
    const bought = await buy();
    const parameters = await start(bought);
    await fault({ mode: 'lying', path: '/close', times: 1 });
    await cancel(bought);
    await until('cancelled', async () => (await stateOf(bought)) === 'CANCELLED');
    expect(await where(bought)).toBe('没有收您的钱，这次付款已关闭。关闭后仍到账的，会原路退回。');
    expect(await pay(parameters)).toBe('SUCCESS');
    await settled(bought, refunded(bought));
    expect(really(bought)).toEqual([{ totalFen: bought.totalFen, refundedFen: bought.totalFen }]);
  });

  it('is not believed when it names another amount: nothing is booked until it says the right one', async () => {
    const bought = await buy();
    await callbacks('lose');
    await pay(await start(bought));
    await fault({ mode: 'lying', lie: 'wrong-amount', times: 2, path: '/combine-transactions/out-trade-no' });
    await buyer.do('lookUpPayment', { checkoutId: bought.checkoutId }, 'id');
    expect(await where(bought)).toContain(NOT_PAID);
    await settled(bought, held(bought));
  });
});

describe('what must not be done with money: refused clearly, on record, and nothing else changed', () => {
  const notify = (kind: string, { checkoutId }: Bought) =>
    journey.world.post('/forge-callback', {
      kind,
      ...(kind !== 'unknown-order' && { outTradeNo: `C${checkoutId}` }),
      notifyUrl: `${platform.url}/edges/payments/wechatpay/notify`,
    });
  const verdicts = async () =>
    (await platform.rows('payments', 'select kind, verdict from NoticeRecord order by id desc limit 1'))[0];
  /** Every table that `work` changes, and in place of the outbox the types of its new events. */
  async function changedBy(work: () => Promise<unknown>): Promise<string[]> {
    const watch = new ChangeWatch(platform);
    const events = async () =>
      new Map(
        (await platform.rows('payments', 'select id, type from Outbox')).map(({ id, type }) => [id, String(type)]),
      );
    await watch.changed();
    const before = await events();
    await work();
    const changed = await watch.changed();
    const published = [...(await events())].filter(([id]) => !before.has(id)).map(([, type]) => type);
    return [...changed.filter((table) => table !== 'payments.Outbox'), ...new Set(published)].sort();
  }
  /** What was refused is written down, and that it was written down is in the audit trail. */
  const ON_RECORD = ['payments.NoticeRecord', 'payments.act-recorded.v1'];

  it.each([
    ['bad-signature', 401, { kind: 'unknown', verdict: 'bad-signature' }],
    ['signtest', 401, { kind: 'unknown', verdict: 'probe' }],
    ['wrong-serial', 401, { kind: 'unknown', verdict: 'unknown-serial' }],
    ['stale-timestamp', 401, { kind: 'unknown', verdict: 'stale' }],
    ['wrong-merchant', 401, { kind: 'unknown', verdict: 'not-ours' }],
    ['wrong-amount', 404, { kind: 'payment', verdict: 'does-not-match' }],
    ['wrong-order', 404, { kind: 'payment', verdict: 'does-not-match' }],
    ['unknown-order', 404, { kind: 'payment', verdict: 'unknown-order' }],
    ['refund-too-large', 404, { kind: 'refund', verdict: 'unknown-order' }],
  ])('a notice that is forged by %s [9.2.cm]', async (kind, status, verdict) => {
    const bought = await buy();
    await start(bought);
    // The provider's number is written after the answer.
    while (
      (
        await platform.rows(
          'payments',
          `select id from Payment where checkoutId = '${bought.checkoutId}' and prepayId is not null`,
        )
      ).length === 0
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await changedBy(async () => expect(await notify(kind, bought)).toMatchObject({ status }))).toEqual(
      ON_RECORD,
    );
    expect(await verdicts()).toEqual(verdict);
    expect(await where(bought)).toContain(NOT_PAID);
  });

  it('a notice of more given back than was paid', async () => {
    const bought = await paidFor();
    await callbacks('lose');
    await cancel(bought);
    await until(
      'taken by the provider',
      async () =>
        (
          await platform.rows(
            'payments',
            `select id from Refund where orderId = '${bought.orderId}' and state = 'sent'`,
          )
        ).length === 1,
      0,
    );
    expect(
      await changedBy(async () => expect(await notify('refund-too-large', bought)).toMatchObject({ status: 404 })),
    ).toEqual([...ON_RECORD, 'payments.ReconciliationCase'].sort());
    expect(await verdicts()).toEqual({ kind: 'refund', verdict: 'does-not-match' });
    // Nothing is booked by it, and finance asks the provider which of its words holds.
    expect(
      await platform.rows(
        'payments',
        `select c.kind, c.state from ReconciliationCase c join Refund r on r.outRefundNo = c.reference where r.orderId = '${bought.orderId}'`,
      ),
    ).toEqual([{ kind: 'refund-words', state: 'open' }]);
    await settled(bought, refunded(bought));
  });

  it('a compensation greater than what was paid: paid beside the order, which stays as it is', async () => {
    const bought = await paidFor();
    const payments = platform.subgraphs.get('payments')!;
    const [{ partyId, buyerAccountId }] = (await platform.rows(
      'orders',
      `select partyId, buyerAccountId from "Order" where id = '${bought.orderId}'`,
    )) as [{ partyId: string; buyerAccountId: string }];
    const payload = {
      complaintId: `complaint-${bought.orderId}`.slice(0, 40),
      orderId: bought.orderId,
      partyId,
      buyerAccountId,
      amountFen: bought.totalFen + 1,
      reason: '要求赔偿',
    };
    const event = {
      id: platform.subgraphs.get('trust')!.contextFor(peerActor('trust'), 'test').newId(),
      type: 'trust.compensation-due.v1',
      aggregateType: 'complaint',
      aggregateId: payload.complaintId,
      atMs: (await journey.world.now()).getTime(),
      payload,
    };
    const receive = async () =>
      expect(await payments.receive([event], peerActor('trust'))).toEqual([{ id: event.id, ok: true }]);
    expect(await changedBy(receive)).toEqual([
      'payments.Advance',
      'payments.Compensation',
      'payments.Inbox',
      // The platform did it by itself: that is on the audit trail.
      'payments.act-recorded.v1',
    ]);
    expect(
      await platform.rows(
        'payments',
        `select amountFen, source, partyId from Compensation where orderId = '${bought.orderId}'`,
      ),
    ).toEqual([{ amountFen: bought.totalFen + 1, source: 'platform', partyId }]);
    // From anybody but the mediator's own room it is not even looked at.
    const forged = { ...event, id: `${event.id.slice(0, -1)}0` };
    expect(
      await changedBy(async () =>
        expect(await payments.receive([forged], peerActor('catalog'))).toMatchObject([
          { ok: false, error: 'Error: catalog may not send trust.compensation-due.v1' },
        ]),
      ),
    ).toEqual([]);
    platform.takeErrors();
  });

  it('a settlement before the return window has ended: nobody can ask for it, and time does not bring it', async () => {
    const bought = await paidFor();
    const finance = platform.callers.find(({ role }) => role === 'finance')!;
    const RETRY =
      'mutation($input: RetryMoneyInput!) { retryMoney(input: $input) { ... on RetryMoneyRefused { code message } } }';
    const payments = platform.subgraphs.get('payments')!;
    const completed = {
      id: payments.contextFor(peerActor('orders'), 'test').newId(),
      type: 'orders.order-completed.v1',
      aggregateType: 'order',
      aggregateId: bought.orderId,
      atMs: Date.now(),
      payload: { orderId: bought.orderId },
    };
    const attacks = async () => {
      expect(await payments.receive([completed], peerActor('logistics'))).toMatchObject([
        { ok: false, error: 'Error: logistics may not send orders.order-completed.v1' },
      ]);
      expect((await platform.post(finance.token, RETRY, { input: { id: bought.orderId } })).data).toMatchObject({
        retryMoney: { code: 'NOT_FOUND' },
      });
    };
    // That finance asked, and was refused, is on record.
    expect(await changedBy(attacks)).toEqual(['payments.act-recorded.v1']);
    expect(await platform.rows('payments', `select id from Settlement where orderId = '${bought.orderId}'`)).toEqual(
      [],
    );
    expect(books().paid.find(({ combineNumber }) => combineNumber === `C${bought.checkoutId}`)).toMatchObject({
      // The provider's own fee is taken when it is paid.
      frozenFen: bought.totalFen - feeOf(bought.totalFen),
      sharedFen: 0,
    });
    platform.takeErrors();
  });
});

describe('afterwards', () => {
  it('all books agree, and nothing is under way', async () => {
    await journey.world.advance({ minutes: 31 });
    const look = async () => ({
      rows: (subgraph: string, sql: string) => platform.rows(subgraph, sql) as Promise<SqlRow[]>,
      nowMs: (await journey.world.now()).getTime(),
      provider: books(),
    });
    await until('rest', async () => (await notAtRest(await look())).length === 0);
    expect(await brokenTogether(await look())).toEqual([]);
  }, 60_000);
});
