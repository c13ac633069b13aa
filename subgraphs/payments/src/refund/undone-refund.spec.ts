import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { systemActor } from '@heitu/kit/rules/actor';
import { freshDatabase } from '@heitu/kit/serving/testing';
import type { PaymentsContext } from '../context.ts';
import { finance, MERCHANTS, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { colleague, CORRECT, DECIDE, reconcileDay, SETTLE } from '../reconciliation/cases.fixture.ts';
import { STUCK } from './refund.policy.ts';
import { takeRefundStanding } from './take-refund-standing.ts';

const SELLER = MERCHANTS['party-1'];
/** Of 60 yuan the seller has 20 left with the order, and the buyer 40. */
const PAID = { buyers: -6000, 'provider-frozen:party-1': 2000, 'provider-frozen:party-2': 4000 };
const BEFORE = { buyers: -10000, 'provider-frozen:party-1': 6000, 'provider-frozen:party-2': 4000 };

/** The provider had said that the buyer has 40 yuan back, and takes that back: who pays, and who decides. */
describe.each(['SQLite', 'MariaDB'])(
  'a refund that was said to have arrived and had not, on %s [9.2.cp]',
  (database) => {
    let room: PaymentsRoom;
    beforeEach(async () => {
      const isMaria = database === 'MariaDB';
      room = await openPayments(
        isMaria ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_undone') : undefined,
      );
      await room.paid();
      await room.refundDue('k1', 4000);
      await room.turn(3);
      expect(await room.booked()).toEqual(PAID);
      await reconcile('2026-11-25');
    });
    afterEach(async () => {
      expect((await room.balance()).sumFen).toBe(0);
      await room.close();
    });

    const refund = async () => (await room.rows('Refund'))[0];
    const reconcile = (date: string) => reconcileDay(room, date);
    /** What it says of it from now on, by its notice and when asked. */
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
    const found = async (kind: string) =>
      (await room.rows('ReconciliationCase')).find((row) =>
        kind === 'again' ? row.state !== 'settled' && row.kind === 'refund-bounced' : row.kind === kind,
      );
    const act = async (name: string, text: string, input: object, who = finance) =>
      (await room.graph<any>(who, text, { i: { caseId: (await found(of))?.id, ...input } }))[name];
    let of = 'refund-words';
    const correct = () => act('correctReconciliationCase', CORRECT, { reason: '问过支付机构' });
    const confirm = (who = colleague) => act('decideCaseCorrection', DECIDE, { confirm: true }, who);
    const settle = () => act('settleReconciliationCase', SETTLE, { note: '问过支付机构' });

    it('lies with the seller: two people undo it, and the seller pays by the next number', async () => {
      of = 'refund-words';
      const { outRefundNo } = await refund();
      await says({ state: 'closed' });
      // Its word alone changes no book: its statement must show the money.
      expect(await settle()).toMatchObject({ code: 'NOT_BY_WORDS' });
      expect(await correct()).toMatchObject({ code: 'STATEMENT_AGREES' });
      room.channel.moveMoney(SELLER, 'refund', 4000, [(await refund()).providerRefundId]);
      await reconcile('2026-11-26');
      expect(await correct()).toHaveProperty('id');
      expect(await confirm(finance)).toMatchObject({ code: 'SAME_PERSON' });
      expect(await room.booked()).toEqual(PAID);
      const both = await Promise.all([confirm(), confirm()]);
      expect(both.filter(({ id }: any) => id)).toHaveLength(1);
      expect(await room.booked()).toEqual(BEFORE);
      expect(await refund()).toMatchObject({ state: 'failed', lastError: 'closed', succeededAtMs: null });
      const transfers = (await room.rows('LedgerTransfer')).map(({ key }) => `LedgerTransfer:${key}`);
      expect(transfers).toContain((await found(of))?.provenBy);
      // It lies with finance, who sends it once more.
      const retry = 'mutation($i: RetryMoneyInput!) { retryMoney(input: $i) { __typename } }';
      await room.graph(finance, retry, { i: { id: (await refund()).id } });
      await room.turn(3);
      expect(await refund()).toMatchObject({ state: 'succeeded' });
      expect((await refund()).outRefundNo).not.toBe(outRefundNo);
      expect(await room.booked()).toEqual(PAID);
      // Whoever heard that it had arrived hears that it had not, and that it has.
      const { id: refundId, refundKey } = await refund();
      const told = { refundId, refundKey, orderId: 'o1', amountFen: 4000 };
      expect(room.eventsOf('payments.refund-undone.v1')).toMatchObject([told]);
      expect(room.eventsOf('payments.refund-completed.v1')).toMatchObject([told, told]);
      expect((await room.rows('PaymentPart')).find(({ orderId }) => orderId === 'o1')).toMatchObject({
        reservedFen: 4000,
        refundedFen: 4000,
      });
    });

    it('and nobody sends it again: the platform transfers it in its time, and the seller owes that', async () => {
      of = 'refund-words';
      await says({ state: 'closed' });
      room.channel.moveMoney(SELLER, 'refund', 4000, [(await refund()).providerRefundId]);
      await reconcile('2026-11-26');
      await correct();
      await confirm();
      room.clock.set(new Date(addWorkingDays((await refund()).stuckAtMs, STUCK.workingDays)).toISOString());
      await room.turn(6);
      expect(await refund()).toMatchObject({ state: 'replaced' });
      expect(await room.rows('Compensation')).toMatchObject([{ amountFen: 4000, state: 'paid' }]);
      expect(await room.rows('Recovery')).toMatchObject([{ partyId: 'party-1', amountFen: 4000, state: 'open' }]);
      const { buyers, 'platform-funds': platform, 'provider-frozen:party-1': ofSeller } = await room.booked();
      expect([buyers, platform, ofSeller]).toEqual([-6000, -4000, 6000]);
    });

    it("lies with the provider, as the buyer's card takes nothing: it waits for another card, and the seller pays once", async () => {
      of = 'refund-bounced';
      const asked = '{ reconciliationCases { edges { node { kind owedAgainText } } } }';
      await says({ state: 'abnormal' });
      expect((await room.graph<any>(finance, asked)).reconciliationCases.edges).toEqual([
        { node: { kind: 'REFUND_BOUNCED', owedAgainText: expect.stringContaining('换一张银行卡') } },
      ]);
      expect(await settle()).toMatchObject({ code: 'NOT_BY_WORDS' });
      expect(await correct()).toHaveProperty('id');
      // It is asked again before money moves by its word: it may be silent, or say something else by now.
      const ask = room.channel.queryRefund;
      const error = {
        outcome: 'unknown',
        code: 'NO_ANSWER',
        meaning: 'other',
        message: '',
        status: 0,
        retryable: true,
      };
      room.channel.queryRefund = async () => ({ ok: false, error }) as never;
      expect(await confirm()).toMatchObject({ code: 'PROVIDER_BUSY' });
      room.channel.queryRefund = async (...number) => {
        const answer = await ask(...number);
        return answer.ok ? { ...answer, value: { ...answer.value, state: 'succeeded' } } : answer;
      };
      expect(await confirm()).toMatchObject({ code: 'CHANGED' });
      expect(await room.booked()).toEqual(PAID);
      room.channel.queryRefund = ask;
      const both = await Promise.all([confirm(), confirm()]);
      expect(both.filter(({ id }: any) => id)).toHaveLength(1);
      expect(await refund()).toMatchObject({ state: 'abnormal', succeededAtMs: null });
      expect(await room.booked()).toEqual(BEFORE);
      await room.turn(1);
      const undone = { orderId: 'o1', amountFen: 4000, asksForCard: true };
      expect(room.eventsOf('payments.refund-undone.v1')).toMatchObject([undone]);
      // To another card it arrives, and may bounce again.
      await says({});
      expect(await refund()).toMatchObject({ state: 'succeeded' });
      expect(await room.booked()).toEqual(PAID);
      room.clock.advance(DAY_MS);
      await says({ state: 'abnormal' });
      of = 'again';
      await correct();
      await confirm();
      expect(await room.booked()).toEqual(BEFORE);
      await says({});
      expect(await room.booked()).toEqual(PAID);
    });

    it("lies in the seller's bank: two people say so, the platform transfers it, the seller owes it", async () => {
      of = 'refund-to-seller';
      await says({ receivedBy: 'seller' });
      // That the amounts are the same is no answer: the buyer has none of it.
      expect(await settle()).toMatchObject({ code: 'NOT_BY_WORDS' });
      expect(await correct()).toHaveProperty('id');
      expect(await confirm(finance)).toMatchObject({ code: 'SAME_PERSON' });
      const both = await Promise.all([confirm(), confirm()]);
      expect(both.filter(({ id }: any) => id)).toHaveLength(1);
      await room.turn(6);
      expect(await refund()).toMatchObject({ state: 'replaced' });
      expect(await room.rows('Compensation')).toMatchObject([{ amountFen: 4000, state: 'paid' }]);
      expect(await room.rows('Recovery')).toMatchObject([{ partyId: 'party-1', amountFen: 4000, state: 'open' }]);
      expect(room.eventsOf('payments.refund-undone.v1')).toMatchObject([{ orderId: 'o1', amountFen: 4000 }]);
      expect(room.eventsOf('payments.refund-completed.v1').map(({ byTransfer }: any) => byTransfer)).toEqual([
        undefined,
        true,
      ]);
      const booked = await room.booked();
      expect([booked['buyers'], booked['platform-funds'], booked['provider-frozen:party-1']]).toEqual([
        -6000, -4000, 2000,
      ]);
      // Said again by the provider it changes nothing.
      await says({ receivedBy: 'seller' });
      expect(await room.booked()).toEqual(booked);
    });
  },
);
