import { chinaMonth, startOfChinaMonth } from '@heitu/kit/rules/calendar';
import { CHECK_ITEMS, CHECKLISTS } from '@heitu/standard';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openBrowser, seriousFaults } from './browser.ts';
import { nowMs } from './hour.ts';
import { atDesk, farmerWhoApplied, run, still, tokenOf } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';
import { nodesOf } from '../journeys/client.ts';

/** What the admin pages let people do, each act tapped: refused first, with the reason in sight, then done. */

let platform: ClientPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const go = async (page: Page, path: string): Promise<void> => {
  await page.goto(`${platform.url}/admin${path}`);
  await still(page);
};
const dialogOf = (page: Page): Locator => page.getByRole('dialog');
const button = (within: Page | Locator, name: string): Locator =>
  within.getByRole('button', { name, exact: true }).first();
const rowOf = (page: Page, text: string): Locator => page.locator('tr.ant-table-row', { hasText: text }).first();
type Filled = Readonly<Record<string, string | boolean>>;

/** Fills in fields of the open dialogue by their labels, each by its kind of control. */
async function fill(page: Page, values: Filled): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    const item = dialogOf(page).locator('.ant-form-item', { has: page.locator(`label[title="${label}"]`) });
    if (await item.locator('.ant-radio-group').count()) await item.getByText(String(value), { exact: true }).click();
    else if (await item.locator('.ant-switch').count()) await item.getByRole('switch').setChecked(value === true);
    else if (await item.locator('.ant-select').count()) {
      await item.locator('.ant-select').click();
      await item.locator('input').fill(String(value));
      await page
        .locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option', {
          hasText: String(value),
        })
        .first()
        .click();
      // A list of several choices stays open over the buttons.
      await dialogOf(page).locator('.ant-modal-title').click();
    } else {
      await item.locator('input, textarea').fill(String(value));
      if (await item.locator('.ant-picker').count()) await page.keyboard.press('Tab');
    }
  }
}
const close = async (page: Page, submit: string): Promise<void> => {
  await button(dialogOf(page), submit).click();
  await dialogOf(page)
    .waitFor({ state: 'hidden', timeout: 8000 })
    .catch(async (error) => {
      throw new Error(`${error} ${await dialogOf(page).allInnerTexts()}`);
    });
  await still(page);
};
/**
 * Opens a form, is refused for each wrong filling in turn with its sentence in the dialogue, then fills it in as it
 * should be.
 */
async function act(
  page: Page,
  opener: Locator,
  submit: string,
  wrong: readonly (readonly [Filled, string])[],
  right: Filled,
  closes = true,
): Promise<void> {
  await opener.click();
  await dialogOf(page).waitFor();
  for (const [values, says] of wrong) {
    await fill(page, values);
    await button(dialogOf(page), submit).click();
    await dialogOf(page)
      .getByText(says)
      .first()
      .waitFor({ timeout: 6000 })
      .catch(async (error) => {
        throw new Error(`${error} ${await dialogOf(page).allInnerTexts()}`);
      });
  }
  await page.locator('.ant-btn-loading').waitFor({ state: 'hidden' });
  expect(await seriousFaults(page)).toEqual([]);
  await fill(page, right);
  if (closes) await close(page, submit);
  else await button(dialogOf(page), submit).click();
}
/** An act that asks once more in a sentence. */
async function confirmed(page: Page, opener: Locator, label: string): Promise<void> {
  await opener.click();
  await close(page, label);
}

type Farmer = Awaited<ReturnType<typeof farmerWhoApplied>>;

