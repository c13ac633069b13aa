import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { DESK, faultsByNight, openBrowser, openWindow, PHONE, quiet, seriousFaults, type Watched } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

let platform: ClientPlatform;
let browser: Browser;
let lot = '';

beforeAll(async () => {
  [platform, browser] = await Promise.all([clientPlatform(), openBrowser()]);
  lot = (await platform.ask('{ search(text: "大米", first: 1) { edges { node { lots { lotCode } } } } }'))['search']
    .edges[0].node.lots[0].lotCode;
});
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

const PAGES = [
  ['/services', '投诉答复', 2],
  ['/register', '五常市香屯种植专业合作社', 2],
  ['/results', /公布/, 3],
  ['/rules', '个人信息保护告知', 2],
  ['/recalls', /对一对袋子上的批号/, 2],
  ['/report', '谁都可以举报', 1],
  ['/papers', '文件上的验证码', 1],
  ['/inspect', '请打开平台发给您的整条链接', 1],
  ['/', '这周的人和地', 2],
  ['/trace', '查来历', 1],
] as const;
/** What a code on a bag opens is looked at in labels.spec.ts. */
const OF_BAGS = ['t', '01'];

describe('the public pages', () => {
  it('are all looked at', () => {
    const listed = JSON.parse(readFileSync(new URL('../../admin/site/pages.json', import.meta.url), 'utf8')) as object;
    expect(Object.keys(listed).filter((page) => !PAGES.some(([path]) => path === `/${page}`))).toEqual(OF_BAGS);
  });

  it.each(PAGES)(
    'show %s to anybody, on a phone, with few questions',
    async (path, text, questions) => {
      await within(PHONE, async (page, { asked }) => {
        await page.goto(platform.url + path);
        await shown(page, text);
        await quiet(page);
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
        await page.getByRole('button', { name: '查来历' }).click();
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
      // The first steps and the last stand there at once; those between are a press away.
      const seenSteps = () => page.locator('.way > li').filter({ visible: true }).count();
      expect(await seenSteps()).toBe(5);
      await page.getByText(/^中间还有 \d+ 步$/).click();
      expect(await seenSteps()).toBeGreaterThan(6);
      await page.getByText('怎么核的，谁都改不了吗').click();
      await shown(page, /这个浏览器没有自己算/);
      expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
      await look('HT-NOT-THERE');
      await shown(page, '没有查到');
      // As the picture on the label is opened by a phone's camera, and by its short form.
      await page.goto(`${platform.url}/t/${lot}`);
      await shown(page, '平台核对：签名以后没有改动');
    });
  }, 60_000);

  it('begin with the county as it is now, whom one buys from, and figures that open where they come from', async () => {
    const { assessedMonths } = await platform.ask('{ assessedMonths { month publishedAt } }');
    const month = assessedMonths.find((one: { publishedAt: string | null }) => one.publishedAt).month;
    const { assessments } = await platform.ask(
      'query($month: String!) { assessments(month: $month, first: 50) { edges { node { figures { metric good total } } } } }',
      { month },
    );
    const figures = assessments.edges.flatMap(
      ({ node }: { node: { figures: { metric: string; good: number; total: number }[] } }) =>
        node.figures.filter(({ metric }) => metric === 'deliveries-in-time'),
    ) as { good: number; total: number }[];
    const sum = (part: 'good' | 'total') => figures.reduce((all, one) => all + one[part], 0);
    const inTime = `${Math.floor((sum('good') / sum('total')) * 1000) / 10}%`;
    await within(DESK, async (page) => {
      const drawing = page.waitForResponse((response) => response.url().endsWith('.svg'));
      await page.goto(`${platform.url}/`);
      expect((await (await drawing).body()).length).toBeLessThanOrEqual(60 * 1024);
      await page.getByRole('img', { name: /天的五常/ }).waitFor();
      await shown(page, '这周的人和地');
      await quiet(page);
      expect(
        await page.evaluate("[...document.querySelectorAll('img')].filter((one) => one.naturalWidth === 0).length"),
      ).toBe(0);
      expect(await page.locator('article.person').count()).toBe(3);
      const kept = page.getByRole('link', { name: /按时送到/ });
      expect(await kept.innerText()).toContain(inTime);
      await kept.click();
      await page.waitForURL((url) => url.pathname === '/results' && url.searchParams.get('month') === month);
    });
  }, 60_000);

  it('tell that the network is gone, and go on when it is back', async () => {
    const window = await openWindow(browser, DESK);
    const { page, context } = window;
    await page.goto(`${platform.url}/`);
    await context.setOffline(true);
    await page.getByRole('link', { name: '收费和时限' }).first().click();
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
      expect([...(await seriousFaults(page)), ...(await faultsByNight(page))]).toEqual([]);
    });
  }, 60_000);

  it('is not there where the world outside is real', async () => {
    await within(DESK, async (page) => {
      await page.route('**/site.json', (route) => route.fulfill({ json: { sandbox: null, phone: null } }));
      await page.goto(`${platform.url}/`);
      await shown(page, '这周的人和地');
      await quiet(page);
      expect(await page.getByText('试一试').count()).toBe(0);
    });
  }, 60_000);
});
