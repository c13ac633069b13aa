import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  draft,
  labelInput,
  lotInput,
  openRoom,
  operator,
  productInput,
  requestId,
  seller,
} from '../testing.fixture.ts';

/**
 * What stands beside title and description is public as well: the same words are refused there, before anything is
 * kept.
 */
describe('unlawful words outside the description [7.3.7.k-l]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const refused = (text: string) => ({
    code: 'INVALID_INPUT',
    details: [{ text: expect.stringContaining(`不能写“${text}”`) }],
  });
  it('are refused in the name of a pack', async () => {
    const [sku] = productInput().skus;
    const skus = [{ ...sku, specification: '抗癌降糖特效装' }];
    expect(await act(room, seller, 'createProduct', productInput({ skus }))).toMatchObject(refused('抗癌'));
  });
  it.each([
    ['grade', '世界第一', '世界第一'],
    ['origin', '中南海特供基地', '中南海'],
  ])('are refused in the %s of a label', async (field, text, word) => {
    expect(await act(room, seller, 'setPriceLabel', labelInput(skuId, { [field]: text }))).toMatchObject(refused(word));
  });
  it('are refused in what a lot says of itself', async () => {
    const lot = lotInput(skuId, { features: '常吃能降血压' });
    expect(await act(room, seller, 'registerLot', lot)).toMatchObject(refused('降血压'));
  });
  it('are refused in a column of the first page', async () => {
    const column = { requestId: requestId(), title: '顶级好米', productIds: ['x'], position: 1 };
    expect(await act(room, operator, 'saveMarketingColumn', column)).toMatchObject(refused('顶级'));
  });
});
