import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { confirmDueAtMs, refundTime, remindAtMs } from '../order/order.policy.ts';
import {
  act,
  buy,
  makeQuote,
  newRequest,
  openOrders,
  orderRow,
  pay,
  place,
  riceSeller,
  type Room,
} from '../orders.fixture.ts';

/** A Wednesday, 10:00 in China. */
const AT = '2026-11-25T02:00:00Z';

describe('what a seller agreed with the platform', () => {
  let room: Room;
  beforeEach(async () => {
    room = await openOrders(AT);
    await room.release('rice', 'lot-1', 50);
    await room.release('honey', 'lot-2', 50);
  });
  afterEach(() => room.close());

  const signed = (contractId: string, terms: object, change: object = {}) =>
    room.tell('sellers.contract-signed.v1', {
      contractId,
      number: contractId,
      partyId: 'party-rice',
      withPartyId: 'operator',
      validFromOn: '2026-11-01',
      validUntilOn: '2026-11-25',
      signedAtMs: room.clock.now(),
      terms: { kind: 'platform-service', ...terms },
      ...change,
    });
  const placedAtMs = Date.parse(AT);

  it('says by when an order is confirmed, each seller its own; what is late lapses then [7.5.w]', async () => {
    await signed('k-1', { confirmHours: 8 });
    const placed = await buy(room, [
      ['rice', 1],
      ['honey', 1],
    ]);
    const rows = await Promise.all(placed.orders.map(({ id }: { id: string }) => orderRow(room, id)));
    const dueOf = (partyId: string) => rows.find((row) => row.partyId === partyId);
    expect(dueOf('party-rice')).toMatchObject({
      confirmDueAtMs: placedAtMs + 8 * HOUR_MS,
      remindAtMs: placedAtMs + 4 * HOUR_MS,
    });
    expect(dueOf('party-honey')).toMatchObject({ confirmDueAtMs: addWorkingDays(placedAtMs, 1) });
    await pay(room, placed);
    room.clock.advance(8 * HOUR_MS + 1);
    const rice = dueOf('party-rice')?.id ?? '';
    expect(await act(room, riceSeller, 'confirmOrder', { orderId: rice })).toMatchObject({
      code: 'CONFIRM_TOO_LATE',
      clause: '7.5.w',
    });
    await room.subgraph.runOnce('lapse-unconfirmed');
    expect((await orderRow(room, rice)).state).toBe('cancelled');
    expect((await orderRow(room, dueOf('party-honey')?.id ?? '')).state).toBe('paid');
  });

  it('was what held when the quote was made, though it ends before the order is placed', async () => {
    await signed('k-1', { confirmHours: 8 });
    room.clock.set('2026-11-25T15:55:00Z');
    const quote = await makeQuote(room, [['rice', 1]]);
    room.clock.set('2026-11-25T16:05:00Z');
    const placed = await place(room, quote);
    expect((await orderRow(room, placed.orders[0].id)).confirmDueAtMs).toBe(room.clock.now() + 8 * HOUR_MS);
    const later = await buy(room, [['rice', 1]]);
    expect((await orderRow(room, later.orders[0].id)).confirmDueAtMs).toBe(addWorkingDays(room.clock.now(), 1));
  });

  it('counts agreed hours on working days alone, and never past the day of the clause [7.5.w]', () => {
    const due = (iso: string, hours: number) => new Date(confirmDueAtMs(Date.parse(iso), hours)).toISOString();
    // Friday 20:00 and eight hours: four of Friday, four of Monday.
    expect(due('2026-11-27T12:00:00Z', 8)).toBe('2026-11-29T20:00:00.000Z');
    // On a Saturday the hours begin with Monday.
    expect(due('2026-11-28T02:00:00Z', 8)).toBe('2026-11-30T00:00:00.000Z');
    expect(due('2026-11-25T02:00:00Z', 24)).toBe('2026-11-26T02:00:00.000Z');
    expect(remindAtMs(placedAtMs, 2)).toBe(placedAtMs);
  });

  it('says by when a refund arrives: the contract of the day on which it is promised [7.6.aa]', async () => {
    const refundOf = async () => {
      const placed = await buy(room, [['rice', 1]]);
      await pay(room, placed);
      await act(room, riceSeller, 'cancelOrder', {
        requestId: newRequest(),
        orderId: placed.orders[0].id,
        reason: '没货了',
      });
      const [refund] = (await room.published('orders.refund-due.v1')).slice(-1);
      return refund?.['dueAtMs'];
    };
    expect(await refundOf()).toBe(addWorkingDays(room.clock.now(), refundTime.workingDays));
    await signed('k-1', { refundWorkingDays: 1 });
    expect(await refundOf()).toBe(addWorkingDays(room.clock.now(), 1));
    room.clock.set('2026-11-25T16:00:00Z');
    expect(await refundOf()).toBe(addWorkingDays(room.clock.now(), refundTime.workingDays));
  });
});
