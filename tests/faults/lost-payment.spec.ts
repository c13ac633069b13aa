import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { consumers } from '@heitu/sandbox/county';
import { startTestPlatform, type Platform } from '../contract/platform.fixture.ts';
import { placed } from '../journeys/chapters/5-buy.ts';
import { nodesOf, type Person } from '../journeys/client.ts';
import { Journey } from '../journeys/journey.ts';
import { freePort } from '../journeys/platform.ts';
import { signInAs } from '../journeys/sign-ins.ts';
import { feeOf } from '../simulation/provider.flow.ts';
import { readProviderBooks } from './provider-books.ts';

const START = 'clientParameters { timeStamp nonceStr package signType paySign }';
const CASES =
  '{ reconciliationCases(first: 50) { edges { node { id reference state note availableActions remedy { id } } } } }';

/** The databases are set back to before a purchase; the provider is not. */
describe('what was paid after the point of a restore [9.2.cp]', () => {
  let platform: Platform;
  let journey: Journey;
  let finance: Person;
  let admin: Person;
  let skuId: string;
  beforeAll(async () => {
    platform = await startTestPlatform({ orders: 0, port: await freePort() });
    journey = new Journey(platform.url, platform.sandbox.urls.control);
    const { myParties } = await (await signInAs(journey, 'seller-owner')).ask('{ myParties { shops { id } } }');
    skuId = String(
      (
        await platform.rows(
          'orders',
          `select skuId from Stock where free > 50 and skuBlocked = 0 and shopBlocked = 0 and shopId = '${String(myParties[0].shops[0].id)}' order by skuId limit 1`,
        )
      )[0]!['skuId'],
    );
  });
  afterAll(() => platform?.close());

  const rounds = async (count: number, seconds = 20) => {
    for (let i = 0; i < count; i++) {
      await journey.world.advance({ seconds });
      for (const subgraph of platform.subgraphs.values()) await subgraph.runOnce();
    }
  };
  /** Bought and paid; nobody here has heard of the money. */
  async function boughtUnheard() {
    await journey.world.post('/callbacks', { mode: 'lose' });
    const buyer = await journey.signInByWechat(`restored-${randomUUID()}`, '买家');
    const { villageCode, divisionCode } = consumers[0]!.address;
    const { id: addressId } = await buyer.do(
      'saveAddress',
      {
        name: '测试买家',
        phone: '19900000000',
        divisionCode: villageCode ?? divisionCode,
        detail: '测试街1号',
        isDefault: true,
      },
      'id',
    );
    const { checkoutId, totalFen, orders } = await placed(journey, buyer, addressId, [{ skuId, quantity: 1 }]);
    const requestPayment = (await buyer.do('startPayment', { checkoutId }, START))['clientParameters'] as Record<
      string,
      string
    >;
    expect(
      (
        await journey.world.post('/pay', {
          prepayId: requestPayment['package']!.replace('prepay_id=', ''),
          requestPayment,
        })
      )['state'],
    ).toBe('SUCCESS');
    await journey.world.post('/callbacks', { mode: 'normal' });
    // The provider's number is written after the answer.
    while (
      (
        await platform.rows(
          'payments',
          `select id from Payment where checkoutId = '${checkoutId}' and prepayId is not null`,
        )
      ).length === 0
    )
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { buyer, checkoutId, totalFen, orderId: orders[0]!.id };
  }
  type Bought = Awaited<ReturnType<typeof boughtUnheard>>;
  const forgetPayment = async ({ checkoutId, orderId }: Bought) => {
    await platform.rows('payments', `delete from PaymentPart where orderId = '${orderId}'`);
    await platform.rows('payments', `delete from Payment where checkoutId = '${checkoutId}'`);
  };
  const forgetOrder = async ({ checkoutId, orderId }: Bought) => {
    await platform.rows('orders', `delete from "Order" where id = '${orderId}'`);
    await platform.rows('orders', `delete from OrderLine where orderId = '${orderId}'`);
    await platform.rows('orders', `delete from Checkout where id = '${checkoutId}'`);
    await platform.rows('orders', `update Stock set free = free + 1, held = held - 1 where skuId = '${skuId}'`);
  };
  async function hoursPass(hours: number) {
    await journey.world.advance({ hours });
    await rounds(1);
    // Nobody stays signed in that long.
    [finance, admin] = [await signInAs(journey, 'finance'), await signInAs(journey, 'operator-admin')];
  }
  async function reconcileTheDay() {
    const date = chinaDate((await journey.world.now()).getTime());
    await rounds(1);
    await hoursPass(36);
    await finance.do('reconcileDay', { date }, 'state');
  }
  /** Fees are booked from the provider's statements: of what was found late with the next, whatever the hour is now. */
  async function nextStatements() {
    for (let day = 0; day < 2; day++) await hoursPass(24);
    expect((await finance.ask('{ trialBalance { sumFen balanced } }'))['trialBalance']).toEqual({
      sumFen: 0,
      balanced: true,
    });
  }
  const caseOf = async ({ orderId }: Bought) =>
    (
      nodesOf((await finance.ask(CASES))['reconciliationCases']) as {
        id: string;
        reference: string;
        state: string;
        note: string | null;
        availableActions: string[];
      }[]
    ).find(({ reference }) => reference === `O${orderId}`)!;
  const really = ({ orderId }: Bought) =>
    readProviderBooks(platform.dataDir, platform.sandbox.settings.wechatPay.mchid).paid.find(
      ({ outTradeNo }) => outTradeNo === `O${orderId}`,
    )!;
  const ledger = async ({ orderId }: Bought) =>
    (
      await platform.rows(
        'payments',
        `select e.account, sum(e.amountFen) as fen from LedgerTransfer t join LedgerEntry e on e.transferId = t.id where t.orderId = '${orderId}' group by e.account having fen != 0 order by e.account`,
      )
    ).map(({ fen }) => Number(fen));

  it('goes back to the buyer where the order was lost: proposed by finance, confirmed by another, once', async () => {
    const bought = await boughtUnheard();
    await forgetPayment(bought);
    await forgetOrder(bought);
    await reconcileTheDay();
    const { id: caseId, state, availableActions } = await caseOf(bought);
    expect([state, availableActions]).toEqual(['OPEN', ['PROPOSE_REFUND', 'PROPOSE_REBUILD']]);
    expect(await finance.refused('settleReconciliationCase', { caseId, note: '查过了' })).toMatchObject({
      code: 'MONEY_STILL_THERE',
    });
    expect(await finance.refused('proposeCaseRemedy', { caseId, kind: 'REBUILD', reason: '恢复备份' })).toMatchObject({
      code: 'ORDER_LOST',
      clause: '9.2.cp',
    });
    const { id: remedyId } = await finance.do(
      'proposeCaseRemedy',
      { caseId, kind: 'REFUND', reason: '恢复备份时丢失的订单' },
      'id',
    );
    expect(await finance.refused('decideCaseRemedy', { remedyId, confirm: true })).toMatchObject({
      code: 'SAME_PERSON',
    });
    expect(really(bought).refundedFen).toBe(0);
    await admin.do('decideCaseRemedy', { remedyId, confirm: true }, 'id');
    await rounds(6);
    expect(really(bought)).toMatchObject({ totalFen: bought.totalFen, refundedFen: bought.totalFen, frozenFen: 0 });
    expect(await caseOf(bought)).toMatchObject({ state: 'SETTLED', note: expect.stringContaining('元已退给买家') });
    const acts = nodesOf(
      (await admin.ask('{ auditTrail(first: 100) { edges { node { operation outcome } } } }'))['auditTrail'],
    ).map(({ operation }) => operation);
    for (const operation of ['proposeCaseRemedy', 'decideCaseRemedy']) expect(acts).toContain(operation);
    await nextStatements();
    expect(await ledger(bought)).toEqual([]);
  }, 60_000);

  it('is put back into the order that is still there, which is then confirmed as any other', async () => {
    const bought = await boughtUnheard();
    await forgetPayment(bought);
    // Its time passes: the checkout is closed, and the stock is free again.
    await rounds(1, 31 * 60);
    await rounds(4);
    expect(
      (await bought.buyer.ask('query($id: ID!) { order(id: $id) { state } }', { id: bought.orderId }))['order'].state,
    ).toBe('CANCELLED');
    await reconcileTheDay();
    const { id: caseId } = await caseOf(bought);
    const { id: remedyId } = await finance.do(
      'proposeCaseRemedy',
      { caseId, kind: 'REBUILD', reason: '恢复备份后订单还在' },
      'id',
    );
    await admin.do('decideCaseRemedy', { remedyId, confirm: true }, 'id');
    await rounds(6);
    expect(
      (
        await bought.buyer.ask(
          'query($id: ID!) { order(id: $id) { state paidFen refundDueFen availableActions { action } payment { moneyText } } }',
          { id: bought.orderId },
        )
      )['order'],
    ).toMatchObject({
      state: 'PAID',
      paidFen: bought.totalFen,
      refundDueFen: 0,
      availableActions: [{ action: 'CANCEL' }],
      payment: { moneyText: expect.stringContaining('由支付机构保管') },
    });
    const feeFen = feeOf(bought.totalFen);
    expect(really(bought)).toMatchObject({ refundedFen: 0, frozenFen: bought.totalFen - feeFen });
    expect(await caseOf(bought)).toMatchObject({ state: 'SETTLED', note: expect.stringContaining('元已补记到订单') });
    const bodies = nodesOf(
      (await bought.buyer.ask('{ messages(first: 10) { edges { node { title } } } }'))['messages'],
    ).map(({ title }) => title);
    expect(bodies).toContain('订单已恢复');
    // Else its time would be over before the statements have come: a working day from here.
    await (await signInAs(journey, 'seller-owner')).do('confirmOrder', { orderId: bought.orderId }, 'id');
    await nextStatements();
    expect(await ledger(bought)).toEqual([-bought.totalFen, feeFen, bought.totalFen - feeFen]);
    expect(platform.takeErrors()).toEqual([]);
  }, 60_000);
});
