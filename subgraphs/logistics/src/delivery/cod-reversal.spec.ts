import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { account, freshDatabase, nodesOf, toldAtOnce } from '@heitu/kit/serving/testing';
import {
  admin,
  CARRIER,
  courier,
  fileCarrier,
  makeShipment,
  manager,
  openWorld,
  rival,
  seller,
  SELLER,
  takeOver,
  type World,
} from '../test-world.fixture.ts';
import { COD_ANSWER_WORKING_DAYS, COD_SAID_LAPSES_WORKING_DAYS } from './cod.policy.ts';

const finance = account('acc-finance', { role: 'finance' });
const secondFinance = account('acc-finance-2', { role: 'finance' });
const packer = account('acc-packer', { role: 'seller-staff', partyId: SELLER, rights: ['orders'] });

/** A courier took 50 yuan at a door, which are the seller's; the carrier says that its record of it is wrong. */
describe.each(['SQLite', 'MariaDB'])('a record of cash that its carrier takes back, on %s', (database) => {
  let world: World;
  let [cash, shipmentId] = ['', ''];
  let isTransferred = false;
  beforeEach(async () => {
    isTransferred = false;
    world = await openWorld({
      url: database === 'MariaDB' ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'logistics_back') : undefined,
      seen: () => (isTransferred ? { number: 'F-1', at: '2026-11-26T04:00:00.000Z' } : null),
    });
    const base = await fileCarrier(world);
    shipmentId = await makeShipment(world, '1', { payment: 'cash-on-delivery' });
    await takeOver(world, base, shipmentId);
    cash = (await record(5000)).id;
  }, 60_000);
  afterEach(() => world.close());

  let requests = 0;
  const SHOWN = '... on CodRemittance { id state remittedAt reversalReason doubtReason availableActions }';
  const act = (who: Actor, name: string, input: object) =>
    world.act(who, name, { requestId: `r${(requests += 1)}`, ...input }, SHOWN);
  const record = (amountFen: number) => act(courier, 'recordCodCollected', { shipmentId, amountFen });
  const reverse = (who: Actor = manager) =>
    act(who, 'reverseCod', { remittanceId: cash, reason: '多写了一个零，实收5元' });
  const answer = (who: Actor, isWrong: boolean, reason?: string) =>
    act(who, 'answerCodReversal', { remittanceId: cash, isWrong, reason });
  const remit = () => act(manager, 'remitCod', { remittanceId: cash });
  /** What stands of it, and the rows that stand against it. */
  const kept = async () => {
    const [row] = await world.rows.selectFrom('CodRemittance').selectAll().where('id', '=', cash).execute();
    const against = await world.rows.selectFrom('CodReversal').selectAll().execute();
    return [row.amountFen, row.state, against.length];
  };
  const seen = async (who: Actor) =>
    nodesOf(
      (await world.ask(who, '{ codRemittances { edges { node { stateLabel availableActions } } } }')).codRemittances,
    );
  const pass = (workingDays: number, moreMs = 0) =>
    world.clock.set(new Date(addWorkingDays(world.clock.now(), workingDays) + moreMs).toISOString());
  const dueList = async () =>
    (await world.ask(finance, '{ logisticsDue { kind amountFen } }')).logisticsDue.filter(
      ({ kind }: any) => kind === 'COD_SAID',
    );
  const told = async () => {
    await world.subgraph.runOnce();
    return world.events('logistics.said-cash-moved.v1').map(({ what, amountFen }: any) => `${what} ${amountFen}`);
  };

  it.each([
    ['the carrier', () => manager],
    ['the operator', () => admin],
  ])('%s alone takes nothing back: the seller is owed its 50 yuan still [8.5.3.ca]', async (_who, who) => {
    expect(await reverse(who())).toMatchObject({ state: 'DOUBTED', doubtReason: '多写了一个零，实收5元' });
    expect(await kept()).toEqual([5000, 'doubted', 0]);
    expect(await record(500)).toMatchObject({ code: 'ALREADY_COLLECTED' });
    expect(await seen(seller)).toEqual([
      { stateLabel: '配送说登记错了，等您确认', availableActions: ['AGREE_WRONG', 'DENY_WRONG'] },
    ]);
    // Nor do those whom it does not concern, nor finance before its turn, nor the carrier by its own yes.
    for (const other of [packer, rival, courier])
      await expect(answer(other, true, '错了'))
        .resolves.toMatchObject({ code: 'NOT_FOUND' })
        .catch(() => undefined);
    expect(await answer(finance, true, '错了')).toMatchObject({ code: 'SELLERS_TURN', clause: '8.5.3.ca' });
    expect(await kept()).toEqual([5000, 'doubted', 0]);
    expect(await told()).toEqual(['doubted 5000']);
  });

  it('the seller agrees: it is taken back once, and what was taken is recorded rightly', async () => {
    await reverse();
    expect(await toldAtOnce([1, 2, 3].map(() => () => answer(seller, true)))).toEqual({ ok: 1, WRONG_STATE: 2 });
    expect(await kept()).toEqual([5000, 'reversed', 1]);
    expect(await told()).toEqual(['doubted 5000', 'agreed-wrong 5000']);
    // The courier has 5 yuan of the seller's, as the buyer paid.
    expect(await record(500)).toMatchObject({ state: 'OWED' });
    const owed = await world.rows.selectFrom('CodRemittance').select('amountFen').where('state', '=', 'owed').execute();
    expect(owed).toEqual([{ amountFen: 500 }]);
  });

  it('the seller denies it: finance looks, one of its people alone lets it stand, and it is overdue as before', async () => {
    await reverse();
    expect(await answer(seller, false)).toMatchObject({ state: 'DISPUTED', availableActions: ['AGREE_WRONG'] });
    expect(await dueList()).toEqual([{ kind: 'COD_SAID', amountFen: 5000 }]);
    expect(await answer(finance, false)).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await answer(finance, false, '签收单上写的是50元')).toMatchObject({ state: 'OWED' });
    expect(await kept()).toEqual([5000, 'owed', 0]);
    expect(await told()).toEqual(['doubted 5000', 'denied-wrong 5000', 'upheld 5000']);
    // Said once more it stops no clock any more.
    await reverse();
    pass(3, 60_000);
    await world.subgraph.runOnce();
    expect(world.events('logistics.cash-overdue.v1')).toEqual([
      { carrierPartyId: CARRIER, parcels: 1, amountFen: 5000 },
    ]);
  });

  it('nobody’s silence takes it from the seller: finance has it then, and two of its people find it wrong', async () => {
    await reverse();
    pass(COD_ANSWER_WORKING_DAYS, -1);
    expect(await dueList()).toEqual([]);
    pass(0, 2);
    expect(await dueList()).toHaveLength(1);
    expect(await answer(finance, true, '签收单上写的是5元')).toMatchObject({
      state: 'DOUBTED',
      availableActions: ['UPHOLD'],
    });
    expect(await answer(finance, true, '再看一次')).toMatchObject({ code: 'SAME_PERSON' });
    expect(await kept()).toEqual([5000, 'doubted', 0]);
    expect(await answer(secondFinance, true, '签收单上写的是5元')).toMatchObject({ state: 'REVERSED' });
    expect(await kept()).toEqual([5000, 'reversed', 1]);
    expect(await told()).toEqual(['doubted 5000', 'found-wrong 5000']);
  });

  it('nor does everybody’s: after twenty working days it is owed as before', async () => {
    await reverse();
    const askedAtMs = world.clock.now();
    world.clock.set(new Date(addWorkingDays(askedAtMs, COD_ANSWER_WORKING_DAYS - 1)).toISOString());
    expect(await told()).toEqual(['doubted 5000', 'doubt-due-soon 5000']);
    world.clock.set(new Date(addWorkingDays(askedAtMs, COD_SAID_LAPSES_WORKING_DAYS) - 1).toISOString());
    await world.subgraph.runOnce();
    expect(await kept()).toEqual([5000, 'doubted', 0]);
    world.clock.set(new Date(addWorkingDays(askedAtMs, COD_SAID_LAPSES_WORKING_DAYS)).toISOString());
    await Promise.all([world.subgraph.runOnce(), world.subgraph.runOnce()]);
    expect(await kept()).toEqual([5000, 'owed', 0]);
    expect((await told()).slice(2)).toEqual(['doubt-lapses-soon 5000', 'doubt-lapsed 5000']);
    // Who is asked first is not who decides: an administrator that asked confirms nothing either.
  });

  it('an administrator who asked for it does not confirm it', async () => {
    await reverse(admin);
    pass(COD_ANSWER_WORKING_DAYS, 1);
    await answer(finance, true, '签收单上写的是5元');
    expect(await answer(admin, true, '是我说的')).toMatchObject({ code: 'SAME_PERSON' });
    expect(await kept()).toEqual([5000, 'doubted', 0]);
  });

  it('that was paid back stays paid, until its seller says that the record was wrong', async () => {
    isTransferred = true;
    expect(await remit()).toMatchObject({ state: 'REMITTED' });
    await reverse();
    expect(await kept()).toEqual([5000, 'doubted', 0]);
    // It is paid: it is no second time, and nobody is measured for it.
    expect(await remit()).toMatchObject({ code: 'WRONG_STATE' });
    expect(await answer(seller, false)).toMatchObject({ state: 'DISPUTED' });
    pass(5, 60_000);
    await world.subgraph.runOnce();
    expect(world.events('logistics.cash-overdue.v1')).toEqual([]);
    expect(await answer(finance, false, '流水里就是50元')).toMatchObject({
      state: 'REMITTED',
      remittedAt: '2026-11-26T04:00:00.000Z',
    });
    await reverse();
    pass(COD_SAID_LAPSES_WORKING_DAYS, 1);
    await world.subgraph.runOnce();
    expect(await kept()).toEqual([5000, 'remitted', 0]);
    await reverse();
    expect(await answer(seller, true)).toMatchObject({ state: 'REVERSED' });
  });

  it('is paid by the statement after all, and is doubted no longer', async () => {
    await reverse();
    isTransferred = true;
    expect(await remit()).toMatchObject({ state: 'REMITTED' });
    expect(await answer(seller, true)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await kept()).toEqual([5000, 'remitted', 0]);
  });
});
