import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { advances, recoveries } from './advance/advance.moves.ts';
import { compensations } from './compensation/compensation.moves.ts';
import { deposits } from './deposit/deposit.moves.ts';
import { growerShares, growerTransfers } from './grower/grower.moves.ts';
import { invoices, redInvoices } from './invoice/invoice.moves.ts';
import { merchantAccounts } from './merchant/merchant.moves.ts';
import { payments } from './payment/payment.moves.ts';
import { riskHolds } from './payment/risk-hold.moves.ts';
import { booksMonths } from './month/month.moves.ts';
import { platformFees } from './platform-fee/platform-fee.moves.ts';
import { openPayments, type PaymentsRoom } from './payments.fixture.ts';
import { reconciliationCases, reconciliations, remedies } from './reconciliation/case.moves.ts';
import { refunds } from './refund/refund.moves.ts';
import { rowOf } from './rows.fixture.ts';
import { profitShares, shareReturns } from './share/share.moves.ts';
import { withdrawals } from './withdrawal/withdrawal.moves.ts';
import { settlements } from './settlement/settlement.moves.ts';

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done with money, from where, and by whom', () => {
  let room: PaymentsRoom;
  beforeAll(async () => {
    room = await openPayments();
  });
  afterAll(() => room.close());

  const expectMoves = async (
    moves: Parameters<typeof triedMoves>[1],
    table: Parameters<typeof rowOf>[0],
    meant: Tried,
  ) => {
    expect(await triedMoves(room, moves, (state) => rowOf(table, { id: `tried-${state}`, state }))).toEqual(meant);
  };

  it('a payment: the provider’s word counts whenever it comes, also after closing [9.2.cn]', () =>
    expectMoves(payments, 'Payment', {
      prepare: { system: 'created → prepared' },
      pay: { buyer: 'created prepared → paid', system: 'created prepared closing closed → paid' },
      'begin-close': { system: 'created prepared → closing' },
      close: { system: 'closing → closed' },
      // A checkout that was never placed at the provider needs no closing there.
      bar: { system: 'created → closed' },
    }));

  it('a refund: sent until its end is known, and money that arrives after all counts [7.6.aa]', () =>
    expectMoves(refunds, 'Refund', {
      send: { system: 'due sent redirecting → sent' },
      succeed: { system: 'due sent failed abnormal redirecting returning held kept → succeeded' },
      fail: { system: 'due sent abnormal redirecting returning → failed' },
      bounce: { system: 'due sent redirecting → abnormal' },
      // 9.2.cn: finance alone sends again what failed.
      retry: { finance: 'failed → due' },
      redirect: { 'buyer finance': 'abnormal → redirecting' },
      transfer: { 'finance system': 'failed → replaced, abnormal → returning' },
      replace: { system: 'returning held kept → replaced' },
      // The provider would not give it to the seller's bank: the buyer waits for neither.
      'lay-out': { system: 'returning → held' },
      release: { system: 'held kept → replaced' },
      'give-up': { system: 'held → kept' },
      'come-after-all': { system: 'replaced → succeeded' },
      // By two people: the buyer has nothing of it.
      undo: { system: 'succeeded → failed' },
      'pass-on': { system: 'succeeded → replaced' },
      'turn-back': { system: 'succeeded → abnormal' },
    }));

  it('what a grower is owed: its sums say what it is, and the clock ends what was paid too much', () =>
    expectMoves(growerShares, 'GrowerShare', {
      pay: { system: 'open void over → paid' },
      drop: { system: 'open paid over → void' },
      owe: { system: 'paid void over → open' },
      exceed: { system: 'open paid void → over' },
      leave: { system: 'over → left' },
    }));
  it('a transfer to a grower: taken, or closed, as the provider says', () =>
    expectMoves(growerTransfers, 'GrowerTransfer', {
      wait: { system: 'due → waiting' },
      pay: { system: 'due waiting → paid' },
      close: { system: 'due waiting → closed' },
    }));
  it('what a party takes to its bank: paid, sent back or refused, as the provider says', () =>
    expectMoves(withdrawals, 'Withdrawal', {
      send: { system: 'due → sent' },
      pay: { system: 'due sent → paid' },
      arrive: { system: 'paid → arrived' },
      return: { system: 'due sent paid → returned' },
      fail: { system: 'due sent → failed' },
    }));

  it('a settlement: shared until its end is known, once; finance alone sends again what failed [9.2.cn]', () =>
    expectMoves(settlements, 'Settlement', {
      share: { system: 'due sharing → sharing' },
      settle: { system: 'due sharing failed → settled' },
      fail: { system: 'due sharing → failed' },
      retry: { finance: 'failed → due' },
    }));

  it('a share waits, goes with a settlement, and what is too much of it comes back [9.2.cn]', async () => {
    await expectMoves(profitShares, 'ProfitShare', {
      ask: { system: 'carried → asked' },
      share: { system: 'asked → shared' },
      carry: { system: 'asked → carried' },
      drop: { system: 'carried asked → void' },
      leave: { system: 'carried → left' },
    });
    await expectMoves(shareReturns, 'ShareReturn', {
      send: { system: 'due sent → sent' },
      return: { system: 'due sent failed → returned' },
      fail: { system: 'due sent → failed' },
      retry: { finance: 'failed → due' },
      leave: { system: 'failed → left' },
    });
  });

  it('an advance ends when the money has arrived; its recovery is collected by finance [6.6.d]', async () => {
    await expectMoves(advances, 'Advance', {
      pay: { system: 'due → paid' },
      // By two people: the buyer has nothing of it.
      undo: { system: 'paid → due' },
    });
    await expectMoves(recoveries, 'Recovery', {
      // What nobody asked for in its time the clock asks for.
      collect: { 'finance system': 'open → collecting' },
      recover: { system: 'open collecting → recovered' },
      'fall-back': { system: 'collecting → open' },
      reopen: { system: 'recovered → open' },
      'propose-end': { finance: 'open → open' },
      'lapse-end': { system: 'open → open' },
      void: { system: 'open → closed' },
      end: { 'finance operator-admin': 'open → closed' },
    });
  });

  it('a compensation ends when the money has arrived; out of a deposit it falls over to the platform, once [6.6.d]', async () => {
    const meant = {
      send: { system: 'due sent → sent' },
      pay: { system: 'due sent failed → paid' },
      'fall-over': { system: 'due sent → due' },
      fail: { system: 'due sent → failed' },
      retry: { 'finance system': 'failed → due' },
    };
    const tried = (source: string) =>
      triedMoves(room, compensations, (state) =>
        rowOf('Compensation', { id: `tried-${state}`, complaintId: state, outBillNo: state, state, source }),
      );
    expect(await tried('deposit')).toEqual(meant);
    const { 'fall-over': _, ...ofThePlatform } = meant;
    expect(await tried('platform')).toEqual(ofThePlatform);
    // What a seller gets nobody else pays first.
    expect(await tried('deposit-to-seller')).toEqual({ ...ofThePlatform, drop: { system: 'due sent → dropped' } });
  });
  it('a deposit is short until it is filled up, and again when it has paid [6.6.d]', async () => {
    const own = (state: string) => ({ id: `tried-${state}`, partyId: state, merchant: state, state });
    expect(await triedMoves(room, deposits, (state) => rowOf('Deposit', own(state)))).toEqual({
      agree: { finance: 'short held → short' },
      'fill-up': { system: 'short → held' },
      'fall-short': { system: 'held → short' },
    });
  });

  it('a held payment is decided once, by finance, or by the rule where nobody is on duty [9.2.cm]', () =>
    expectMoves(riskHolds, 'RiskHold', {
      release: { 'finance system': 'held → released' },
      confirm: { 'finance system': 'held → confirmed' },
      drop: { system: 'held → dropped' },
    }));

  it('a day that is compared again says what is so now [9.2.cp]', () =>
    expectMoves(reconciliations, 'Reconciliation', {
      leave: { system: 'due → left' },
      match: { system: 'due matched different → matched' },
      differ: { system: 'due matched different → different' },
    }));

  it('a difference: finance proposes, finance or the administrator decides, the jobs end it [9.2.cp]', async () => {
    await expectMoves(reconciliationCases, 'ReconciliationCase', {
      settle: { finance: 'open → settled' },
      propose: { 'finance system': 'open → proposed' },
      reject: { 'finance operator-admin system': 'proposed → open' },
      confirm: { 'finance operator-admin system': 'proposed → in-hand' },
      end: { system: 'in-hand → settled' },
      correct: { finance: 'open → settled' },
      'propose-correction': { finance: 'open → correcting' },
      'confirm-correction': { 'finance operator-admin': 'correcting → settled' },
      'reject-correction': { 'finance operator-admin system': 'correcting → open' },
      // What somebody has begun a remedy for does not vanish by itself.
      clear: { system: 'open correcting → cleared' },
      reappear: { system: 'cleared → open' },
      contradict: { system: 'settled → open' },
    });
    await expectMoves(remedies, 'CaseRemedy', {
      reject: { 'finance operator-admin system': 'proposed → rejected' },
      confirm: { 'finance operator-admin system': 'proposed → confirmed' },
      end: { system: 'confirmed → done' },
    });
  });

  it('a month: finance proposes to close it or to open it again, finance or the administrator decides [9.2.cn]', async () => {
    const tried = (state: string) => rowOf('BooksMonth', { id: `tried-${state}`, month: state, state });
    expect(await triedMoves(room, booksMonths, tried)).toEqual({
      close: { finance: 'open → closing' },
      'confirm-close': { 'finance operator-admin': 'closing → closed' },
      'reject-close': { 'finance operator-admin system': 'closing → open' },
      reopen: { finance: 'closed → reopening' },
      'confirm-reopen': { 'finance operator-admin': 'reopening → open' },
      'reject-reopen': { 'finance operator-admin system': 'reopening → closed' },
    });
  });

  it("the platform's fee: two people publish it, an administrator looks at a leap [6.5.a] [6.5.c]", () =>
    expectMoves(platformFees, 'PlatformFee', {
      confirm: { 'finance operator-admin': 'proposed → announced' },
      reject: { 'finance operator-admin system': 'proposed → rejected' },
      flag: { system: 'announced → leaping' },
      hold: { system: 'announced leaping → held' },
      clear: { 'operator-admin': 'leaping → announced' },
      allow: { 'operator-admin': 'held → announced' },
      refuse: { 'operator-admin': 'held → refused' },
      free: { system: 'held → announced' },
      lapse: { system: 'held → lapsed' },
      withdraw: { 'finance operator-admin': 'announced leaping held → withdrawn' },
      bind: { system: 'announced leaping → bound' },
    }));

  it('an invoice: the jobs send it and take its end in; its buyer takes back what was not sent', async () => {
    await expectMoves(invoices, 'Invoice', {
      submit: { system: 'asked → due' },
      'await-seller': { system: 'due → asked' },
      send: { system: 'due → sent' },
      // Once it was sent, the tax platform's word alone ends it.
      issue: { system: 'sent → issued' },
      refuse: { system: 'sent → refused' },
      resubmit: { 'finance seller-owner seller-staff system': 'refused → due' },
      withdraw: { 'consumer system': 'asked due refused → withdrawn' },
      lapse: { system: 'asked due refused → lapsed' },
    });
    await expectMoves(redInvoices, 'RedInvoice', {
      ripen: { system: 'waiting → due' },
      send: { system: 'due → sent' },
      'ask-buyer': { system: 'sent → confirming' },
      resend: { system: 'confirming → due' },
      issue: { system: 'sent confirming → issued' },
      fail: { system: 'sent confirming → failed' },
      retry: { finance: 'failed → due' },
      leave: { system: 'failed → offline' },
      drop: { system: 'waiting due → void' },
    });
  });

  it("a merchant account: those who keep its party's payment password change it [7.4.s]", () =>
    expectMoves(merchantAccounts, 'MerchantAccount', {
      entrust: { system: 'open → entrusted' },
      'take-charge': { system: 'entrusted → open' },
      'rotate-password': { 'carrier-manager seller-owner seller-staff station-agent': 'open → open' },
    }));
});
