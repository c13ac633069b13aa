import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import { type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  acceptedPapers,
  act,
  certificateInput,
  documentedLot,
  draft,
  eventTypes,
  labelInput,
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
} from '../testing.fixture.ts';

describe('publication', () => {
  let room: TestSubgraph;
  let state: World;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
  });
  afterEach(() => room.close());

  it('names everything that keeps a product off sale, each with its clause [7.3.3.d] [7.3.4.b] [7.3.5.c] [6.5.c]', async () => {
    state.shops[SHOP] = { partyId: 'party-1', onSale: false, reason: '营业执照已过期' };
    const product = await act(
      room,
      seller,
      'createProduct',
      productInput({
        title: '山野菜',
        categoryId: 'soybean',
        standardClass: 'NON_STANDARD',
        standardCode: null,
        copy: '顶级美味',
        skus: [{ specification: '一袋', unit: '袋', storage: 'CHILLED', weightGrams: 500 }],
      }),
    );
    const refused = await act(room, seller, 'publishProduct', { productId: product.id });
    expect(refused).toMatchObject({
      code: 'SHOP_NOT_ON_SALE',
      details: expect.arrayContaining([{ path: null, about: 'shopId', text: '营业执照已过期' }]),
    });
    expect(refused.details.map((detail: { about: string }) => detail.about)).toEqual([
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
    ['one of another class', { standardClass: 'MANDATORY' }, '7.3.3.a'],
    ['one for other goods', { standardCode: 'GB/T 6192-2019' }, '7.3.3.b'],
    ["a filed one that is nobody's", { standardClass: 'FILED', standardCode: 'Q/XX 0001S-2026' }, '7.3.3.c'],
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
      standardClass: 'FILED',
      categoryIds: ['rice'],
      partyId: 'party-1',
      filingNumber: '备案1号',
      validUntilOn: '2028-01-01',
    };
    expect(await act(room, otherSeller, 'registerStandard', standard)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(room, seller, 'registerStandard', { ...standard, filingNumber: null })).toMatchObject({
      code: 'FILING_MISSING',
      clause: '7.3.3.c',
    });
    expect(await act(room, seller, 'registerStandard', { ...standard, standardClass: 'NON_STANDARD' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ path: ['standardClass'], text: '非标准化商品没有标准可登记' }],
    });
    const table = (...indicators: object[]) => ({ ...standard, requestId: requestId(), indicators });
    expect(await act(room, seller, 'registerStandard', table())).toMatchObject({ code: 'INDICATORS_MISSING' });
    expect(await act(room, seller, 'registerStandard', table({ name: '镉' }))).toMatchObject({ code: 'LIMIT_MISSING' });
    const weak = table({ name: '镉', unit: 'mg/kg', max: 0.4 }, { name: '水分', unit: '%', max: 15 });
    expect(await act(room, seller, 'registerStandard', weak)).toMatchObject({
      code: 'BELOW_NATIONAL',
      clause: '7.3.3.c',
      details: [{ text: '镉：您的标准是≤0.4，GB 2762-2022是≤0.2，您的不能比它松' }],
    });
    const moisture = { name: '水分', unit: '%', max: 15 };
    expect(await act(room, seller, 'registerStandard', table(moisture, moisture))).toMatchObject({
      code: 'INDICATOR_TWICE',
    });
    const { productId } = await draft(room, { standardClass: 'FILED', standardCode: standard.code });
    expect(await act(room, seller, 'publishProduct', { productId })).toMatchObject({ code: 'STANDARD_MISSING' });
    expect(await act(room, seller, 'registerStandard', table(moisture))).toHaveProperty('id');
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
    await act(room, seller, 'addCertificate', await certificateInput(room, lotId, 'ORGANIC'));
    await acceptedPapers(room, lotId);
    await act(room, seller, 'reviseProduct', {
      requestId: requestId(),
      productId,
      copy: '有机大米，净含量5公斤，只要98元',
    });
    expect(await act(room, seller, 'publishProduct', { productId })).toHaveProperty('id');
  });

  it('lets label and bag claim no more than each lot has a certificate for [7.3.7.j]', async () => {
    const { productId, skuId } = await published(room);
    const organic = labelInput(skuId, { grade: '有 机一级' });
    expect(await act(room, seller, 'setPriceLabel', organic)).toMatchObject({
      code: 'CLAIM_UNPROVEN',
      details: [{ text: '价签上的“有 机”：没有登记有效的有机产品认证证书' }],
    });
    const says = async (more: object) => {
      const { lotId } = await documentedLot(room, skuId, more);
      return { lotId, released: await act(room, seller, 'releaseLot', { lotId }) };
    };
    const { lotId, released } = await says({ markedName: '有机五常大米' });
    expect(released).toMatchObject({
      code: 'PAPERS_MISSING',
      clause: '7.3.7.j',
      details: [{ text: '写了“有机”，这批货就要有有机产品认证证书：请交证书，或把这个词改掉' }],
    });
    await act(room, seller, 'addCertificate', await certificateInput(room, lotId, 'ORGANIC'));
    expect((await act(room, seller, 'releaseLot', { lotId })).details[0].text).toContain('等审核员看过再卖');
    await acceptedPapers(room, lotId);
    expect(await act(room, seller, 'releaseLot', { lotId })).toHaveProperty('id');
    expect(await act(room, seller, 'setPriceLabel', { ...organic, requestId: requestId() })).toHaveProperty('id');
    // Another lot of the same page has no certificate: it is not sold under that word.
    expect((await says({})).released).toMatchObject({ code: 'PAPERS_MISSING', clause: '7.3.7.j' });
    await act(room, seller, 'setPriceLabel', labelInput(skuId));
    expect((await says({})).released).toHaveProperty('id');
    expect(
      await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '有机大米' }),
    ).toMatchObject({ code: 'COPY_REFUSED' });
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
});
