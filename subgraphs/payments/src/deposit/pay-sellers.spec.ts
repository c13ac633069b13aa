import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account as person, freshDatabase, nodesOf } from '@heitu/kit/serving/testing';
import { RECOVERY_WORKING_DAYS } from '../advance/recovery.policy.ts';
import { CARRIER, CARRIERS_MERCHANT, owedToSeller, SELLER, SELLERS_CASES } from '../compensation/who-pays.fixture.ts';
import type { SellersCase } from '../compensation/who-pays.fixture.ts';
import { account } from '../ledger/account.ts';
import { contractOf, finance, MERCHANT, MERCHANTS, OPEN, openPayments, requestId } from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';
import { paySellers } from './pay-sellers.ts';

const AGREE = `mutation($i: AgreeDepositInput!) { agreeDeposit(input: $i) { __typename } }`;
const LISTED =
  '{ recoveries { edges { node { id amountFen setOffFen fromDepositFen state rail nextText nextAt isOwedToCaller } } } }';
const STATEMENT = `query($p: ID!, $on: LocalDate!) { moneyStatement(partyId: $p, on: $on) {
  lines { kind fen } fromDepositFen } }`;
const owner = person('owner', { role: 'seller-owner', partyId: SELLER });
const manager = person('manager', { role: 'carrier-manager', partyId: CARRIER });
/** Ten working days are so many days at most here: the room begins on a Wednesday in November. */
const TIME_MS = 14 * DAY_MS;

