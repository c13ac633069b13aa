import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { contractOf, finance, MERCHANT, OPEN, openPayments, PAID_FEN, requestId } from '../payments.fixture.ts';
import type { PaymentsRoom } from '../payments.fixture.ts';
import { rowOf } from '../rows.fixture.ts';
import {
  account,
  CARRIER,
  CARRIERS_MERCHANT,
  CASES,
  decidedBy,
  OTHER_SELLER,
  SELLER,
  STATION,
  type Case,
} from './who-pays.fixture.ts';

const AGREE = `mutation($i: AgreeDepositInput!) { agreeDeposit(input: $i) { ... on PaymentsDone { id } ... on AgreeDepositRefused { code clause } } }`;
const LISTED = '{ recoveries { edges { node { partyId amountFen setOffFen state rail } } } }';

const deposit = `deposit:${CARRIERS_MERCHANT}`;

describe('who pays what to whom [6.6.d]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
  });
  afterEach(() => room.close());

  const decided = (liable: string, says: Case['says'], fen: number, caseId = 'k1', isClaim?: true) => {
    const facts = { liable, says, fen, ...(isClaim && { isClaim }) };
    const { by, type, payload } = decidedBy(facts, { orderId: 'o1', buyerAccountId: 'buyer', caseId });
    return room.receive(by, type, payload);
  };
  const claims = async () => (await room.graph<any>(finance, LISTED)).recoveries.edges.map(({ node }: any) => node);
  /** The carrier has an account at the provider, puts so much up, and the platform has seen it. */
  async function putUp(fen: number, requiredFen = fen): Promise<void> {
    await openAt(CARRIER, CARRIERS_MERCHANT);
    room.channel.putUp(CARRIERS_MERCHANT, fen);
    const terms = { kind: 'platform-service', depositFen: requiredFen };
    await room.receive('sellers', 'sellers.contract-signed.v1', contractOf(CARRIER, terms));
    await room.graph(finance, AGREE, { i: { requestId: requestId(), partyId: CARRIER } });
    await room.turn(1);
  }
  const openAt = (partyId: string, subMerchantId: string) =>
    room.graph(finance, OPEN, { i: { ...MERCHANT, requestId: requestId(), partyId, subMerchantId } });
  async function begin({ depositFen, refundedFen }: Case): Promise<void> {
    if (depositFen) await putUp(depositFen);
    if (refundedFen) await room.refundDue('returned', refundedFen);
    await room.turn(4);
  }

  // After its settlement, and with shares: tests/world, where the whole table is played at the provider.
  it.each(CASES.filter(([, { settled }]) => !settled))('%s', async (_name, facts) => {
    const { liable, says, fen, paid, claim, isClaim } = facts;
    await begin(facts);
    const before = await room.booked();
    await decided(liable, says, fen, 'k1', isClaim);
    // Told twice is paid once.
    await decided(liable, says, fen, 'k1', isClaim);
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual(paid);
    const after = await room.booked();
    const changed = (name: string): number => (after[name] ?? 0) - (before[name] ?? 0);
    expect(changed(account.buyers)).toBe(fen);
    const isOrders = liable === SELLER && says === 'agrees' && !claim;
    expect(changed(account.frozen(SELLER))).toBe(isOrders ? -fen : 0);
    const owedFen = claim ? (claim.fen ?? fen) : 0;
    expect(changed(account.deposit(CARRIER))).toBe(0 - (paid[deposit] ?? 0));
    expect(changed(account.platformFunds)).toBe(0 - owedFen);
    for (const party of [SELLER, OTHER_SELLER, CARRIER, STATION])
      expect([party, changed(account.claimedFrom(party))]).toEqual([party, claim?.from === party ? -owedFen : 0]);
    const owed = claim && { partyId: claim.from, amountFen: owedFen, setOffFen: 0, state: 'OPEN', rail: claim.rail };
    expect(await claims()).toEqual(owed ? [owed] : []);
  });

  it('the provider finds the deposit empty after all: the platform pays first, under another number', async () => {
    await putUp(1000);
    room.channel.putUp(CARRIERS_MERCHANT, -400);
    await decided(CARRIER, 'agrees', 1000);
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ platform: 1000 });
    expect(await claims()).toMatchObject([{ partyId: CARRIER, amountFen: 1000, state: 'OPEN' }]);
    expect(await room.rows('Compensation')).toMatchObject([
      { state: 'paid', source: 'platform', depositOf: null, closedBills: 1 },
    ]);
    expect((await room.balance()).sumFen).toBe(0);
  });

  it('a deposit that the provider could not be asked for is looked at again within the hour', async () => {
    await putUp(1000);
    const heldFen = async () => (await room.rows('Deposit'))[0].heldFen;
    room.channel.putUp(CARRIERS_MERCHANT, -400);
    const real = room.channel.deposit.bind(room.channel);
    const error = { outcome: 'unknown', code: 'NO_ANSWER', meaning: 'other', message: '', status: 0, retryable: true };
    room.channel.deposit = async () => ({ ok: false, error }) as never;
    room.clock.advance(DAY_MS);
    await room.turn(1);
    expect(await heldFen()).toBe(1000);
    room.channel.deposit = real;
    room.clock.advance(HOUR_MS);
    await room.turn(1);
    expect(await heldFen()).toBe(600);
  });

  it('trust hears of an award that a deposit pays in part when both parts are there, and not before', async () => {
    await putUp(600);
    await decided(CARRIER, 'refuses', 1000);
    const heard = () => [
      ...room.eventsOf('payments.advance-paid.v1'),
      ...room.eventsOf('payments.compensation-paid.v1'),
    ];
    const real = room.channel.compensate.bind(room.channel);
    const error = { outcome: 'unknown', code: 'NO_ANSWER', meaning: 'other', message: '', status: 0, retryable: true };
    room.channel.compensate = async (row: any) => (row.depositOf ? real(row) : ({ ok: false, error } as never));
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ [deposit]: 600 });
    expect(heard()).toEqual([]);
    room.channel.compensate = real;
    room.clock.advance(DAY_MS);
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ [deposit]: 600, platform: 400 });
    const [advance] = await room.rows('Advance');
    expect(heard()).toMatchObject([
      { complaintId: 'k1', partyId: CARRIER, advanceId: advance.id, amountFen: 400, fromDepositFen: 600 },
    ]);
    expect(await claims()).toMatchObject([{ partyId: CARRIER, amountFen: 400, state: 'OPEN' }]);
  });

  it('two awards at once take no more of a deposit than is there', async () => {
    await putUp(1000);
    await decided(CARRIER, 'agrees', 700);
    await decided(CARRIER, 'agrees', 700, 'k2');
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ [deposit]: 1000, platform: 400 });
    expect((await room.rows('Compensation')).map(({ closedBills }) => closedBills)).toEqual([0, 0, 0]);
    expect(await claims()).toMatchObject([{ amountFen: 400 }]);
    expect((await room.rows('Deposit'))[0]).toMatchObject({ heldFen: 0, state: 'short' });
  });

  it('is tried again each day where the provider refuses it and nobody of finance looks, and is paid once', async () => {
    const real = room.channel.compensate.bind(room.channel);
    const error = { outcome: 'refused', code: 'NO_AUTH', meaning: 'other', message: '', status: 403, retryable: false };
    room.channel.compensate = async () => ({ ok: false, error }) as never;
    await decided(CARRIER, 'agrees', 500);
    await room.turn(4);
    expect(await room.rows('Compensation')).toMatchObject([{ state: 'failed', lastError: 'NO_AUTH' }]);
    room.channel.compensate = real;
    room.clock.advance(DAY_MS / 2);
    await room.turn(1);
    expect(await room.rows('Compensation')).toMatchObject([{ state: 'failed' }]);
    room.clock.advance(DAY_MS / 2);
    await room.turn(4);
    expect(await room.rows('Compensation')).toMatchObject([{ state: 'paid' }]);
    expect(room.channel.paidFen()).toEqual({ platform: 500 });
  });

  it('that went out under a closed number after all is owed by the buyer, once, on finance’s desk', async () => {
    await putUp(1000);
    room.channel.putUp(CARRIERS_MERCHANT, -400);
    await decided(CARRIER, 'agrees', 1000);
    // Closed since the deposit was short, then paid by the platform: and the provider says that it had paid the first.
    const real = room.channel.queryCompensation.bind(room.channel);
    room.channel.queryCompensation = async (number, purse) => {
      const known: any = await real(number, purse);
      const [{ closedBills }] = await room.rows('Compensation');
      if (closedBills === 0 || !known.ok || known.value.state !== 'closed') return known;
      return { ...known, value: { ...known.value, state: 'succeeded' } };
    };
    const [{ id }] = await room.rows('Compensation');
    const before = await room.booked();
    await room.turn(4);
    expect((await room.rows('Compensation'))[0]).toMatchObject({ id, state: 'paid', closedBills: 1 });
    expect((await claims()).toSorted((one: any, other: any) => one.partyId.localeCompare(other.partyId))).toMatchObject(
      [
        { partyId: '', amountFen: 1000, state: 'OPEN', rail: 'NONE' },
        { partyId: CARRIER, amountFen: 1000, state: 'OPEN' },
      ],
    );
    const after = await room.booked();
    expect([
      (after[account.buyers] ?? 0) - (before[account.buyers] ?? 0),
      after[account.platformFunds],
      after['claimed-from-buyers'],
    ]).toEqual([2000, -2000, -1000]);
  });

  it('that came out of the deposit after all is owed by its owner no more; the buyer owes what is too much', async () => {
    await putUp(1000);
    room.channel.putUp(CARRIERS_MERCHANT, -400);
    await decided(CARRIER, 'agrees', 1000);
    const real = room.channel.queryCompensation.bind(room.channel);
    const error = { outcome: 'refused', code: 'NOT_FOUND', meaning: 'not-found', message: '', status: 404 };
    room.channel.queryCompensation = async (number, purse) => {
      const [{ closedBills }] = await room.rows('Compensation');
      const known: any = await real(number, purse);
      if (closedBills === 0 || !known.ok || known.value.state !== 'closed') return known;
      // A number is known to whom it was asked for: the owner of the deposit.
      if (purse === null) return { ok: false, error: { ...error, retryable: false } } as never;
      return { ...known, value: { ...known.value, state: 'succeeded' } };
    };
    await room.turn(4);
    expect((await room.rows('Compensation'))[0]).toMatchObject({ state: 'paid', closedBills: 1 });
    const after = await room.booked();
    expect([after[account.platformFunds], after['claimed-from-buyers']]).toEqual([-1000, -1000]);
    // Its deposit has paid what it was liable for: nobody takes it a second time.
    expect(await room.balanceOf(account.claimedFrom(CARRIER))).toBe(0);
    const owed = (await claims()).map(({ partyId, amountFen, state }: any) => [partyId, amountFen, state]);
    expect(owed.toSorted()).toEqual([
      ['', 1000, 'OPEN'],
      [CARRIER, 1000, 'RECOVERED'],
    ]);
  });

  it('is paid once although each answer of the provider is lost', async () => {
    await putUp(5000);
    for (let i = 0; i < 6; i++) {
      room.channel.loseAnswers(1);
      if (i === 0) await decided(CARRIER, 'agrees', 1000);
      await room.turn(1);
    }
    await room.turn(2);
    expect(room.channel.paidFen()).toEqual({ [deposit]: 1000 });
    expect(room.channel.depositFen(CARRIERS_MERCHANT)).toBe(4000);
    expect(room.eventsOf('payments.compensation-paid.v1')).toEqual([
      { complaintId: 'k1', orderId: 'o1', partyId: CARRIER, amountFen: 1000 },
    ]);
  });

  it('a deposit that paid is short until it is filled up, and books and provider agree on it', async () => {
    await putUp(1000);
    // Before it in every order by party or number, and nobody's business here.
    const others = { id: 'a-deposit', partyId: 'a-party', merchant: '1900000001', heldFen: 800, requiredFen: 800 };
    const { em }: any = room.subgraph.contextFor(finance, 'test');
    await em.insertMany('Deposit', [rowOf('Deposit', { ...others, state: 'held', nextLookAtMs: 9e15 })]);
    const depositsOf = async () =>
      nodesOf(
        (await room.graph<any>(finance, '{ deposits { edges { node { partyId requiredFen heldFen state } } } }'))
          .deposits,
      );
    const depositOf = async () => (await depositsOf()).find(({ partyId }) => partyId === CARRIER);
    expect(await depositOf()).toEqual({ partyId: CARRIER, requiredFen: 1000, heldFen: 1000, state: 'HELD' });
    await decided(CARRIER, 'refuses', 300);
    await room.turn(3);
    expect(await depositOf()).toMatchObject({ heldFen: 700, state: 'SHORT' });
    expect(await room.balanceOf(account.deposit(CARRIER))).toBe(700);
    room.channel.putUp(CARRIERS_MERCHANT, 500);
    room.clock.advance(24 * 60 * 60_000);
    await room.turn(2);
    expect(await depositOf()).toMatchObject({ heldFen: 1200, state: 'HELD' });
    expect(await room.balanceOf(account.deposit(CARRIER))).toBe(1200);
    expect(await room.balanceOf(account.putUpBy(CARRIER))).toBe(-1500);
    expect((await depositsOf()).find(({ partyId }) => partyId === 'a-party')).toMatchObject({
      heldFen: 800,
      state: 'HELD',
    });
  });

  it('a carrier lost an order: its deposit pays the buyer, and the seller is settled whole', async () => {
    await putUp(50_000);
    await room.receive('orders', 'orders.order-lost.v1', {
      orderId: 'o1',
      afterSaleId: null,
      orderNumber: 'H-o1',
      buyerAccountId: 'buyer',
      partyId: SELLER,
      carrierPartyId: CARRIER,
      amountFen: PAID_FEN.o1,
    });
    await room.turn(6);
    expect(room.channel.paidFen()).toEqual({ [deposit]: PAID_FEN.o1 });
    expect(await room.rows('Settlement')).toMatchObject([
      { orderId: 'o1', state: 'settled', refundedFen: 0, setOffFen: 0, netFen: PAID_FEN.o1 - 60 },
    ]);
    expect(await claims()).toEqual([]);
    const { compensations } = await room.graph<any>(
      finance,
      '{ compensations { edges { node { partyId state complaint { id } } } } }',
    );
    // No complaint led to it.
    expect(compensations.edges).toEqual([{ node: { partyId: CARRIER, state: 'PAID', complaint: null } }]);
  });

  it('the platform did not decide: it pays itself, and claims it from nobody', async () => {
    await room.receive('trust', 'trust.platform-owes.v1', {
      complaintId: 'k1',
      orderId: 'o1',
      partyId: '',
      buyerAccountId: 'buyer',
      amountFen: 1000,
      reason: '平台逾期未裁定',
    });
    await room.turn(4);
    expect(room.channel.paidFen()).toEqual({ platform: 1000 });
    expect(await room.booked()).toMatchObject({ 'platform-funds': -1000, 'provider-frozen:party-1': PAID_FEN.o1 });
    expect([await claims(), await room.rows('Advance')]).toEqual([[], []]);
    expect(room.eventsOf('payments.compensation-paid.v1')).toEqual([
      { complaintId: 'k1', orderId: 'o1', partyId: '', amountFen: 1000 },
    ]);
  });

  it('a deposit needs an account at the provider, and a contract that asks for it', async () => {
    const agree = async (partyId: string) =>
      (await room.graph<any>(finance, AGREE, { i: { requestId: requestId(), partyId } })).agreeDeposit;
    expect(await agree(STATION)).toEqual({ code: 'NO_ACCOUNT', clause: '7.4.q' });
    expect(await agree('party-1')).toEqual({ code: 'NO_DEPOSIT_AGREED', clause: '6.6.d' });
    expect(await room.rows('Deposit')).toEqual([]);
  });

  it("sets what a seller owes off against its next settlements, never beyond the provider's 30 percent", async () => {
    await decided(OTHER_SELLER, 'refuses', 1500);
    await room.turn(4);
    expect(await claims()).toMatchObject([{ partyId: OTHER_SELLER, amountFen: 1500, setOffFen: 0, state: 'OPEN' }]);
    await room.receive('orders', 'orders.order-completed.v1', {
      orderId: 'o2',
      checkoutId: 'c1',
      partyId: OTHER_SELLER,
      shopId: 's',
      buyerAccountId: 'buyer',
      totalFen: PAID_FEN.o2,
      refundedFen: 0,
    });
    await room.turn(4);
    // 30 % of 39.76, what the provider's own fee leaves, is 11.92: 0.40 is the platform's fee, 11.52 is set off.
    expect(await room.rows('Settlement')).toMatchObject([
      { state: 'settled', grossFen: 4000, commissionFen: 40, setOffFen: 1152, netFen: 2808 },
    ]);
    expect(await claims()).toMatchObject([{ amountFen: 1500, setOffFen: 1152, state: 'OPEN', rail: 'SET_OFF' }]);
    expect(await room.booked()).toMatchObject({
      'platform-funds': -348,
      'platform-claims': 348,
      'claimed-from:party-2': -348,
      'platform-commission': 40,
      'seller:party-2': 2808,
    });
  });
});
