import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import type { PaymentsContext } from '../context.ts';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { recoveryLifecycle } from './advance.lifecycle.ts';
import { COLLECT_AGAIN_MS, COLLECTED_WORKING_DAYS } from './recovery.policy.ts';
import { askAboutRecoveries } from './take-return.ts';

describe('an advance', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it("advances a compensation from the operator's money and takes it back from the liable seller [6.6.d]", async () => {
    await room.paid();
    const due = {
      complaintId: 'k9',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 2000,
      reason: '质量问题',
    };
    await room.receive('trust', 'trust.advance-due.v1', due);
    await room.turn();
    const [advance] = room.eventsOf('payments.advance-paid.v1');
    expect(advance).toMatchObject({ complaintId: 'k9', amountFen: 2000 });
    const COLLECT = `mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { ... on PaymentsDone { id } ... on CollectRecoveryRefused { code clause } } }`;
    expect(
      (await room.graph<any>(finance, COLLECT, { i: { recoveryId: advance.recoveryId } })).collectRecovery,
    ).toEqual({ id: advance.recoveryId });
    await room.turn();
    expect((await room.rows('Recovery'))[0].state).toBe('recovered');
    const { accounts, sumFen } = await room.balance();
    expect(sumFen).toBe(0);
    const fenOf = (rows: any[]) => Object.fromEntries(rows.map((row) => [row.account, row.balanceFen]));
    // It came from what the seller could dispose of: the order's own money is still frozen, whole, and settled whole.
    expect(fenOf(accounts)).toMatchObject({
      'platform-funds': 0,
      'provider-frozen:party-1': 6000,
      'seller:party-1': -2000,
    });
    expect((await room.graph<any>(finance, COLLECT, { i: { recoveryId: 'nobody' } })).collectRecovery).toMatchObject({
      code: 'NOT_FOUND',
    });
    await room.completed('o1');
    await room.turn(4);
    expect((await room.rows('Settlement'))[0]).toMatchObject({ state: 'settled', commissionFen: 40, netFen: 5960 });
    expect(fenOf((await room.balance()).accounts)).toMatchObject({
      'provider-frozen:party-1': 0,
      'seller:party-1': 3960,
      'platform-commission': 40,
    });
  });

  it('asks about a return ever more seldom while the provider is silent, and keeps what it said [6.6.d]', async () => {
    await room.paid();
    const due = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer', amountFen: 2000 };
    await room.receive('trust', 'trust.advance-due.v1', { ...due, reason: '质量问题' });
    await room.turn();
    const [{ id: recoveryId }] = await room.rows('Recovery');
    await room.graph(finance, 'mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { __typename } }', {
      i: { recoveryId },
    });
    const beganMs = room.clock.now();
    const [{ nextAtMs: askedFromMs }] = await room.rows('Recovery');
    room.channel.fail('queryAdvanceReturn');
    const askedAtMs: number[] = [];
    const ask = room.channel.queryAdvanceReturn.bind(room.channel);
    room.channel.queryAdvanceReturn = (...which) => {
      askedAtMs.push(room.clock.now() - beganMs);
      return ask(...which);
    };
    while (room.clock.now() < beganMs + 10 * MINUTE_MS) {
      await askAboutRecoveries(room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext);
      room.clock.advance(SECOND_MS);
    }
    expect(askedAtMs.map((ms) => ms / SECOND_MS)).toEqual([15, 18, 24, 36, 60, 108, 204, 324, 444, 564]);
    const [row] = await room.rows('Recovery');
    expect(row).toMatchObject({ state: 'collecting', lastError: 'TIMEOUT', attempts: 10 });
    // It is finance's a day after the first question, however often it is asked again.
    expect(recoveryLifecycle.dueAtMs(row)).toBe(askedFromMs + DAY_MS);
    room.channel.fail(null);
    room.clock.advance(2 * MINUTE_MS);
    await room.turn(1);
    const recovered = { state: 'recovered', lastError: null, nextAtMs: null, askedFromMs: null };
    expect(await room.rows('Recovery')).toEqual([expect.objectContaining(recovered)]);
  });

  describe('that nobody of finance asks for', () => {
    const DUE = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer', amountFen: 2000 };
    const recovery = async () => (await room.rows('Recovery'))[0];
    const at = async (workingDays: number, lessMs = 0) => {
      room.clock.set(new Date(addWorkingDays((await recovery()).openedAtMs, workingDays) - lessMs).toISOString());
      await room.subgraph.runOnce();
    };
    const asked = (meaning: string) => {
      const gives = room.channel.returnAdvance.bind(room.channel);
      const askedAtMs: number[] = [];
      const error = { outcome: 'refused', code: 'NOT_ENOUGH', meaning, message: '', retryable: false };
      room.channel.returnAdvance = async () => (askedAtMs.push(room.clock.now()), { ok: false, error }) as never;
      return { askedAtMs, givesAfterAll: () => void (room.channel.returnAdvance = gives) };
    };
    const listed = async () =>
      (
        await room.graph<any>(
          finance,
          '{ recoveries { edges { node { state rail setOffFen availableActions notCollectableText } } } }',
        )
      ).recoveries.edges[0].node;
    beforeEach(async () => {
      await room.paid();
      await room.receive('trust', 'trust.advance-due.v1', { ...DUE, reason: '质量问题' });
      await room.turn();
    });

    it('is taken back by the clock, not a moment before its time [6.6.d]', async () => {
      await at(COLLECTED_WORKING_DAYS, 1);
      expect(await recovery()).toMatchObject({ state: 'open' });
      await at(COLLECTED_WORKING_DAYS);
      await room.turn();
      expect(await recovery()).toMatchObject({ state: 'recovered', nextAtMs: null });
      expect(room.channel.paidFen()).toEqual({ platform: 0, [MERCHANTS['party-1']]: 2000 });
    });

    it('is asked for again each week while its account has too little', async () => {
      const { askedAtMs, givesAfterAll } = asked('not-enough');
      await at(COLLECTED_WORKING_DAYS);
      expect(await recovery()).toMatchObject({ state: 'open', lastError: 'NOT_ENOUGH' });
      room.clock.advance(COLLECT_AGAIN_MS - 1);
      await room.subgraph.runOnce();
      expect(askedAtMs).toHaveLength(1);
      // Finance may ask at any time.
      expect(await listed()).toMatchObject({ rail: 'RETURN', availableActions: ['COLLECT'] });
      givesAfterAll();
      room.clock.advance(1);
      await room.turn();
      expect(await recovery()).toMatchObject({ state: 'recovered' });
    });

    it('is set off at settlements once the provider has given up, and taken once', async () => {
      const gaveUp = { ok: true, value: { refundId: 'r', returnId: 'r', amountFen: 2000, payer: 'a', payee: 'b' } };
      const failed = { ...gaveUp, value: { ...gaveUp.value, state: 'failed', succeededAt: null } };
      room.channel.returnAdvance = async () => failed as never;
      await at(COLLECTED_WORKING_DAYS);
      expect(await recovery()).toMatchObject({ state: 'open', nextAtMs: null, returnFailedAtMs: room.clock.now() });
      await room.completed('o1');
      await room.turn(6);
      // The provider lets three tenths of an order be shared out; the rest comes from the next.
      const { setOffFen } = await recovery();
      expect(await recovery()).toMatchObject({ state: 'open', settingOffFen: 0 });
      expect(setOffFen).toBeGreaterThan(1000);
      expect(await listed()).toMatchObject({ rail: 'SET_OFF', availableActions: ['PROPOSE_END'], setOffFen });
      expect((await listed()).notCollectableText).toContain('自动抵扣');
      expect((await room.booked())['platform-funds']).toBe(setOffFen - 2000);
      expect((await room.balance()).sumFen).toBe(0);
    });
  });
});
