import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { buyer, finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import {
  GIVEN_UP_WORKING_DAYS,
  HELD_ASKED_EACH_MS,
  HELD_WORKING_DAYS,
  RETURN_WORKING_DAYS,
  STUCK,
} from './refund.policy.ts';
import { refundLifecycle } from './refund.lifecycle.ts';
import type { PaymentsContext } from '../context.ts';
import { BATCH_MAX } from '../provider.policy.ts';
import { Refund } from './refund.entity.ts';
import { takeRefundStanding } from './take-refund-standing.ts';

const REFUSED = { outcome: 'refused', code: 'INVALID_REQUEST', meaning: 'other', message: '', retryable: false };

/** No card of the buyer takes it, and the provider does not give it to the seller's bank either. */
describe('a refund that the provider keeps [7.6.aa]', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
    await room.paid();
    room.channel.bounce(true);
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const SILENT = { outcome: 'unknown', code: 'NO_ANSWER', meaning: 'other', message: '', retryable: true };
  /** From now on; what it returns undoes it. */
  const refuses = (error: object = REFUSED) => {
    const gives = room.channel.redirectRefund.bind(room.channel);
    let asked = 0;
    room.channel.redirectRefund = async () => (asked++, { ok: false, error }) as never;
    return { asked: () => asked, givesAfterAll: () => void (room.channel.redirectRefund = gives) };
  };
  const refund = async () => (await room.rows('Refund'))[0];
  const until = async (workingDays: number) => {
    const { stuckAtMs } = await refund();
    room.clock.set(new Date(addWorkingDays(stuckAtMs, workingDays)).toISOString());
    await room.turn(6);
  };
  const day = async () => {
    room.clock.advance(HELD_ASKED_EACH_MS);
    await room.turn(6);
  };
  const completed = () => room.eventsOf('payments.refund-completed.v1');
  const recoveries = async () =>
    (
      await room.graph<any>(finance, '{ recoveries { edges { node { partyId amountFen state } } } }')
    ).recoveries.edges.map(({ node }: any) => node);
  const OWED = { partyId: 'party-1', amountFen: 4000, state: 'OPEN' };
  const due = async () =>
    (await room.graph<any>(finance, '{ paymentsDue { kind } }')).paymentsDue.filter(
      ({ kind }: any) => kind === 'REFUND',
    );
  const order = async (who: Actor) =>
    (
      await room.graph<any>(
        who,
        `{ _entities(representations: [{ __typename: "Order", id: "o1" }]) {
          ... on Order { refunds { stateLabel } payment { moneyText } } } }`,
      )
    )._entities[0];
  const KEPT = {
    buyers: -6000,
    'provider-frozen:party-1': 2000,
    'provider-frozen:party-2': 4000,
    'kept-by-provider': 4000,
    'platform-funds': -4000,
  };
  const { 'kept-by-provider': _kept, ...GONE } = KEPT;
  const BACK = {
    ...GONE,
    'bank:party-1': 4000,
    'platform-claims': 4000,
    'claimed-from:party-1': -4000,
  };

  describe('of the seller’s money', () => {
    beforeEach(async () => {
      await room.refundDue('k1', 4000);
      await room.turn();
    });

    it('is paid by the platform at once, and asked of nobody while the provider has it', async () => {
      const { asked } = refuses();
      await until(STUCK.workingDays);
      expect(await refund()).toMatchObject({ state: 'held', lastError: 'INVALID_REQUEST' });
      expect(completed()).toMatchObject([{ orderId: 'o1', amountFen: 4000, byTransfer: true }]);
      expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-1']]: 4000, platform: 4000 });
      expect(await recoveries()).toEqual([]);
      expect(await room.booked()).toEqual(KEPT);
      expect(await due()).toHaveLength(1);
      // The provider is asked again, once a day; nothing is paid again.
      const before = asked();
      await day();
      await day();
      expect(asked()).toBe(before + 2);
      expect(room.channel.paidFen()).toEqual({ [MERCHANTS['party-1']]: 4000, platform: 4000 });
      const [shown] = (await order(finance)).refunds;
      expect(shown.stateLabel).toContain('请向支付机构催办');
      const { refunds, payment } = await order(buyer);
      expect(refunds).toEqual([{ stateLabel: '改由平台转账' }]);
      expect(payment.moneyText).toContain('：20.00元由支付机构保管');
      expect(payment.moneyText).toContain('40.00元退款未成功，正在人工处理。另外赔付您40.00元，已到账');
    });

    it('is owed by the seller from the day on which its bank has it', async () => {
      const { givesAfterAll } = refuses();
      await until(STUCK.workingDays);
      givesAfterAll();
      await day();
      expect(await refund()).toMatchObject({ state: 'replaced' });
      expect(await recoveries()).toEqual([OWED]);
      expect(completed()).toHaveLength(1);
      expect(await room.booked()).toEqual(BACK);
    });

    it('is owed by the seller, too, where the transfer arrives after its bank has it', async () => {
      const { givesAfterAll } = refuses();
      room.channel.fail('compensate');
      await until(STUCK.workingDays);
      givesAfterAll();
      await day();
      expect(await refund()).toMatchObject({ state: 'replaced', succeededAtMs: null });
      expect(await recoveries()).toEqual([]);
      room.channel.fail(null);
      room.clock.advance(DAY_MS);
      await room.turn(6);
      expect(await recoveries()).toEqual([OWED]);
      expect(completed()).toHaveLength(1);
      expect(await room.booked()).toEqual(BACK);
    });

    it('is owed by the seller where the provider closes it: its account has it again', async () => {
      refuses();
      await until(STUCK.workingDays);
      room.channel.endRefund('closed');
      await day();
      expect(await refund()).toMatchObject({ state: 'replaced', returnedAtMs: null, closedNumbers: 0 });
      expect(await room.rows('PaymentPart')).toContainEqual(expect.objectContaining({ orderId: 'o1', reservedFen: 0 }));
      expect(await recoveries()).toEqual([OWED]);
      expect(await room.booked()).toEqual({
        ...GONE,
        'provider-frozen:party-1': 6000,
        'platform-claims': 4000,
        'claimed-from:party-1': -4000,
      });
      // What is left of the order to be given back is less by it.
      await room.refundDue('rest', 6000);
      expect((await room.rows('Refund')).map(({ amountFen }) => amountFen)).toEqual([4000, 2000]);
    });

    it('is paid where the provider says nothing, not a moment before its time', async () => {
      refuses(SILENT);
      await until(STUCK.workingDays);
      expect(await refund()).toMatchObject({ state: 'returning' });
      const { stuckAtMs } = await refund();
      const lapses = addWorkingDays(stuckAtMs, STUCK.workingDays + RETURN_WORKING_DAYS);
      room.clock.set(new Date(lapses - 1).toISOString());
      await room.subgraph.runOnce();
      expect(await refund()).toMatchObject({ state: 'returning' });
      await until(STUCK.workingDays + RETURN_WORKING_DAYS);
      expect(await refund()).toMatchObject({ state: 'held' });
      expect(completed()).toHaveLength(1);
      const desks = async () => refundLifecycle.desks(await refund(), room.clock.now());
      expect(await desks()).toEqual(['finance']);
      await until(STUCK.workingDays + RETURN_WORKING_DAYS + HELD_WORKING_DAYS);
      room.clock.advance(1);
      expect(await desks()).toEqual(['finance', 'operator-admin']);
    });

    it('holds up nothing of the rest of its order: that is settled, and its shares are shared', async () => {
      refuses();
      await until(STUCK.workingDays);
      await room.completed('o1');
      await room.turn(6);
      expect(await room.rows('Settlement')).toMatchObject([
        { state: 'settled', refundedFen: 4000, commissionFen: 20, netFen: 1980 },
      ]);
      expect((await room.booked())['provider-frozen:party-1']).toBeUndefined();
    });

    it('keeps nobody waiting behind it, however much the provider keeps', async () => {
      const { givesAfterAll } = refuses();
      await until(STUCK.workingDays);
      const { em } = room.subgraph.contextFor(systemActor('test'), 'test') as unknown as PaymentsContext;
      const { stuckAtMs, ...held } = await refund();
      await em.insertMany(
        Refund,
        Array.from({ length: BATCH_MAX }, (_, i) => ({
          ...held,
          id: `held-${i}`,
          refundKey: `held-${i}`,
          outRefundNo: `HELD${i}`,
          stuckAtMs: stuckAtMs - 1,
          nextAtMs: null,
        })),
      );
      givesAfterAll();
      await room.refundDue('k2', 1000);
      await room.turn();
      const later = async () => (await room.rows('Refund')).find(({ refundKey }) => refundKey === 'k2');
      expect(await later()).toMatchObject({ state: 'abnormal' });
      room.clock.set(new Date(addWorkingDays((await later()).stuckAtMs, STUCK.workingDays)).toISOString());
      await room.turn(6);
      expect(await later()).toMatchObject({ state: 'replaced' });
    });

    it('stands in the books as the provider’s debt after half a year, and still counts when it comes', async () => {
      const { givesAfterAll, asked } = refuses();
      await until(STUCK.workingDays);
      await until(GIVEN_UP_WORKING_DAYS);
      expect(await refund()).toMatchObject({ state: 'kept', nextAtMs: null });
      expect(await due()).toEqual([]);
      const before = asked();
      await day();
      expect(asked()).toBe(before);
      expect(await room.booked()).toEqual(KEPT);
      givesAfterAll();
      await room.channel.redirectRefund({ outRefundNo: (await refund()).outRefundNo, to: 'seller' } as never);
      await takeRefundStanding(room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext, {
        outRefundNo: (await refund()).outRefundNo,
        state: 'succeeded',
        receivedBy: 'seller',
        refundFen: 4000,
        succeededAtMs: room.clock.now(),
        providerRefundId: 'p',
      });
      expect(await refund()).toMatchObject({ state: 'replaced' });
      expect(await room.booked()).toEqual(BACK);
    });

    it('that reaches the buyer after all is booked as what it is, and the buyer owes it, on finance’s desk [9.2.cp]', async () => {
      refuses();
      await until(STUCK.workingDays);
      room.channel.endRefund('succeeded');
      await day();
      expect(await refund()).toMatchObject({ state: 'succeeded', nextAtMs: null });
      expect(completed()).toHaveLength(1);
      const OF_BUYER = { partyId: '', amountFen: 4000, state: 'OPEN' };
      expect(await recoveries()).toEqual([OF_BUYER]);
      // The seller paid its refund, and the platform one too many.
      const TWICE = { ...GONE, buyers: -2000, 'platform-claims': 4000, 'claimed-from-buyers': -4000 };
      expect(await room.booked()).toEqual(TWICE);
      // However often the provider says so.
      const { outRefundNo } = await refund();
      await takeRefundStanding(room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext, {
        outRefundNo,
        state: 'succeeded',
        receivedBy: 'buyer',
        refundFen: 4000,
        succeededAtMs: room.clock.now(),
        providerRefundId: 'p',
      });
      expect(await recoveries()).toEqual([OF_BUYER]);
    });

    /** The provider closed it, so that the seller's account had it again; then it says that the buyer has it. */
    const comesAfterClosing = async (between: () => Promise<unknown> = async () => {}) => {
      refuses();
      await until(STUCK.workingDays);
      room.channel.endRefund('closed');
      await day();
      expect(await refund()).toMatchObject({ state: 'replaced', returnedAtMs: null });
      await between();
      const { outRefundNo } = await refund();
      const job = room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext;
      const said = {
        outRefundNo,
        state: 'succeeded',
        receivedBy: 'buyer',
        refundFen: 4000,
        providerRefundId: 'p',
      } as const;
      for (let told = 0; told < 2; told++) await takeRefundStanding(job, { ...said, succeededAtMs: room.clock.now() });
    };

    it('that reaches the buyer after the provider had closed it costs its seller once [9.2.cp]', async () => {
      await comesAfterClosing();
      // The seller's account paid the buyer 40 yuan, the platform paid the buyer 40 more, which the buyer owes it.
      expect(await recoveries()).toEqual([
        { ...OWED, partyId: '' },
        { ...OWED, state: 'CLOSED' },
      ]);
      expect(await room.booked()).toEqual({
        ...GONE,
        buyers: -2000,
        'platform-claims': 4000,
        'claimed-from-buyers': -4000,
      });
      expect(await refund()).toMatchObject({ state: 'succeeded' });
      expect(await room.rows('PaymentPart')).toContainEqual(
        expect.objectContaining({ orderId: 'o1', reservedFen: 4000, refundedFen: 4000 }),
      );
      // Of the rest of the order 20 yuan can be given back, no more and no less.
      await room.refundDue('rest', 6000);
      expect((await room.rows('Refund')).map(({ amountFen }) => amountFen)).toEqual([4000, 2000]);
    });

    it('that comes when its seller had paid the transfer off: the buyer owes that to the seller [9.2.cp]', async () => {
      await comesAfterClosing(async () => {
        await room.completed('o1');
        await room.turn(6);
      });
      const rows = await room.rows('Recovery');
      const [seller] = rows.filter(({ partyId }) => partyId === 'party-1');
      expect(seller.setOffFen).toBeGreaterThan(0);
      expect(seller.state).toBe('closed');
      const ofBuyer = rows.filter(({ partyId }) => partyId === '');
      expect(ofBuyer.map(({ creditorPartyId, amountFen }) => [creditorPartyId, amountFen]).toSorted()).toEqual([
        ['', 4000 - seller.setOffFen],
        ['party-1', seller.setOffFen],
      ]);
      const booked = await room.booked();
      expect(booked['claimed-from:party-1']).toBeUndefined();
      expect(booked['owed-to:party-1']).toBe(seller.setOffFen);
      expect(booked['claimed-from-buyers']).toBe(-4000);
      expect(booked['platform-claims']).toBe(4000 - seller.setOffFen);
    });

    it('that comes while the transfer is under way: its arrival is no debt of the seller [9.2.cp]', async () => {
      room.channel.fail('compensate');
      await comesAfterClosing();
      room.channel.fail(null);
      room.clock.advance(DAY_MS);
      await room.turn(6);
      expect(await recoveries()).toEqual([{ ...OWED, partyId: '' }]);
      const { buyers, 'platform-funds': laidOut, 'claimed-from:party-1': ofSeller } = await room.booked();
      // The buyer paid 100 for two orders, and has 40 of the seller and 40 of the platform.
      expect([buyers, laidOut, ofSeller]).toEqual([-2000, -4000, undefined]);
    });

    it('that reaches the buyer after its seller had it again is owed by the buyer, once [9.2.cp]', async () => {
      const { givesAfterAll } = refuses();
      await until(STUCK.workingDays);
      givesAfterAll();
      await day();
      const { outRefundNo } = await refund();
      const job = room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext;
      const said = {
        outRefundNo,
        state: 'succeeded',
        receivedBy: 'buyer',
        refundFen: 4000,
        providerRefundId: 'p',
      } as const;
      for (let told = 0; told < 2; told++)
        expect(await takeRefundStanding(job, { ...said, succeededAtMs: room.clock.now() })).toBe('does-not-match');
      expect(await recoveries()).toEqual(expect.arrayContaining([OWED, { ...OWED, partyId: '' }]));
      expect(await room.rows('Recovery')).toHaveLength(2);
    });
  });

  it('of the platform’s money is owed for the transfer, and once more when the seller’s bank has it', async () => {
    const { givesAfterAll } = refuses();
    const of = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer', amountFen: 4000 };
    await room.receive('trust', 'trust.advance-due.v1', { ...of, reason: '质量问题' });
    await room.turn();
    await until(STUCK.workingDays);
    expect(await refund()).toMatchObject({ state: 'held', source: 'platform-advance' });
    expect(room.channel.paidFen()).toEqual({ platform: 8000 });
    expect(await recoveries()).toEqual([OWED]);
    givesAfterAll();
    await day();
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(await recoveries()).toEqual([OWED, OWED]);
    expect(room.channel.paidFen()).toEqual({ platform: 8000 });
    expect(completed()).toHaveLength(1);
  });
});
