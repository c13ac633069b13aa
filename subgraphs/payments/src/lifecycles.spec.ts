import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { account, nodesOf } from '@heitu/kit/serving/testing';
import { advanceLifecycle, recoveryLifecycle } from './advance/advance.lifecycle.ts';
import { RECOVERY_WORKING_DAYS } from './advance/recovery.policy.ts';
import { merchantLifecycle } from './merchant/merchant.lifecycle.ts';
import { PASSWORD_ROTATION } from './merchant/merchant.policy.ts';
import { paymentLifecycle } from './payment/payment.lifecycle.ts';
import { riskHoldLifecycle } from './payment/risk-hold.lifecycle.ts';
import { RISK_REVIEW, RISK_RULES } from './payment/risk.policy.ts';
import { buyer, checkoutOf, finance, openPayments, type PaymentsRoom } from './payments.fixture.ts';
import { reconciliationCaseLifecycle, remedyLifecycle } from './reconciliation/case.lifecycle.ts';
import { CASE_WORKING_DAYS, DECISION_WORKING_DAYS, REMEDY_REFUND_WITHIN_MS } from './reconciliation/case.policy.ts';
import { refundLifecycle } from './refund/refund.lifecycle.ts';
import { settlementLifecycle } from './settlement/settlement.lifecycle.ts';
import { shareLifecycle, shareReturnLifecycle } from './share/share.lifecycle.ts';
import { CARRIED_WORKING_DAYS, RETURN_ENDS_AFTER_WORKING_DAYS } from './share/share.policy.ts';
import { FAILED_SETTLEMENT_WORKING_DAYS } from './settlement/settlement.policy.ts';

interface Table {
  dueAtMs(row: any): number | null;
  desks(row: any, nowMs: number): string[];
}

