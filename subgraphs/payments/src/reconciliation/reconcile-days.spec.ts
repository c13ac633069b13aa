import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '@heitu/kit/rules/clock';
import { openPayments, type PaymentsRoom } from '../payments.fixture.ts';
import { reconciliationLifecycle } from './case.lifecycle.ts';

describe('the job that reconciles', () => {
  let room: PaymentsRoom;
  let asked: string[];
  beforeEach(async () => {
    room = await openPayments();
    asked = [];
    const download = room.channel.downloadTradeBill.bind(room.channel);
    room.channel.downloadTradeBill = (date) => {
      asked.push(date);
      return download(date);
    };
  });
  afterEach(() => room.close());
  /** A run each so often, up to that time. */
  const runUntil = async (time: string, everyMs: number) => {
    while (room.clock.now() < Date.parse(time)) {
      await room.subgraph.runOnce();
      room.clock.advance(everyMs);
    }
  };
  const days = async () =>
    (await room.rows('Reconciliation'))
      .sort((a, b) => (a.date < b.date ? -1 : 1))
      .map(({ date, state }: { date: string; state: string }) => `${date} ${state}`);

  it('fills the days on which the provider was silent by itself, the oldest first [9.2.cp]', async () => {
    room.clock.set('2026-11-26T03:00:00Z');
    await room.subgraph.runOnce();
    expect(await days()).toEqual(['2026-11-25 matched']);
    room.channel.fail('downloadTradeBill');
    await runUntil('2026-11-29T03:00:00Z', HOUR_MS);
    expect(await days()).toEqual(['2026-11-25 matched', '2026-11-26 due', '2026-11-27 due', '2026-11-28 due']);
    room.clock.advance(20 * MINUTE_MS);
    asked = [];
    room.channel.fail(null);
    await room.subgraph.runOnce();
    expect(asked).toEqual(['2026-11-26', '2026-11-27', '2026-11-28']);
    expect((await days()).slice(1)).toEqual(['2026-11-26 matched', '2026-11-27 matched', '2026-11-28 matched']);
    asked = [];
    await runUntil('2026-11-29T08:00:00Z', HOUR_MS);
    expect(asked).toEqual([]);
  });

  it('asks a silent provider ever more seldom, and a day later the day is on finance’s desk [9.2.cp]', async () => {
    room.clock.set('2026-11-26T02:00:00Z');
    room.channel.fail('downloadTradeBill');
    await runUntil('2026-11-26T02:10:00Z', 5 * SECOND_MS);
    // At once, then after 15 s, 30 s, 60 s, 2 min and 4 min.
    expect(asked).toHaveLength(6);
    const [row] = await room.rows('Reconciliation');
    const readyAtMs = Date.parse('2026-11-26T02:00:00Z');
    expect(reconciliationLifecycle.desks(row, readyAtMs + 24 * HOUR_MS)).toEqual(['provider']);
    expect(reconciliationLifecycle.desks(row, readyAtMs + 24 * HOUR_MS + 1)).toEqual(['provider', 'finance']);
  });

  it('fills the days that passed while it did not run [9.2.cp]', async () => {
    room.clock.set('2026-11-26T03:00:00Z');
    await room.subgraph.runOnce();
    room.clock.set('2026-11-29T03:00:00Z');
    await room.subgraph.runOnce();
    expect(asked).toEqual(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28']);
  });

  it('compares a day that differs each day, until both sides say the same [9.2.cp]', async () => {
    const states = async () => (await room.rows('ReconciliationCase')).map(({ state }) => state);
    await room.paid();
    const download = room.channel.downloadTradeBill.bind(room.channel);
    room.channel.downloadTradeBill = async (date) => ({ ok: true, value: { date, rows: [] } });
    room.clock.set('2026-11-26T03:00:00Z');
    await room.subgraph.runOnce();
    expect([await days(), await states()]).toEqual([['2026-11-25 different'], ['open', 'open']]);
    room.channel.downloadTradeBill = download;
    await runUntil('2026-11-27T02:30:00Z', HOUR_MS);
    expect(await states()).toEqual(['open', 'open']);
    await runUntil('2026-11-27T05:00:00Z', HOUR_MS);
    expect([(await days())[0], await states()]).toEqual(['2026-11-25 matched', ['cleared', 'cleared']]);
  });

  it('leaves no day out since something was to be paid, though it runs days later for the first time [9.2.cp]', async () => {
    room.channel.takeFees(60);
    await room.paid();
    room.clock.set('2026-11-28T03:00:00Z');
    await room.subgraph.runOnce();
    expect(await days()).toEqual(['2026-11-25 matched', '2026-11-26 matched', '2026-11-27 matched']);
    expect(await room.balanceOf('provider-fees')).toBe(36 + 24);
    expect(await room.rows('MoneyUnderWay')).toEqual([]);
  });

  it('owes each day since money could be paid, whether or not it ran [9.2.cp] [7.4.s]', async () => {
    const owed = async () =>
      (
        await room.graph<any>(
          { kind: 'peer', id: 'trust', grants: [] },
          'query($to: String!) { answer: paymentsDuties(fromMs: "1", toMs: $to) { counts { duty ahead missed late done } } }',
          { to: String(room.clock.now()) },
        )
      ).answer.counts;
    room.clock.set('2027-06-13T02:00:00Z');
    // Opened on 25 November: each day from the 26th, which has two days more, to 10 June; and two sellers' change of password.
    expect(await owed()).toEqual([
      { duty: 'reconciliation', ahead: 0, missed: 197, late: 0, done: 0 },
      { duty: 'payment-password', ahead: 0, missed: 2, late: 0, done: 0 },
    ]);
    room.clock.set('2026-11-28T02:00:00Z');
    await room.subgraph.runOnce();
    room.clock.set('2026-11-30T02:00:00Z');
    expect(await owed()).toEqual([{ duty: 'reconciliation', ahead: 0, missed: 1, late: 0, done: 1 }]);
  });
});
