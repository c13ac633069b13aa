import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { freshDatabase } from '@heitu/kit/serving/testing';
import { finance, openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import type { PaymentsContext } from '../context.ts';
import { BOUNCED, TO_SELLER } from '../reconciliation/case.policy.ts';
import { STUCK } from './refund.policy.ts';
import { takeRefundStanding, type RefundReport } from './take-refund-standing.ts';

type Word = 'SUCCESS' | 'TO-SELLER' | 'CLOSED' | 'ABNORMAL' | 'ANOTHER AMOUNT';
const SAYS: Readonly<Record<Word, Partial<RefundReport>>> = {
  SUCCESS: { state: 'succeeded' },
  'TO-SELLER': { state: 'succeeded', receivedBy: 'seller' },
  CLOSED: { state: 'closed' },
  ABNORMAL: { state: 'abnormal' },
  'ANOTHER AMOUNT': { state: 'succeeded', refundFen: 3999 },
};
/** The buyer paid 60 and 40 yuan; nothing of the 40 that are to be given back has moved. */
const BEFORE = { buyers: -10000, 'provider-frozen:party-1': 6000, 'provider-frozen:party-2': 4000 };
const PAID = { ...BEFORE, buyers: -6000, 'provider-frozen:party-1': 2000 };

/** Of order o1, for 60 yuan, 40 are given back: what the provider says of it by two words, each twice. */
describe.each(['SQLite', 'MariaDB'])('two words of the provider about one refund, on %s [9.2.cp]', (database) => {
  let room: PaymentsRoom;
  let [first, outTradeNo] = ['', ''];
  beforeEach(async () => {
    const isMaria = database === 'MariaDB';
    room = await openPayments(
      isMaria ? await freshDatabase(process.env['TEST_DATABASE_URL'], 'payments_words') : undefined,
    );
    await room.paid();
    room.channel.fail('refund');
    await room.refundDue('k1', 4000);
    await room.turn();
    first = (await refund()).outRefundNo;
    const [part] = (await room.rows('PaymentPart')).filter(({ orderId }) => orderId === 'o1');
    outTradeNo = part.outTradeNo;
  });
  afterEach(async () => {
    expect((await room.balance()).sumFen).toBe(0);
    await room.close();
  });

  const refund = async () => (await room.rows('Refund'))[0];
  /** As its notice, delivered twice. */
  const says = async (word: Word, outRefundNo = first) => {
    const job = room.subgraph.contextFor(systemActor('job'), 'job') as unknown as PaymentsContext;
    const heard: string[] = [];
    for (let i = 0; i < 2; i += 1)
      heard.push(
        await takeRefundStanding(job, {
          outRefundNo,
          outTradeNo,
          receivedBy: 'buyer',
          refundFen: 4000,
          succeededAtMs: room.clock.now(),
          providerRefundId: `P${outRefundNo}`,
          state: 'succeeded',
          ...SAYS[word],
        }),
      );
    return heard;
  };
  const cases = async () =>
    (await room.rows('ReconciliationCase')).map(({ kind, reference, ourFen, theirFen, state }) => ({
      kind,
      reference,
      ourFen,
      theirFen,
      state,
    }));
  const debts = async () =>
    (await room.rows('Recovery')).map(({ partyId, creditorPartyId, amountFen, state }) =>
      [partyId || '买家', creditorPartyId || '平台', amountFen, state].join(' '),
    );
  const onDesk = async () =>
    (await room.graph<any>(finance, '{ paymentsDue { kind } }')).paymentsDue.map(({ kind }: any) => kind);
  const settle = async () => {
    const [{ id }] = await room.rows('ReconciliationCase');
    const type = 'SettleReconciliationCaseInput';
    const text = `mutation($i: ${type}!) { settleReconciliationCase(input: $i) { __typename ... on SettleReconciliationCaseRefused { code } } }`;
    return (await room.graph<any>(finance, text, { i: { caseId: id, note: '问过了' } })).settleReconciliationCase;
  };
  const word = (ourFen: number | null, theirFen: number | null, kind = 'refund-words') => ({
    kind,
    reference: first,
    ourFen,
    theirFen,
    state: 'open',
  });

  /** Which ends what; the books; what lies with finance. Nobody owes anybody anything by any of these. */
  it.each<[Word, Word, { state: string; books: object; cases: object[] }]>([
    ['SUCCESS', 'SUCCESS', { state: 'succeeded', books: PAID, cases: [] }],
    // The buyer has it, as was said first; that they have not is asked about.
    ['SUCCESS', 'CLOSED', { state: 'succeeded', books: PAID, cases: [[4000, null]] }],
    ['SUCCESS', 'ABNORMAL', { state: 'succeeded', books: PAID, cases: [[4000, null, BOUNCED]] }],
    ['SUCCESS', 'TO-SELLER', { state: 'succeeded', books: PAID, cases: [[4000, null, TO_SELLER]] }],
    ['SUCCESS', 'ANOTHER AMOUNT', { state: 'succeeded', books: PAID, cases: [[4000, 3999]] }],
    // Nothing is booked by an amount that nobody asked for, and the right one still counts.
    ['ANOTHER AMOUNT', 'SUCCESS', { state: 'succeeded', books: PAID, cases: [[null, 3999]] }],
    ['ANOTHER AMOUNT', 'CLOSED', { state: 'failed', books: BEFORE, cases: [[null, 3999]] }],
    // Before its end one word follows another, as the bank found it.
    ['ABNORMAL', 'SUCCESS', { state: 'succeeded', books: PAID, cases: [] }],
    ['ABNORMAL', 'CLOSED', { state: 'failed', books: BEFORE, cases: [] }],
    ['ABNORMAL', 'ABNORMAL', { state: 'abnormal', books: BEFORE, cases: [] }],
    ['CLOSED', 'CLOSED', { state: 'failed', books: BEFORE, cases: [] }],
    // The seller's account had it again; now the buyer has it after all: it is paid, and sent no second time.
    ['CLOSED', 'SUCCESS', { state: 'succeeded', books: PAID, cases: [] }],
    ['CLOSED', 'ABNORMAL', { state: 'failed', books: BEFORE, cases: [[null, null, BOUNCED]] }],
    ['CLOSED', 'TO-SELLER', { state: 'failed', books: BEFORE, cases: [[null, null, TO_SELLER]] }],
  ])('%s, then %s', async (one, other, expected) => {
    await says(one);
    await says(other);
    expect(await refund()).toMatchObject({ state: expected.state });
    expect(await room.booked()).toEqual(expected.books);
    expect(await debts()).toEqual([]);
    const found = (
      expected.cases as [number | null, number | null, typeof TO_SELLER | typeof BOUNCED | undefined][]
    ).map((fen) => word(...fen));
    expect(await cases()).toEqual(found);
    expect((await onDesk()).includes('RECONCILIATION')).toBe(found.length > 0);
    // Paid by its first number it is sent under no other.
    room.channel.fail(null);
    if (expected.state === 'succeeded') {
      await room.turn(4);
      expect(room.channel.refundedFen()).toBe(0);
      expect(room.eventsOf('payments.refund-completed.v1')).toHaveLength(1);
    }
  });

  /** It was closed, and has gone under the next number; then its first number reaches the buyer after all. */
  it('CLOSED, sent anew and paid, then SUCCESS of the first: the buyer has both and owes one to the seller, once', async () => {
    await says('CLOSED');
    const { id } = await refund();
    room.channel.fail(null);
    const retry = 'mutation($i: RetryMoneyInput!) { retryMoney(input: $i) { __typename } }';
    await room.graph(finance, retry, { i: { id } });
    await room.turn(3);
    expect(await refund()).toMatchObject({ state: 'succeeded' });
    expect(await room.booked()).toEqual(PAID);
    expect(await says('SUCCESS')).toEqual(['contradicts', 'contradicts']);
    // The seller's money at the provider paid 80 yuan, of which the buyer owes it 40.
    expect(await debts()).toEqual(['买家 party-1 4000 open']);
    expect(await room.booked()).toEqual({
      ...BEFORE,
      buyers: -2000,
      'provider-frozen:party-1': -2000,
      'owed-to:party-1': 4000,
      'claimed-from-buyers': -4000,
    });
    expect(await cases()).toEqual([word(4000, 4000)]);
  });

  it('CLOSED, transferred by the platform, then SUCCESS of the first: its seller pays once, the buyer owes the platform', async () => {
    await says('CLOSED');
    room.channel.fail(null);
    const { stuckAtMs } = await refund();
    room.clock.set(new Date(addWorkingDays(stuckAtMs, STUCK.workingDays)).toISOString());
    await room.turn(6);
    expect(await refund()).toMatchObject({ state: 'replaced' });
    expect(await debts()).toEqual(['party-1 平台 4000 open']);
    await says('SUCCESS');
    expect(await refund()).toMatchObject({ state: 'succeeded', outRefundNo: first });
    expect((await debts()).toSorted()).toEqual(['party-1 平台 4000 closed', '买家 平台 4000 open']);
    const { buyers, 'provider-frozen:party-1': ofSeller, 'platform-funds': platform } = await room.booked();
    expect([buyers, ofSeller, platform]).toEqual([-2000, 2000, -4000]);
  });

  it('ends for finance when both say the same again, by no words of its own', async () => {
    room.channel.fail(null);
    room.clock.advance(DAY_MS / 24);
    await room.turn(4);
    expect(await refund()).toMatchObject({ state: 'succeeded' });
    await says('CLOSED');
    expect(await cases()).toEqual([word(4000, null)]);
    // Asked, the provider says that it succeeded.
    expect(await settle()).toEqual({ __typename: 'PaymentsDone' });
    expect((await cases())[0]?.state).toBe('settled');
  });

  it('is asked about anew where it says yet another thing that day, not where it says again what was answered', async () => {
    room.channel.fail(null);
    room.clock.advance(DAY_MS / 24);
    await room.turn(4);
    await says('CLOSED');
    await settle();
    await says('CLOSED');
    expect((await cases()).map(({ state }) => state)).toEqual(['settled']);
    expect(await onDesk()).not.toContain('RECONCILIATION');
    room.clock.advance(DAY_MS / 48);
    await says('ANOTHER AMOUNT');
    expect(await cases()).toEqual([word(4000, 3999)]);
    expect(await onDesk()).toContain('RECONCILIATION');
    // Its time begins anew, and what was found before is no answer to it.
    expect((await room.rows('ReconciliationCase'))[0]).toMatchObject({
      openedAtMs: room.clock.now(),
      note: null,
      provenBy: null,
      settledAtMs: null,
    });
    expect(await settle()).toEqual({ __typename: 'PaymentsDone' });
    expect((await cases()).map(({ state }) => state)).toEqual(['settled']);
  });

  it('an answer with another amount is asked again in its time, not each second', async () => {
    room.channel.fail(null);
    room.clock.advance(DAY_MS / 24);
    const asks = room.channel.queryRefund.bind(room.channel);
    let asked = 0;
    room.channel.queryRefund = async (...of) => {
      asked += 1;
      const answer = await asks(...of);
      return answer.ok ? { ...answer, value: { ...answer.value, refundFen: 3999 } } : answer;
    };
    await room.turn(2);
    const before = asked;
    for (let i = 0; i < 6; i += 1) await room.subgraph.runOnce();
    expect(asked - before).toBeLessThanOrEqual(1);
    expect(await cases()).toEqual([word(null, 3999)]);
    expect(await refund()).toMatchObject({ lastError: 'DOES_NOT_MATCH' });
  });
});
