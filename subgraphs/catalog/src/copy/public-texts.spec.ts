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
  it.each([
    ['features', '常吃能降血压', '降血压'],
    ['trademark', '国宴', '国宴'],
    ['producerName', '抗癌合作社', '抗癌'],
    ['producerAddress', '五常市中南海特供基地', '中南海'],
  ])('are refused in the %s of a lot', async (field, text, word) => {
    expect(await act(room, seller, 'registerLot', lotInput(skuId, { [field]: text }))).toMatchObject(refused(word));
  });
  it.each([
    ['title', '抗癌'],
    ['place', '国宴特供基地'],
    ['note', '包治百病'],
  ])('are refused in the %s of a step, which nobody can take back', async (field, text) => {
    const { id: lotId } = await act(room, seller, 'registerLot', lotInput(skuId));
    const step = { requestId: requestId(), lotId, bizStep: 'packing', at: '2026-11-02T00:00:00Z', place: '五常市' };
    expect(await act(room, seller, 'recordTraceEvent', { ...step, [field]: text }, 'sequence')).toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
  it('are refused in a column of the first page', async () => {
    const column = { requestId: requestId(), title: '顶级好米', productIds: ['x'], position: 1 };
    expect(await act(room, operator, 'saveMarketingColumn', column)).toMatchObject(refused('顶级'));
  });
});
