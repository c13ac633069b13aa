import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { NARROW_PHONE, openBrowser, openWindow, PHONE, seriousFaults, type Watched } from './browser.ts';
import { atDesk, farmerWhoApplied, run, seen, still, tokenOf } from './desk.fixture.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

let platform: ClientPlatform;
let browser: Browser;

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

const go = (page: Page, path: string) => page.goto(`${platform.url}/admin${path}`);
const as = (login: string, work: (page: Page, window: Watched) => Promise<void>) =>
  atDesk(platform, browser, login, work);
const stateOfFiling = async (token: string, partyId: string): Promise<string> =>
  (await platform.ask('query($id: ID!) { party(id: $id) { filings { state } } }', { id: partyId }, token))['party']
    .filings[0].state;

/** As rows that were copied from a spreadsheet. */
async function pasteInto(field: Locator, rows: readonly (readonly string[])[]): Promise<void> {
  const text = rows.map((cells) => cells.join('\t')).join('\n');
  await field.focus();
  await field.page().evaluate(`(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', ${JSON.stringify(text)});
    const paste = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement.dispatchEvent(paste);
  })()`);
}

/** What is wrong is said at its field, and nothing is written. */
async function registerVillageAndStandard(page: Page): Promise<void> {
  const code = `230184${String(Date.now()).slice(-6)}`;
  const villages = async () =>
    (
      (await platform.ask('{ villages { code remote served } }', {}, await tokenOf(page)))['villages'] as {
        code: string;
      }[]
    ).filter((row) => row.code === code);
  const dialog = page.getByRole('dialog');
  await go(page, '/villages');
  await page.getByRole('button', { name: '登记村屯' }).click();
  await dialog.getByLabel('编码（12位）').fill('2301');
  await dialog.getByLabel('村名').fill('新立屯');
  await dialog.getByRole('switch').click();
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.getByText('村级编码为12位数字').waitFor();
  expect(await villages()).toEqual([]);
  await dialog.getByLabel('编码（12位）').fill(code);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByLabel('查找村屯').fill(code);
  await page.getByRole('cell', { name: code }).waitFor();
  expect(await villages()).toEqual([{ code, remote: true, served: expect.any(Boolean) }]);
  await page.getByRole('button', { name: '登记村屯' }).click();
  await pasteInto(dialog.getByLabel('编码（12位）'), [[code, '新立屯', '', '是', '44度', '127.16']]);
  await dialog.getByText('粘贴的第 1 行，“纬度”写的是“44度”，不是数字').waitFor();
  // Of one that stands there twice the last counts.
  const row = (name: string) => [code, name, '', '是', '44.93', '127.16'];
  await pasteInto(dialog.getByLabel('编码（12位）'), [row('旧屯'), row('新立屯')]);
  await dialog.getByRole('button', { name: '删除第 2 行' }).waitFor();
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('cell', { name: '新立屯' }).waitFor();
  await page.getByRole('cell', { name: '44.93,127.16' }).waitFor();
  expect(await villages()).toEqual([{ code, remote: true, served: expect.any(Boolean) }]);
  expect(await seriousFaults(page)).toEqual([]);

  await go(page, '/standards');
  await page.getByRole('button', { name: '登记标准' }).click();
  await dialog.getByLabel('标准编号').fill(`DB23/T ${run}`);
  await dialog.getByLabel('名称').fill('县里的标准');
  for (const [label, option] of [
    ['种类', '推荐性标准'],
    ['适用类目', '蜂蜜'],
  ] as const) {
    await dialog.getByLabel(label).click();
    await page.keyboard.type(option);
    await page.keyboard.press('Enter');
  }
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByLabel('查找执行标准').fill(`DB23/T ${run.toUpperCase()}`);
  await page.getByRole('cell', { name: '县里的标准' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
}

describe('the admin pages', () => {
  it('let a reviewer find an application among what is due, send it back with a reason after saying what is missing, and no more', async () => {
    const { partyId, name, token } = await farmerWhoApplied(platform, 'a');
    await as('reviewer', async (page, { asked }) => {
      await page.getByRole('link', { name: '今日', exact: true }).click();
      await seen(page, '等您审的');
      // What is due later than others stands behind a press.
      const all = page.getByRole('button', { name: /^全部 \d+ 件$/ }).first();
      if (await all.count()) await all.click();
      await page.locator(`a[href$='/parties/${partyId}']`).waitFor();
      // What the page before it still asked for is not this one's.
      await still(page);
      asked.length = 0;
      await page.locator(`a[href$='/parties/${partyId}']`).click();
      await seen(page, name);
      await still(page);
      // On a busy machine the dashboard's last request may come after all.
      expect(asked.length).toBeLessThanOrEqual(2);
      // The scan, which only its readers may fetch.
      await page.getByRole('img', { name: '固定场所' }).waitFor();
      expect(await page.evaluate("document.querySelector('.paper-view img').naturalWidth")).toBe(1);
      await page.getByRole('button', { name: '退回补正' }).click();
      const dialogue = page.getByRole('dialog');
      await dialogue.getByRole('button', { name: '退回补正' }).click();
      await seen(page, '请填写理由');
      expect(await stateOfFiling(token, partyId)).toBe('UNDER_REVIEW');
      await dialogue.getByLabel('理由').fill('请补一张地块照片');
      await dialogue.getByRole('button', { name: '退回补正' }).click();
      await dialogue.waitFor({ state: 'hidden' });
      expect(await stateOfFiling(token, partyId)).toBe('RETURNED');
      await page.getByRole('button', { name: '退回补正' }).waitFor({ state: 'detached' });
      expect(await seriousFaults(page)).toEqual([]);
    });
  }, 120_000);

  it('let a mediator answer and decide a complaint, each by what can be done then', async () => {
    const consumer = await platform.tokenOf(`${run}-consumer`);
    const { fileComplaint } = await platform.ask(
      'mutation($input: FileComplaintInput!) { fileComplaint(input: $input) { ... on Complaint { id number } ... on Refusal { message } } }',
      { input: { requestId: `${run}-complaint`, kind: 'SERVICE', text: '客服一直没有人接电话', wanted: 'ANSWER' } },
      consumer,
    );
    const stateNow = async () =>
      (
        await platform.ask(
          'query($id: ID!) { complaint(id: $id) { state finding } }',
          { id: fileComplaint.id },
          consumer,
        )
      )['complaint'];
    await as('mediator', async (page) => {
      await page.getByRole('link', { name: '案子', exact: true }).click();
      await page.getByRole('link', { name: fileComplaint.number }).click();
      await seen(page, '客服一直没有人接电话');
      expect(await page.getByRole('button', { name: '裁定' }).count()).toBe(0);
      await page.getByRole('button', { name: '答复' }).click();
      const dialogue = page.getByRole('dialog');
      await dialogue.locator('textarea').fill('已增加一名值班人员，向您道歉');
      await dialogue.getByRole('button', { name: '答复' }).dblclick();
      await dialogue.waitFor({ state: 'hidden' });
      expect(await stateNow()).toMatchObject({ state: 'ANSWERED' });
      await platform.ask(
        'mutation($input: EscalateComplaintInput!) { escalateComplaint(input: $input) { __typename } }',
        { input: { complaintId: fileComplaint.id } },
        consumer,
      );
      await page.reload();
      await page.getByRole('button', { name: '裁定' }).click();
      await dialogue.getByText('无责').click();
      await dialogue.getByLabel('查明的事实和理由').fill('录音显示电话三分钟内接通');
      await dialogue.getByLabel('依据条款').fill('99.9');
      await dialogue.getByRole('button', { name: '裁定' }).click();
      // What the server refuses stands at its field, and nothing was decided.
      await seen(page, '没有这一条');
      expect(await stateNow()).toMatchObject({ state: 'ESCALATED' });
      await dialogue.getByLabel('依据条款').fill('6.6.d');
      await dialogue.getByRole('button', { name: '裁定' }).click();
      await dialogue.waitFor({ state: 'hidden' });
      expect(await stateNow()).toEqual({ state: 'SETTLED', finding: '录音显示电话三分钟内接通' });
      expect(await seriousFaults(page)).toEqual([]);
    });
  }, 120_000);

  it('let the administrator assess a month, print the conformance report whole, and register a village and a standard', async () => {
    const month = '2026-08';
    await as('admin', async (page) => {
      await page.getByRole('link', { name: '月度考评' }).click();
      await page.getByRole('button', { name: '考评一个月' }).click();
      await page.getByRole('dialog').getByLabel('月份').fill(month);
      await page.getByRole('dialog').getByRole('button', { name: '考评', exact: true }).click();
      await page.getByRole('link', { name: month }).click();
      // Its parties look at it first.
      await seen(page, '待公布');
      expect(await page.getByRole('button', { name: '公布结果' }).count()).toBe(0);
      await page.getByRole('link', { name: '符合性报告' }).click();
      await seen(page, '共 150 条');
      expect(await page.locator('article.clause-row').count()).toBe(150);
      await page.evaluate('window.print = () => { window.printed = true; }');
      await page.getByRole('button', { name: '打印' }).click();
      expect(await page.evaluate('window.printed')).toBe(true);
      await page.emulateMedia({ media: 'print' });
      expect(await page.getByRole('navigation').isVisible()).toBe(false);
      expect(await page.locator('article.clause-row').last().isVisible()).toBe(true);
      expect((await page.pdf()).subarray(0, 5).toString()).toBe('%PDF-');
      await page.emulateMedia({ media: 'screen' });
      // From a figure to the records behind it.
      await page
        .locator('[id="11.6.3"]')
        .getByRole('link', { name: /看依据/ })
        .click();
      await page.waitForURL(/\/admin\/operations/);
      expect(await seriousFaults(page)).toEqual([]);
      await registerVillageAndStandard(page);
    });
  }, 120_000);

  it('show a regulator every page without a button that changes anything, and the server refuses what is sent all the same', async () => {
    const { partyId, filingId, token } = await farmerWhoApplied(platform, 'b');
    await as('regulator', async (page) => {
      await seen(page, '只读：可以查看，不能办理');
      const places: string[] = await page.evaluate(
        "[...document.querySelectorAll('nav a')].map((a) => new URL(a.href).pathname.slice(6))",
      );
      expect(places.length).toBeGreaterThan(15);
      expect(places).not.toContain('/people');
      const harmless =
        /^(导出表格|转 90°|在新窗口看|打印|刷新|现在检查|重新读取|上一页|下一页|收起栏目|打开栏目|演监管.*|提出|写明原因|看这次报警|出具的月报|全部 \d+ 件|查订单、.*|)$/;
      for (const path of [...places, `/parties/${partyId}`]) {
        if (places.includes(path)) await page.locator(`nav a[href='/admin${path}']`).click();
        else await go(page, path);
        await still(page);
        const buttons: string[] = await page.evaluate(
          "[...document.querySelectorAll('.ant-btn')].map((button) => (button.textContent || button.getAttribute('aria-label') || '').trim())",
        );
        expect({ path, changing: buttons.filter((text) => !harmless.test(text)) }).toEqual({ path, changing: [] });
      }
      await go(page, '/people');
      await seen(page, '您没有权限看这一页');
      const own = await tokenOf(page);
      await expect(
        platform.ask(
          'mutation($input: DecideFilingInput!) { decideFiling(input: $input) { __typename } }',
          { input: { requestId: `${run}-regulator`, filingId, decision: 'APPROVE' } },
          own,
        ),
      ).rejects.toThrow('FORBIDDEN');
      expect(await stateOfFiling(token, partyId)).toBe('UNDER_REVIEW');
    });
  }, 180_000);

  it.each([
    ['390', PHONE],
    ['360', NARROW_PHONE],
  ] as const)(
    'fit the sign-in on a phone of %s px, at each of its steps, with nothing to be moved sideways',
    async (_width, kind) => {
      const { page, context, faults } = await openWindow(browser, kind);
      const wide = async (): Promise<number> =>
        Number(await page.evaluate('Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)'));
      await go(page, '/parties');
      await seen(page, '工作人员登录');
      expect(await wide()).toBe(kind.viewport.width);
      await page.getByLabel('账号').fill('admin');
      await page.getByLabel('密码').fill('heitu-demo-2026');
      expect(await seriousFaults(page)).toEqual([]);
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByLabel('六位验证码').waitFor();
      expect(await wide()).toBe(kind.viewport.width);
      const outside = await page.evaluate(
        "[...document.querySelectorAll('button, input')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent)",
      );
      expect(outside).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
    60_000,
  );

  it('keep in the address what is shown, take a second tab in without another sign-in, and leave both at once', async () => {
    await as('admin', async (page, { context }) => {
      await go(page, '/orders');
      await still(page);
      const first = () => page.locator('tr.ant-table-row').first().getAttribute('data-row-key');
      const before = await first();
      await page.getByRole('button', { name: '下一页' }).click();
      await seen(page, '第 2 页');
      await still(page);
      const shown = await first();
      expect(shown).not.toBe(before);
      await page.reload();
      await seen(page, '第 2 页');
      await still(page);
      expect(await first()).toBe(shown);
      const second = await context.newPage();
      await second.goto(page.url());
      await seen(second, '第 2 页');
      expect(await second.locator('tr.ant-table-row').first().getAttribute('data-row-key')).toBe(shown);
      await second.getByRole('button', { name: /平台管理员/ }).click();
      await second.getByText('退出登录').click();
      await seen(second, '工作人员登录');
      await seen(page, '工作人员登录');
    });
  }, 120_000);

  it('lead back to the page where a sign-in ended', async () => {
    await as('finance', async (page, window) => {
      await go(page, '/finance?tab=balance');
      await seen(page, '借贷相平');
      const token = await tokenOf(page);
      await platform.ask('mutation { signOut { __typename } }', {}, token);
      // The gateway takes two seconds at most to hear of it.
      while (
        await platform.ask('{ me { id } }', {}, token).then(
          ({ me }) => me !== null,
          () => false,
        )
      )
        await page.waitForTimeout(100);
      await page.getByRole('tab', { name: '结算' }).click();
      await seen(page, '登录已过期，请重新登录');
      expect(new URL(page.url()).searchParams.get('back')).toBe('/finance?tab=settlements');
      // The browser itself calls the refused request an error.
      expect(window.faults.splice(0)).toEqual([expect.stringContaining('401')]);
    });
  }, 150_000);
});
