import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { plant } from '@heitu/kit/serving/any-row';
import { TRADE_RECORDS } from '@heitu/standard';
import { logistics } from './index.ts';
import { SIGN_WORKING_DAYS } from './handover/handover.policy.ts';
import { tripLifecycle } from './shipment/trip.lifecycle.ts';
import { alarmLifecycle } from './temperature/alarm.lifecycle.ts';
import {
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  POINTS,
  seller,
  SELLER,
  type World,
} from './test-world.fixture.ts';

describe('the clocks of logistics', () => {
  let world: World;
  let shipmentId: string;
  beforeEach(async () => {
    world = await openWorld();
    const { courierId, vehicleId } = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1');
    await world.act(manager, 'assignShipment', { shipmentId, courierId, vehicleId });
  });
  afterEach(() => world.close());

  const openDocument = async (): Promise<string> =>
    (await world.act(courier, 'openHandover', { shipmentId, ...POINTS }, '... on Handover { id }')).id;
  const documents = () =>
    world.rows.selectFrom('Handover').select(['id', 'state', 'openFor', 'complete']).orderBy('id').execute();
  const runAt = async (atMs: number): Promise<void> => {
    world.clock.set(new Date(atMs).toISOString());
    await world.subgraph.runOnce();
  };

  it('makes a goods document void that nobody signed both sides of in two working days, and not a moment before', async () => {
    const dueAtMs = addWorkingDays(world.clock.now(), SIGN_WORKING_DAYS);
    const id = await openDocument();
    await world.act(seller, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李会计' });
    await runAt(dueAtMs - 1);
    expect(await documents()).toEqual([{ id, state: 'open', openFor: shipmentId, complete: null }]);
    await runAt(dueAtMs);
    expect(await documents()).toEqual([{ id, state: 'void', openFor: null, complete: 0 }]);
    expect(
      await world.act(courier, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '老赵' }),
    ).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await openDocument()).toEqual(expect.any(String));
  });

  it('leaves a signed goods document as it is', async () => {
    const id = await openDocument();
    await world.act(seller, 'signHandover', { handoverId: id, as: 'SELLER', custodian: '李会计' });
    await world.act(courier, 'signHandover', { handoverId: id, as: 'CARRIER', custodian: '老赵' });
    await runAt(world.clock.now() + 30 * DAY_MS);
    expect(await documents()).toEqual([{ id, state: 'signed', openFor: null, complete: 1 }]);
  });
});

describe('where a parcel went', () => {
  let world: World;
  beforeEach(async () => void (world = await openWorld()));
  afterEach(() => world.close());

  const vault = () => world.subgraph.contextFor(systemActor('test'), 'test').vault;
  async function signedByCard(shipmentId: string): Promise<{ sellerPartyId: string }> {
    const card = { sellerPartyId: SELLER, inkSealed: 'ink', photosSealed: 'photos', signer: '李大山' };
    await plant(world, 'CardSignature', { id: shipmentId, shipmentId, objectedAtMs: null, ...card });
    return card;
  }

  it('is forgotten three years after its end, with what was signed and photographed, and not a moment before (PIPL 19)', async () => {
    await fileCarrier(world);
    const shipmentId = await makeShipment(world, '1');
    const { buyerAccountId } = await world.rows
      .selectFrom('Shipment')
      .select('buyerAccountId')
      .where('id', '=', shipmentId)
      .executeTakeFirstOrThrow();
    const atMs = world.clock.now();
    await world.rows
      .updateTable('Shipment')
      .set({ state: 'delivered', deliveredAtMs: atMs, deliverByMs: atMs, signatureSealed: 'signed' })
      .where('id', '=', shipmentId)
      .execute();
    const card = await signedByCard(shipmentId);
    const now = async () => {
      const byCard = await world.rows.selectFrom('CardSignature').selectAll().executeTakeFirstOrThrow();
      const row = await world.rows
        .selectFrom('Shipment')
        .selectAll()
        .where('id', '=', shipmentId)
        .executeTakeFirstOrThrow();
      return [
        await vault().openUnrecorded(buyerAccountId, row.recipientSealed),
        row.signatureSealed,
        byCard.inkSealed,
        byCard.photosSealed,
        await vault().openTextUnrecorded(card.sellerPartyId, byCard.signer),
      ];
    };
    const runAt = async (ms: number) => {
      world.clock.set(new Date(ms).toISOString());
      await world.subgraph.runOnce('forget-recipients');
    };
    const before = await now();
    await runAt(atMs + TRADE_RECORDS.keptMs);
    expect(await now()).toEqual(before);
    await runAt(atMs + TRADE_RECORDS.keptMs + 1);
    expect(await now()).toEqual([expect.stringContaining('"phone":""'), null, null, null, ERASED_TEXT]);
    expect(JSON.stringify(before)).not.toEqual(JSON.stringify(await now()));
    // Once: what is forgotten is passed over.
    await runAt(atMs + TRADE_RECORDS.keptMs + DAY_MS);
  });
});

describe('the lifecycles of logistics', () => {
  it('ask for a look at a load within four hours, and at an alarm within half an hour [8.4.3.bm] [8.1.1.ar]', () => {
    const [unchecked, raised] = [
      { state: 'unchecked', startedAtMs: 0 },
      { state: 'raised', raisedAtMs: 0 },
    ];
    expect(tripLifecycle.dueAtMs(unchecked)).toBe(4 * HOUR_MS);
    expect(tripLifecycle.desks(unchecked, 4 * HOUR_MS)).toEqual(['courier']);
    expect(tripLifecycle.desks(unchecked, 4 * HOUR_MS + 1)).toEqual(['courier', 'carrier']);
    expect(alarmLifecycle.dueAtMs(raised)).toBe(30 * MINUTE_MS);
    expect(alarmLifecycle.desks(raised, 30 * MINUTE_MS + 1)).toEqual(['carrier', 'operator-admin']);
  });
  it('name only jobs that the room has', () => {
    const jobs = logistics.jobs.map(({ name }) => name);
    const named = logistics.lifecycles.flatMap(({ lifecycle }) =>
      Object.values<object>(lifecycle.states).flatMap((rule) =>
        'then' in rule && typeof rule.then === 'object' && rule.then && 'job' in rule.then ? [rule.then.job] : [],
      ),
    );
    expect(named).toEqual([
      'leave-unfetched',
      'lapse-handovers',
      'leave-legs',
      'keep-tariffs',
      'keep-tariffs',
      'keep-tariffs',
    ]);
    expect(jobs).toEqual(expect.arrayContaining(named));
  });
});