describe.each([
  ['SQLite', () => Promise.resolve(undefined)],
  ['MariaDB', () => freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_pay_sellers')],
] as const)('a deposit pays the seller whom its owner owes, on %s [6.6.d]', (_database, urlOf) => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments(await urlOf());
    const opened = { ...MERCHANT, requestId: requestId(), partyId: CARRIER, subMerchantId: CARRIERS_MERCHANT };
    await room.graph(finance, OPEN, { i: opened });
    await room.paid();
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  async function putUp(fen: number): Promise<void> {
    room.channel.putUp(CARRIERS_MERCHANT, fen);
    const terms = { kind: 'platform-service', depositFen: fen };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(CARRIER, terms));
    await room.graph(finance, AGREE, { i: { requestId: requestId(), partyId: CARRIER } });
    await room.turn(1);
  }
  const owed = async (fen: number, caseId = 'p9', liable: string = CARRIER) => {
    const told = owedToSeller({ liable, fen }, { orderId: 'o1', caseId });
    for (let i = 0; i < 2; i++) await room.receive('orders', 'orders.claim-settled.v1', told);
  };
  const earn = async () => {
    const terms = { kind: 'delivery', freightSharedPercent: 80 };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(SELLER, terms, { withPartyId: CARRIER }));
    await room.completed('o1', 0, 500, CARRIER);
    await room.turn(4);
  };
  const debts = async (who = finance): Promise<any[]> => nodesOf((await room.graph<any>(who, LISTED)).recoveries);
  const bills = async () =>
    (await room.rows('Compensation')).map(({ state, amountFen, source, lastError }: any) => ({
      state,
      amountFen,
      source,
      lastError,
    }));
  const paidBill = (amountFen: number) => ({ state: 'paid', amountFen, source: 'deposit-to-seller', lastError: null });
  const changes = async () => {
    const [purses, held] = [await room.booked(), room.channel.holdsFen(MERCHANTS[SELLER])];
    return async () => {
      const now = await room.booked();
      const changed = (name: string): number => (now[name] ?? 0) - (purses[name] ?? 0);
      return { changed, atProviderFen: room.channel.holdsFen(MERCHANTS[SELLER]) - held };
    };
  };

  it.each(SELLERS_CASES)('%s', async (_name, facts: SellersCase) => {
    const { liable, fen, depositFen, foundFen, earns, freightFen = 0, fromDepositFen = 0, left } = facts;
    if (depositFen) await putUp(depositFen);
    await owed(fen, 'p9', liable);
    if (earns) await earn();
    const since = await changes();
    room.clock.advance(TIME_MS - HOUR_MS);
    await room.turn(4);
    // Not before its time.
    expect(await bills()).toEqual([]);
    const isShort = foundFen !== undefined && depositFen !== undefined;
    const real = room.channel.compensate.bind(room.channel);
    if (isShort)
      room.channel.compensate = (input) => {
        room.channel.putUp(CARRIERS_MERCHANT, foundFen - depositFen);
        const answer = real(input);
        room.channel.putUp(CARRIERS_MERCHANT, depositFen - foundFen);
        return answer;
      };
    room.clock.advance(2 * HOUR_MS);
    await room.turn(6);
    const { changed, atProviderFen } = await since();
    expect([changed(account.seller(SELLER)), atProviderFen]).toEqual([fromDepositFen, fromDepositFen]);
    expect(changed(account.deposit(CARRIER))).toBe(0 - fromDepositFen);
    expect(room.channel.depositFen(CARRIERS_MERCHANT)).toBe((depositFen ?? 0) - fromDepositFen);
    expect(room.channel.paidFen()).toEqual(
      fromDepositFen > 0 ? { [`deposit:${CARRIERS_MERCHANT}`]: fromDepositFen } : {},
    );
    const stillFen = fen - freightFen - fromDepositFen;
    expect(await room.balanceOf(account.claimedFrom(liable))).toBe(0 - stillFen);
    expect(await room.balanceOf(account.owedTo(SELLER))).toBe(stillFen);
    // Both are told once, with what is left of the debt and of the deposit, and until when that is filled up.
    const heldFen = (depositFen ?? 0) - fromDepositFen;
    const told = { creditorPartyId: SELLER, debtorPartyId: liable, orderId: 'o1', amountFen: fromDepositFen };
    expect(room.eventsOf('payments.deposit-paid-seller.v1')).toEqual(
      fromDepositFen > 0
        ? [
            expect.objectContaining({
              ...told,
              leftFen: stillFen,
              heldFen,
              requiredFen: depositFen,
              fillUpDueAtMs: expect.any(Number),
            }),
          ]
        : [],
    );
    const shown = { amountFen: fen, setOffFen: freightFen + fromDepositFen, fromDepositFen, ...left };
    expect(await debts()).toMatchObject([shown]);
    expect((await room.rows('Recovery'))[0].settingOffFen).toBe(0);
  });

  it('is paid once: by two processes at once, told again, with each answer lost', async () => {
    await putUp(5000);
    await owed(1000);
    await owed(400, 'p10');
    room.clock.advance(TIME_MS + HOUR_MS);
    const atOnce = () => paySellers(room.subgraph.contextFor(finance, 'test') as never);
    await Promise.all([atOnce(), atOnce(), atOnce()]);
    for (let i = 0; i < 8; i++) {
      room.channel.loseAnswers(1);
      await room.turn(1);
    }
    await room.turn(4);
    expect((await bills()).toSorted((one, other) => other.amountFen - one.amountFen)).toEqual([
      paidBill(1000),
      paidBill(400),
    ]);
    expect(room.channel.depositFen(CARRIERS_MERCHANT)).toBe(3600);
    expect(await room.balanceOf(account.seller(SELLER))).toBe(1400);
  });

  it('of a deposit that is filled up later the rest comes, a day after at the latest', async () => {
    await putUp(600);
    await owed(1000);
    room.clock.advance(TIME_MS + HOUR_MS);
    await room.turn(4);
    expect(await bills()).toEqual([paidBill(600)]);
    room.channel.putUp(CARRIERS_MERCHANT, 600);
    room.clock.advance(4 * DAY_MS);
    await room.turn(3);
    room.clock.advance(DAY_MS);
    await room.turn(4);
    expect(await bills()).toEqual([paidBill(600), paidBill(400)]);
    expect(await debts()).toMatchObject([{ state: 'RECOVERED', setOffFen: 1000, fromDepositFen: 1000 }]);
    expect(room.channel.depositFen(CARRIERS_MERCHANT)).toBe(200);
  });

  it('what the provider refuses and does not know stays owed and is set off; a week later it is tried again', async () => {
    await putUp(5000);
    await owed(1000);
    const real = room.channel.compensate.bind(room.channel);
    const error = { outcome: 'refused', code: 'NO_AUTH', meaning: 'other', message: '', status: 403, retryable: false };
    room.channel.compensate = async () => ({ ok: false, error }) as never;
    room.clock.advance(TIME_MS + HOUR_MS);
    await room.turn(3);
    const dropped = { state: 'dropped', amountFen: 1000, source: 'deposit-to-seller', lastError: 'NO_AUTH' };
    expect(await bills()).toEqual([dropped]);
    expect((await room.rows('Recovery'))[0]).toMatchObject({ state: 'open', settingOffFen: 0, setOffFen: 0 });
    room.channel.compensate = real;
    await earn();
    expect(await debts()).toMatchObject([{ state: 'OPEN', setOffFen: 400, fromDepositFen: 0 }]);
    room.clock.advance(7 * DAY_MS);
    await room.turn(4);
    expect(await bills()).toEqual([dropped, paidBill(600)]);
    expect(await debts()).toMatchObject([{ state: 'RECOVERED', setOffFen: 1000, fromDepositFen: 600 }]);
  });

  it('what the provider has although it said no is not over', async () => {
    await putUp(5000);
    await owed(1000);
    const real = room.channel.compensate.bind(room.channel);
    const error = { outcome: 'refused', code: 'INVALID_REQUEST', meaning: 'other', message: '', status: 400 };
    room.channel.compensate = async (input) => {
      await real(input);
      return { ok: false, error: { ...error, retryable: false } } as never;
    };
    room.clock.advance(TIME_MS + HOUR_MS);
    await room.turn(4);
    expect(await bills()).toEqual([paidBill(1000)]);
  });

  it('nothing ends a debt while its deposit pays, and nothing is paid of what has come by another way', async () => {
    await putUp(5000);
    await owed(1000);
    const [{ id }] = await debts();
    const act = (name: string, input: object, who = finance) => {
      const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
      const asked = `mutation($i: ${type}!) { ${name}(input: $i) { ... on ${name[0]!.toUpperCase()}${name.slice(1)}Refused { code } } }`;
      return room.graph<any>(who, asked, { i: { requestId: requestId(), recoveryId: id, ...input } });
    };
    expect(await act('collectRecovery', {})).toEqual({ collectRecovery: { code: 'OUT_OF_DEPOSIT' } });
    room.clock.advance(TIME_MS - HOUR_MS);
    await act('proposeRecoveryEnd', { how: 'RECEIVED', reason: '回单0032' });
    room.clock.advance(3 * HOUR_MS);
    await room.turn(3);
    expect(await bills()).toEqual([]);
    await act('answerRecoveryEnd', { agrees: false }, owner);
    await act('proposeRecoveryEnd', { how: 'PLATFORM_PAYS', reason: '平台承担' });
    room.clock.advance(DAY_MS);
    await paySellers(room.subgraph.contextFor(finance, 'test') as never);
    const second = person('finance-2', { role: 'finance' });
    expect(await act('confirmRecoveryEnd', {}, second)).toEqual({ confirmRecoveryEnd: { code: 'SETTING_OFF' } });
    await room.turn(4);
    expect(await bills()).toEqual([paidBill(1000)]);
    expect(await debts()).toMatchObject([{ state: 'RECOVERED' }]);
  });

  it('both read what comes and what came: in what is owed, and in the statement of the month', async () => {
    await putUp(5000);
    await owed(1000);
    const dueAt = new Date((await room.rows('Recovery'))[0].nextAtMs).toISOString();
    expect(await debts(owner)).toMatchObject([
      { isOwedToCaller: true, rail: 'DEPOSIT', nextText: '到期由对方的保证金付到您账上', nextAt: dueAt },
    ]);
    expect(await debts(manager)).toMatchObject([{ isOwedToCaller: false, nextText: '到期由保证金付给商家' }]);
    room.clock.advance(TIME_MS + HOUR_MS);
    await paySellers(room.subgraph.contextFor(finance, 'test') as never);
    expect(await debts(owner)).toMatchObject([{ nextText: '支付机构正在从保证金付，付到就记上' }]);
    await room.turn(4);
    expect(await debts(manager)).toMatchObject([{ fromDepositFen: 1000, state: 'RECOVERED', nextText: null }]);
    const on = new Date(room.clock.now()).toISOString().slice(0, 10);
    const ofMonth = async (who: typeof owner, p: string) =>
      (await room.graph<any>(who, STATEMENT, { p, on })).moneyStatement;
    expect(await ofMonth(owner, SELLER)).toEqual({ lines: [{ kind: 'FROM_DEPOSIT', fen: 1000 }], fromDepositFen: 0 });
    expect(await ofMonth(manager, CARRIER)).toEqual({ lines: [], fromDepositFen: 1000 });
    // The seller's account holds what the books say, by the provider's own statement of the day.
    const date = new Date(room.clock.now()).toISOString().slice(0, 10);
    room.clock.advance(DAY_MS);
    await room.graph(finance, 'mutation($i: ReconcileDayInput!) { reconcileDay(input: $i) { __typename } }', {
      i: { date },
    });
    expect(await room.rows('ReconciliationCase')).toEqual([]);
    expect(await room.rows('MoneyUnderWay')).toEqual([]);
    expect(RECOVERY_WORKING_DAYS).toBe(10);
  });
});
