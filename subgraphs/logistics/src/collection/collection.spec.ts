import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  buyer,
  CARRIER,
  courier,
  fileCarrier,
  manager,
  openWorld,
  seller,
  SELLER,
  type Base,
  type World,
} from '../test-world.fixture.ts';

describe('a return on its way back', () => {
  let world: World;
  let base: Base;
  beforeEach(async () => {
    world = await openWorld();
    base = await fileCarrier(world);
  });
  afterEach(() => world.close());

  it('fetches a return in six steps and hands it over at the centre with both signatures [8.6.ch] [8.6.ci]', async () => {
    await world.receive('orders', 'orders.collection-due.v1', {
      afterSaleId: 'as-1',
      orderId: 'order-1',
      kind: 'return',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      carrierPartyId: CARRIER,
      refundFen: 5000,
      lines: [{ skuId: 'sku-1', title: '五常蓝莓', units: 1, accessories: '冰袋' }],
    });
    const { collections } = await world.ask(
      manager,
      '{ collections { edges { node { id state steps { label doneAt } recipient { full } } } } }',
    );
    const collectionId = collections.edges[0].node.id;
    const BESIDE = 'query($id: ID!) { collection(id: $id) { afterSale { id } courier { id } items { sku { id } } } }';
    const beside = async (actor: typeof buyer) => (await world.ask(actor, BESIDE, { id: collectionId })).collection;
    const items = [{ sku: { id: 'sku-1' } }];
    for (const actor of [buyer, seller])
      expect(await beside(actor)).toEqual({ afterSale: { id: 'as-1' }, courier: null, items });
    expect(await beside(manager)).toEqual({ afterSale: null, courier: null, items });
    const agreedAt = new Date(world.clock.now() + 3_600_000).toISOString();
    /** What courier, buyer and seller have buttons for. */
    const can = async () => {
      const of = async (actor: typeof buyer): Promise<string[]> =>
        (await world.ask(actor, 'query($id: ID!) { collection(id: $id) { availableActions } }', { id: collectionId }))
          .collection?.availableActions;
      return [await of(courier), await of(buyer), await of(seller)];
    };
    expect(
      (await world.ask(manager, '{ collections { edges { node { availableActions } } } }')).collections.edges[0].node
        .availableActions,
    ).toEqual(['ASSIGN']);
    expect(await world.act(manager, 'appointCollection', { collectionId, agreedAt, place: '家里' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    await world.act(manager, 'assignCollection', { collectionId, courierId: base.courierId });
    expect(await can()).toEqual([['APPOINT'], [], []]);
    expect([(await beside(manager)).courier, (await beside(buyer)).courier]).toEqual([{ id: base.courierId }, null]);
    await world.act(courier, 'appointCollection', { collectionId, agreedAt, place: '家里' });
    expect(await can()).toEqual([['APPOINT', 'SHOW_IDENTITY', 'SETTLE'], ['CHECK_IDENTITY'], []]);
    expect(await world.act(courier, 'inspectCollection', { collectionId, meetsRule: true })).toMatchObject({
      code: 'STEP_MISSING',
      clause: '8.6.ch',
      details: [{ about: 'identityCheckedAtMs' }, { about: 'settledAtMs' }],
    });
    const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(collectionId: $id) { code } }', {
      id: collectionId,
    });
    expect(
      await world.act(
        buyer,
        'checkCourierCode',
        { collectionId, code: courierCode.code },
        '... on CourierIdentity { courierName }',
      ),
    ).toMatchObject({ courierName: '冯送暖' });
    await world.act(courier, 'settleCollection', { collectionId, refundForm: 'ORIGINAL' });
    expect(await can()).toEqual([['APPOINT', 'INSPECT'], [], []]);
    // Who is to take it back decides: what the courier doubts is written down, and the seller inspects it.
    expect(await world.act(courier, 'inspectCollection', { collectionId, meetsRule: false })).toMatchObject({
      code: 'NOTE_NEEDED',
      clause: '8.6.ch',
    });
    await world.act(courier, 'inspectCollection', { collectionId, meetsRule: false, note: '拆过封' });
    const inspected = await world.ask(seller, '{ collections { edges { node { meetsRule inspectionNote } } } }');
    expect(inspected.collections.edges).toEqual([{ node: { meetsRule: false, inspectionNote: '拆过封' } }]);
    await world.act(courier, 'recordCollectionCondition', {
      collectionId,
      condition: '外箱完好',
      accessories: '冰袋1个',
    });
    expect(await world.act(courier, 'takeCollection', { collectionId })).toMatchObject({ code: 'STEP_MISSING' });
    expect(await can()).toEqual([['APPOINT', 'SIGN'], ['SIGN'], []]);
    await world.act(courier, 'signCollection', { collectionId, as: 'COURIER', signerName: '冯送暖' });
    expect(await can()).toEqual([['APPOINT'], ['SIGN'], []]);
    await world.act(buyer, 'signCollection', { collectionId, as: 'CONSUMER', signerName: '王小明' });
    expect(await can()).toEqual([['APPOINT', 'TAKE'], [], []]);
    expect(await world.act(courier, 'takeCollection', { collectionId }, '... on Collection { state }')).toMatchObject({
      state: 'TAKEN',
    });
    const legs = async (actor = manager) =>
      (
        await world.ask(
          actor,
          'query($id: ID!) { collection(id: $id) { legs { kind state stateLabel givenUnits takenUnits availableActions } } }',
          { id: collectionId },
        )
      ).collection.legs;
    expect(await legs()).toEqual([
      {
        kind: 'FROM_BUYER',
        state: 'SIGNED',
        stateLabel: '双方已签字',
        givenUnits: 1,
        takenUnits: 1,
        availableActions: [],
      },
    ]);
    await world.act(courier, 'handOverCollection', { collectionId, place: '退换货中心', conditionOk: true });
    expect(await can()).toEqual([['SIGN_HANDOVER'], [], ['SIGN_HANDOVER']]);
    await world.act(courier, 'signCollectionHandover', { collectionId, as: 'CARRIER' });
    expect((await legs(seller))[1]).toMatchObject({ kind: 'TO_SELLER', state: 'OPEN', stateLabel: '等商家签字' });
    expect(await can()).toEqual([[], [], ['SIGN_HANDOVER']]);
    await world.subgraph.runOnce();
    expect(world.events('logistics.collection-handed-over.v1')).toEqual([]);
    expect(world.events('logistics.goods-offered-back.v1')).toMatchObject([{ units: 1, signByMs: expect.any(Number) }]);
    expect(
      await world.act(seller, 'signCollectionHandover', { collectionId, as: 'SELLER' }, '... on Collection { state }'),
    ).toMatchObject({ state: 'HANDED_OVER' });
    expect((await legs())[1]).toMatchObject({ kind: 'TO_SELLER', state: 'SIGNED', givenUnits: 1, takenUnits: 1 });
    const signed = await world.rows.selectFrom('CustodyLeg').selectAll().orderBy('openedAtMs').orderBy('id').execute();
    expect(signed.map(({ givenBy, takenBy }: any) => [givenBy, takenBy])).toEqual([
      [buyer.id, courier.id],
      [courier.id, seller.id],
    ]);
    await world.subgraph.runOnce();
    expect(world.events('logistics.collection-handed-over.v1')).toMatchObject([
      { collectionId, afterSaleId: 'as-1', orderId: 'order-1', conditionOk: true },
    ]);
    expect(world.events('logistics.collection-handed-over.v1')[0]).not.toHaveProperty('claim');
  });

  it.each([
    ['the carrier', undefined, 1000],
    ['the carrier by its contract, the rest the seller', 80, 800],
  ])(
    'what both sign as spoiled on the way back, %s is proposed to bear [8.4.3.bm]',
    async (_who, percent, permille) => {
      if (percent !== undefined)
        await world.receive('sellers', 'sellers.contract-signed.v1', {
          contractId: 'k-1',
          number: 'k-1',
          partyId: SELLER,
          withPartyId: CARRIER,
          validFromOn: '2026-11-01',
          validUntilOn: '2027-10-31',
          signedAtMs: world.clock.now(),
          terms: { kind: 'delivery', damagedSharePercent: percent },
        });
      const collectionId = await takenBack();
      const said = { collectionId, place: '退换货中心', conditionOk: false, note: '外箱压扁了' };
      await world.act(courier, 'handOverCollection', said);
      await world.act(courier, 'signCollectionHandover', { collectionId, as: 'CARRIER' });
      await world.act(seller, 'signCollectionHandover', { collectionId, as: 'SELLER' });
      await world.subgraph.runOnce();
      const shares = [
        { part: 'carrier', partyId: CARRIER, permille },
        { part: 'seller', partyId: SELLER, permille: 1000 - permille },
      ];
      expect(world.events('logistics.collection-handed-over.v1')).toMatchObject([
        {
          afterSaleId: 'as-1',
          conditionOk: false,
          claim: { cause: 'damage', sellerPartyId: SELLER, held: [{ part: 'carrier', partyId: CARRIER }], shares },
        },
      ]);
    },
  );

  /** All steps at the door, and the goods with the courier. */
  async function takenBack(): Promise<string> {
    await world.receive('orders', 'orders.collection-due.v1', {
      afterSaleId: 'as-1',
      orderId: 'order-1',
      kind: 'return',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      carrierPartyId: CARRIER,
      refundFen: 5000,
      lines: [{ skuId: 'sku-1', title: '五常蓝莓', units: 1, accessories: '冰袋' }],
    });
    const { collections } = await world.ask(manager, '{ collections { edges { node { id } } } }');
    const collectionId = collections.edges[0].node.id;
    const agreedAt = new Date(world.clock.now() + 3_600_000).toISOString();
    await world.act(manager, 'assignCollection', { collectionId, courierId: base.courierId });
    await world.act(courier, 'appointCollection', { collectionId, agreedAt, place: '家里' });
    const { courierCode } = await world.ask(courier, 'query($id: ID!) { courierCode(collectionId: $id) { code } }', {
      id: collectionId,
    });
    const { code } = courierCode;
    await world.act(buyer, 'checkCourierCode', { collectionId, code }, '... on CourierIdentity { courierName }');
    await world.act(courier, 'settleCollection', { collectionId, refundForm: 'ORIGINAL' });
    await world.act(courier, 'inspectCollection', { collectionId, meetsRule: true });
    const found = { condition: '外箱完好', accessories: '冰袋1个' };
    await world.act(courier, 'recordCollectionCondition', { collectionId, ...found });
    await world.act(courier, 'signCollection', { collectionId, as: 'COURIER', signerName: '冯送暖' });
    await world.act(buyer, 'signCollection', { collectionId, as: 'CONSUMER', signerName: '王小明' });
    await world.act(courier, 'takeCollection', { collectionId }, '... on Collection { state }');
    return collectionId;
  }
});
