import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalog, fieldRows, mostOf, weighLot, type CatalogContext } from '@heitu/catalog';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { account, testSubgraph, type TestSubgraph } from '@heitu/kit/serving/testing';
import { lotsOfProduct, products, sellers } from '../county/index.ts';
import { seedCatalog } from './catalog.ts';
import { seedHistory } from './history.ts';
import { partyId, productId, shopId, skuId } from './keys.ts';

describe('the county in catalog', () => {
  let room: TestSubgraph;
  const nowMs = Date.parse('2026-11-25T00:00:00Z');
  beforeAll(async () => {
    const byShop = new Map(sellers.map((seller) => [shopId(seller.key), partyId(seller.key)]));
    room = await testSubgraph(catalog, {
      at: '2026-11-25T02:00:00Z',
      peers: {
        sellers: (_document, { ids }) => ({
          shopStates: (ids as string[]).map((id) => ({
            shopId: id,
            partyId: byShop.get(id),
            onSale: true,
            reason: '',
          })),
        }),
      },
    });
    const load = () => seedCatalog(room.subgraph.contextFor(account('seed'), 'seed'), seedHistory(nowMs, {}));
    await load();
    await load();
  });
  afterAll(() => room.close());

  it('has every product on sale once, with its picture, label and lots', async () => {
    const page = await room.graph<any>(
      ANONYMOUS,
      '{ products(first: 100) { edges { node { title pictureId pictures { id alt shows } category { path } skus { id label { isComplete retailFen } } lots { lotCode } } } } }',
    );
    const nodes = page.products.edges.map((edge: any) => edge.node);
    expect(nodes).toHaveLength(products.length);
    for (const node of nodes) {
      expect(node.pictures[0].id).toBe(node.pictureId);
      for (const { alt, shows } of node.pictures)
        expect([alt, shows]).toEqual([expect.any(String), expect.any(String)]);
      expect(node.lots.length).toBeGreaterThan(0);
      for (const sku of node.skus) expect(sku.label.isComplete).toBe(true);
    }
    const peer = await room.graph<any>(
      { kind: 'peer', id: 'orders', grants: [] },
      'query($ids: [ID!]!) { skusForSale(ids: $ids) { skuId onSale retailFen } }',
      { ids: products.flatMap((product) => product.skus.map((sku) => skuId(sku.key))) },
    );
    expect(peer.skusForSale.every((sku: any) => sku.onSale)).toBe(true);
  });

  it('agrees with the county on what may be returned and on what is processed', async () => {
    const page = await room.graph<any>(
      ANONYMOUS,
      '{ products(first: 100) { edges { node { title category { isProcessed isPerishable } } } } }',
    );
    const byTitle = new Map(page.products.edges.map((edge: any) => [edge.node.title, edge.node.category]));
    expect(products.map((product) => [product.name, byTitle.get(product.name)])).toEqual(
      products.map((product) => [
        product.name,
        { isProcessed: product.processed, isPerishable: !product.returnableWithoutReason },
      ]),
    );
  });

  it('leaves nothing that could not be published or released by its own rules', async () => {
    const lots = await room.graph<any>(
      account('regulator', { role: 'regulator' }),
      '{ lots(first: 100) { edges { node { lotCode state missingPapers { at text } } } } }',
    );
    expect(lots.lots.edges.filter((edge: any) => edge.node.missingPapers.length > 0)).toEqual([]);
    const owner = account(
      'owner',
      ...sellers.map((seller) => ({ role: 'seller-owner', partyId: partyId(seller.key) })),
    );
    for (const product of products) {
      const input = { productId: productId(product.key) };
      await room.graph(
        owner,
        'mutation($input: WithdrawProductInput!) { withdrawProduct(input: $input) { __typename } }',
        { input },
      );
      const { publishProduct } = await room.graph<any>(
        owner,
        'mutation($input: PublishProductInput!) { publishProduct(input: $input) { __typename ... on Refusal { details { path about text } } } }',
        { input },
      );
      expect([product.key, publishProduct]).toEqual([product.key, { __typename: 'Product' }]);
    }
  });

  it('has reports that passed by limits which a real county begins with, and no national one of its own', async () => {
    const page = await room.graph<any>(
      ANONYMOUS,
      '{ products(first: 100) { edges { node { title lots { inspections { passed items { basis passed } } } } } } }',
    );
    const reports = page.products.edges.flatMap(({ node }: any) =>
      node.lots.flatMap(({ inspections }: any) => inspections.map((one: any) => ({ title: node.title, ...one }))),
    );
    expect(reports.length).toBeGreaterThan(10);
    for (const { title, passed, items } of reports) {
      expect([title, passed]).toEqual([title, true]);
      const named = items.filter(
        (item: any) => item.passed && /GB (?:2707|2761|2762|7096|14963|19300|29921)/.test(item.basis),
      );
      expect([title, named.length > 0]).toEqual([title, true]);
    }
    const kinds = ['rice', 'soybean', 'potato', 'goose', 'honey', 'pickles', 'berries', 'mushroom', 'frozen-dough'];
    for (const kind of kinds) {
      const ask = `{ indicators(categoryId: "${kind}") { isNational source } }`;
      const { indicators } = await room.graph<any>(ANONYMOUS, ask);
      const national = indicators.filter(({ isNational }: any) => isNational);
      expect([kind, national.length > 0]).toEqual([kind, true]);
      expect(national.filter(({ source }: any) => source === '演示县的指标表')).toEqual([]);
    }
  });

  it('has no lot that its harvests do not give, and no harvest that its field does not [5.1.a]', async () => {
    const context = room.subgraph.contextFor(account('seed'), 'seed') as unknown as CatalogContext;
    const lots = await context.rows.selectFrom('Lot').select(['id', 'code', 'skuId', 'units']).execute();
    const found = await Promise.all(lots.map(async (lot) => ({ code: lot.code, found: await weighLot(context, lot) })));
    expect(found.filter(({ found: unfit }) => unfit !== null)).toEqual([]);
    const seasons = await context.rows
      .selectFrom('Harvest as h')
      .innerJoin('Season as s', 's.rootId', 'h.seasonId')
      .innerJoin('PlotFacts as f', 'f.plotId', 's.plotId')
      .select(['s.crop', 'h.unit', 'f.sizeParts'])
      .select(({ fn }) => fn.sum<number>('h.parts').as('parts'))
      .groupBy(['s.rootId', 's.crop', 'h.unit', 'f.sizeParts'])
      .execute();
    expect(seasons.length).toBeGreaterThan(10);
    const isOver = ({ crop, unit, sizeParts, parts }: (typeof seasons)[number]): boolean =>
      Number(parts) / fieldRows.quantityParts > mostOf(crop, sizeParts / fieldRows.sizeParts(1), unit);
    expect(seasons.filter(isOver)).toEqual([]);
  });

  it('offers a template for each of its goods, from which a seller lists in one step and publishes', async () => {
    const seller = sellers[0]!;
    const owner = account('new-owner', { role: 'seller-owner', partyId: partyId(seller.key) });
    const { productTemplates } = await room.graph<any>(
      owner,
      `{ productTemplates { name categoryId titlePattern copyPattern standardClass standardCode characteristics gmoStatus origin grade
      skus { specification unit netGrams netMillilitres netCount storage temperatureCelsiusMin temperatureCelsiusMax shelfLifeDays weightGrams } } }`,
    );
    expect(productTemplates).toHaveLength(products.length);
    for (const [i, template] of productTemplates.entries()) {
      const { name, titlePattern, copyPattern, origin, grade, skus, ...fields } = template;
      const label = {
        origin,
        grade,
        pricingType: 'MARKET',
        retailFen: 1000,
        priceManager: '张敏',
        priceSupervision: '12315',
      };
      const input = {
        ...fields,
        requestId: `from-template-${i}`,
        shopId: shopId(seller.key),
        safetyDeclared: true,
        title: titlePattern.replace('{place}', '民乐乡'),
        copy: copyPattern.replaceAll('{place}', '民乐乡'),
        skus: skus.map((sku: object) => ({ ...sku, label })),
      };
      const { createProduct } = await room.graph<any>(
        owner,
        'mutation($input: CreateProductInput!) { createProduct(input: $input) { ... on Product { id } ... on Refusal { details { path about text } } } }',
        { input },
      );
      const { publishProduct } = await room.graph<any>(
        owner,
        'mutation($input: PublishProductInput!) { publishProduct(input: $input) { __typename ... on Refusal { details { path about text } } } }',
        { input: { productId: createProduct.id } },
      );
      expect([name, publishProduct]).toEqual([name, { __typename: 'Product' }]);
    }
  });

  it('has chains that verify, before and after they are sealed', async () => {
    const [lot] = lotsOfProduct(products[0]!, new Date(nowMs));
    const trace = async () =>
      (
        await room.graph<any>(
          ANONYMOUS,
          'query($code: String!) { trace(code: $code) { verified tampered { problem } eventCount seal { root } } }',
          { code: lot!.code },
        )
      ).trace;
    expect(await trace()).toEqual({ verified: true, tampered: [], eventCount: lot!.trace.length, seal: null });
    await room.subgraph.runOnce();
    expect(await trace()).toMatchObject({ verified: true, seal: { root: expect.any(String) } });
  });

  it('finds goods by their names, pinyin, initials and origins', async () => {
    for (const [text, title] of [
      ['五常大米', '五常大米（稻花香2号）'],
      ['heimuer', '黑木耳'],
      ['wcdm', '五常大米（稻花香2号）'],
      ['龙凤山', '五常大米（稻花香2号）'],
      ['蓝莓', '蓝莓'],
    ]) {
      const { search } = await room.graph<any>(
        ANONYMOUS,
        'query($text: String!) { search(text: $text) { edges { node { title } } } }',
        { text },
      );
      expect([text, search.edges.some((edge: any) => edge.node.title.includes(title))]).toEqual([text, true]);
    }
  });
});
