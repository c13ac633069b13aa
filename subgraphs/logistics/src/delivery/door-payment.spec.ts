import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { idFrom } from '@heitu/kit/rules/ids';
import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import {
  admin,
  bringToDoor,
  buyer,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  peer,
  takeOver,
  type World,
} from '../test-world.fixture.ts';

const MEASURE_ID = idFrom('measure');
const SIGNED = { signerName: '王', signature: '王' };

describe('a parcel that is paid at the door', () => {
  let world: World;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld({
      measures: () => [
        { measureId: MEASURE_ID, partyId: 'carrier-1', clause: '8.2.az', takenAtMs: String(world.clock.now()) },
      ],
    });
    const base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1', { payment: 'at-door', doorCheckoutId: 'checkout-1' });
    await takeOver(world, base, shipmentId);
  });
  afterEach(() => world.close());

  const can = async () =>
    (await world.ask(courier, 'query($id: ID!) { shipment(id: $id) { availableActions } }', { id: shipmentId }))
      .shipment.availableActions;
  const door = async (courierAccountId = courier.id) =>
    (
      await world.ask(
        peer('payments'),
        'query($id: ID!, $who: ID!) { doorParcel(shipmentId: $id, courierAccountId: $who) { checkoutId isAtDoor isPaid } }',
        { id: shipmentId, who: courierAccountId },
      )
    ).doorParcel;
  const paid = () =>
    world.receive('orders', 'orders.paid-at-door.v1', {
      orderId: 'order-1',
      paidFen: 1000,
      paidAtMs: world.clock.now(),
    });
  const looked = async () => {
    await bringToDoor(world, shipmentId);
    await world.act(courier, 'recordOuterPackagingOpened', { shipmentId, inspected: true });
  };

  it('shows its code when both have looked at the goods, and is signed for when it is paid [8.5.3.ca]', async () => {
    expect(await can()).not.toContain('SHOW_DOOR_CODE');
    expect(await door()).toEqual({ checkoutId: 'checkout-1', isAtDoor: false, isPaid: false });
    await looked();
    expect(await can()).toContain('SHOW_DOOR_CODE');
    expect(await door()).toMatchObject({ isAtDoor: true, isPaid: false });
    expect(await door('somebody-else')).toBeNull();
    expect(await world.act(buyer, 'signDelivery', { shipmentId, ...SIGNED })).toMatchObject({
      code: 'NOT_PAID',
      clause: '8.5.3.ca',
    });
    await paid();
    await paid();
    expect(await can()).not.toContain('SHOW_DOOR_CODE');
    expect(await door()).toMatchObject({ isPaid: true });
    await world.act(buyer, 'signDelivery', { shipmentId, ...SIGNED });
    await world.subgraph.runOnce();
    expect(world.events('logistics.shipment-delivered.v1')).toMatchObject([{ orderId: 'order-1', paysAtDoor: true }]);
  });

  it('is evidence that the money went to its seller; who supervises nothing lacks what is owed [8.2.az] [8.5.3.ca]', async () => {
    const figures = async (clause: string) =>
      (
        await world.ask(
          peer('trust'),
          `{ logisticsEvidence(fromMs: "0", toMs: "${world.clock.now() + 1}") { clause figures { label value verdict } } }`,
        )
      ).logisticsEvidence
        .find((row: any) => row.clause === clause)
        .figures.map(({ value, verdict }: any) => [value, verdict]);
    expect([await figures('8.2.az'), await figures('8.5.3.ca')]).toEqual([
      [[0, 'NOT_APPLICABLE']],
      [[0, 'NOT_APPLICABLE']],
    ]);
    await looked();
    await paid();
    await world.act(buyer, 'signDelivery', { shipmentId, ...SIGNED });
    expect(await figures('8.2.az')).toEqual([
      [0, 'ABSENT'],
      [0, null],
      [0, 'MET'],
    ]);
    expect(await figures('8.5.3.ca')).toEqual([
      [1, 'MET'],
      [0, 'FEW'],
    ]);
    const service = { carrierPartyId: 'carrier-1', daysPerWeek: 7, hoursPerDay: 10 };
    await world.act(manager, 'setCarrierService', { ...service, collectsPayment: true });
    const plan = { requestId: 'p', carrierPartyId: 'carrier-1', form: 'SPOT', topic: 'COD', plannedOn: '2026-11-26' };
    const { id: checkId } = await world.act(admin, 'planCheck', plan, '... on SupervisionCheck { id }');
    const items = CHECKLISTS.cod.map((item, i) => ({ item: apiName(item), passed: i > 0 }));
    await world.act(admin, 'recordCheck', { checkId, items, finding: '配送员用自己的收款码收了钱' });
    expect((await figures('8.5.3.ca')).at(-1)).toEqual([1, 'BREACHED']);
    await world.act(admin, 'settleFinding', { checkId, measureId: MEASURE_ID, measure: '钱已退回，停派一周' });
    expect((await figures('8.5.3.ca')).at(-1)).toEqual([0, 'MET']);
    expect((await figures('8.2.az'))[0]).toEqual([1, 'MET']);
  });

  it('takes no cash: nobody may record any', async () => {
    await looked();
    expect(await can()).not.toContain('RECORD_COD');
    expect(
      await world.act(courier, 'recordCodCollected', { requestId: 'cod', shipmentId, amountFen: 1000 }),
    ).toMatchObject({ code: 'NOT_CASH_ON_DELIVERY' });
    expect(await world.rows.selectFrom('CodRemittance').selectAll().execute()).toEqual([]);
  });

  it('can be refused unpaid, and then shows no code any more', async () => {
    await looked();
    await world.act(buyer, 'refuseDelivery', { shipmentId, reason: 'CHANGED_MIND' });
    expect(await can()).not.toContain('SHOW_DOOR_CODE');
    expect(await door()).toMatchObject({ isAtDoor: false });
  });

  it('is offered by a carrier that has agreed to it, and by no other', async () => {
    const offered = async () =>
      (
        await world.ask(
          peer('orders'),
          `{ deliveryOffers(requests: [{ key: "k", fromDivisionCode: "230184", toDivisionCode: "230184100", weightGrams: 1000, storage: "ambient", categoryCodes: [], titles: ["米"] }]) { available collectsPayment } }`,
        )
      ).deliveryOffers[0];
    expect(await offered()).toMatchObject({ available: true, collectsPayment: false });
    const service = { carrierPartyId: 'carrier-1', daysPerWeek: 7, hoursPerDay: 10 };
    await world.act(manager, 'setCarrierService', { ...service, collectsPayment: true });
    expect(await offered()).toMatchObject({ collectsPayment: true });
    // What is left out stays as it was.
    await world.act(manager, 'setCarrierService', service);
    expect(await offered()).toMatchObject({ collectsPayment: true });
  });
});
