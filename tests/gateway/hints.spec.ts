import { randomUUID } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isNonNullType, Kind, parse, type GraphQLField } from 'graphql';
import { SUBGRAPHS } from '@heitu/standard';
import { audienceOf, readAudiences } from '@heitu/gateway/front/audience';
import { compileCost, LIST_SIZE_ASSUMED, readCostHints, unboundedLists } from '@heitu/gateway/front/cost';
import { readFrontSettings } from '@heitu/gateway/front/front.config';
import { readTags, rootTags } from '@heitu/gateway/front/tags';
import { worthOf } from '@heitu/gateway/front/worth';
import { hashOf, readTrustedDocuments } from '@heitu/gateway/front/trusted-documents';
import { readPublicSchema } from '../contract/operations.fixture.ts';
import { startTestPlatform, type Platform, type Row } from '../contract/platform.fixture.ts';
import { rules } from '../permissions/rules.fixture.ts';
import { deepSelection } from '../permissions/selection.fixture.ts';

const supergraph = parse(readFileSync(new URL('../../dist/schema/supergraph.graphql', import.meta.url), 'utf8'), {
  noLocation: true,
});
const audiences = readAudiences(supergraph);
const costs = readCostHints(supergraph);
const schema = readPublicSchema();
const settings = readFrontSettings({}, true);

/** Each trusted operation by its name. */
const trusted = new Map(
  [...readTrustedDocuments(settings.trustedDocuments).values()].map((text) => {
    const document = parse(text);
    const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!;
    return [operation.name!.value, { text, document, operation }] as const;
  }),
);

describe('worths', () => {
  it.each([
    ['binding', ['Quote', 'PlaceOrder', 'StartPayment', 'PaidPage', 'CancelOrder', 'WithdrawMoney']],
    ['own', ['OrderHistory', 'SignInWithWechat', 'ConfirmOrder']],
    ['public', ['ProductList', 'ProductDetail', 'Search', 'TracePage']],
  ] as const)('refuse %s work as late as it should be', (worth, names) => {
    const tags = readTags(supergraph);
    const worths = names.map((name) => {
      const { operation, document } = trusted.get(name)!;
      return worthOf(schema, operation, {
        audience: audienceOf(schema, audiences, operation, document),
        tags: rootTags(schema, tags, operation, document),
      });
    });
    expect(worths).toEqual(names.map(() => worth));
  });
});

describe('costs', () => {
  const LISTS = new URL('unbounded-lists.md', import.meta.url);
  it('say of every list how long it may be, save those that tests/gateway/unbounded-lists.md names', () => {
    const lists = unboundedLists(schema, costs).filter((list) => !list.endsWith('Refused.details'));
    const text = `# Lists that nothing bounds\n\nA page is as long as \`first\` says. Of these lists, and of what is wrong in a refused input, the gateway assumes ${LIST_SIZE_ASSUMED} (\`@listSize(assumedSize:)\` says otherwise). \`LISTS_TABLE=write\` writes this table.\n\n${lists.map((list) => `- ${list}`).join('\n')}\n`;
    if (process.env['LISTS_TABLE'] === 'write') writeFileSync(LISTS, text);
    expect(readFileSync(LISTS, 'utf8')).toBe(text);
    expect(lists).not.toContain('Query.products');
  });
  it('weigh what reads much: chains, reports, copies', () => {
    const of = (text: string) => {
      const document = parse(text);
      return compileCost(
        schema,
        costs,
        document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION)!,
        document,
      )({});
    };
    expect(of('{ trace(code: "x") { verified } }')).toBeGreaterThan(of('{ lot(id: "x") { id } }') * 50);
    expect(of('{ conformanceReport { clause figures { label } } }')).toBeLessThan(settings.costMax);
    expect(
      of(`{ ${Array.from({ length: 11 }, (_one, i) => `a${i}: auditCheck { __typename }`).join(' ')} }`),
    ).toBeGreaterThan(settings.costMax);
  });
  it('leave room for every trusted operation at its largest page', () => {
    const tooMuch = [...trusted].filter(
      ([, { operation, document }]) =>
        compileCost(schema, costs, operation, document)({ first: 100 }) > settings.costMax,
    );
    expect(tooMuch.map(([name]) => name)).toEqual([]);
  });
});

