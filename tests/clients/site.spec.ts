import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DESK, faultsByNight, openBrowser, openWindow, PHONE, seriousFaults, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

let platform: ClientPlatform;
let browser: Browser;
let lot = '';

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
  lot = (await platform.ask('{ search(text: "大米", first: 1) { edges { node { lots { lotCode } } } } }'))['search']
    .edges[0].node.lots[0].lotCode;
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await platform?.stop();
});

/** A window that is closed again, and that nothing went wrong in. */
async function within(
  kind: typeof PHONE | typeof DESK,
  work: (page: Page, window: Watched) => Promise<void>,
): Promise<void> {
  const window = await openWindow(browser, kind);
  try {
    await work(window.page, window);
    expect(window.faults).toEqual([]);
  } finally {
    await window.context.close();
  }
}
const shown = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

describe('the public pages', () => {
  it.each([
    ['/services', '投诉答复', 2],
    ['/register', '五常市香屯种植专业合作社', 2],
    ['/results', /公布/, 3],
    ['/rules', '个人信息保护告知', 2],
    ['/', '经营主体', 1],
    ['/trace', '查一查', 1],
  ] as const)(
    'show %s to anybody, on a phone, with few questions',
    async (path, text, questions) => {
      await within(PHONE, async (page, { asked }) => {
        await page.goto(platform.url + path);
        await shown(page, text);
        await page.waitForLoadState('networkidle');
        expect(asked.length).toBe(questions);
        // Who answers for the page stands under each, as it is filed (6.1.c) and published (6.6.b).
        const footer = await page.locator('footer').innerText();
        const filed = await platform.ask(
          '{ servicePhone publicRegister(kind: OPERATOR, first: 1) { edges { node { name licences { type number } } } } }',
        );
        const operator = filed['publicRegister'].edges[0].node;
        for (const type of ['ICP_FILING', 'DOMAIN_CERTIFICATE'])
          expect(footer).toContain(operator.licences.find((one: { type: string }) => one.type === type).number);
        expect([footer.includes(operator.name), footer.includes(filed['servicePhone'])]).toEqual([true, true]);
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
        expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
      });
    },
    60_000,
  );

  it('lead from the code on a bag to its way, and say what is wrong with other codes', async () => {
    await within(PHONE, async (page) => {
      await page.goto(`${platform.url}/`);
      const look = async (text: string) => {
        await page.getByLabel('标签上的溯源码').fill(text);
        await page.getByRole('button', { name: '查一查' }).click();
      };
      await look('');
      await shown(page, '请把标签上的溯源码填进来');
      await look('https://other.example/trace/HT123456');
      await shown(page, '这是别的平台的码');
      await look('大米');
      await shown(page, '溯源码只有字母、数字和短横');
      await look(`${platform.url}/trace/${lot}`);
      await shown(page, '平台核对：签名以后没有改动');
      expect(new URL(page.url()).pathname).toBe(`/trace/${lot}`);
      expect(await page.locator('.timeline li').count()).toBeGreaterThan(3);
      expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
      await look('HT-NOT-THERE');
      await shown(page, '没有查到');
      // As the picture on the label is opened by a phone's camera, and by its short form.
      await page.goto(`${platform.url}/t/${lot}`);
      await shown(page, '平台核对：签名以后没有改动');
    });
  }, 60_000);

  it('tell that the network is gone, and go on when it is back', async () => {
    const window = await openWindow(browser, DESK);
    const { page, context } = window;
    await page.goto(`${platform.url}/`);
    await context.setOffline(true);
    await page.getByRole('link', { name: '服务与时限' }).first().click();
    await shown(page, '网络不通');
    await context.setOffline(false);
    await page.getByRole('button', { name: '再试一次' }).click();
    await shown(page, '投诉答复');
    await context.close();
  }, 60_000);
});

describe('the panel', () => {
  it("opens everybody's door with one tap: a buyer by WeChat, the administrator with password filled in", async () => {
    await within(DESK, async (page) => {
      await page.goto(`${platform.url}/`);
      await page.getByRole('img', { name: /小程序的二维码/ }).waitFor();
      expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
      const signedIn = page.waitForResponse(
        async (response) => response.url().endsWith('/graphql') && (await response.text()).includes('"SignedIn"'),
      );
      await page.getByRole('link', { name: /赵春生/ }).click();
      expect((await signedIn).status()).toBe(200);
      expect(page.url().startsWith(`${platform.url}/m/`)).toBe(true);
      await page.goto(`${platform.url}/`);
      await page.getByRole('link', { name: /监管部门/ }).click();
      await page.waitForURL(/\/admin\/sign-in/);
      await page.locator('input[value="regulator"]').waitFor();
    });
  }, 60_000);

  it('is not there where the world outside is real', async () => {
    await within(DESK, async (page) => {
      await page.route('**/site.json', (route) => route.fulfill({ json: { sandbox: null, phone: null } }));
      await page.goto(`${platform.url}/`);
      await shown(page, '经营主体');
      await page.waitForLoadState('networkidle');
      expect(await page.getByText('试一试').count()).toBe(0);
    });
  }, 60_000);
});