/** Accounts, whose own rules are the server's, and partners' systems. */
async function lookAfterStaffAndPartners(page: Page): Promise<void> {
  const login = `pers-${run}`;
  const accounts = async (page: Page) =>
    nodesOf(
      (
        await platform.ask(
          'query($login: String) { staffAccounts(login: $login) { edges { node { login roles state } } } }',
          { login },
          await tokenOf(page),
        )
      )['staffAccounts'],
    );
  await go(page, '/people');
  await button(page, '新建账号').click();
  await fill(page, { 账号: login, 姓名: '试用员', 岗位: '财务员' });
  await fill(page, { 初始密码: '12345' });
  await button(dialogOf(page), '新建').click();
  await dialogOf(page).getByText('密码至少').first().waitFor();
  expect(await accounts(page)).toEqual([]);
  await fill(page, { 初始密码: 'kaoyu-2026-heitu' });
  await close(page, '新建');
  const row = rowOf(page, login);
  await act(page, button(row, '改岗位'), '保存', [[{}, '请选择岗位']], { 岗位: '投诉调解员' });
  expect(await accounts(page)).toEqual([
    { login, roles: expect.arrayContaining(['FINANCE', 'MEDIATOR']), state: 'ACTIVE' },
  ]);
  await act(page, button(row, '停用'), '停用', [[{}, '请填写理由']], { 理由: '离职' });
  expect(await accounts(page)).toEqual([{ login, roles: expect.anything(), state: 'SUSPENDED' }]);
  await act(page, button(row, '恢复'), '恢复', [[{}, '请填写理由']], { 理由: '回来上班' });
  // Nothing is bound yet that could be reset.
  expect(await button(row, '重置验证器').count()).toBe(0);
  expect(await accounts(page)).toEqual([{ login, roles: expect.anything(), state: 'ACTIVE' }]);
  await button(rowOf(page, '沈平台管理'), '重置验证器').click();
  await fill(page, { 理由: '手机丢了' });
  await button(dialogOf(page), '重置').click();
  await dialogOf(page).getByText('不能重置自己的').waitFor();
  await button(dialogOf(page), '取消').click();

  await go(page, '/partners');
  const name = `系统${run}`;
  await act(
    page,
    button(page, '登记合作方系统'),
    '登记',
    [[{}, '请填写名称']],
    { 名称: name, 签约主体: '香屯' },
    false,
  );
  const secret = page.getByRole('dialog', { name: '密钥只显示这一次' });
  const keep = async () => {
    await secret.waitFor();
    expect(await seriousFaults(page)).toEqual([]);
    await secret
      .getByRole('button', { name: '关闭' })
      .or(secret.getByRole('button', { name: 'Close' }))
      .click();
    await still(page);
  };
  await keep();
  const system = rowOf(page, name);
  await button(system, '换密钥').click();
  await button(page.getByRole('dialog', { name: '换密钥' }), '换密钥').click();
  await keep();
  await confirmed(page, button(system, '停旧密钥'), '停旧密钥');
  await act(page, button(system, '按合同授权'), '授权', [[{}, '请选择主体']], { 主体: '香屯', 接口: '物流配送' });
  await page.getByRole('tab', { name: '授权' }).click();
  await confirmed(page, button(rowOf(page, name), '收回'), '收回');
  await page.getByRole('tab', { name: '系统' }).click();
  await act(page, button(system, '停用'), '停用', [[{}, '请填写理由']], { 理由: '合同到期' });
  await system.getByText('已停用').waitFor();
}

/** Every item of a checklist is so. */
const so = (list: keyof typeof CHECKLISTS) =>
  Object.fromEntries(CHECKLISTS[list].map((item) => [CHECK_ITEMS[item], '是']));
