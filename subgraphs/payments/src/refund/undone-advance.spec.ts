import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { systemActor } from '@heitu/kit/rules/actor';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { COLLECTED_WORKING_DAYS } from '../advance/recovery.policy.ts';
import type { PaymentsContext } from '../context.ts';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { colleague, CORRECT, DECIDE, reconcileDay, SETTLE } from '../reconciliation/cases.fixture.ts';
import { STUCK } from './refund.policy.ts';
import { takeRefundStanding } from './take-refund-standing.ts';

const SELLER = MERCHANTS['party-1'];
const DUE = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', buyerAccountId: 'buyer', amountFen: 4000 };
const COLLECT =
  'mutation($i: CollectRecoveryInput!) { collectRecovery(input: $i) { ... on PaymentsDone { id } ... on CollectRecoveryRefused { code message } } }';
const RETRY = 'mutation($i: RetryMoneyInput!) { retryMoney(input: $i) { __typename } }';
/** Of 100 yuan that the buyer paid all is with the orders; whoever is liable owes the platform 40. */
const OWED = {
  buyers: -10000,
  'provider-frozen:party-1': 6000,
  'provider-frozen:party-2': 4000,
  'platform-claims': 4000,
  'claimed-from:party-1': -4000,
};
/** The buyer has 40 of the platform's. */
const ADVANCED = { ...OWED, buyers: -6000, 'platform-funds': -4000 };

/**
 * The seller refused a compensation of 40 yuan, the platform had the provider pay it first, and the provider takes back
 * that it arrived: the buyer has it in the end, and the seller owes it once.
 */
