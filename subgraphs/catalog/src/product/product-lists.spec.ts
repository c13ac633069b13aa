import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { type TestSubgraph } from '@heitu/kit/serving/testing';
import { openRoom, published, SHOP } from '../testing.fixture.ts';

describe('lists of products', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('costs the same few statements for a list, a search and a page, however long', async () => {
    for (let i = 0; i < 20; i++) await published(room, { title: `五常大米${'甲乙丙丁戊己庚辛壬癸'[i % 10]}${i}` });
    const node =
      'id title lots { lotCode } pictureId shop { id } category { path } skus { id netText label { retailFen } }';
    const counted = async (query: string) => {
      room.statements.reset();
      const data = await room.graph<any>(ANONYMOUS, query);
      return [room.statements.count(), data];
    };
    const [list, { products }] = await counted(`{ products(first: 20) { edges { node { ${node} } } } }`);
    const [search, { search: found }] = await counted(
      `{ search(text: "五常大米") { edges { node { ${node} } } pageInfo { hasNextPage } } }`,
    );
    const [detail] = await counted(
      `{ product(id: "${products.edges[0].node.id}") { ${node} lots { certificates { type } inspections { passed } } } }`,
    );
    expect([products.edges.length, found.edges.length, found.pageInfo.hasNextPage]).toEqual([20, 20, false]);
    expect(list).toBeLessThanOrEqual(4);
    expect(
      await counted(
        '{ products(first: 20) { edges { node { id title pictureId shop { id } skus { id label { retailFen } } } } } }',
      ).then(([count]) => count),
    ).toBeLessThanOrEqual(3);
    expect(search).toBeLessThanOrEqual(5);
    expect(detail).toBeLessThanOrEqual(6);
  });

  it('reads less of a SKU where a list shows less of it, and answers the same', async () => {
    await published(room, { title: '五常大米' });
    const skusOf = async (fields: string) => {
      room.statements.reset();
      const { products } = await room.graph<any>(
        ANONYMOUS,
        `{ products(first: 1) { edges { node { skus { ${fields} } } } } }`,
      );
      return {
        sku: products.edges[0].node.skus[0],
        sql: room.statements.list().find((sql) => sql.includes('"Sku"') || sql.includes('`Sku`'))!,
      };
    };
    const card = '__typename id specification netText label { __typename retailFen pricingUnit origin grade }';
    const [less, more, ofLabel] = [
      await skusOf(card),
      await skusOf(`${card} storage`),
      await skusOf(`${card} all: label { priceManager }`),
    ];
    expect({ ...less.sku, storage: more.sku.storage }).toEqual(more.sku);
    expect(more.sku.storage).toBe('AMBIENT');
    expect({ ...less.sku, all: ofLabel.sku.all }).toEqual(ofLabel.sku);
    expect(ofLabel.sku.all.priceManager).not.toBeNull();
    expect([less, more, ofLabel].map(({ sql }) => sql.includes('priceManager'))).toEqual([false, true, true]);
  });

  it('pages through a list and a search without gaps or doubles', async () => {
    for (let i = 0; i < 7; i++) {
      await published(room, { title: i % 2 ? `五常大米${i}` : `大米，五常产${i}` });
      room.clock.advance(i % 3 ? 0 : 1000);
    }
    for (const field of ['products', 'search']) {
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const args: string = [
          ...(field === 'search' ? ['text: "五常大米"'] : []),
          'first: 3',
          ...(after ? [`after: "${after}"`] : []),
        ].join(', ');
        const page: any = (
          await room.graph<any>(
            ANONYMOUS,
            `{ ${field}(${args}) { edges { node { id } } pageInfo { endCursor hasNextPage } } }`,
          )
        )[field];
        seen.push(...page.edges.map((edge: any) => edge.node.id));
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after);
      expect([field, seen.length, new Set(seen).size]).toEqual([field, 7, 7]);
    }
  });

  it('answers odd searches with nothing, and refuses what is out of bounds', async () => {
    await published(room);
    const find = (text: string) =>
      room.graphWithErrors(ANONYMOUS, 'query($text: String!) { search(text: $text) { edges { node { id } } } }', {
        text,
      });
    for (const text of ['', '   ', '🌾', '%', "' or 1=1 --", '飞机票', 'zzzz'])
      expect((await find(text)).data).toEqual({ search: { edges: [] } });
    for (const text of ['大 米', '产地 五常', 'ＷＵＣＨＡＮＧ', '2号'])
      expect([text, ((await find(text)).data as any).search.edges.length]).toEqual([
        text,
        text === '产地 五常' ? 0 : 1,
      ]);
    expect((await find('米'.repeat(10_000))).errors![0]!.extensions!['code']).toBe('BAD_USER_INPUT');
    expect(
      (await room.graphWithErrors(ANONYMOUS, '{ products(first: 1000) { edges { cursor } } }')).errors![0]!.extensions![
        'code'
      ],
    ).toBe('BAD_USER_INPUT');
    expect(
      (await room.graphWithErrors(ANONYMOUS, '{ products(after: "junk") { edges { cursor } } }')).errors![0]!
        .extensions!['code'],
    ).toBe('BAD_USER_INPUT');
  });

  it("lists a category with the kinds below it, and a shop's own goods through its key", async () => {
    await published(room);
    const list = (categoryId: string) =>
      room
        .graph<any>(ANONYMOUS, 'query($c: ID) { products(categoryId: $c) { edges { node { id } } } }', {
          c: categoryId,
        })
        .then(({ products }) => products.edges.length);
    expect([await list('grain'), await list('rice'), await list('corn')]).toEqual([1, 1, 0]);
    const shop = await room.graph<any>(
      ANONYMOUS,
      'query($r: [_Any!]!) { _entities(representations: $r) { ... on Shop { products { edges { node { title } } } } } }',
      { r: [{ __typename: 'Shop', id: SHOP }] },
    );
    expect(shop._entities[0].products.edges).toHaveLength(1);
  });
});
