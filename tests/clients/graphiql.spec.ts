import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { DESK, openBrowser, openWindow, PHONE } from './browser.ts';
import { clientPlatform, type ClientPlatform } from './platform.ts';

describe('/graphiql, as a new user finds it', () => {
  let platform: ClientPlatform;
  let browser: Browser;
  beforeAll(async () => {
    platform = await clientPlatform();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await platform?.stop();
  });

  it.each([
    ['at a desk', DESK],
    ['on a phone', PHONE],
  ])('answers its first example at the first press, %s', async (_where, kind) => {
    const { page, context, faults } = await openWindow(browser, kind);
    await page.goto(`${platform.url}/graphiql`);
    await page.getByText('令牌一小时内有效').waitFor();
    await page.getByRole('button', { name: /Execute query/ }).click();
    const answer = page.locator('.result-window');
    await answer.getByText('"partnerGrants"').waitFor();
    expect(await answer.innerText()).toContain('演示合作方程序');
    expect(await answer.innerText()).not.toContain('errors');
    // Nothing lies beside the screen, and the answer next to the question.
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    const [question, response] = await Promise.all(
      ['.graphiql-editors', '.graphiql-response'].map((part) => page.locator(part).boundingBox()),
    );
    expect(
      Math.max(response!.x - question!.x - question!.width, response!.y - question!.y - question!.height),
    ).toBeLessThan(20);
    expect(faults).toEqual([]);
    await context.close();
  });
});
