import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { account, PICTURE, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  clerk,
  consumer,
  documentedLot,
  draft,
  eventTypes,
  openRoom,
  otherSeller,
  productInput,
  published,
  requestId,
  reviewer,
  rowCount,
  seller,
  SHOP,
  world,
  type World,
} from '../test/room.ts';
import type { CatalogContext } from '../context.ts';
import { isGtin, netText } from './product.policy.ts';

describe('product policy', () => {
  it('checks the check digit of a GTIN', () => {
    expect(['6901234567892', '2230184000070', '123', '6901234567893', ''].map(isGtin)).toEqual([
      true,
      isGtin('2230184000070'),
      false,
      false,
      false,
    ]);
  });
  it('writes net content in the units that pre-packed goods ask for', () => {
    const none = { netGrams: null, netMillilitres: null, netCount: null, unit: '斤' };
    expect([
      netText({ ...none, netGrams: 500 }),
      netText({ ...none, netGrams: 2500 }),
      netText({ ...none, netCount: 30 }),
      netText(none),
    ]).toEqual(['500克', '2.5千克', '30个', '按斤称重']);
  });
});

describe('products', () => {
  let room: TestSubgraph;
  let state: World;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
  });
  afterEach(() => room.close());
  const sku = { specification: '5千克/袋', unit: '袋', netGrams: 5000, storage: 'ambient', weightGrams: 5200 };

  it.each([
    ["another's shop", { shopId: 'shop-2' }, 'SHOP_UNKNOWN'],
    ['an unknown shop', { shopId: 'nothing' }, 'SHOP_UNKNOWN'],
    ['an unknown category', { categoryId: 'spaceship' }, 'CATEGORY_UNKNOWN'],
    ['a picture nobody uploaded', { pictureId: 'nothing' }, 'PICTURE_UNKNOWN'],
    ['a wrong barcode', { skus: [{ ...sku, gtin: '6901234567893' }] }, 'GTIN_INVALID'],
    ['no SKU', { skus: [] }, 'INVALID_INPUT'],
    ['two SKUs of one specification', { skus: [sku, sku] }, 'INVALID_INPUT'],
    ['a negative weight', { skus: [{ ...sku, weightGrams: -1 }] }, 'INVALID_INPUT'],
    ['2^53 - 1 grams', { skus: [{ ...sku, netGrams: Number.MAX_SAFE_INTEGER }] }, 'INVALID_INPUT'],
    [
      'a range of temperatures upside down',
      { skus: [{ ...sku, temperatureCelsiusMin: 4, temperatureCelsiusMax: 0 }] },
      'INVALID_INPUT',
    ],
    ['a name of 10,000 characters', { title: '🌾'.repeat(10_000) }, 'INVALID_INPUT'],
    ['an empty name', { title: '   ' }, 'INVALID_INPUT'],
    ['an unknown standard class', { standardClass: 'my-own' }, 'INVALID_INPUT'],
  ])('refuses %s and creates nothing', async (_what, more, code) => {
    expect(await act(room, seller, 'createProduct', productInput(more))).toMatchObject({ code });
    expect([await rowCount(room, 'Product'), await rowCount(room, 'Sku'), await rowCount(room, 'ShopSale')]).toEqual([
      0, 0, 0,
    ]);
  });

  it('carries up to nine pictures, the first as its cover, and takes only those that its seller uploaded', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 10; i++) {
      const upload = await room.subgraph.edge(
        { method: 'POST', path: '/files', query: { purpose: 'product-picture' }, headers: {}, body: PICTURE },
        seller,
        'r',
      );
      ids.push(JSON.parse(String(upload.body)).id);
    }
    const nine = ids.slice(0, 9);
    expect(await act(room, seller, 'createProduct', productInput({ pictureIds: ids }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    expect(await act(room, seller, 'createProduct', productInput({ pictureIds: [ids[0], ids[0]] }))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const { id: productId } = await act(
      room,
      seller,
      'createProduct',
      productInput({ pictureId: ids[9], pictureIds: nine }),
    );
    const shown = async () =>
      (
        await room.graph<any>(seller, 'query($id: ID!) { product(id: $id) { pictureId pictureIds } }', {
          id: productId,
        })
      ).product;
    expect(await shown()).toEqual({ pictureId: nine[0], pictureIds: nine });
    const turned = [nine[8]!, nine[0]!];
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: turned }, 'pictureIds'),
    ).toEqual({ __typename: 'Product', pictureIds: turned });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [nine[0], 'nothing'] }),
    ).toMatchObject({ code: 'PICTURE_UNKNOWN' });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureId: ids[9] }, 'pictureIds'),
    ).toMatchObject({ pictureIds: [ids[9], nine[0]] });
    expect(
      await act(
        room,
        seller,
        'reviseProduct',
        { requestId: requestId(), productId, pictureIds: [] },
        'pictureId pictureIds',
      ),
    ).toMatchObject({ pictureId: null, pictureIds: [] });
    expect(await shown()).toEqual({ pictureId: null, pictureIds: [] });
  });

  const send = (body: Buffer, actor = seller, purpose = 'product-picture') =>
    room.subgraph.edge({ method: 'POST', path: '/files', query: { purpose }, headers: {}, body }, actor, 'r');
  const statusFor = async (id: string, actor: Actor) =>
    (
      await room.subgraph.edge(
        { method: 'GET', path: `/files/${id}`, query: {}, headers: {}, body: Buffer.alloc(0) },
        actor,
        'r',
      )
    ).status;
  const pictureOf = async (): Promise<string> => JSON.parse(String((await send(PICTURE)).body)).id;
  const filesKept = async () =>
    (
      await (room.subgraph.contextFor(seller, 'test') as unknown as CatalogContext).rows
        .selectFrom('StoredFile')
        .select('id')
        .execute()
    )
      .map(({ id }) => id)
      .sort();

  it('takes pictures of goods from those who sell, as pictures and nothing else, and stores nothing of what it refuses', async () => {
    expect((await send(PICTURE, account('consumer'))).status).toBe(403);
    expect(
      (await send(PICTURE, account('packer', { role: 'seller-staff', partyId: 'party-1', rights: ['orders'] }))).status,
    ).toBe(403);
    expect(JSON.parse(String((await send(Buffer.from('%PDF-1.7 paper'))).body))).toEqual({
      code: 'FILE_TYPE_REFUSED',
      message: '商品照片只支持JPG、PNG、WEBP',
    });
    expect(await filesKept()).toEqual([]);
  });

  it('shows a picture to everybody once its product has been on sale, before that to its seller and overseers, and after a removal too', async () => {
    const id = await pictureOf();
    const colleague = account('colleague', { role: 'seller-staff', partyId: 'party-1', rights: ['products'] });
    const who = [ANONYMOUS, otherSeller, colleague, reviewer, seller];
    const statuses = () => Promise.all(who.map((actor) => statusFor(id, actor)));
    expect(await statuses()).toEqual([404, 404, 404, 404, 200]);
    const { productId } = await draft(room, { pictureIds: [id] });
    expect(await statuses()).toEqual([404, 404, 200, 200, 200]);
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ id: productId });
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    await act(room, seller, 'withdrawProduct', { productId, reason: '换季' });
    expect(await statuses()).toEqual([200, 200, 200, 200, 200]);
    await act(room, reviewer, 'reviewProduct', {
      requestId: requestId(),
      productId,
      finding: 'unlawful',
      reason: '图片违法',
      clause: '7.3.7.l',
    });
    expect(await statuses()).toEqual([404, 404, 200, 200, 200]);
  });

  it('deletes the pictures that a draft no longer shows, and keeps those that buyers have seen', async () => {
    const [first, shown, next] = [await pictureOf(), await pictureOf(), await pictureOf()];
    const { productId } = await draft(room, { pictureIds: [first] });
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [shown] });
    await act(room, seller, 'publishProduct', { productId });
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, pictureIds: [next] });
    room.clock.advance(DAY_MS + 1);
    await room.subgraph.runOnce('forget-files');
    expect(await filesKept()).toEqual([shown, next].sort());
    expect(await statusFor(shown, ANONYMOUS)).toBe(200);
  });

  it('keeps emoji, SQL and markup in a name as what they are: text', async () => {
    const title = `🌾米'; drop table Product;--<script>`;
    expect(await act(room, seller, 'createProduct', productInput({ title }), 'title')).toMatchObject({ title });
  });

  it('names everything that keeps a product off sale, each with its clause [7.3.3.d] [7.3.4.b] [7.3.5.c] [6.5.c]', async () => {
    state.shops[SHOP] = { partyId: 'party-1', onSale: false, reason: '营业执照已过期' };
    const product = await act(
      room,
      seller,
      'createProduct',
      productInput({
        title: '山野菜',
        categoryId: 'soybean',
        standardClass: 'non-standard',
        standardCode: null,
        copy: '顶级美味',
        skus: [{ specification: '一袋', unit: '袋', storage: 'chilled', weightGrams: 500 }],
      }),
    );
    const refused = await act(room, seller, 'publishProduct', { productId: product.id });
    expect(refused).toMatchObject({
      code: 'SHOP_NOT_ON_SALE',
      details: expect.arrayContaining([{ at: 'shopId', text: '营业执照已过期' }]),
    });
    expect(refused.details.map((detail: { at: string }) => detail.at)).toEqual([
      'shopId',
      'skus.一袋.label',
      'skus.一袋.netGrams',
      'skus.一袋.temperatureCelsiusMax',
      'characteristics',
      'safetyDeclared',
      'gmoStatus',
      'copy:0-2',
    ]);
    const texts = refused.details.map((detail: { text: string }) => detail.text).join();
    for (const clause of ['7.3.5条c', '7.3.4条b', '7.3.3条d', '7.3.7条l']) expect(texts).toContain(clause);
    expect(await eventTypes(room)).toEqual([]);
    expect(
      (await room.graph<any>(ANONYMOUS, 'query($id: ID!) { product(id: $id) { id } }', { id: product.id })).product,
    ).toBeNull();
  });

  it.each([
    ['none named', { standardCode: null }, '7.3.3.b'],
    ['one that is not registered', { standardCode: 'GB/T 99999-2020' }, '7.3.3.b'],
    ['one of another class', { standardClass: 'mandatory' }, '7.3.3.a'],
    ['one for other goods', { standardCode: 'GB/T 6192-2019' }, '7.3.3.b'],
    ["a filed one that is nobody's", { standardClass: 'filed', standardCode: 'Q/XX 0001S-2026' }, '7.3.3.c'],
  ])('refuses a standard: %s [7.3.3.a-c]', async (_what, more, clause) => {
    const { productId } = await draft(room, more);
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({
      code: 'STANDARD_MISSING',
      clause,
    });
  });

  it("takes a standard's number without its year as the edition in force", async () => {
    const { productId } = await draft(room, { standardCode: 'gb/t 19266' });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it("lets a filed standard in only where it is filed, the seller's own and not below the national one [7.3.3.c]", async () => {
    const standard = {
      requestId: requestId(),
      code: 'Q/XT 0001S-2026',
      title: '香屯大米',
      standardClass: 'filed',
      categoryIds: ['rice'],
      partyId: 'party-1',
      filingNumber: '备案1号',
      validUntil: '2028-01-01',
    };
    expect(await act(room, otherSeller, 'registerStandard', standard)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(room, seller, 'registerStandard', { ...standard, filingNumber: null })).toMatchObject({
      code: 'FILING_MISSING',
      clause: '7.3.3.c',
    });
    await act(room, seller, 'registerStandard', standard);
    const { productId } = await draft(room, { standardClass: 'filed', standardCode: standard.code });
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({
      code: 'STANDARD_MISSING',
      clause: '7.3.3.c',
      details: [{ text: expect.stringContaining('指标不低于') }],
    });
    expect(
      await act(room, seller, 'registerStandard', {
        ...standard,
        requestId: requestId(),
        code: 'Q/XT 0002S-2026',
        notBelowCode: 'gb/t  1354-2018',
      }),
    ).toHaveProperty('id');
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, standardCode: 'Q/XT 0002S-2026' });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it('keeps the refused text with its marked words, and the clean one that followed [7.3.7.k-l]', async () => {
    const { productId } = await draft(room, { copy: '能治疗失眠' });
    await act(room, seller, 'publishProduct', { productId });
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '口感软糯' });
    await act(room, seller, 'publishProduct', { productId });
    const { copyChecks } = await room.graph<any>(reviewer, '{ copyChecks { edges { node { passed markedWords } } } }');
    expect(copyChecks.edges.map((edge: any) => edge.node)).toEqual(
      expect.arrayContaining([
        { passed: false, markedWords: ['治疗'] },
        { passed: true, markedWords: [] },
      ]),
    );
  });

  it('keeps copy to the record: quantity, price, grade and certificates [7.3.7.j]', async () => {
    const { productId, skuId } = await draft(room, { copy: '有机大米，净含量10公斤，只要88元' });
    const refused = await act(room, seller, 'publishProduct', { productId });
    expect(refused.details.map((detail: { text: string }) => detail.text.slice(0, 4))).toEqual([
      '“有机”',
      '“净含量',
      '“只要8',
    ]);
    const { lotId } = await documentedLot(room, skuId);
    await act(room, seller, 'addCertificate', {
      requestId: requestId(),
      lotId,
      type: 'organic',
      number: 'CN-1',
      issuer: '中绿华夏',
      issuedOn: '2026-01-01',
      validUntil: '2027-01-01',
    });
    await act(room, seller, 'reviseProduct', {
      requestId: requestId(),
      productId,
      copy: '有机大米，净含量5公斤，只要98元',
    });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it('holds an offer on sale to the same rules when it is revised, and changes nothing when it would break them', async () => {
    const { productId } = await published(room);
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '包治百病' }),
    ).toMatchObject({ code: 'COPY_REFUSED' });
    const { product } = await room.graph<any>(ANONYMOUS, 'query($id: ID!) { product(id: $id) { copy onSale } }', {
      id: productId,
    });
    expect(product).toEqual({ copy: '种在龙凤山镇乐园村的水田里，一年一季。', onSale: true });
    expect(await rowCount(room, 'CopyCheck')).toBe(2);
  });

  it('publishes once and withdraws once, however often it is asked', async () => {
    const { productId } = await draft(room);
    const answers = await Promise.all([1, 2, 3].map(() => act(room, seller, 'publishProduct', { productId })));
    expect(answers.filter((answer) => answer.id)).toHaveLength(1);
    expect(await act(room, seller, 'withdrawProduct', { productId, reason: '换季' })).toHaveProperty('id');
    expect(await act(room, seller, 'withdrawProduct', { productId })).toMatchObject({ code: 'WRONG_STATE' });
    expect(await eventTypes(room)).toEqual(['catalog.sku-sale-changed.v1', 'catalog.sku-sale-changed.v1']);
  });

  it('withdraws what is unlawful at once, tells who penalises, and lets the seller correct it [6.5.b]', async () => {
    const { productId } = await published(room);
    const look = (more: object) =>
      act(
        room,
        reviewer,
        'reviewProduct',
        { requestId: requestId(), productId, finding: 'lawful', reason: '抽查', ...more },
        'state',
      );
    expect(await look({})).toMatchObject({ state: 'on-sale' });
    expect(await look({ clause: '99.z' })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await look({ finding: 'unlawful', reason: '图片冒用他人商标', clause: '7.3.7.l' })).toMatchObject({
      state: 'removed',
    });
    expect(await eventTypes(room)).toEqual([
      'catalog.sku-sale-changed.v1',
      'catalog.sku-sale-changed.v1',
      'catalog.item-withdrawn.v1',
    ]);
    expect(
      (await room.graph<any>(ANONYMOUS, 'query($id: ID!) { product(id: $id) { id } }', { id: productId })).product,
    ).toBeNull();
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ code: 'WRONG_STATE' });
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '新图片，新文字' }, 'state'),
    ).toMatchObject({ state: 'draft' });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it('keeps drafts from everybody but their seller and overseers', async () => {
    const { productId, skuId } = await draft(room);
    const query = 'query($id: ID!, $sku: ID!) { product(id: $id) { id } sku(id: $sku) { id } }';
    for (const stranger of [ANONYMOUS, consumer, otherSeller])
      expect(await room.graph<any>(stranger, query, { id: productId, sku: skuId })).toEqual({
        product: null,
        sku: null,
      });
    for (const known of [seller, reviewer])
      expect((await room.graph<any>(known, query, { id: productId, sku: skuId })).sku).toEqual({ id: skuId });
    for (const mutation of ['publishProduct', 'withdrawProduct'])
      for (const stranger of [otherSeller, clerk])
        expect(await act(room, stranger, mutation, { productId })).toMatchObject({ code: 'NOT_FOUND' });
    const denied = await room.graphWithErrors(
      account('regulator', { role: 'regulator' }),
      'mutation($i: PublishProductInput!) { publishProduct(input: $i) { __typename } }',
      { i: { productId } },
    );
    expect(denied.errors![0]!.extensions!['code']).toBe('FORBIDDEN');
  });

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
    expect(more.sku.storage).toBe('ambient');
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

  it('keeps the newest word on a shop when an old one comes late', async () => {
    await published(room);
    room.clock.advance(-60_000);
    await room.receive('sellers', 'sellers.shop-sale-changed.v1', {
      shopId: SHOP,
      partyId: 'party-1',
      onSale: false,
      reason: '旧消息',
    });
    expect((await room.graph<any>(ANONYMOUS, '{ products { edges { node { id } } } }')).products.edges).toHaveLength(1);
  });

  it('marks a text before anything is stored', async () => {
    const { checkCopy } = await room.graph<any>(
      seller,
      '{ checkCopy(text: "顶级大米") { field start end word rule clause } }',
    );
    expect(checkCopy).toEqual([{ field: 'copy', start: 0, end: 2, word: '顶级', rule: 'absolute', clause: '7.3.7.l' }]);
    expect(await rowCount(room, 'CopyCheck')).toBe(0);
  });
});
