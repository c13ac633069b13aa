import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyRowIn } from '@heitu/kit/serving/any-row';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { couriers, devices, vehicles } from './carrier/carrier.moves.ts';
import { collections } from './collection/collection.moves.ts';
import { legs } from './custody/leg.moves.ts';
import { codRemittances, contentsCases } from './delivery/delivery.moves.ts';
import { handovers, mismatches } from './handover/handover.moves.ts';
import { shipments, storageStays, trips } from './shipment/shipment.moves.ts';
import { supervisionChecks } from './supervision/check.moves.ts';
import { tariffChanges } from './tariff/tariff.moves.ts';
import { alarms } from './temperature/alarm.moves.ts';
import { openWorld, type World } from './test-world.fixture.ts';

type Moves = Parameters<typeof triedMoves>[1] & Parameters<typeof anyRowIn>[1];

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done with goods on their way, from where, and by whom', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const expectMoves = async (moves: Moves, meant: Tried, given: object = {}) => {
    expect(await triedMoves(world, moves, (state) => anyRowIn(world, moves, state, given))).toEqual(meant);
  };

  /** What brings a parcel back, or keeps it from leaving: a stop hinders none of it. */
  const BACK = {
    // At a station only its buyer refuses it; from there the carrier fetches it.
    refuse: { consumer: 'taken-over → refused, at-station → left-at-station', courier: 'taken-over → refused' },
    reject: { system: 'taken-over → refused, at-station → left-at-station' },
    'turn-round': { system: 'taken-over → refused, at-station → left-at-station' },
    'leave-unfetched': { system: 'at-station → left-at-station' },
    'fetch-back': { system: 'left-at-station → refused' },
    'arrive-at-depot': { 'carrier-manager courier': 'refused → at-depot' },
    return: { 'carrier-manager seller-owner seller-staff': 'at-depot → returned' },
    'give-up': { courier: 'taken-over → refused' },
    cancel: { system: 'ready assigned → cancelled' },
    // Whoever had it has moved it for weeks neither to the buyer nor back.
    lose: { system: 'taken-over left-at-station refused at-depot → lost' },
  };
  it('a parcel goes from the seller to the door, step by step, or back [8.4, 8.5]', () =>
    expectMoves(shipments, {
      assign: { 'carrier-manager': 'ready assigned → assigned' },
      'open-handover': { 'carrier-manager courier seller-owner seller-staff': 'assigned → assigned' },
      'take-over': { system: 'assigned → taken-over' },
      'call-ahead': { 'carrier-manager courier': 'taken-over → taken-over' },
      'check-identity': { consumer: 'taken-over → taken-over' },
      'show-identity': { courier: 'taken-over → taken-over' },
      'open-packaging': { courier: 'taken-over → taken-over' },
      deliver: { consumer: 'taken-over → delivered' },
      'sign-at-door': { courier: 'taken-over → delivered' },
      'find-nobody': { courier: 'taken-over → taken-over' },
      'arrive-at-station': { system: 'taken-over → at-station' },
      'hand-out': { 'station-agent': 'at-station → delivered' },
      ...BACK,
    }));
  it('nobody brings a stopped parcel nearer to its buyer [7.3.6.a-c]', () =>
    expectMoves(shipments, BACK, { stoppedAtMs: 1 }));

  it('a parcel leaves the store one time, a load is checked as often as it changes [8.4.3.bm]', async () => {
    await expectMoves(storageStays, { release: { 'carrier-manager courier system': 'stored → left' } });
    await expectMoves(trips, {
      'check-load': { 'carrier-manager courier': 'unchecked checked → checked' },
      miss: { system: 'unchecked → missed' },
    });
  });

  it('each side signs an open goods document; a signed or void one stays as it is [8.4.2.bj]', async () => {
    const ends = {
      complete: { system: 'open → signed' },
      void: { 'carrier-manager': 'open → void' },
      lapse: { system: 'open → void' },
    };
    const bySeller = {
      'sign-seller': { 'seller-owner seller-staff': 'open → open' },
      'sign-seller-by-card': { courier: 'open → open' },
    };
    const byCarrier = { 'sign-carrier': { 'carrier-manager courier': 'open → open' } };
    await expectMoves(handovers, { ...bySeller, ...byCarrier, ...ends });
    await expectMoves(handovers, { ...byCarrier, ...ends }, { sellerSignedAtMs: 1 });
    await expectMoves(handovers, { ...bySeller, ...ends }, { carrierSignedAtMs: 1 });
    await expectMoves(mismatches, { resolve: { 'carrier-manager': 'found → resolved' } });
    await expectMoves(legs, {
      refuse: { system: 'open → refused' },
      sign: { 'carrier-manager consumer courier seller-owner seller-staff station-agent system': 'open → signed' },
      leave: { system: 'open → unsigned' },
      'let-stand': { system: 'open → one-sided' },
    });
  });

  it('the desk answers for what the buyer found, and for the cash [8.5.3.ca, 8.5.4.3.cg]', async () => {
    await expectMoves(contentsCases, { settle: { 'carrier-manager': 'open → settled' } });
    const said = { saidAtMs: 1, foundBy: 'somebody' };
    const cash = {
      remit: { 'carrier-manager': 'owed said contested doubted disputed → remitted' },
      say: { 'carrier-manager': 'owed → said' },
      accept: { 'seller-owner seller-staff': 'said contested → remitted' },
      contest: { 'seller-owner seller-staff': 'said → contested' },
      find: { finance: 'said → said, contested → contested' },
      confirm: { 'finance operator-admin': 'said contested → remitted' },
      miss: { finance: 'said contested → owed' },
      lapse: { system: 'said contested → owed' },
      doubt: { 'carrier-manager operator-admin': 'owed remitted → doubted' },
      'agree-wrong': { 'seller-owner seller-staff': 'doubted disputed → reversed' },
      'deny-wrong': { 'seller-owner seller-staff': 'doubted → disputed' },
      'find-wrong': { finance: 'doubted → doubted, disputed → disputed' },
      'confirm-wrong': { 'finance operator-admin': 'doubted disputed → reversed' },
      uphold: { finance: 'doubted disputed → owed' },
      'let-stand': { system: 'doubted disputed → owed' },
    };
    await expectMoves(codRemittances, cash, said);
  });

  const FETCHED = {
    'check-identity': { consumer: 'appointed → appointed' },
    'show-identity': { courier: 'appointed → appointed' },
    settle: { courier: 'appointed → appointed' },
    inspect: { courier: 'appointed → appointed' },
    'record-condition': { courier: 'appointed → appointed' },
    sign: { 'consumer courier': 'appointed → appointed' },
    take: { courier: 'appointed → taken' },
    'bring-to-centre': { 'carrier-manager courier': 'taken → at-centre' },
    'sign-handover': { 'carrier-manager courier seller-owner seller-staff': 'at-centre → at-centre' },
    'call-off': { system: 'due appointed → called-off' },
    'hand-over': { system: 'at-centre → handed-over' },
    lose: { system: 'taken at-centre → lost' },
  };
  it('goods are fetched back in their order, each step at its place [8.6.ch, 8.6.ci]', () =>
    expectMoves(
      collections,
      {
        assign: { 'carrier-manager': 'due → due' },
        appoint: { 'carrier-manager courier': 'due appointed → appointed' },
        ...FETCHED,
      },
      { courierId: 'courier-1' },
    ));
  it('no time is agreed for a collection that nobody fetches [8.6.ch]', () =>
    expectMoves(collections, { assign: { 'carrier-manager': 'due → due' }, ...FETCHED }));

  it('who is near takes note of an alarm, the desk decides about the goods [8.1.1.ar]', () =>
    expectMoves(alarms, {
      acknowledge: { 'carrier-manager courier': 'raised → acknowledged' },
      resolve: { 'carrier-manager': 'acknowledged → resolved' },
      leave: { system: 'raised acknowledged → unresolved' },
    }));

  it('the desk puts away what it has; registered again, it is back [8.1.af]', async () => {
    const again = { 'take-back': { system: 'ended → in-use' } };
    await expectMoves(vehicles, { end: { 'carrier-manager': 'in-use → ended' }, ...again });
    await expectMoves(devices, { end: { 'carrier-manager system': 'in-use → ended' }, ...again });
    await expectMoves(couriers, {
      'accept-rules': { courier: 'working → working' },
      end: { 'carrier-manager': 'working → left' },
      'take-back': { system: 'left → working' },
    });
  });

  it('a dearer tariff is its carrier’s to take back; who looks at a leap is the administrator [6.5.c, 7.3.5.d]', () =>
    expectMoves(tariffChanges, {
      flag: { system: 'announced → leaping' },
      hold: { system: 'announced leaping → held' },
      clear: { 'operator-admin': 'leaping → announced' },
      allow: { 'operator-admin': 'held → announced' },
      refuse: { 'operator-admin': 'held → refused' },
      free: { system: 'held → announced' },
      lapse: { system: 'held → lapsed' },
      withdraw: { 'carrier-manager': 'announced leaping held → withdrawn' },
      replace: { system: 'announced leaping held → replaced' },
      bind: { system: 'announced leaping → bound' },
    }));

  it('the operator records a check, and settles what it found [8.2.au]', () =>
    expectMoves(supervisionChecks, {
      record: { 'operator-admin': 'planned → breached' },
      close: { system: 'breached → closed' },
      settle: { 'operator-admin': 'breached → closed' },
      reopen: { system: 'closed → breached' },
      'find-mended': { system: 'breached → closed' },
    }));
});