/** Whose rows are read as the room wrote them: a deadline that looks at an empty column would be none. */
describe('money that waits lies on somebody’s desk until a moment, and then on a second one', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  /**
   * Of the row of its table (party-1's, where it is a party's): its state, whose it is a moment before it is due and a
   * moment after.
   */
  const expectWaits = async (table: string, lifecycle: Table, state: string, dueAtMs: number, desks: string[]) => {
    const [row] = (await room.rows(table)).filter(({ partyId = 'party-1' }) => partyId === 'party-1');
    expect({ state: row.state, dueAtMs: lifecycle.dueAtMs(row) }).toEqual({ state, dueAtMs });
    expect(lifecycle.desks(row, dueAtMs)).toEqual(desks.slice(0, 1));
    expect(lifecycle.desks(row, dueAtMs + 1)).toEqual(desks);
  };
  const advanceDue = () =>
    room.receive('trust', 'trust.advance-due.v1', {
      complaintId: 'k1',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 1000,
      reason: '投诉裁定赔偿',
    });
  const act = (name: string, input: object, who = finance) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    return room.graph<any>(who, `mutation($i: ${type}!) { ${name}(input: $i) { __typename } }`, { i: input });
  };

  it('a payment that is closed at the provider: with the provider, an hour after its time with finance', async () => {
    await room.start();
    const [{ expiresAtMs }] = await room.rows('Payment');
    await room.receive('orders', 'orders.checkout-expired.v1', { checkoutId: 'c1' });
    await expectWaits('Payment', paymentLifecycle, 'closing', expiresAtMs + HOUR_MS, ['provider', 'finance']);
  });

  it('a payment is offered to its buyer until its time is over, and not from that moment on', async () => {
    await room.start();
    const [{ expiresAtMs }] = await room.rows('Payment');
    const offered = async () =>
      (await room.graph<any>(buyer, '{ payment(checkoutId: "c1") { availableActions } }')).payment.availableActions;
    room.clock.advance(expiresAtMs - room.clock.now() - 1);
    expect(await offered()).toEqual(['PAY']);
    room.clock.advance(1);
    expect(await offered()).toEqual([]);
  });

  it('a payment that a rule held: with finance on duty, then with the administrator too', async () => {
    const totalFen = RISK_RULES[0].amountFenFrom;
    room.checkouts.set('c1', checkoutOf([{ orderId: 'o1', partyId: 'party-1', totalFen }]));
    await room.start();
    const dueAtMs = room.clock.now() + RISK_REVIEW.deskHours * HOUR_MS;
    await expectWaits('RiskHold', riskHoldLifecycle, 'held', dueAtMs, ['finance', 'operator-admin']);
  });

  it('a refund: until the day that was promised, whoever has it', async () => {
    await room.paid();
    await room.refundDue('r1', 1000);
    const dueAtMs = room.clock.now() + DAY_MS;
    await expectWaits('Refund', refundLifecycle, 'due', dueAtMs, ['platform', 'finance']);
  });

  it('a settlement: a day with the jobs; one that failed three working days with finance', async () => {
    await room.paid();
    await room.completed('o1');
    const atMs = room.clock.now();
    await expectWaits('Settlement', settlementLifecycle, 'due', atMs + DAY_MS, ['platform', 'finance']);
    const [row] = await room.rows('Settlement');
    const failed = { ...row, state: 'failed' };
    const dueAtMs = addWorkingDays(atMs, FAILED_SETTLEMENT_WORKING_DAYS);
    expect(settlementLifecycle.dueAtMs(failed)).toBe(dueAtMs);
    expect(settlementLifecycle.desks(failed, dueAtMs + 1)).toEqual(['finance', 'operator-admin']);
  });

  it('a share that does not fit: with the jobs for thirty working days; a return of one: a day, then with finance', () => {
    const createdAtMs = Date.parse('2026-11-25T02:00:00Z');
    const share = (state: 'carried' | 'asked') => ({ state, createdAtMs });
    expect(shareLifecycle.dueAtMs(share('carried'))).toBe(addWorkingDays(createdAtMs, CARRIED_WORKING_DAYS));
    expect(shareLifecycle.dueAtMs(share('asked'))).toBeNull();
    const back = (state: 'due' | 'sent' | 'failed') => ({ state, createdAtMs });
    expect(shareReturnLifecycle.desks(back('due'), createdAtMs + DAY_MS + 1)).toEqual(['platform', 'finance']);
    expect(shareReturnLifecycle.desks(back('sent'), createdAtMs + DAY_MS)).toEqual(['provider']);
    expect(shareReturnLifecycle.desks(back('failed'), createdAtMs + DAY_MS + 1)).toEqual(['finance', 'operator-admin']);
    const endsAtMs = addWorkingDays(createdAtMs, RETURN_ENDS_AFTER_WORKING_DAYS);
    expect(shareReturnLifecycle.lastAtMs(back('failed'))).toBe(endsAtMs);
  });

  it('an advance, then its recovery: with finance; while the provider returns it, with the provider for a day', async () => {
    await room.paid();
    await advanceDue();
    await expectWaits('Advance', advanceLifecycle, 'due', room.clock.now() + 3 * DAY_MS, ['platform', 'finance']);
    await room.turn();
    const [{ id: recoveryId, openedAtMs }] = await room.rows('Recovery');
    const dueAtMs = addWorkingDays(openedAtMs, RECOVERY_WORKING_DAYS);
    await expectWaits('Recovery', recoveryLifecycle, 'open', dueAtMs, ['finance', 'operator-admin']);
    room.channel.fail('returnAdvance');
    await act('collectRecovery', { recoveryId });
    const [{ nextAtMs }] = await room.rows('Recovery');
    await expectWaits('Recovery', recoveryLifecycle, 'collecting', nextAtMs + DAY_MS, ['provider', 'finance']);
  });

  it('a merchant account: the payment password is changed by its day, else finance sees it', async () => {
    const dueAtMs = room.clock.now() + PASSWORD_ROTATION.everyMs;
    await expectWaits('MerchantAccount', merchantLifecycle, 'open', dueAtMs, ['party', 'finance']);
    room.clock.advance(DAY_MS);
    const keeper = account('keeper', { role: 'seller-owner', partyId: 'party-1' });
    await act('rotatePaymentPassword', { partyId: 'party-1' }, keeper);
    await expectWaits('MerchantAccount', merchantLifecycle, 'open', dueAtMs + DAY_MS, ['party', 'finance']);
  });

  it('a difference and its remedy: until each step is taken', async () => {
    room.channel.addToBill({ outTradeNo: 'Olost', orderFen: 700, merchant: '1900000101', transactionId: 't-1' });
    room.clock.set('2026-11-26T03:00:00Z');
    await act('reconcileDay', { date: '2026-11-25' });
    const openedAtMs = room.clock.now();
    const caseWaits = (state: string, workingDays: number, desks: string[]) =>
      expectWaits(
        'ReconciliationCase',
        reconciliationCaseLifecycle,
        state,
        addWorkingDays(openedAtMs, workingDays),
        desks,
      );
    await caseWaits('open', CASE_WORKING_DAYS.open, ['finance', 'operator-admin']);
    room.clock.advance(HOUR_MS);
    const { reconciliationCases } = await room.graph<any>(finance, '{ reconciliationCases { edges { node { id } } } }');
    await act('proposeCaseRemedy', { caseId: nodesOf(reconciliationCases)[0].id, kind: 'REFUND', reason: '查到' });
    const proposedAtMs = room.clock.now();
    const decideBy = addWorkingDays(proposedAtMs, DECISION_WORKING_DAYS);
    await caseWaits('proposed', CASE_WORKING_DAYS.proposed, ['finance', 'operator-admin']);
    await expectWaits('CaseRemedy', remedyLifecycle, 'proposed', decideBy, ['finance', 'operator-admin']);
    room.clock.advance(HOUR_MS);
    const [{ id: remedyId }] = await room.rows('CaseRemedy');
    await act('decideCaseRemedy', { remedyId, confirm: true }, account('colleague', { role: 'finance' }));
    const arrivesBy = room.clock.now() + REMEDY_REFUND_WITHIN_MS;
    await caseWaits('in-hand', CASE_WORKING_DAYS.inHand, ['platform', 'finance']);
    await expectWaits('CaseRemedy', remedyLifecycle, 'confirmed', arrivesBy, ['platform', 'finance']);
  });
});
