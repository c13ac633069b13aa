import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  documentedLot,
  draft,
  eventTypes,
  openRoom,
  productInput,
  labelInput,
  requestId,
  seller,
  SHOP,
} from './testing.fixture.ts';

/** The journey's steps that touch catalog, one after the other, as its users would go. */
describe('from field to bag', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
  });
  afterEach(() => room.close());

  it('lists, corrects, publishes, registers, releases, finds and traces a bag of rice [7.3.2.a-f] [7.3.5.c] [7.3.7.l]', async () => {
    const created = await act(
      room,
      seller,
      'createProduct',
      productInput({ copy: '常吃能降血糖，养胃健脾。' }),
      'id state skus { id netText label { version } }',
    );
    expect(created).toMatchObject({ state: 'DRAFT', skus: [{ netText: '5千克', label: null }] });
    const skuId = created.skus[0].id;
    await act(room, seller, 'setPriceLabel', labelInput(skuId));

    const refused = await act(room, seller, 'publishProduct', { productId: created.id });
    expect(refused).toMatchObject({ code: 'COPY_REFUSED', clause: '7.3.7.l' });
    expect(refused.details.map((detail: { about: string }) => detail.about)).toEqual([
      'copy:3-6',
      'copy:7-9',
      'copy:9-11',
    ]);

    await act(room, seller, 'reviseProduct', {
      requestId: requestId(),
      productId: created.id,
      copy: '煮饭时有清香，米饭软而有黏性。',
    });
    expect(await act(room, seller, 'publishProduct', { productId: created.id }, 'state onSale')).toMatchObject({
      state: 'ON_SALE',
      onSale: true,
    });

    const { lotId, code } = await documentedLot(room, skuId);
    for (const [bizStep, title, at] of [
      ['commissioning', '收割', '2026-09-28T01:00:00Z'],
      ['other', '碾米', '2026-10-31T01:00:00Z'],
      ['packing', '装袋', '2026-11-01T01:00:00Z'],
    ]) {
      await act(
        room,
        seller,
        'recordTraceEvent',
        { requestId: requestId(), lotId, bizStep, title, at, place: '五常市龙凤山镇乐园村', divisionCode: '230184' },
        'sequence',
      );
    }
    expect(await act(room, seller, 'releaseLot', { lotId }, 'state')).toMatchObject({ state: 'RELEASED' });
    expect((await eventTypes(room)).sort()).toEqual(['catalog.lot-released.v1', 'catalog.sku-sale-changed.v1']);

    for (const text of ['五常大米', 'wuchangdami', 'wcdm', '龙凤山', '稻花香']) {
      const { search } = await room.graph<any>(
        ANONYMOUS,
        'query($text: String!) { search(text: $text) { edges { node { title skus { label { retailFen origin } } } } } }',
        { text },
      );
      expect([text, search.edges.length]).toEqual([text, 1]);
    }
    const { trace } = await room.graph<any>(
      consumer,
      'query($code: String!) { trace(code: $code) { verified tampered { sequence } eventCount events { sequence title verified } product { title } lot { lotCode producerName certificates { type } } } }',
      { code },
    );
    expect(trace).toMatchObject({
      verified: true,
      tampered: [],
      eventCount: 6,
      product: { title: '五常大米（稻花香2号）' },
      lot: { lotCode: code, producerName: '香屯合作社' },
    });
    expect(trace.events.map((event: { title: string }) => event.title)).toEqual([
      '收割',
      '碾米',
      '装袋',
      '进货',
      '检验',
      '上架',
    ]);
  });

  it('shows an offer of a shop on sale only, and says so to the peers that sell it', async () => {
    const { productId, skuId } = await draft(room);
    await act(room, seller, 'publishProduct', { productId });
    const list = '{ products { edges { node { id } } } }';
    expect((await room.graph<any>(ANONYMOUS, list)).products.edges).toHaveLength(1);
    const peers =
      'query($ids: [ID!]!) { skusForSale(ids: $ids) { skuId onSale retailFen labelVersion netText categoryPath returnableWithoutReason } }';
    const orders = { kind: 'peer' as const, id: 'orders', grants: [] };
    expect((await room.graph<any>(orders, peers, { ids: [skuId, 'unknown'] })).skusForSale).toEqual([
      {
        skuId,
        onSale: true,
        retailFen: 9800,
        labelVersion: 1,
        netText: '5千克',
        categoryPath: '粮食 / 大米',
        returnableWithoutReason: true,
      },
    ]);
    room.clock.advance(1000);
    await room.receive('sellers', 'sellers.shop-sale-changed.v1', {
      shopId: SHOP,
      partyId: 'party-1',
      onSale: false,
      reason: '营业执照过期',
    });
    expect((await room.graph<any>(ANONYMOUS, list)).products.edges).toHaveLength(0);
    expect((await room.graph<any>(orders, peers, { ids: [skuId] })).skusForSale).toMatchObject([{ onSale: false }]);
  });
});
