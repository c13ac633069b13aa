import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  documentedLot,
  draft,
  labelInput,
  openRoom,
  operator,
  published,
  requestId,
  reviewer,
  rowCount,
  seller,
} from './testing.fixture.ts';

describe('a request that is sent again', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  const timesDone = async (operation: string): Promise<number> => {
    const rows = (await room.subgraph.orm.em
      .fork()
      .getKysely()
      .selectFrom('Outbox' as never)
      .select('payload' as never)
      .where('type' as never, 'like', '%act-recorded%' as never)
      .execute()) as { payload: string }[];
    const acts = rows.map(({ payload }) => JSON.parse(payload) as { operation: string; outcome: string });
    return acts.filter((one) => one.operation === operation && one.outcome === 'done').length;
  };
  const flag = async () => {
    const { skuId } = await published(room);
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 19_800 }));
    const { priceFlags } = await room.graph<any>(reviewer, '{ priceFlags { edges { node { id sku { id } } } } }');
    const { node } = priceFlags.edges.find((edge: any) => edge.node.sku.id === skuId);
    return { flagId: node.id as string, note: '新米上市，成本上涨' };
  };
  const column = async () => {
    const { productId } = await published(room);
    const { id } = await act(room, operator, 'saveMarketingColumn', {
      requestId: requestId(),
      title: '新米',
      productIds: [productId],
      position: 1,
    });
    return { id: id as string };
  };
  const idOf = async (made: Promise<{ productId: string }>) => ({ productId: (await made).productId });
  const lot = async () => ({ lotId: (await documentedLot(room, (await draft(room)).skuId)).lotId });

  it.each<[string, Actor, () => Promise<object>]>([
    ['publishProduct', seller, () => idOf(draft(room))],
    ['withdrawProduct', seller, () => idOf(published(room))],
    ['releaseLot', seller, lot],
    ['clearPriceFlag', reviewer, flag],
    ['removeMarketingColumn', operator, column],
  ])('%s: answers as before, is done once, and is refused with other input', async (mutation, actor, makeInput) => {
    const [input, other] = [await makeInput(), await makeInput()];
    const before = await timesDone(mutation);
    const id = requestId();
    const first = await act(room, actor, mutation, { ...input, requestId: id });
    expect(first).toMatchObject({ id: Object.values(input)[0] });
    expect(await act(room, actor, mutation, { ...input, requestId: id })).toEqual(first);
    expect(await act(room, actor, mutation, { ...other, requestId: id })).toMatchObject({
      code: 'REQUEST_ID_REUSED',
    });
    expect((await timesDone(mutation)) - before).toBe(1);
    expect(await act(room, actor, mutation, { ...other, requestId: requestId() })).toHaveProperty('id');
  });

  it('keeps refused copy, and does its work once the copy is corrected', async () => {
    const { productId } = await draft(room, { copy: '能治疗失眠' });
    const input = { requestId: requestId(), productId };
    expect(await act(room, seller, 'publishProduct', input)).toMatchObject({ code: 'COPY_REFUSED' });
    expect(await rowCount(room, 'CopyCheck')).toBe(1);
    await act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy: '口感软糯' });
    expect(await act(room, seller, 'publishProduct', input)).toMatchObject({ id: productId });
    expect(await rowCount(room, 'CopyCheck')).toBe(2);
  });
});