/** A day of the demo county that no other spec reconciles. */
const OWN_DAY = '2026-11-20';
/** Last month's, whose day has not come: the county has filed those before. */
const RETURN_PERIOD = chinaMonth(startOfChinaMonth(chinaMonth(nowMs())) - 1);
/** Returns, incidents, the register, the roster, published papers, columns. */
async function keepTheHouse(page: Page): Promise<void> {
  const token = await tokenOf(page);
  const period = RETURN_PERIOD;
  const standing = async () =>
    nodesOf(
      (
        await platform.ask(
          '{ statisticalReturns(first: 100) { edges { node { kind period state receipt } } } }',
          {},
          token,
        )
      )['statisticalReturns'],
    ).find((one) => one.kind === 'TRADE_MONTH' && one.period === period);
  await go(page, '/returns');
  if ((await standing())?.state !== 'FILED') {
    await act(
      page,
      button(page, '生成报表'),
      '生成',
      [
        [{ 报表: '网络交易月度统计', 期间: '七月' }, '期间写作'],
        [{ 期间: '2099-01' }, '还没有过完'],
      ],
      { 期间: period },
    );
    const row = rowOf(page, period);
    await confirmed(page, button(row, '核准'), '核准');
    // Who approved it does not file it: finance does, below.
    await button(row, '登记回执').click();
    await fill(page, { 回执号: `HZ-${run}` });
    await button(dialogOf(page), '登记').click();
    await dialogOf(page).getByText('请别人报送').first().waitFor();
    await button(dialogOf(page), '取消').click();
    expect(await standing()).toMatchObject({ state: 'APPROVED' });
  }
  await go(page, '/operations?tab=incidents');
  const incident = { 种类: '软件故障', 在哪里: `网关${run}`, 经过: '重启后恢复' };
  await act(page, button(page, '记录故障'), '记录', [[{ ...incident, 开始: '2099-01-01 08:00' }, '时间不能在将来']], {
    开始: '2026-11-01 08:00',
  });
  await confirmed(page, button(rowOf(page, `网关${run}`), '已恢复'), '已恢复');
  expect(
    nodesOf(
      (await platform.ask('{ incidents { edges { node { unit recoveredAt } } } }', {}, token))['incidents'],
    ).filter(({ unit }) => unit === `网关${run}`),
  ).toEqual([{ unit: `网关${run}`, recoveredAt: expect.any(String) }]);
  await go(page, '/operations?tab=register');
  await button(page, '登记一项').click();
  await button(dialogOf(page), '登记').click();
  await dialogOf(page).getByText('请填写名称').waitFor();
  for (const label of ['部分', '条款']) {
    await dialogOf(page).getByLabel(label).click();
    await page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option').first().click();
  }
  await fill(page, { 名称: `档案${run}`, 内容: '两台服务器，异地各一台' });
  await close(page, '登记');
  await rowOf(page, `档案${run}`).waitFor();

  await go(page, '/documents?tab=duty');
  const person = `值班员${run}`;
  const shifts = async () =>
    (
      (await platform.ask('{ publicServicePage { dutyRoster { person } } }', {}, token))['publicServicePage']
        .dutyRoster as { person: string }[]
    ).filter((one) => one.person === person);
  await act(
    page,
    button(page, '加一班'),
    '保存',
    [[{ 渠道: '电话', 星期: '周日', 从: '18:00', 到: '17:00', 值班人: person }, '结束时间要在开始时间之后']],
    { 到: '19:00' },
  );
  expect(await shifts()).toEqual([{ person }]);
  await page.getByLabel('查找值班').fill(person);
  await confirmed(page, button(rowOf(page, person), '取消这一班'), '取消这一班');
  expect(await shifts()).toEqual([]);
  await page.getByRole('tab', { name: '公示文件' }).click();
  await act(page, button(rowOf(page, '行业自律公约'), '起草新版'), '发布', [[{ 标题: '' }, '请填写标题']], {
    标题: '行业自律公约',
  });

  await go(page, '/columns');
  const column = `栏目${run}`.slice(0, 20);
  await act(page, button(page, '新建栏目'), '保存', [[{ 标题: column }, '请选择商品']], {
    商品: '大米',
    排在第几: '9',
  });
  await act(page, button(rowOf(page, column), '修改'), '保存', [[{ 标题: '' }, '请填写标题']], {
    标题: column,
    副标题: '秋收',
  });
  await rowOf(page, '秋收').waitFor();
  // Somebody else took it off meanwhile: the page says so, and shows what is there now.
  const { marketingColumns } = await platform.ask('{ marketingColumns { id title } }');
  await platform.ask(
    'mutation($input: RemoveMarketingColumnInput!) { removeMarketingColumn(input: $input) { __typename } }',
    { input: { id: (marketingColumns as { id: string; title: string }[]).find(({ title }) => title === column)!.id } },
    token,
  );
  await button(rowOf(page, column), '撤下').click();
  await button(dialogOf(page), '撤下').click();
  await page.getByText('没有办成').waitFor();
}