describe('whoever may share an answer', () => {
  it('is everybody, strangers or nobody for each trusted operation', () => {
    const found = Object.fromEntries(
      [...trusted].map(([name, { operation, document }]) => [name, audienceOf(schema, audiences, operation, document)]),
    );
    expect(found).toMatchObject({
      ProductList: 'everybody',
      Search: 'everybody',
      Home: 'strangers',
      ProductPage: 'strangers',
      ShopPage: 'strangers',
      Register: 'everybody',
      Categories: 'everybody',
      ProductDetail: 'strangers',
      Trace: 'strangers',
      OrderHistory: 'nobody',
      Cart: 'nobody',
      Addresses: 'nobody',
      PaymentState: 'nobody',
    });
  });
  it('may see every such field', () => {
    expect(
      [...audiences.keys()].filter((key) =>
        rules.some(({ type, field, rule }) => `${type}.${field}` === key && rule !== 'anyone'),
      ),
    ).toEqual([]);
  });

  describe('on the platform', () => {
    let platform: Platform;
    beforeAll(async () => {
      platform = await startTestPlatform({ knowsClients: true });
      // The county has called nothing back.
      await platform.rows(
        'orders',
        "insert into RecallCase (id, lotId, lotCode, partyId, goods, level, hazard, caller, state, openedAtMs, reportDueAtMs, finishDueAtMs) values ('recall-1', 'lot-1', 'L-1', 'party-1', '大米', 'one', 'other', 'seller', 'opened', 1, 2, 3)",
      );
      // Nor has it issued a paper: this one has the code that all roots are asked for.
      await platform.rows(
        'catalog',
        `insert into SignedPaper (code, kind, subject, digest, issuedAtMs, signedAtMs, text, signature, keyId) values ('230184', 'recall-report', '大米', '${'0'.repeat(64)}', 1, 1, '{"code":"230184","kind":"recall-report","subject":"大米","digest":"0","issuedAtMs":1,"facts":[{"name":"级别","value":"一级召回"}]}', 'x', 'x')`,
      );
      // A notice that is about to bind, and a leak of which not everybody could be told.
      await platform.rows(
        'trust',
        'insert into Notice (version, parts, contentHash, publishedBy, publishedAtMs, effectiveAtMs) select 99, parts, contentHash, publishedBy, publishedAtMs, 99999999999999 from Notice limit 1',
      );
      await platform.rows(
        'trust',
        "insert into LeakNotice (id, incidentId, fromMs, toMs, whatLeaked, harm, measures, contact, state, begunAtMs, begunBy, reachedTo, affectedCount, lostCount) values ('leak-1', 'incident-1', 1, 2, '收货人的姓名和电话，因为一个账号被别人用了', '可能接到骗子的电话', '账号已经停了，密码都换了；接到说退款的电话，不要照着做', '平台电话', 'telling', 99999999999999, 'x', '', 1, 1)",
      );
    });
    afterAll(() => platform.close());

    const roots = Object.values(schema.getQueryType()!.getFields()).filter(
      (field) => audiences.get(`Query.${field.name}`) === 'everybody',
    );
    /** What says all in a few words. */
    const SHORT: Readonly<Record<string, number>> = {
      // The demo county has none: its prices are the market's, and nothing is an emergency.
      priceBands: 15,
      priceEmergencies: 20,
      homeCounty: 30,
      searchSuggestions: 30,
      servicePhone: 25,
      issueRoutes: 100,
      contractForms: 120,
    };
    const forAll = (field: GraphQLField<unknown, unknown>) =>
      `query($text: String = "大米", $id: ID = "") { ${field.name}${argumentsOf(field)}${deepSelection(getNamedType(field.type), 3, (type, name) => audiences.get(`${type}.${name}`) === 'everybody')} }`;
    const argumentsOf = ({ args }: GraphQLField<unknown, unknown>) =>
      args.some(({ name }) => name === 'text')
        ? '(text: $text)'
        : args.some(({ name }) => name === 'id')
          ? '(id: $id)'
          : args.some(({ name }) => name === 'code')
            ? '(code: "230184")'
            : args.some(({ name, type }) => name === 'categoryId' && isNonNullType(type))
              ? '(categoryId: "rice")'
              : '';
    /** Without the variables that the operation does not use. */
    const declared = (query: string) =>
      query.replace(
        /\(\$text: String = "大米", \$id: ID = ""\)/,
        query.includes('(text: $text)') ? '($text: String! = "大米")' : query.includes('(id: $id)') ? '($id: ID!)' : '',
      );

    it.each(roots.map((field) => [field.name, field] as const))(
      'gets the same from %s, whatever the role',
      async (_name, field) => {
        const ids = field.args.some(({ name }) => name === 'id')
          ? (await platform.rows('sellers', 'select id from Shop order by id limit 4')).map(({ id }) => ({ id }))
          : [{}];
        for (const variables of ids as Row[]) {
          const query = declared(forAll(field));
          const answers = await Promise.all(
            platform.callers.map(
              async ({ role, token }) => [role, await platform.post(token, query, variables)] as const,
            ),
          );
          const [, strangers] = answers[0]!;
          expect(strangers.errors).toBeUndefined();
          expect(JSON.stringify(strangers.data).length).toBeGreaterThan(SHORT[field.name] ?? 200);
          for (const [role, answer] of answers) expect([role, answer]).toEqual([role, strangers]);
        }
      },
    );

    it('is answered by the hash alone, from the shelf to an order', async () => {
      const asked = new Set<string>();
      const ask = async (
        name: string,
        variables: Row,
        token: string | null,
      ): Promise<{ data?: Row; errors?: { extensions: { code: string } }[] }> => {
        asked.add(name);
        const response = await fetch(`${platform.url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ documentId: `sha256:${hashOf(trusted.get(name)!.text)}`, variables }),
        });
        return (await response.json()) as Awaited<ReturnType<typeof ask>>;
      };
      const by = async (
        name: string,
        variables: Row = {},
        token: string | null = platform.callers.find(({ role }) => role === 'consumer')!.token,
      ): Promise<any> => {
        const { data, errors } = await ask(name, variables, token);
        const [answer] = Object.values(data ?? {}) as [Row | undefined];
        if (errors || !answer || String(answer['__typename'] ?? '').endsWith('Refused'))
          throw new Error(`${name}: ${JSON.stringify(errors ?? answer)}`);
        return answer;
      };
      const { code } = (await (
        await fetch(`${platform.sandbox.urls.control}/wechat/login-code`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"openid":"by-hash"}',
        })
      ).json()) as Row;
      expect((await by('SignInWithWechat', { input: { code } }, null)).token).toEqual(expect.any(String));
      await by('Categories', {}, null);
      const goods = (await by('ProductList', {}, null)).edges.flatMap(({ node }: any) =>
        node.skus.map((sku: any) => ({ productId: node.id, ...sku })),
      );
      const { productId, id: skuId } = goods.find(({ stock }: any) => stock.free > 0);
      await by('Search', { text: 'wcdm' }, null);
      const { lots } = await by('ProductDetail', { id: productId, divisionCode: '230103' }, null);
      await by('Trace', { code: lots[0].lotCode }, null);
      await by('SetCartLine', { input: { skuId, quantity: 1 } });
      expect((await by('Cart')).lines.map(({ sku }: any) => sku.id)).toContain(skuId);
      const address = await by('SaveAddress', {
        input: { name: '按号查', phone: '13900000000', divisionCode: '230103001', detail: '一号' },
      });
      expect((await by('Addresses')).map(({ id }: any) => id)).toContain(address.id);
      const quote = await by('Quote', {
        input: { requestId: randomUUID(), addressId: address.id, lines: [{ skuId, quantity: 1 }] },
      });
      const placed = await by('PlaceOrder', {
        input: { requestId: randomUUID(), quoteId: quote.id, totalFen: quote.totalFen },
      });
      await by('StartPayment', { input: { requestId: randomUUID(), checkoutId: placed.checkoutId } });
      await by('PaymentState', { checkoutId: placed.checkoutId });
      const [{ node: order }] = (await by('OrderHistory')).edges;
      expect((await by('OrderDetail', { id: order.id })).totalFen).toBe(placed.totalFen);
      await by('CancelOrder', { input: { requestId: randomUUID(), orderId: order.id, reason: '不想要了' } });
      // The clients' pages and their tests ask for the others; here, that the gateway has planned each.
      for (const name of [...trusted.keys()].filter((one) => !asked.has(one))) {
        const { errors = [] } = await ask(name, {}, null);
        expect([
          name,
          errors.filter(
            ({ extensions: { code } }) => !['UNAUTHENTICATED', 'FORBIDDEN', 'BAD_USER_INPUT'].includes(code),
          ),
        ]).toEqual([name, []]);
      }
    });

    it('leaves no trace by looking: nothing of it would be missing where an answer is shared', async () => {
      const events = async () =>
        Promise.all(
          SUBGRAPHS.map(async (name) => (await platform.rows(name, 'select count(*) as n from Outbox'))[0]!['n']),
        );
      const [{ id }] = (await platform.rows('catalog', 'select id from Product order by id limit 1')) as [Row];
      const [{ code }] = (await platform.rows(
        'catalog',
        "select code from Lot where state = 'released' order by id limit 1",
      )) as [Row];
      const before = await events();
      for (const { token } of platform.callers) {
        for (const [name, variables] of Object.entries({
          ProductList: {},
          Search: { text: 'wcdm' },
          Categories: {},
          ...(!token && { ProductDetail: { id, divisionCode: '230103' }, Trace: { code } }),
        })) {
          const { data, errors } = await platform.post(token, trusted.get(name)!.text, variables);
          expect([name, errors, Object.values(data!)[0]]).toEqual([name, undefined, expect.anything()]);
        }
      }
      expect(await events()).toEqual(before);
    });
  });
});
