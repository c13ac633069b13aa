import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Person } from '../journeys/client.ts';
import { PLANTS } from '../journeys/plants.ts';
import { DESK, openWindow, quiet, type Watched } from './browser.ts';
import type { ClientPlatform } from './platform.ts';

/** Members of staff at their desks, and who comes to them. */

/** Then the app shows another code. */
const CODE_MS = 30_000;
const FACTOR_SECRET = 'HEITUDEMOHEITUDEMOHEITUDEMOHEITU';
/** Each run makes its own rows: the platform may be one that other specs use as well. */
export const run = Date.now().toString(36);
export const seen = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
export const tokenOf = (page: Page): Promise<string> =>
  page.evaluate("JSON.parse(sessionStorage.getItem('heitu.admin.session')).token");
/** Nothing is being read any more. */
export const still = async (page: Page): Promise<void> => {
  await quiet(page);
  await page
    .locator('.ant-skeleton-active, .ant-spin-spinning, [aria-label=正在打开], [aria-label=正在读取]')
    .first()
    .waitFor({ state: 'hidden' });
};

/**
 * A member of staff at a desk, signed in by password and the code of the app as anybody would be; nothing may go wrong
 * on the way.
 */
export async function atDesk(
  { url, control }: ClientPlatform,
  browser: Browser,
  login: string,
  work: (page: Page, window: Watched) => Promise<void>,
): Promise<void> {
  const window = await openWindow(browser, DESK);
  const { page } = window;
  try {
    await page.goto(`${url}/admin/parties`);
    await seen(page, '工作人员登录');
    await page.getByLabel('账号').fill(login);
    await page.getByLabel('密码').fill('heitu-demo-2026');
    await page.getByRole('button', { name: '下一步' }).click();
    // A code is good once: that of this half minute may have been used by another spec, as the same person.
    const enter = async (): Promise<void> => {
      await page
        .getByLabel('六位验证码')
        .fill(String((await control('/authenticator', { secret: FACTOR_SECRET }))['code']));
      const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
      await page.getByRole('button', { name: '登录', exact: true }).click();
      // Back to where the sign-in was asked for.
      if ((await (await answered).text()).includes('"token"')) return page.waitForURL(/\/admin\/parties$/);
      await control('/clock', { advanceMs: CODE_MS });
      throw new Error('that code was used before');
    };
    await enter().catch(enter).catch(enter).catch(enter);
    await work(page, window);
    expect(window.faults).toEqual([]);
  } finally {
    await window.context.close();
  }
}

/** A desk where somebody has signed in before: signing in is tapped elsewhere. */
export async function deskOf(
  { url }: ClientPlatform,
  browser: Browser,
  who: Person,
): Promise<Watched & { open(path: string): Promise<void> }> {
  const { me } = await who.ask('{ me { id displayName roles } }');
  const window = await openWindow(browser, DESK);
  await window.page.addInitScript(
    (session) => sessionStorage.setItem('heitu.admin.session', session),
    JSON.stringify({ token: who.token, roles: me.roles, displayName: me.displayName, accountId: me.id }),
  );
  return {
    ...window,
    async open(path) {
      await window.page.goto(`${url}/admin${path}`);
      await still(window.page);
    },
  };
}

/** A picture of one point. */
const SCAN = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A farmer who applied to sell and waits; answers the ids. */
export async function farmerWhoApplied(
  { url, ask, tokenOf: wechatTokenOf }: ClientPlatform,
  whose: string,
): Promise<{ partyId: string; name: string; filingId: string; token: string }> {
  const token = await wechatTokenOf(`${run}-${whose}`);
  const name = `农户${whose}${run}`;
  const { registerParty } = await ask(
    'mutation($input: RegisterPartyInput!) { registerParty(input: $input) { ... on Party { id } ... on Refusal { message details { path about text } } } }',
    {
      input: {
        requestId: `${run}-${whose}-party`,
        kind: 'FARMER',
        name,
        idNumber: PLANTS.idNumber(run, whose),
        legalRepresentative: name,
        contactName: name,
        contactPhone: PLANTS.phone(run, whose),
        divisionCode: '230184',
        address: '五常市试验街1号',
        exemption: { reason: '个人销售自产农副产品', declaration: '本人承诺销售的均为自家地里种的农产品，内容属实。' },
      },
    },
    token,
  );
  if (!registerParty.id) throw new Error(JSON.stringify(registerParty));
  const upload = await fetch(`${url}/edges/sellers/files?purpose=licence`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
    body: SCAN,
  });
  const { id: fileId } = (await upload.json()) as { id: string };
  const { addDocument } = await ask(
    'mutation($input: AddDocumentInput!) { addDocument(input: $input) { __typename ... on Refusal { message details { path about text } } } }',
    {
      input: {
        requestId: `${run}-${whose}-scan`,
        partyId: registerParty.id,
        type: 'PREMISES',
        number: 'CD-1',
        issuer: '本人',
        validFromOn: '2026-01-01',
        fileId,
      },
    },
    token,
  );
  if (addDocument.__typename !== 'Document') throw new Error(JSON.stringify(addDocument));
  const { submitFiling } = await ask(
    'mutation($input: SubmitFilingInput!) { submitFiling(input: $input) { ... on Filing { id } ... on Refusal { message } } }',
    { input: { requestId: `${run}-${whose}-filing`, partyId: registerParty.id } },
    token,
  );
  return { partyId: registerParty.id, name, filingId: submitFiling.id, token };
}