async function approveAndExamine(page: Page, { partyId }: Farmer): Promise<void> {
  await go(page, `/parties/${partyId}`);
  await act(page, button(page, '不予备案'), '不予备案', [[{}, '请填写理由']], {}, false);
  await button(dialogOf(page), '取消').click();
  await act(page, button(page, '通过'), '通过备案', [], {});
  await button(page, '通过').waitFor({ state: 'hidden' });
  await act(page, button(page, '复审'), '记录结果', [[{}, '请选择结果']], { 结果: '仍然符合', 核查情况: '到地里看过' });

  const due = (await platform.ask('{ catalogDue { kind id } }', {}, await tokenOf(page)))['catalogDue'] as {
    kind: string;
    id: string;
  }[];
  const flagged = due.filter(({ kind }) => kind === 'PRICE_FLAG');
  if (flagged[0]) {
    await go(page, `/products?tab=prices#${flagged[0].id}`);
    await act(
      page,
      button(page.locator(`tr[data-row-key="${flagged[0].id}"]`), '核实完毕'),
      '记录',
      [[{}, '请填写核实情况']],
      { 核实情况: '问过商家，新米上市' },
    );
  }
  const { managedProducts } = await platform.ask(
    '{ managedProducts(first: 1, state: ON_SALE) { edges { node { id } } } }',
    {},
    await tokenOf(page),
  );
  await go(page, `/products/${managedProducts.edges[0].node.id}`);
  await act(
    page,
    button(page, '记录审查结果'),
    '记录',
    [[{ 认定: '违法，撤下', 违反的条款: '99.9', 说明: '试一试' }, '没有这个条款']],
    { 认定: '没有发现问题', 说明: '和实物一致' },
  );
  await page.getByText('和实物一致').first().waitFor();
}

