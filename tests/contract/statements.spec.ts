import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { systemActor } from '@heitu/kit/rules/actor';
import { readConfig } from '@heitu/kit/serving/config';
import { idFrom } from '@heitu/kit/rules/ids';
import type { RunningSubgraph } from '@heitu/kit/serving/running';
import { openSubgraphs, startStandalone, type Standalone } from '@heitu/gateway/standalone';
import { sandboxEnvironment, startSandbox, type SandboxWorld } from '@heitu/sandbox';
import { consumers } from '@heitu/sandbox/county';
import { seedAll } from '@heitu/sandbox/seed';

/** Enough for full pages: of the shelf, and of somebody's orders. */
const COUNTY = { products: 30, orders: 600 };
/** Opening and closing a transaction is no statement of its own. */
const NOT_COUNTED = /^(begin|commit|rollback|savepoint|release|pragma)\b/i;
/** Who is it that asks: the gateway's question to the subgraph of accounts, remembered by it for a moment. */
const AUTHENTICATE = /^trust: .*\b(from|update) ["`](Session|GrantRow)["`]/;

const CARD =
  'id title pictureId shop { name credit { score level } } skus { id specification label { retailFen } stock { free available } }';
const PAGE = `id title standardClass standardCode characteristics gmoStatus copy pictureId onSale category { id name } rating { average count }
  shop { id name serviceHours confirmWithinText responseText onSale saleReason credit { score level reviewCount averageStars } party { id name kindTitle inGoodStanding licences { title number issuer validUntilOn valid } } }
  skus {
    id specification unit netText gtin storage temperatureCelsiusMin temperatureCelsiusMax shelfLifeDays
    label { version name origin grade specification pricingUnit pricingType retailFen priceManager priceSupervision effectiveAt }
    stock { free available } deliveryPrice(divisionCode: "230184100063") { available feeFen hours carrierName message }
  }
  lots { id lotCode traceUrl producedOn expiresOn trademark producerName producerAddress certificates { title number issuer validUntilOn } inspections { party laboratory resultType passed inspectedOn items { name value limit unit passed } } }`;
const ORDER = `id number state stateLabel title totalFen placedAt payDueAt shop { id name } lines { id title specification pictureId quantity unitFen totalFen }
  payment { state stateLabel totalFen } refunds { amountFen state stateLabel dueAt } shipments { id state stateLabel trackingNumber deliverDueAt deliveredAt } feedbackActions { action }`;

type Row = Record<string, any>;

describe('SQL statements per request, counted at the gateway', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'heitu-statements-'));
  let sandbox: SandboxWorld;
  let subgraphs: Map<string, RunningSubgraph>;
  let platform: Standalone;
  let buyerToken: string;
  let statements: string[] = [];

  /** The answer and what it cost: the question who asks apart. */
  async function ask(
    token: string | null,
    query: string,
    variables: Row = {},
  ): Promise<{ data: Row; own: string[]; authenticate: string[] }> {
    statements = [];
    const response = await fetch(`${platform.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Row; errors?: unknown };
    expect(errors).toBeUndefined();
    const [authenticate, own] = [true, false].map((isQuestion) =>
      statements.filter((line) => AUTHENTICATE.test(line) === isQuestion),
    );
    return { data, own: own!, authenticate: authenticate! };
  }
  /** Names the statements that are too many. */
  const expectAtMost = (max: number, own: string[]) => expect(own.length > max ? own : []).toEqual([]);

  beforeAll(async () => {
    const config = readConfig('standalone', { DATA_DIR: dataDir, PORT: '0', SANDBOX: '1' });
    const log = pino({ level: 'silent' });
    sandbox = await startSandbox({ dataDir });
    const env = sandboxEnvironment(sandbox);
    subgraphs = await openSubgraphs(config, env, log, (subgraph, sql) => {
      if (!NOT_COUNTED.test(sql)) statements.push(`${subgraph}: ${sql}`);
    });
    await seedAll((name) => subgraphs.get(name)!.contextFor(systemActor('seed'), 'seed'), {
      ...COUNTY,
      progress: () => () => {},
    });
    // Relays and jobs stand still: what is counted is what the request did.
    platform = await startStandalone(config, env, log, {
      subgraphs: new Map([...subgraphs].map(([name, subgraph]) => [name, { ...subgraph, start: () => {} }])),
    });

    const rows = await subgraphs
      .get('orders')!
      .orm.em.getConnection()
      .execute<Row[]>('select buyerAccountId from "Order" group by buyerAccountId order by count(*) desc limit 1');
    const buyer = consumers.find(({ key }) => idFrom(`account:${key}`) === rows[0]!['buyerAccountId'])!;
    const response = await fetch(`${sandbox.urls.control}/wechat/login-code`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openid: buyer.openid }),
    });
    const { code } = (await response.json()) as { code: string };
    buyerToken = (
      await ask(
        null,
        'mutation($code: String!) { signInWithWechat(input: { code: $code }) { ... on SignedIn { token } } }',
        { code },
      )
    ).data['signInWithWechat'].token;
  });
  afterAll(async () => {
    await platform.close();
    await sandbox.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    {
      what: 'products on the shelf',
      field: 'products',
      query: (first: number) => `{ products(first: ${first}) { edges { node { ${CARD} } } } }`,
      sizes: [5, 20],
      max: 6,
      signedIn: false,
    },
    {
      what: 'products found',
      field: 'search',
      query: (first: number) => `{ search(text: "五常", first: ${first}) { edges { node { ${CARD} } } } }`,
      sizes: [5, 20],
      max: 7,
      signedIn: false,
    },
    {
      what: 'orders of a buyer',
      field: 'orders',
      query: (first: number) => `{ orders(first: ${first}) { edges { node { ${ORDER} } } } }`,
      sizes: [5, 10],
      max: 8,
      signedIn: true,
    },
  ])('$what: at most $max, whatever the length of the list', async ({ field, query, sizes, max, signedIn }) => {
    const counts: number[] = [];
    for (const size of sizes) {
      const { data, own } = await ask(signedIn ? buyerToken : null, query(size));
      expect(data[field].edges).toHaveLength(size);
      expectAtMost(max, own);
      counts.push(own.length);
    }
    expect(new Set(counts).size).toBe(1);
  });

  it('a product page with prices, delivery, stock, licences, credit, lots and their papers: at most 10, for each product', async () => {
    const shelf = await ask(null, '{ products(first: 20) { edges { node { id } } } }');
    for (const { node } of shelf.data['products'].edges) {
      const { data, own } = await ask(null, `query($id: ID!) { product(id: $id) { ${PAGE} } }`, { id: node.id });
      expect(data['product']).toMatchObject({ id: node.id, shop: { party: { inGoodStanding: true } } });
      expectAtMost(10, own);
    }
  });

  it('placing two lines from two sellers: at most 14', async () => {
    const shelf = await ask(
      null,
      '{ products(first: 20) { edges { node { shop { id } skus { id stock { available } } } } } }',
    );
    const nodes: Row[] = shelf.data['products'].edges
      .map((edge: Row) => edge['node'])
      .filter((node: Row) => node['skus'][0].stock.available);
    const pair = [nodes[0]!, nodes.find((node) => node['shop'].id !== nodes[0]!['shop'].id)!];
    const { addresses } = (await ask(buyerToken, '{ addresses { id } }')).data;
    const quoted = await ask(
      buyerToken,
      'mutation($input: QuoteInput!) { quote(input: $input) { ... on Quote { id totalFen } } }',
      {
        input: {
          requestId: randomUUID(),
          addressId: addresses[0].id,
          lines: pair.map((node) => ({ skuId: node['skus'][0].id, quantity: 2 })),
        },
      },
    );
    const { id: quoteId, totalFen } = quoted.data['quote'];
    const placed = await ask(
      buyerToken,
      'mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { ... on OrderPlaced { totalFen orders { id } } } }',
      { input: { requestId: randomUUID(), quoteId, totalFen } },
    );
    expect(placed.data['placeOrder']).toMatchObject({ totalFen, orders: [{}, {}] });
    expectAtMost(14, placed.own);
  });

  it('who asks: at most 2, and nothing while the gateway remembers', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2100));
    const first = await ask(buyerToken, '{ me { id } }');
    const second = await ask(buyerToken, '{ me { id } }');
    expectAtMost(2, first.authenticate);
    expect(first.authenticate.length).toBeGreaterThan(0);
    expect(second.authenticate).toEqual([]);
  });
});
