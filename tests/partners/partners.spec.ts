import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { peerActor } from '@heitu/kit/rules/actor';
import { idFrom, newId } from '@heitu/kit/rules/ids';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CLIENT } from '@heitu/sandbox/seed';
import { SCOPES } from '@heitu/standard';
import { startTestPlatform, type Platform, type Reply } from '../contract/platform.fixture.ts';

const COOPERATIVE = idFrom('party:seller:xiangtun-coop');

/** One question for each scope, and where in its answer the rows are. */
const ASKED: Readonly<Record<string, string>> = {
  'marketing-accounts':
    'query($p: ID!) { salesByDay(fromDate: "2026-01-01", toDate: "2026-12-31") { partyId date orders grossFen netFen } settlements(first: 100) { edges { node { partyId netFen } } } }',
  stock:
    'query($p: ID!) { stockLevels { edges { node { free held sku { id product { title } } } } } stockMovements { edges { node { unitsIn unitsOut } } } }',
  payment: 'query($p: ID!) { partnerPayments(first: 100) { edges { node { orderId partyId totalFen state } } } }',
  logistics:
    'query($p: ID!) { partnerShipments(first: 100) { edges { node { sellerPartyId carrierPartyId toCounty state } } } }',
  bank: 'query($p: ID!) { merchantAccounts { edges { node { partyId state } } } payouts(first: 100) { edges { node { partyId providerReference netFen } } } }',
  'customer-relations': 'query($p: ID!) { customers(partyId: $p) { edges { node { customerRef orders totalFen } } } }',
  analysis: 'query($p: ID!) { tradeChanges(partyId: $p) { edges { node { orderId partyId totalFen } } } }',
};