async function inspectAndTakeMeasures(page: Page, { partyId, name, token: farmer }: Farmer): Promise<void> {
  const ofFarmer = (what: string, measureId: string) =>
    platform.ask(
      `mutation($input: ${what === 'appealMeasure' ? 'AppealMeasureInput' : 'ReportRectificationInput'}!) { ${what}(input: $input) { __typename ... on Refusal { message } } }`,
      { input: { measureId, text: '已经改好，附了照片' } },
      farmer,
    );
  const measures = async () =>
    nodesOf(
      (
        await platform.ask('query($id: ID) { measures(partyId: $id) { edges { node { id step state } } } }', {
          id: partyId,
        })
      )['measures'],
    ) as { id: string; step: string; state: string }[];
  await platform.ask(
    'mutation($input: AskForHelpInput!) { askForHelp(input: $input) { __typename } }',
    { input: { requestId: `${run}-help`, partyId, question: `怎么改店名${run}` } },
    farmer,
  );
  await go(page, '/help');
  await act(page, button(rowOf(page, run), '答复'), '答复', [[{}, '请填写答复']], { 答复: '在店铺设置里改' });
  await rowOf(page, `怎么改店名${run}`).waitFor({ state: 'hidden' });

  await go(page, '/supervision?tab=trade');
  await act(
    page,
    button(page, '检查货物'),
    '记录',
    [[{ 被检查的主体: name, ...so('goods'), [CHECK_ITEMS['in-date']]: '不是' }, '请填写情况']],
    { 情况: `包装破了${run}` },
  );
  await confirmed(page, button(rowOf(page, run), '已改正'), '已改正');
  // Only what is not done yet: a check stays until something was done about what it found.
  await go(page, '/supervision?tab=carriers&open=yes');
  await act(page, button(page, '安排检查'), '安排', [[{}, '请选择配送服务商']], {
    配送服务商: '乡脉',
    方式: '抽查',
    内容: '按时送到',
    日期: '2099-12-31',
  });
  const check = rowOf(page, '2099-12-31');
  await act(
    page,
    button(check, '记录结果'),
    '记录',
    [[{ ...so('on-time'), [CHECK_ITEMS['in-agreed-time']]: '不是' }, '请填写情况']],
    {
      情况: '迟了两小时',
    },
  );
  // Words alone settle nothing: the carrier is warned first, for the clause that it broke.
  const token = await tokenOf(page);
  const { supervisionChecks } = await platform.ask(
    '{ supervisionChecks(topic: ON_TIME, onlyOpen: true) { edges { node { breach carrier { id } } } } }',
    {},
    token,
  );
  const late = nodesOf(supervisionChecks).find(({ breach }) => breach === true) as { carrier: { id: string } };
  const warned = { partyId: late.carrier.id, step: 'WARNING', reason: '没有按时送到', clause: '8.2.ax' };
  await platform.ask(
    'mutation($input: TakeMeasureInput!) { takeMeasure(input: $input) { __typename } }',
    { input: { ...warned, requestId: `${run}-late` } },
    token,
  );
  await go(page, '/supervision?tab=carriers&open=yes');
  await button(check, '安排复查').waitFor();
  await act(page, button(check, '登记措施'), '登记', [[{}, '请选择措施']], {
    措施: '警告 8.2.ax',
    另外做了什么: '书面提醒',
  });
  await check.waitFor({ state: 'hidden' });

  await go(page, `/parties/${partyId}`);
  await act(page, button(page, '查看完整身份'), '查看', [[{}, '请填写查看的理由']], { 查看的理由: '核对举报' });
  const measure = { 措施: '警告', 事由: '标签写得不全' };
  await act(page, button(page, '采取措施'), '采取措施', [[{ ...measure, 依据条款: '99.9' }, '没有这一条']], {
    依据条款: '7.3.7.l',
  });
  await act(
    page,
    button(page, '采取措施'),
    '采取措施',
    [[{ 措施: '限期整改', 事由: '没有检验报告', 依据条款: '7.3.7.l', 整改期限: '2026-01-01' }, '到期日要在今天之后']],
    { 整改期限: '2099-01-01' },
  );
  const taken = await measures();
  const idOf = (step: string) => taken.find((one) => one.step === step)!.id;
  expect((await ofFarmer('appealMeasure', idOf('WARNING')))['appealMeasure'].__typename).toBe('Measure');
  expect((await ofFarmer('reportRectification', idOf('RECTIFICATION')))['reportRectification'].__typename).toBe(
    'Measure',
  );
  await go(page, `/measures#${idOf('WARNING')}`);
  const row = (step: string) => page.locator(`tr[data-row-key="${idOf(step)}"]`);
  // The address named this row: it stands alone, and what was appealed is open.
  await page.getByText('只看这一条').waitFor();
  await page.getByText('已经改好，附了照片').first().waitFor();
  expect(await page.locator('tr[data-row-key]').count()).toBe(1);
  await act(page, button(row('WARNING'), '申诉成立'), '撤销措施', [[{}, '请填写答复']], { 答复: '照片属实' });
  await page.getByRole('link', { name: '查看全部' }).click();
  await confirmed(page, button(row('RECTIFICATION'), '核查不通过'), '核查不通过');
  await act(
    page,
    button(row('RECTIFICATION'), '解除'),
    '解除',
    [[{ 事由: '改好了', 依据条款: '99.9' }, '没有这一条']],
    { 依据条款: '6.6' },
  );
  expect(
    (await measures())
      .filter(({ step }) => step !== 'LIFTED')
      .map(({ state }) => state)
      .sort(),
  ).toEqual(['LIFTED', 'REVOKED']);
}

