import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chinaDate } from '@heitu/kit/rules/calendar';
import type { Browser, Locator, Page } from 'playwright-core';
import { nodesOf, type Person } from '../journeys/client.ts';
import { openBrowser, seriousFaults } from './browser.ts';
import { deskOf, still } from './desk.fixture.ts';
import { clientPlatform, openRoom, type ClientPlatform } from './platform.ts';
import { Trade } from './trade.fixture.ts';

/** Money that waits for a person: each act first out of reach of who may not, or too early, then tapped by who may. */

const DEAR_FEN = 6_000_000;
const LABEL = {
  origin: '黑龙江省五常市',
  grade: '统货',
  pricingType: 'MARKET',
  priceManager: '王小果',
  priceSupervision: '12315',
};

type Desk = Awaited<ReturnType<typeof deskOf>>;

describe('money that waits for a person, in the admin pages', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  let trade: Trade;
  let farmer: Person;
  let skuId: string;
  let staff: Record<'admin' | 'finance' | 'mediator' | 'carrier' | 'courier', Person>;
  let desks: Record<'admin' | 'finance' | 'mediator', Desk>;
  beforeAll(async () => {
    [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
    trade = new Trade(platform);
    ({ farmer, skuId } = await trade.berryFarm());
    const [admin, finance, mediator, carrier, courier] = (await Promise.all(
      (['operator-admin', 'finance', 'mediator', 'carrier-manager', 'courier'] as const).map((role) =>
        trade.staff(role),
      ),
    )) as [Person, Person, Person, Person, Person];
    staff = { admin, finance, mediator, carrier, courier };
    const [first, second, third] = (await Promise.all(
      [admin, finance, mediator].map((who) => deskOf(platform, browser, who)),
    )) as [Desk, Desk, Desk];
    desks = { admin: first, finance: second, mediator: third };
  });
  afterAll(async () => {
    expect(Object.values(desks).flatMap(({ faults }) => faults)).toEqual([]);
    await browser?.close();
    await platform?.stop();
  });

  const button = (within: Page | Locator, name: string): Locator =>
    within.getByRole('button', { name, exact: true }).first();
  /** Presses, and says yes to the question. */
  async function press(page: Page, opener: Locator, name: string): Promise<void> {
    await opener.click();
    await button(page.getByRole('dialog'), name).click();
    await page
      .getByRole('dialog')
      .waitFor({ state: 'hidden', timeout: 8000 })
      .catch(async (error) => {
        throw new Error(`${error} ${await page.getByRole('dialog').allInnerTexts()}`);
      });
    await still(page);
  }
  /** Somebody reaches into a database: what is damaged there is refused by the provider, as in life. */
  function reach(name: 'payments' | 'orders', sql: string, ...values: (string | number)[]): void {
    const database = openRoom(platform, name);
    const { changes } = database.prepare(sql).run(...values);
    database.close();
    expect(Number(changes)).toBe(1);
  }
  const partOf = (orderId: string): Record<string, string> => {
    const database = openRoom(platform, 'payments', { readOnly: true });
    const part = database.prepare('select merchant, transactionId from PaymentPart where orderId = ?').get(orderId);
    database.close();
    return part as Record<string, string>;
  };

  it('lets finance release a payment that the safety rules hold; the administrator only sees it [9.2.cm]', async () => {
    await farmer.do('setPriceLabel', { skuId, ...LABEL, retailFen: DEAR_FEN }, '__typename');
    const buyer = await trade.person(`dear-${trade.run}`);
    const { id: addressId } = await buyer.do(
      'saveAddress',
      { name: '王小明', phone: '13812345678', divisionCode: '230184100', detail: '金山大街8号', isDefault: true },
      'id',
    );
    const quote = await buyer.do('quote', { addressId, lines: [{ skuId, quantity: 1 }] }, 'id totalFen');
    const { checkoutId, orders } = await buyer.do(
      'placeOrder',
      { quoteId: quote['id'], totalFen: quote['totalFen'] },
      'checkoutId orders { number }',
    );
    await farmer.do('setPriceLabel', { skuId, ...LABEL, retailFen: 5900 }, '__typename');
    expect((await buyer.refused('startPayment', { checkoutId })).code).toBe('HELD_FOR_SAFETY');
    const row = (page: Page): Locator => page.locator('tr.ant-table-row', { hasText: orders[0].number }).first();
    const holdOf = async () =>
      (
        nodesOf(
          (await staff.finance.ask('{ riskHolds(state: HELD) { edges { node { id orders { number } } } } }'))[
            'riskHolds'
          ],
        ) as { id: string; orders: { number: string }[] }[]
      ).find((one) => one.orders.some(({ number }) => number === orders[0].number));
    const { page } = desks.finance;
    await Promise.all([desks.admin.open('/finance?tab=holds'), desks.finance.open('/finance?tab=holds')]);
    await desks.admin.page.getByRole('columnheader', { name: '由财务员办理' }).waitFor();
    expect(await button(row(desks.admin.page), '放行').count()).toBe(0);
    expect(
      await staff.admin.denied(
        'mutation($holdId: ID!) { decideRiskHold(input: { holdId: $holdId, release: true }) { __typename } }',
        { holdId: (await holdOf())!.id },
      ),
    ).toBe('FORBIDDEN');
    expect((await buyer.refused('startPayment', { checkoutId })).code).toBe('HELD_FOR_SAFETY');
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, button(row(page), '放行'), '放行');
    await row(page).waitFor({ state: 'detached' });
    expect(await holdOf()).toBeUndefined();
    await buyer.do('startPayment', { checkoutId }, 'clientParameters { prepayId: package }');
  }, 120_000);

  it('lets finance retry a refund and a settlement that the provider refused; nobody else, and nothing before [9.2.cn]', async () => {
    const [refunded, settled] = await Promise.all([trade.paidOrder(skuId), trade.paidOrder(skuId)]);
    const part = { refunded: partOf(refunded.orderId), settled: partOf(settled.orderId) };
    // The provider knows no such seller, and no such payment.
    reach('payments', 'update PaymentPart set merchant = ? where orderId = ?', '1900999999', refunded.orderId);
    reach(
      'payments',
      'update PaymentPart set transactionId = ? where orderId = ?',
      '4200000000000000000000000000',
      settled.orderId,
    );
    await refunded.buyer.do('cancelOrder', { orderId: refunded.orderId, reason: '买家不想要了' }, 'id');
    await deliver(settled);
    reach(
      'orders',
      'update "Order" set completeDueAtMs = ? where id = ?',
      (await trade.world.now()).getTime() - 1,
      settled.orderId,
    );

    const { page } = desks.finance;
    const refund = async () =>
      (
        await staff.finance.ask('query($id: ID!) { order(id: $id) { refunds { id state availableActions } } }', {
          id: refunded.orderId,
        })
      )['order'].refunds[0] as { id: string; state: string; availableActions: string[] };
    const settlement = async () =>
      (
        (
          await staff.finance.ask('{ settlements(first: 50) { edges { node { id orderId state availableActions } } } }')
        )['settlements'].edges as { node: { id: string; orderId: string; state: string; availableActions: string[] } }[]
      )
        .map(({ node }) => node)
        .find(({ orderId }) => orderId === settled.orderId);
    const failedRefund = await trade.until('the refund to fail', async () => {
      const found = await refund();
      return found?.state === 'FAILED' && found;
    });
    // The provider shares nothing in the first minutes after a payment: until then nobody asks it.
    await trade.world.advance({ seconds: 120 });
    const failedSettlement = await trade.until('the settlement to fail', async () => {
      const found = await settlement();
      return found?.state === 'FAILED' && found;
    });
    expect([failedRefund.availableActions, failedSettlement.availableActions]).toEqual([
      ['RETRY', 'TRANSFER'],
      ['RETRY'],
    ]);

    await Promise.all([
      desks.admin.open(`/orders/${refunded.orderId}`),
      desks.finance.open(`/orders/${refunded.orderId}`),
    ]);
    await desks.admin.page.getByText('退款未成功，正在人工处理').first().waitFor();
    expect(await button(desks.admin.page, '再办一次').count()).toBe(0);
    for (const { id } of [failedRefund, failedSettlement])
      expect(
        await staff.admin.denied('mutation($id: ID!) { retryMoney(input: { id: $id }) { __typename } }', { id }),
      ).toBe('FORBIDDEN');
    expect([(await refund()).state, (await settlement())!.state]).toEqual(['FAILED', 'FAILED']);

    // Sent again as it was, it is refused again.
    await press(page, button(page, '再办一次'), '再办一次');
    await trade.until('the refund to be refused again', async () => (await refund()).state === 'FAILED');
    reach(
      'payments',
      'update PaymentPart set merchant = ? where orderId = ?',
      part.refunded['merchant']!,
      refunded.orderId,
    );
    reach(
      'payments',
      'update PaymentPart set transactionId = ? where orderId = ?',
      part.settled['transactionId']!,
      settled.orderId,
    );
    await desks.finance.open(`/orders/${refunded.orderId}`);
    expect(await seriousFaults(page)).toEqual([]);
    await press(page, button(page, '再办一次'), '再办一次');
    await desks.finance.open('/finance?tab=settlements');
    const { order } = await settled.buyer.ask('query($id: ID!) { order(id: $id) { number } }', { id: settled.orderId });
    await press(
      page,
      button(page.locator('tr.ant-table-row', { hasText: order.number }).first(), '再办一次'),
      '再办一次',
    );
    await trade.until('the share to be sent', async () => ['SHARING', 'SETTLED'].includes((await settlement())!.state));
    // It is asked about what became of it when some seconds have passed.
    await trade.world.advance({ seconds: 15 });
    await trade.until('the money to be back', async () => (await refund()).state === 'SUCCEEDED');
    await trade.until('the seller to have the money', async () => (await settlement())!.state === 'SETTLED');
    expect([(await refund()).availableActions, (await settlement())!.availableActions]).toEqual([[], []]);
  }, 150_000);

  it('lets a mediator pay in advance for a seller who refuses, not before, and it is to be recovered [6.6.d]', async () => {
    const bought = await trade.paidOrder(skuId);
    await deliver(bought);
    const { id: complaintId } = await bought.buyer.do(
      'fileComplaint',
      { orderId: bought.orderId, kind: 'QUALITY', text: '一半是坏果', wanted: 'COMPENSATION', amountFen: 2000 },
      'id',
    );
    await trade.until('the seller to be asked', () =>
      farmer
        .do('answerComplaint', { complaintId, text: '不是我们的问题', remedy: 'ANSWER', accept: false }, 'id')
        .catch(() => null),
    );
    await bought.buyer.do('escalateComplaint', { complaintId }, 'id');
    const { page } = desks.mediator;
    const complaint = async () =>
      (await staff.mediator.ask('query($id: ID!) { complaint(id: $id) { state advancedFen } }', { id: complaintId }))[
        'complaint'
      ];
    await staff.mediator.do(
      'decideComplaint',
      { complaintId, liableParty: 'SELLER', finding: '照片属实', compensationFen: 2000 },
      'id',
    );
    await desks.mediator.open(`/complaints/${complaintId}`);
    await page.getByText('照片属实').first().waitFor();
    // The seller has not said no yet.
    expect(await button(page, '先行赔付').count()).toBe(0);
    expect((await staff.finance.refused('advanceCompensation', { complaintId })).code).toBe('WRONG_STATE');
    await farmer.do('respondToDecision', { complaintId, accept: false }, 'id');
    await Promise.all([desks.admin, desks.mediator].map((desk) => desk.open(`/complaints/${complaintId}`)));
    await desks.admin.page.getByText('照片属实').first().waitFor();
    expect(await button(desks.admin.page, '先行赔付').count()).toBe(0);
    expect(
      await staff.admin.denied(
        'mutation($id: ID!) { advanceCompensation(input: { complaintId: $id }) { __typename } }',
        { id: complaintId },
      ),
    ).toBe('FORBIDDEN');
    expect((await complaint()).state).toBe('REFUSED');
    expect(await seriousFaults(page)).toEqual([]);
    // Whoever decided does not move the money.
    expect(await button(page, '先行赔付').count()).toBe(0);
    expect((await staff.mediator.refused('advanceCompensation', { complaintId })).code).toBe('SAME_PERSON');
    await desks.finance.open(`/complaints/${complaintId}`);
    await press(desks.finance.page, button(desks.finance.page, '先行赔付'), '先行赔付');
    await trade.until('the buyer to have the money', async () => (await complaint()).state === 'ADVANCED');
    expect(await complaint()).toEqual({ state: 'ADVANCED', advancedFen: 2000 });
    const { recoveries } = await staff.mediator.ask(
      '{ recoveries { edges { node { complaintId amountFen state } } } }',
    );
    expect((nodesOf(recoveries) as { complaintId: string }[]).filter((one) => one.complaintId === complaintId)).toEqual(
      [{ complaintId, amountFen: 2000, state: 'OPEN' }],
    );
    const { order } = await bought.buyer.ask('query($id: ID!) { order(id: $id) { refunds { amountFen state } } }', {
      id: bought.orderId,
    });
    expect(order.refunds).toEqual([{ amountFen: 2000, state: 'SUCCEEDED' }]);
  }, 150_000);

  it('lets finance propose that money which only the provider has goes back, and the administrator confirm it; not finance itself [9.2.cp]', async () => {
    const { merchantAccounts } = await staff.finance.ask(
      '{ merchantAccounts(first: 1) { edges { node { merchant } } } }',
    );
    const [{ merchant }] = nodesOf(merchantAccounts) as [{ merchant: string }];
    const outTradeNo = `O${trade.run}ONLYTHERE`;
    const paidAtMs = (await trade.world.now()).getTime() - 3 * 86_400_000;
    const payment = {
      outTradeNo,
      combineOutTradeNo: `C${trade.run}ONLYTHERE`,
      merchant,
      totalFen: 5140,
      title: '民乐蓝莓',
      openid: `lost-${trade.run}`,
      transactionId: `4200${trade.run}`,
      paidAtMs,
      settled: false,
      advance: null,
    };
    await trade.world.post('/wechatpay/past', { payments: [payment] });
    await staff.finance.do('reconcileDay', { date: chinaDate(paidAtMs) }, '__typename');
    const kept = async () =>
      (
        nodesOf(
          (
            await staff.finance.ask(
              '{ reconciliationCases(first: 100) { edges { node { id reference state note } } } }',
            )
          )['reconciliationCases'],
        ) as { id: string; reference: string; state: string; note: string | null }[]
      ).find(({ reference }) => reference === outTradeNo)!;
    const row = (page: Page): Locator => page.locator('tr.ant-table-row', { hasText: outTradeNo }).first();

    const { page } = desks.finance;
    const differences = `/finance?tab=differences#${(await kept()).id}`;
    await Promise.all([desks.admin.open(differences), desks.finance.open(differences)]);
    // What the page had asked before is older than the difference.
    await page.reload();
    await row(page).waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    // Not by words alone, and not by who only decides.
    expect([
      await button(row(page), '核对后办结').count(),
      await button(row(desks.admin.page), '提议退给买家')
        .isDisabled()
        .catch(() => true),
    ]).toEqual([0, true]);
    await button(row(page), '提议补记到订单').click();
    await page.getByRole('dialog').getByLabel('为什么这样处理').fill('恢复备份后查到');
    await button(page.getByRole('dialog'), '提议').click();
    await page.getByRole('dialog').getByText('请提议退给买家').first().waitFor();
    await button(page.getByRole('dialog'), '取消').click();
    await button(row(page), '提议退给买家').click();
    await page.getByRole('dialog').getByLabel('为什么这样处理').fill('恢复备份后查到，订单已丢失');
    await button(page.getByRole('dialog'), '提议').click();
    await row(page).getByText('等第二人确认').first().waitFor();
    expect([
      await button(row(page), '确认').count(),
      await button(row(page), '撤回提议').count(),
      (await kept()).state,
    ]).toEqual([0, 1, 'PROPOSED']);

    await desks.admin.page.reload();
    await press(desks.admin.page, button(row(desks.admin.page), '确认'), '确认');
    await trade.until('the money to be back', async () => (await kept()).state === 'SETTLED');
    expect((await kept()).note).toBe('51.40元已退给买家。恢复备份后查到，订单已丢失');
    await desks.admin.page.reload();
    await row(desks.admin.page).getByText('已办完').first().waitFor();
    expect(await seriousFaults(desks.admin.page)).toEqual([]);
  }, 120_000);

  /** Confirmed, packed, carried and signed for, by those whose work it is. */
  async function deliver({ orderId, buyer }: { orderId: string; buyer: Person }): Promise<void> {
    await farmer.do('confirmOrder', { orderId }, 'id');
    await farmer.do('pickOrder', { orderId }, 'id');
    const shipmentId = await trade.assigned(staff.carrier, buyer, orderId);
    await trade.toTheDoor({ desk: staff.carrier, courier: staff.courier, buyer, farmer, shipmentId });
    await buyer.do('signDelivery', { shipmentId, signerName: '王小明', signature: '王小明' }, 'id');
    await trade.until('the order to be delivered', async () => (await trade.stateOf(buyer, orderId)) === 'DELIVERED');
  }
});
