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
const otherSeller = account('acc-other', { role: 'seller-owner', partyId: 'seller-2' });
const packer = account('acc-packer', { role: 'seller-staff', partyId: SELLER, rights: ['orders'] });

/** Two parcels of one seller were paid in cash to the carrier's courier: 50 and 30 yuan, which are the seller's. */
describe.each(['SQLite', 'MariaDB'])('cash that a carrier pays back, on %s', (database) => {
  let world: World;
  let [first, second] = ['', ''];
  /** What the provider's statement of the seller's account shows, by the number on the transfer. */
  const statement = new Map<string, { amountFen: number; line: string }>();
  const transferred = (number: string, amountFen: number, line: string) =>
    void statement.set(number, { amountFen, line });
  beforeEach(async () => {
    statement.clear();
    world = await openWorld({
      url: database === 'MariaDB' ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'logistics_cod') : undefined,
      seen: ({ partyId, number, amountFen }) => {
        const shown = statement.get(number);
        return partyId === SELLER && shown?.amountFen === amountFen
          ? { number: shown.line, at: '2026-11-26T04:00:00.000Z' }
          : null;
      },
    });
    const base = await fileCarrier(world);
    const cash = async (key: string, amountFen: number): Promise<string> => {
      const shipmentId = await makeShipment(world, key, { payment: 'cash-on-delivery' });
      await takeOver(world, base, shipmentId);
      const of = { requestId: `cod-${key}`, shipmentId, amountFen };
      return (await world.act(courier, 'recordCodCollected', of, '... on CodRemittance { id }')).id;
    };
    first = await cash('1', 5000);
    second = await cash('2', 3000);
  }, 60_000);
  afterEach(() => world.close());

  let requests = 0;
  const act = (who: Actor, name: string, input: object) =>
    world.act(
      who,
      name,
      { requestId: `r${(requests += 1)}`, ...input },
      '... on CodRemittance { state remittedAt reference availableActions waitDueAt }',
    );
  const remit = (remittanceId: string, ...alsoIds: string[]) => act(manager, 'remitCod', { remittanceId, alsoIds });
  const say = (remittanceId: string, ...alsoIds: string[]) =>
    act(manager, 'sayCodPaid', { remittanceId, alsoIds, receipt: '工行回单0032' });
  const answer = (who: Actor, arrived: boolean, reason?: string, remittanceId = first) =>
    act(who, 'answerCodPaid', { remittanceId, arrived, reason });
  const kept = async () =>
    (await world.rows.selectFrom('CodRemittance').selectAll().orderBy('amountFen', 'desc').execute()).map(
      (row: any) => [row.amountFen, row.state, row.reference],
    );
  const seen = async (who: Actor) =>
    nodesOf(
      (await world.ask(who, '{ codRemittances { edges { node { amountFen stateLabel availableActions } } } }'))
        .codRemittances,
    );
  const overdue = async () => {
    await world.subgraph.runOnce();
    return world.events('logistics.cash-overdue.v1');
  };
  const dueList = async (who: Actor) =>
    (await world.ask(who, '{ logisticsDue { kind amountFen } }')).logisticsDue.filter(({ kind }: any) =>
      kind.startsWith('COD'),
    );
  const pass = (workingDays: number, moreMs = 0) =>
    world.clock.set(new Date(addWorkingDays(world.clock.now(), workingDays) + moreMs).toISOString());

  it('one transfer of 80 yuan to the seller pays both back, exactly, and nothing twice [8.5.3.ca]', async () => {
    // The carrier has sent 80 yuan under the first number: neither one alone nor less than both is that.
    transferred(`K${first}`, 8000, 'F-1');
    expect(await remit(first)).toMatchObject({ code: 'NOT_SEEN', clause: '8.5.3.ca' });
    expect(await remit(second, first)).toMatchObject({ code: 'NOT_SEEN' });
    transferred(`K${first}`, 7999, 'F-1');
    expect(await remit(first, second)).toMatchObject({ code: 'NOT_SEEN' });
    expect(await kept()).toEqual([
      [5000, 'owed', null],
      [3000, 'owed', null],
    ]);
    transferred(`K${first}`, 8000, 'F-1');
    const calls = Array.from({ length: 4 }, () => () => remit(first, second, second));
    expect(await toldAtOnce(calls)).toEqual({ ok: 1, WRONG_STATE: 3 });
    expect(await kept()).toEqual([
      [5000, 'remitted', 'F-1'],
      [3000, 'remitted', 'F-1'],
    ]);
    expect(await remit(first)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('one line of the statement that names two numbers pays for one of them only', async () => {
    await world.rows.updateTable('CodRemittance').set({ amountFen: 5000 }).where('id', '=', second).execute();
    for (const id of [first, second]) transferred(`K${id}`, 5000, 'F-1');
    expect(await toldAtOnce([() => remit(first), () => remit(second)])).toEqual({ ok: 1, TRANSFER_USED: 1 });
    // Also of a record that was taken back since: the seller has got that money already.
    const [paid] = await world.rows.selectFrom('CodRemittance').select('id').where('state', '=', 'remitted').execute();
    await act(manager, 'reverseCod', { remittanceId: paid.id, reason: '记错了' });
    expect(await act(seller, 'answerCodReversal', { remittanceId: paid.id, isWrong: true })).toMatchObject({
      state: 'REVERSED',
    });
    expect(await remit(paid.id === first ? second : first)).toMatchObject({ code: 'TRANSFER_USED' });
  });

  it('a transfer pays one seller, and the cash of one carrier', async () => {
    await world.rows.updateTable('CodRemittance').set({ sellerPartyId: 'seller-2' }).where('id', '=', second).execute();
    transferred(`K${first}`, 8000, 'F-1');
    expect(await remit(first, second)).toMatchObject({ code: 'NOT_TOGETHER', clause: '8.5.3.ca' });
    expect(await say(first, second)).toMatchObject({ code: 'NOT_TOGETHER' });
    expect(await act(rival, 'sayCodPaid', { remittanceId: first, receipt: 'x' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await remit(first, 'nobody')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await kept()).map(([, state]: string[]) => state)).toEqual(['owed', 'owed']);
  });

  it('went into the seller’s own bank: the seller says that it came, as of when it was sent [8.5.3.ca]', async () => {
    const sentAtMs = world.clock.now();
    expect(await say(first, second)).toMatchObject({ state: 'SAID', reference: '工行回单0032', remittedAt: null });
    expect(await seen(seller)).toEqual(
      [3000, 5000].map((amountFen) => ({
        amountFen,
        stateLabel: '配送说打到您银行卡了，等您确认',
        availableActions: ['ACCEPT', 'CONTEST'],
      })),
    );
    // Who does not look after the seller's money, another seller, and finance before its turn answer nothing.
    for (const who of [packer, otherSeller, admin])
      expect(await answer(who, true, '说到了')).toMatchObject({ code: 'NOT_FOUND' });
    expect(await answer(finance, true, '说到了')).toMatchObject({ code: 'SELLERS_TURN', clause: '8.5.3.ca' });
    expect(await answer(finance, false, '没有')).toMatchObject({ code: 'SELLERS_TURN' });
    pass(2);
    expect(await answer(seller, true)).toMatchObject({
      state: 'REMITTED',
      remittedAt: new Date(sentAtMs).toISOString(),
      availableActions: [],
    });
    // The carrier has paid 50 yuan to the seller; of the other 30 nobody has said anything yet.
    expect((await kept()).map(([, state]: string[]) => state)).toEqual(['remitted', 'said']);
    expect(await answer(seller, false)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it('nobody’s silence pays the seller: finance has it then, and two of its people find it', async () => {
    await say(first);
    pass(COD_ANSWER_WORKING_DAYS, -1);
    expect(await dueList(finance)).toEqual([]);
    pass(0, 2);
    expect((await kept())[0]).toEqual([5000, 'said', '工行回单0032']);
    expect(await dueList(finance)).toMatchObject([{ kind: 'COD_SAID', amountFen: 5000 }]);
    expect(await answer(finance, true)).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await answer(finance, true, '电子回单已核对')).toMatchObject({ state: 'SAID', availableActions: ['MISS'] });
    expect(await answer(finance, true, '我说到了')).toMatchObject({ code: 'SAME_PERSON' });
    expect((await kept())[0][1]).toBe('said');
    expect(await answer(secondFinance, true, '电子回单已核对')).toMatchObject({ state: 'REMITTED' });
  });

  it('that its seller did not get is owed, and overdue whatever is said again [8.2.az]', async () => {
    await say(first, second);
    await answer(seller, true, undefined, second);
    // While the first saying waits for its answer, nobody is measured for it.
    pass(3, 60_000);
    expect(await overdue()).toEqual([]);
    expect(await answer(seller, false)).toMatchObject({ state: 'CONTESTED', availableActions: ['ACCEPT'] });
    expect(await dueList(finance)).toMatchObject([{ kind: 'COD_SAID' }]);
    expect(await overdue()).toEqual([{ carrierPartyId: CARRIER, parcels: 1, amountFen: 5000 }]);
    expect(await answer(finance, false, '对方银行说退票了')).toMatchObject({ state: 'OWED', reference: null });
    await say(first);
    const next = await makeShipment(world, '3');
    const { courierId } = await world.rows
      .selectFrom('Shipment')
      .select('courierId')
      .where('courierId', 'is not', null)
      .executeTakeFirst();
    const { id: vehicleId } = await world.rows.selectFrom('Vehicle').select('id').executeTakeFirst();
    expect(await world.act(manager, 'assignShipment', { shipmentId: next, courierId, vehicleId })).toMatchObject({
      code: 'CASH_OVERDUE',
    });
    // The statement shows it after all: also what was said is so paid back.
    transferred(`K${first}`, 5000, 'F-9');
    expect(await remit(first)).toMatchObject({ state: 'REMITTED', reference: 'F-9' });
  });

  const told = async () => {
    await world.subgraph.runOnce();
    return world
      .events('logistics.said-cash-moved.v1')
      .map(({ what, parcels, amountFen }: any) => [what, parcels, amountFen]);
  };

  it('the seller is told at once and a working day before its time ends, both what finance missed, once', async () => {
    await say(first, second);
    const saidAtMs = world.clock.now();
    expect(await told()).toEqual([['said', 2, 8000]]);
    expect(world.events('logistics.said-cash-moved.v1')).toMatchObject([
      {
        carrierPartyId: CARRIER,
        sellerPartyId: SELLER,
        answerDueAtMs: addWorkingDays(saidAtMs, COD_ANSWER_WORKING_DAYS),
        lapsesAtMs: addWorkingDays(saidAtMs, COD_SAID_LAPSES_WORKING_DAYS),
      },
    ]);
    await answer(seller, true, undefined, second);
    pass(COD_ANSWER_WORKING_DAYS - 1, -1);
    expect((await told()).slice(1)).toEqual([['accepted', 1, 3000]]);
    pass(0, 1);
    await Promise.all([world.subgraph.runOnce(), world.subgraph.runOnce()]);
    expect((await told()).slice(2)).toEqual([['due-soon', 1, 5000]]);
    world.clock.set(new Date(addWorkingDays(saidAtMs, COD_SAID_LAPSES_WORKING_DAYS - 1)).toISOString());
    expect((await told()).slice(3)).toEqual([['lapses-soon', 1, 5000]]);
    expect(await told()).toHaveLength(4);
    world.clock.set(new Date(addWorkingDays(saidAtMs, COD_SAID_LAPSES_WORKING_DAYS)).toISOString());
    expect((await told()).slice(4)).toEqual([['lapsed', 1, 5000]]);
    // Said anew it is asked anew, and reminded of anew.
    await say(first);
    pass(COD_ANSWER_WORKING_DAYS - 1, 1);
    expect((await told()).slice(5)).toEqual([
      ['said', 1, 5000],
      ['due-soon', 1, 5000],
    ]);
  });

  it('the carrier is told what the seller answered, and what finance found of it', async () => {
    await say(first, second);
    for (const id of [first, second]) await answer(seller, false, undefined, id);
    await answer(finance, true, '电子回单已核对', first);
    // One person's find is no end yet.
    expect((await told()).slice(1)).toEqual([
      ['contested', 1, 5000],
      ['contested', 1, 3000],
    ]);
    await answer(secondFinance, true, '电子回单已核对', first);
    await answer(finance, false, '对方银行说退票了', second);
    expect((await told()).slice(3)).toEqual([
      ['found', 1, 5000],
      ['missed', 1, 3000],
    ]);
  });

  it('what neither the seller nor finance answers is owed as before, and lies with the carrier again', async () => {
    await say(first);
    pass(COD_SAID_LAPSES_WORKING_DAYS, -1);
    await world.subgraph.runOnce();
    expect((await kept())[0][1]).toBe('said');
    pass(0, 2);
    await world.subgraph.runOnce();
    expect((await kept())[0]).toEqual([5000, 'owed', null]);
    expect((await seen(manager))[1]).toMatchObject({ availableActions: ['REMIT', 'SAY', 'DOUBT'] });
  });
});