describe('the acts of the admin pages', () => {
  it('let a reviewer approve and examine, and the administrator look after people, papers, checks and measures', async () => {
    const farmer = await farmerWhoApplied(platform, 'm');
    await atDesk(platform, browser, 'reviewer', (page) => approveAndExamine(page, farmer));
    await atDesk(platform, browser, 'admin', async (page) => {
      await inspectAndTakeMeasures(page, farmer);
      await lookAfterStaffAndPartners(page);
      await keepTheHouse(page);
    });
  }, 480_000);

  it('let finance file a return, register a merchant, reconcile a day, explain a difference and recover an advance', async () => {
    await atDesk(platform, browser, 'finance', async (page) => {
      const token = await tokenOf(page);
      await go(page, '/returns');
      const packing = button(rowOf(page, RETURN_PERIOD), '生成报送文件');
      await act(page, packing, '生成', [[{}, '请填写口令']], { 口令: 'by-another-way' });
      const filing = button(rowOf(page, RETURN_PERIOD), '登记回执');
      await act(page, filing, '登记', [[{}, '请填写回执号']], { 回执号: `HZ-${run}` });
      await rowOf(page, `HZ-${run}`).waitFor();
      await go(page, '/finance');
      await button(page, '重新对一天').click();
      await fill(page, { 日期: '2099-01-01' });
      await button(dialogOf(page), '对账').click();
      await dialogOf(page)
        .getByText(/账单要到第二天|还没有到/)
        .first()
        .waitFor();
      await fill(page, { 日期: OWN_DAY });
      await close(page, '对账');
      const open = async () =>
        (await platform.ask('{ paymentsDue { kind id } }', {}, token))['paymentsDue'] as { kind: string; id: string }[];
      // Of the day that was reconciled here: with those of others another spec is busy.
      const { reconciliationCases } = await platform.ask(
        '{ reconciliationCases(first: 100) { edges { node { id date availableActions } } } }',
        {},
        token,
      );
      const { id } = reconciliationCases.edges
        .map(({ node }: any) => node)
        .find(({ date, availableActions }: any) => date === OWN_DAY && availableActions.includes('SETTLE'));
      await go(page, `/finance?tab=differences#${id}`);
      const row = page.locator(`tr[data-row-key="${id}"]`);
      await button(row, '核对后办结').click();
      await button(dialogOf(page), '核对').click();
      await dialogOf(page).getByText('请填写查明的原因').first().waitFor();
      // The provider does not know this payment of the history: no words close the difference.
      await fill(page, { 查明的原因: '支付机构次日补了一分钱的差额，已核对流水' });
      await button(dialogOf(page), '核对').click();
      await dialogOf(page)
        .getByText(/还不一致|请提议退给买家/)
        .first()
        .waitFor();
      await button(dialogOf(page), '取消').click();
      await still(page);
      expect((await open()).some((one) => one.id === id)).toBe(true);
      const [recovery] = (await open()).filter(({ kind }) => kind === 'RECOVERY');
      if (recovery) {
        await go(page, `/finance?tab=recoveries#${recovery.id}`);
        await button(page.locator(`tr[data-row-key="${recovery.id}"]`), '追偿').click();
        await button(dialogOf(page), '追偿').click();
        // Either it is back, or the party's account is too low and the page says so.
        await page
          .getByText(/已追回|没有办成/)
          .first()
          .waitFor();
        await go(page, '/finance?tab=merchants');
      }
      await go(page, '/finance?tab=merchants');
      await button(page, '登记商户号').click();
      await fill(page, {
        主体: '香屯',
        支付机构的商户号: `19${run.slice(-8)}`,
        联系人: '甲',
        支付密码保管人: '甲',
      });
      await button(dialogOf(page), '登记').click();
      await dialogOf(page).locator('.ant-alert-error, .ant-form-item-explain-error').first().waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await button(dialogOf(page), '取消').click();
    });
  }, 120_000);
});