describe.each(['SQLite', 'MariaDB'])('an advance that was said to have arrived and had not, on %s [9.2.cp]', (on) => {
  let room: PaymentsRoom;
  let of: string;
  beforeEach(async () => {
    const isMaria = on === 'MariaDB';
    room = await openPayments(
      isMaria ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_undone_advance') : undefined,
    );
    await room.paid();
    await room.receive('trust', 'trust.advance-due.v1', { ...DUE, reason: '质量问题' });
    await room.turn(3);
    expect(await room.booked()).toEqual(ADVANCED);
    await reconcileDay(room, '2026-11-25');
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const refund = async () => (await room.rows('Refund'))[0];
  const advance = async () => (await room.rows('Advance')).find(({ complaintId }) => complaintId === 'k9');
  /** Of the claim on whoever is liable, then of what the seller's bank has. */
  const owed = async () =>
    (await room.rows('Recovery'))
      .toSorted((a, b) => a.openedAtMs - b.openedAtMs)
      .map(({ partyId, amountFen, state }) => [partyId, amountFen, state].join(' '));
  const says = async (change: { state?: 'closed' | 'abnormal'; receivedBy?: 'seller' }) => {
    const { outRefundNo } = await refund();
    const ask = room.channel.queryRefund.bind(room.channel);
    room.channel.queryRefund = async (number) => {
      const answer = await ask(number, SELLER);
      return answer.ok && number === outRefundNo ? { ...answer, value: { ...answer.value, ...change } } : answer;
    };
    const job = room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext;
    const word = { outRefundNo, outTradeNo: 'Oo1', refundFen: 4000, succeededAtMs: null, providerRefundId: 'P1' };
    await takeRefundStanding(job, { ...word, state: 'succeeded', receivedBy: 'buyer', ...change });
  };
  const found = async () =>
    (await room.rows('ReconciliationCase')).find((row) => row.state !== 'settled' && row.kind === of) ??
    (await room.rows('ReconciliationCase')).find((row) => row.kind === of);
  const act = async (name: string, text: string, input: object, who = finance) =>
    (await room.graph<any>(who, text, { i: { caseId: (await found())?.id, ...input } }))[name];
  const settle = () => act('settleReconciliationCase', SETTLE, { note: '问过支付机构' });
  const correct = () => act('correctReconciliationCase', CORRECT, { reason: '问过支付机构' });
  const confirm = (who = colleague) => act('decideCaseCorrection', DECIDE, { confirm: true }, who);
  /** Two people find it so: who proposed it does not confirm it, and of two who confirm at once one does. */
  const undo = async () => {
    expect(await settle()).toMatchObject({ code: 'NOT_BY_WORDS' });
    expect(await correct()).toHaveProperty('id');
    expect(await confirm(finance)).toMatchObject({ code: 'SAME_PERSON' });
    const both = await Promise.all([confirm(), confirm()]);
    expect(both.filter(({ id }: any) => id)).toHaveLength(1);
  };
  /** The provider closed it: the platform's statement shows the money that the platform had laid out. */
  const closed = async () => {
    of = 'refund-words';
    await says({ state: 'closed' });
    room.channel.moveMoney(null, 'refund', 4000, [(await refund()).providerRefundId]);
    await reconcileDay(room, '2026-11-26');
    await undo();
  };
  const collect = async () => {
    const [{ id: recoveryId }] = await room.rows('Recovery');
    return (await room.graph<any>(finance, COLLECT, { i: { recoveryId } })).collectRecovery;
  };
  const sendAgain = async () => {
    await room.graph(finance, RETRY, { i: { id: (await refund()).id } });
    await room.turn(3);
    expect(await refund()).toMatchObject({ state: 'succeeded' });
  };
  const silence = async () => {
    room.clock.set(new Date(addWorkingDays((await refund()).stuckAtMs, STUCK.workingDays)).toISOString());
    await room.turn(6);
  };
  /** Of which refunds the provider was asked to return what the platform laid out. */
  const returnsAsked = () => {
    const asked: string[] = [];
    const gives = room.channel.returnAdvance.bind(room.channel);
    room.channel.returnAdvance = (id, merchant) => (asked.push(id), gives(id, merchant));
    return asked;
  };
  const listed = async (who = finance) =>
    (
      await room.graph<any>(
        who,
        '{ recoveries { edges { node { rail availableActions notCollectableText nextText } } } }',
      )
    ).recoveries.edges.map(({ node }: any) => node);

  it('lies with the platform: two people undo it, finance pays by the next number, and the seller owes it once', async () => {
    const asked = returnsAsked();
    const { outRefundNo } = await refund();
    of = 'refund-words';
    await says({ state: 'closed' });
    // The provider's word alone changes no book: the platform's statement must show the money.
    expect(await correct()).toMatchObject({ code: 'STATEMENT_AGREES' });
    room.channel.moveMoney(null, 'refund', 4000, [(await refund()).providerRefundId]);
    await reconcileDay(room, '2026-11-26');
    const text = '{ reconciliationCases(kind: REFUND_WORDS) { edges { node { owedAgainText } } } }';
    expect((await room.graph<any>(finance, text)).reconciliationCases.edges[0].node.owedAgainText).toContain(
      '钱退回了平台账上',
    );
    await undo();
    expect(await room.booked()).toEqual(OWED);
    expect(await refund()).toMatchObject({ state: 'failed', lastError: 'closed', succeededAtMs: null });
    expect(await advance()).toMatchObject({ state: 'due', paidAtMs: null });
    expect(await room.rows('PaymentPart')).toContainEqual(
      expect.objectContaining({ orderId: 'o1', reservedFen: 4000, refundedFen: 0 }),
    );
    // Nobody is asked for what the buyer has not: not by finance's hand, and not by the clock.
    expect(await collect()).toMatchObject({ code: 'NOT_ARRIVED' });
    expect(await listed()).toMatchObject([
      { availableActions: [], notCollectableText: expect.stringContaining('还没有到买家手里') },
    ]);
    await sendAgain();
    expect((await refund()).outRefundNo).not.toBe(outRefundNo);
    expect(await room.booked()).toEqual(ADVANCED);
    expect(await owed()).toEqual(['party-1 4000 open']);
    const told = { complaintId: 'k9', orderId: 'o1', partyId: 'party-1', amountFen: 4000 };
    expect(room.eventsOf('payments.refund-undone.v1')).toMatchObject([
      { orderId: 'o1', amountFen: 4000, advanced: true },
    ]);
    expect(room.eventsOf('payments.advance-paid.v1')).toMatchObject([told, { ...told, again: true }]);
    expect(await collect()).toHaveProperty('id');
    await room.turn();
    expect(asked).toEqual([`P${(await refund()).outRefundNo}`]);
    expect(await owed()).toEqual(['party-1 4000 recovered']);
    const { 'platform-funds': platform = 0, 'seller:party-1': ofSeller, buyers } = await room.booked();
    expect([platform, ofSeller, buyers]).toEqual([0, -4000, -6000]);
  });

  it('and nobody pays it again: the platform transfers it in its time, and is owed it once', async () => {
    const asked = returnsAsked();
    await closed();
    await silence();
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(await room.rows('Compensation')).toMatchObject([{ amountFen: 4000, state: 'paid' }]);
    expect(await room.booked()).toEqual(ADVANCED);
    expect(await owed()).toEqual(['party-1 4000 open']);
    expect(await advance()).toMatchObject({ state: 'paid', refundId: null });
    // What was no refund in the end the provider returns from nobody: it is set off.
    room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
    await room.turn();
    expect(asked).toEqual([]);
    await room.completed('o1');
    await room.turn(6);
    const [{ setOffFen }] = await room.rows('Recovery');
    expect(setOffFen).toBeGreaterThan(1000);
    expect((await room.booked())['platform-funds']).toBe(setOffFen - 4000);
  });

  it('is asked of nobody, by the clock either, until the buyer has it', async () => {
    const asked = returnsAsked();
    await closed();
    room.channel.fail('compensate');
    room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
    await room.completed('o1');
    await room.turn(6);
    expect(asked).toEqual([]);
    expect(await room.rows('Recovery')).toMatchObject([{ state: 'open', setOffFen: 0, settingOffFen: 0 }]);
    // The advance is late, and on finance's desk, beside its transfer.
    const kinds = (await room.graph<any>(finance, '{ paymentsDue { kind } }')).paymentsDue.map(({ kind }: any) => kind);
    expect(kinds).toContain('ADVANCE');
  });

  it("lies with the provider, as the buyer's card takes nothing: it waits for another card, and is paid once", async () => {
    of = 'refund-bounced';
    await says({ state: 'abnormal' });
    await undo();
    expect(await refund()).toMatchObject({ state: 'abnormal', succeededAtMs: null });
    expect(await room.booked()).toEqual(OWED);
    await says({});
    expect(await room.booked()).toEqual(ADVANCED);
    expect(await owed()).toEqual(['party-1 4000 open']);
    expect(await advance()).toMatchObject({ state: 'paid' });
  });

  it('bounces, and no card is named: the seller’s bank has it, the platform transfers it, and both are owed', async () => {
    of = 'refund-bounced';
    await says({ state: 'abnormal' });
    await undo();
    const number = (await refund()).outRefundNo;
    const ask = room.channel.queryRefund;
    room.channel.redirectRefund = async (input) => {
      room.channel.queryRefund = async (...which) => {
        const answer = await ask(...which);
        const value = { state: 'succeeded', receivedBy: 'seller' } as const;
        return answer.ok && which[0] === number ? { ...answer, value: { ...answer.value, ...value } } : answer;
      };
      return ask(input.outRefundNo, SELLER);
    };
    await silence();
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(await owed()).toEqual(['party-1 4000 open', 'party-1 4000 open']);
    expect(await room.booked()).toEqual({
      ...OWED,
      buyers: -6000,
      'platform-funds': -8000,
      'bank:party-1': 4000,
      'platform-claims': 8000,
      'claimed-from:party-1': -8000,
    });
  });

  it("lies in the seller's bank: the platform transfers it, and the seller owes that and what it is liable for", async () => {
    const asked = returnsAsked();
    of = 'refund-to-seller';
    await says({ receivedBy: 'seller' });
    await undo();
    await room.turn(6);
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(await room.rows('Compensation')).toMatchObject([{ amountFen: 4000, state: 'paid' }]);
    const booked = {
      ...OWED,
      buyers: -6000,
      'platform-funds': -8000,
      'bank:party-1': 4000,
      'platform-claims': 8000,
      'claimed-from:party-1': -8000,
    };
    expect(await room.booked()).toEqual(booked);
    expect(await owed()).toEqual(['party-1 4000 open', 'party-1 4000 open']);
    await says({ receivedBy: 'seller' });
    expect(await room.booked()).toEqual(booked);
    // The provider returns of the refund once: what the bank has. The other is set off.
    room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
    await room.turn();
    expect(asked).toHaveLength(1);
    expect((await owed()).toSorted()).toEqual(['party-1 4000 open', 'party-1 4000 recovered']);
    expect((await listed()).map(({ rail }: any) => rail).toSorted()).toEqual(['NONE', 'RETURN']);
  });

  describe('that the seller had paid back already', () => {
    let asked: string[];
    beforeEach(async () => {
      asked = returnsAsked();
      await collect();
      await room.turn();
      expect(await owed()).toEqual(['party-1 4000 recovered']);
    });

    it('is paid again by the platform, and by the seller no second time', async () => {
      await closed();
      await sendAgain();
      expect(await owed()).toEqual(['party-1 4000 recovered']);
      room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
      await room.turn();
      expect(asked).toHaveLength(1);
      const { buyers, 'seller:party-1': ofSeller, 'platform-funds': platform = 0 } = await room.booked();
      expect([buyers, ofSeller, platform]).toEqual([-6000, -4000, 0]);
    });

    it("lies in the seller's bank: what that has is set off, since the provider returns of a refund once", async () => {
      of = 'refund-to-seller';
      await says({ receivedBy: 'seller' });
      await undo();
      await room.turn(6);
      room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
      await room.turn();
      expect(asked).toHaveLength(1);
      expect(await owed()).toEqual(['party-1 4000 recovered', 'party-1 4000 open']);
      await room.completed('o1');
      await room.turn(6);
      const [, { setOffFen }] = (await room.rows('Recovery')).toSorted((a, b) => a.openedAtMs - b.openedAtMs);
      expect(setOffFen).toBeGreaterThan(1000);
    });
  });

  describe('while the provider was returning it from the seller', () => {
    let asked: string[];
    let comes: () => Promise<void>;
    beforeEach(async () => {
      const { returnAdvance, queryAdvanceReturn } = room.channel;
      const [gives, answers] = [returnAdvance.bind(room.channel), queryAdvanceReturn.bind(room.channel)];
      asked = [];
      const value = { refundId: 'r', returnId: 'r', amountFen: 4000, payer: 'a', payee: 'b' };
      const underWay = { ...value, state: 'processing', succeededAt: null } as const;
      room.channel.returnAdvance = async (id) => (asked.push(id), { ok: true, value: underWay });
      room.channel.queryAdvanceReturn = async () => ({ ok: true, value: underWay });
      comes = async () => {
        for (const id of asked) await gives(id, SELLER);
        room.channel.queryAdvanceReturn = answers;
      };
      await collect();
      await closed();
      expect(await owed()).toEqual(['party-1 4000 collecting']);
    });

    it.each(['by the next number', 'by a transfer'])('is paid %s, and comes back from the seller once', async (how) => {
      if (how === 'by a transfer') await silence();
      else await sendAgain();
      await comes();
      room.clock.set(new Date(addWorkingDays(room.clock.now(), COLLECTED_WORKING_DAYS)).toISOString());
      await room.turn();
      expect(await owed()).toEqual(['party-1 4000 recovered']);
      expect(asked).toHaveLength(1);
      const { buyers, 'seller:party-1': ofSeller, 'platform-funds': platform = 0 } = await room.booked();
      expect([buyers, ofSeller, platform]).toEqual([-6000, -4000, 0]);
    });

    it('is paid by a transfer, and set off where the provider gives up to return it', async () => {
      await silence();
      const value = { refundId: 'r', returnId: 'r', amountFen: 4000, payer: 'a', payee: 'b' };
      room.channel.queryAdvanceReturn = async () => ({
        ok: true,
        value: { ...value, state: 'failed', succeededAt: null },
      });
      room.clock.advance(DAY_MS);
      await room.turn();
      expect(await room.rows('Recovery')).toMatchObject([{ state: 'open', nextAtMs: null, returnOf: null }]);
      await room.completed('o1');
      await room.turn(6);
      expect((await room.rows('Recovery'))[0].setOffFen).toBeGreaterThan(1000);
      expect(asked).toHaveLength(1);
    });
  });
});