describe("partners' programs at the gateway", () => {
  let platform: Platform;
  beforeAll(async () => void (platform = await startTestPlatform({ mariaDb: 'partners' })));
  afterAll(() => platform.close());

  async function tokenFor(...scopes: string[]): Promise<string> {
    const response = await fetch(`${platform.url}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${CLIENT.clientId}:${CLIENT.secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: scopes.join(' ') }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  }
  const ask = (token: string, scope: string): Promise<Reply> =>
    platform.post(
      token,
      ASKED[scope]!.replace(/^query\(\$p: ID!\)/, ASKED[scope]!.includes('$p)') ? '$&' : 'query'),
      ASKED[scope]!.includes('$p)') ? { p: COOPERATIVE } : {},
    );
  const tokenOf = (role: string) => platform.callers.find((caller) => caller.role === role)!.token!;

  describe.each(Object.keys(ASKED))('scope %s', (scope) => {
    it('shows what is of the parties that let it, and nothing to a token of the other scopes', async () => {
      const answer = await ask(await tokenFor(scope), scope);
      expect(answer.errors).toBeUndefined();
      for (const [root, found] of Object.entries(answer.data!)) {
        const rows: Record<string, unknown>[] = Array.isArray(found) ? found : nodesOf(found as never);
        expect([root, rows.length > 0]).toEqual([root, true]);
        for (const row of rows) if ('partyId' in row) expect(row['partyId']).toBe(COOPERATIVE);
      }
      const others = await ask(await tokenFor(...SCOPES.filter((one) => one !== scope)), scope);
      const nothing = Object.values(answer.data!).map(() => null);
      expect(Object.values(others.data!)).toEqual(nothing);
      expect(others.errors!.map(({ extensions }) => extensions!['code'])).toEqual(nothing.map(() => 'FORBIDDEN'));
    });
  });

  it('gives the same by the page and by the thousand, an order again when it changes, and nothing twice', async () => {
    const token = await tokenFor('analysis');
    const download = async (query: string, as: string | null = token) => {
      const response = await fetch(`${platform.url}/edges/trust/export/trade?${query}`, {
        headers: as ? { authorization: `Bearer ${as}` } : {},
      });
      return {
        status: response.status,
        next: response.headers.get('x-next-mark') ?? '',
        more: response.headers.get('x-has-more'),
        lines:
          response.status === 200
            ? (await response.text())
                .split('\n')
                .filter(Boolean)
                .map((line) => JSON.parse(line))
            : [],
      };
    };
    const [{ n }] = (await platform.rows('trust', 'select count(*) as n from "TradeMilestone" where "partyId" = ?', [
      COOPERATIVE,
    ])) as [{ n: number }];
    const all = [];
    let after = '';
    for (let more = 'true'; more === 'true';) {
      const page = await download(`partyId=${COOPERATIVE}&limit=7${after && `&after=${after}`}`);
      all.push(...page.lines);
      [after, more] = [page.next, page.more!];
    }
    expect([all.length, new Set(all.map(({ orderId }) => orderId)).size]).toEqual([n, n]);
    expect(all.map(({ changedAt }) => changedAt)).toEqual(all.map(({ changedAt }) => changedAt).sort());
    expect((await download(`partyId=${COOPERATIVE}&after=${after}`)).lines).toEqual([]);
    // What changes comes again, once it cannot be overtaken any more.
    const changedAtMs = Date.now() - 3 * 60_000;
    await platform.rows(
      'trust',
      'update "TradeMilestone" set "changedAtMs" = ?, "refundedFen" = 77 where "orderId" = ?',
      [changedAtMs, all[0].orderId],
    );
    expect((await download(`partyId=${COOPERATIVE}&after=${after}`)).lines).toMatchObject([
      { orderId: all[0].orderId, refundedFen: 77 },
    ]);
    await platform.rows('trust', 'update "TradeMilestone" set "changedAtMs" = ? where "orderId" = ?', [
      Date.now(),
      all[0].orderId,
    ]);
    expect((await download(`partyId=${COOPERATIVE}&after=${after}`)).lines).toEqual([]);
    expect((await download(`partyId=${idFrom('party:seller:xiwang-grain')}`)).lines).toEqual([]);
    expect([
      (await download(`partyId=${COOPERATIVE}&after=x`)).status,
      (await download(`partyId=${COOPERATIVE}&limit=5001`)).status,
      (await download(`partyId=${COOPERATIVE}`, null)).status,
      (await download(`partyId=${COOPERATIVE}`, await tokenFor('stock'))).status,
    ]).toEqual([400, 400, 401, 403]);
  });

  it('names a customer differently to each partner, by the page too, and leaves each look on the trail', async () => {
    const token = await tokenFor('customer-relations');
    const page = async (after: string | null) =>
      (
        await platform.post(
          token,
          'query($p: ID!, $a: String) { customers(partyId: $p, first: 3, after: $a) { edges { node { customerRef orders } } pageInfo { endCursor hasNextPage } } }',
          { p: COOPERATIVE, a: after },
        )
      ).data!['customers'] as any;
    const [first, accounts] = [
      await page(null),
      (await platform.rows('trust', 'select id from "Account"')).map(({ id }) => String(id)),
    ];
    const second = await page(first.pageInfo.endCursor);
    const refs = [...first.edges, ...second.edges].map(({ node }) => node.customerRef);
    expect([refs.length, new Set(refs).size]).toEqual([6, 6]);
    expect(
      accounts.some(
        (id) =>
          JSON.stringify([first, second]).includes(id) ||
          Buffer.from(first.pageInfo.endCursor, 'base64url').toString().includes(id),
      ),
    ).toBe(false);
    const looks = await platform.rows('trust', 'select * from "PersonalDataRead" where "readerId" = ?', [
      CLIENT.clientId,
    ]);
    expect(looks.length).toBeGreaterThanOrEqual(6);
    const forged = await platform.post(
      token,
      'query($p: ID!) { customers(partyId: $p, after: "eA") { pageInfo { endCursor } } }',
      { p: COOPERATIVE },
    );
    expect(forged.errors![0]!.extensions!['code']).toBe('BAD_USER_INPUT');
  });

  it('ends when the party takes it back, at once, and the operator cannot give it again [11.5.de]', async () => {
    const token = await tokenFor('payment');
    const stop =
      'mutation($i: StopPartnerInput!) { stopPartner(input: $i) { __typename ... on StopPartnerRefused { code } } }';
    const allow =
      'mutation($i: LetPartnerInput!) { letPartner(input: $i) { __typename ... on LetPartnerRefused { code } } }';
    const i = { clientId: CLIENT.clientId, partyId: COOPERATIVE, scopes: ['PAYMENT'] };
    const orders = async () => (await platform.actorOf(token)).grants.some(({ partyId }) => partyId === COOPERATIVE);
    expect(await orders()).toBe(true);
    // Of the carrier, which has no say in the cooperative's data.
    expect((await platform.post(tokenOf('carrier-manager'), stop, { i })).data).toEqual({
      stopPartner: { __typename: 'StopPartnerRefused', code: 'NOT_FOUND' },
    });
    expect((await platform.post(tokenOf('seller-owner'), stop, { i })).data).toEqual({
      stopPartner: { __typename: 'PartnerLet' },
    });
    expect(await orders()).toBe(false);
    expect((await platform.post(tokenOf('operator-admin'), allow, { i })).data).toEqual({
      letPartner: { __typename: 'LetPartnerRefused', code: 'PARTY_SAID_NO' },
    });
    expect((await platform.post(tokenOf('seller-owner'), allow, { i })).data).toEqual({
      letPartner: { __typename: 'PartnerLet' },
    });
    expect(await orders()).toBe(true);
    expect(
      (
        await platform.post(
          tokenOf('operator-admin'),
          '{ partnerGrants { edges { node { clientId partyId scopes } } } }',
        )
      ).data!['partnerGrants'],
    ).toMatchObject({ edges: [expect.anything(), expect.anything()] });
    expect(
      (await platform.post(tokenOf('carrier-manager'), '{ partnerGrants { edges { node { scopes } } } }')).data![
        'partnerGrants'
      ],
    ).toEqual({ edges: [{ node: { scopes: ['LOGISTICS'] } }] });
  });

  it('changes nothing of itself with a narrowed token, through the gateway too [11.5.de]', async () => {
    const narrow = await tokenFor('stock');
    const rotated = await platform.post(
      narrow,
      'mutation($id: ID!) { rotateClientSecret(input: { clientId: $id }) { __typename } }',
      { id: CLIENT.clientId },
    );
    const registered = await platform.post(
      narrow,
      'mutation { registerWebhook(input: { url: "https://erp.example.cn/", eventTypes: [ORDER_PAID] }) { __typename } }',
    );
    for (const answer of [rotated, registered])
      expect([answer.data, answer.errors![0]!.extensions!['code']]).toEqual([null, 'FORBIDDEN']);
    expect(
      await platform.rows('trust', 'select "formerSecretHash" from "ApiClient" where id = ?', [CLIENT.clientId]),
    ).toEqual([{ formerSecretHash: null }]);
    expect(await platform.rows('trust', 'select id from "WebhookEndpoint"')).toEqual([]);
  });

  it('is told of events at its endpoint: verified there, each once, and none with a wrong secret', async () => {
    const token = await tokenFor();
    const control = async (path: string, body?: object) =>
      (
        await fetch(
          `${platform.sandbox.urls.control}${path}`,
          body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
        )
      ).json() as Promise<any>;
    const registered = (
      await platform.post(
        token,
        'mutation($i: RegisterWebhookInput!) { registerWebhook(input: $i) { ... on WebhookSecret { id secret } } }',
        { i: { url: `${platform.sandbox.urls.partner}/hooks`, eventTypes: ['ORDER_PAID'] } },
      )
    ).data!['registerWebhook'] as { id: string; secret: string };
    const trust = platform.subgraphs.get('trust')!;
    const pay = async (orderId: string, partyId: string) => {
      const atMs = Date.now();
      const payload = {
        orderId,
        orderNumber: `NO-${orderId}`,
        checkoutId: 'C',
        buyerAccountId: 'nobody',
        partyId,
        shopId: idFrom('shop:xiangtun-coop'),
        totalFen: 4200,
        confirmDueAtMs: atMs,
      };
      expect(
        await trust.receive(
          [
            {
              id: newId(atMs),
              type: 'orders.order-paid.v1',
              aggregateType: 'order',
              aggregateId: orderId,
              atMs,
              payload,
            },
          ],
          peerActor('orders'),
        ),
      ).toMatchObject([{ ok: true }]);
      await trust.runOnce('send-webhooks');
    };
    const states = async () =>
      (
        (
          await platform.post(
            token,
            'query($e: ID) { webhookDeliveries(endpointId: $e) { edges { node { id state lastStatus } } } }',
            { e: registered.id },
          )
        ).data!['webhookDeliveries'] as any
      ).edges.map(({ node }: any) => node);
    await control('/partner/secret', { secret: 'whsec_c3RyYW5nZXI=' });
    await pay('HOOK-1', COOPERATIVE);
    expect(await states()).toMatchObject([{ state: 'WAITING', lastStatus: 401 }]);
    await control('/partner/secret', { secret: registered.secret });
    await pay('HOOK-2', COOPERATIVE);
    await pay('HOOK-3', idFrom('party:seller:xiwang-grain'));
    const [delivered] = await states();
    expect(
      await platform.post(token, 'mutation($d: ID!) { resendWebhook(input: { deliveryId: $d }) { __typename } }', {
        d: delivered.id,
      }),
    ).toMatchObject({ data: { resendWebhook: { __typename: 'WebhookChanged' } } });
    await trust.runOnce('send-webhooks');
    expect((await control('/partner/events')).events).toEqual([
      {
        id: delivered.id,
        type: 'order.paid',
        data: { orderId: 'HOOK-2', orderNumber: 'NO-HOOK-2', partyId: COOPERATIVE, totalFen: 4200 },
      },
    ]);
  });

  it('counts what a program asks for, refuses what is beyond its contract, and shows both to it and the administrator [11.8.ea] [11.8.eb] [11.8.ec] [11.8.ee] [11.8.ef]', async () => {
    const made = (
      await platform.post(
        tokenOf('operator-admin'),
        'mutation($i: CreateApiClientInput!) { createApiClient(input: $i) { ... on ApiClientCreated { clientId secret } } }',
        { i: { name: '小程序', partyId: COOPERATIVE, minuteMax: 100, dayMax: 5 } },
      )
    ).data!['createApiClient'] as { clientId: string; secret: string };
    const { access_token: token } = (await (
      await fetch(`${platform.url}/oauth/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          client_id: made.clientId,
          client_secret: made.secret,
        }),
      })
    ).json()) as { access_token: string };
    const statuses = [];
    for (const scope of ['stock', 'stock', 'bank', 'marketing-accounts'])
      statuses.push((await ask(token, scope)).status);
    const download = () =>
      fetch(`${platform.url}/edges/trust/export/trade?partyId=${COOPERATIVE}`, {
        headers: { authorization: `Bearer ${token}` },
      });
    statuses.push((await download()).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    const [byGraphql, byEdge] = [
      await fetch(`${platform.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ ownClient { id } }"}',
      }),
      await download(),
    ];
    expect([byGraphql.status, ((await byGraphql.json()) as any).errors[0].extensions]).toEqual([
      429,
      { code: 'TOO_MANY_REQUESTS', max: 5, asked: 6, retryAfter: expect.any(Number), requestId: expect.any(String) },
    ]);
    expect([byEdge.status, Number(byEdge.headers.get('retry-after')) > 0, ((await byEdge.json()) as any).code]).toEqual(
      [429, true, 'TOO_MANY_REQUESTS'],
    );
    const shown = async () =>
      (
        await platform.post(
          tokenOf('operator-admin'),
          'query($c: ID!) { clientUsage(clientId: $c) { scope calls refused } }',
          { c: made.clientId },
        )
      ).data!['clientUsage'] as any[];
    for (
      const untilMs = performance.now() + 30_000;
      performance.now() < untilMs && (await shown()).length === 0;
      await new Promise((resolve) => setTimeout(resolve, 250))
    );
    expect(await shown()).toEqual([
      { scope: null, calls: 5, refused: 2 },
      { scope: 'ANALYSIS', calls: 1, refused: 0 },
      { scope: 'BANK', calls: 1, refused: 0 },
      { scope: 'MARKETING_ACCOUNTS', calls: 1, refused: 0 },
      { scope: 'STOCK', calls: 2, refused: 0 },
    ]);
    expect(await platform.rows('trust', `select id from "Outbox" where payload like '%edge /usage%'`)).toEqual([]);
    const own = (await platform.post(await tokenFor('stock'), '{ clientUsage { clientId scope calls } }')).data![
      'clientUsage'
    ] as any[];
    expect(new Set(own.map(({ clientId }) => clientId))).toEqual(new Set([CLIENT.clientId]));
    const forged = await fetch(`${platform.url}/edges/trust/usage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '[]',
    });
    expect(forged.status).toBe(404);
    const report = (
      await platform.post(tokenOf('operator-admin'), '{ conformanceReport { clause figures { label value } } }')
    ).data!['conformanceReport'] as any[];
    for (const clause of ['11.8.ea', '11.8.eb', '11.8.ec', '11.8.ee', '11.8.ef', '11.8.eg', '11.8.eh'])
      expect([
        clause,
        report.find((row) => row.clause === clause).figures.find(({ label }: any) => label === '答复了的合作方系统调用')
          ?.value > 0,
      ]).toEqual([clause, true]);
  });

  it('learns from a code that a member stands there, once, and nothing that names anybody [11.8.ed]', async () => {
    const shown = (
      await platform.post(
        tokenOf('consumer'),
        'mutation($i: ShowIdentityCodeInput!) { showIdentityCode(input: $i) { ... on IdentityCodeShown { code partnerName } } }',
        { i: { clientId: CLIENT.clientId } },
      )
    ).data!['showIdentityCode'] as any;
    expect(shown).toMatchObject({ code: expect.stringMatching(/^\d{10}$/), partnerName: '演示合作方程序' });
    const confirm = async (code: string) =>
      (
        await platform.post(
          await tokenFor('identity'),
          'mutation($i: ConfirmConsumerInput!) { confirmConsumer(input: $i) { ... on ConsumerConfirmed { customerRef phoneProved memberSinceOn } ... on ConfirmConsumerRefused { code } } }',
          { i: { code } },
        )
      ).data!['confirmConsumer'] as any;
    const answers = await Promise.all([confirm(shown.code), confirm(shown.code)]);
    expect(answers.filter((answer) => answer.code === 'CODE_REFUSED')).toHaveLength(1);
    expect(answers.find((answer) => answer.customerRef)).toEqual({
      customerRef: expect.stringMatching(/^[\w-]{43}$/),
      phoneProved: false,
      memberSinceOn: expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
    });
    expect(await confirm('0000000000')).toEqual({ code: 'CODE_REFUSED' });
  });
});
