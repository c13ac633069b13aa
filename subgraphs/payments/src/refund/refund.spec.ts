import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { account } from '@heitu/kit/serving/testing';
import { buyer, openPayments, type PaymentsRoom } from '../payments.fixture.ts';

describe('refunds', () => {
  let room: PaymentsRoom;
  beforeEach(async () => {
    room = await openPayments();
  });
  afterEach(() => room.close());

  it('refunds once per key and never more than was paid [7.6.aa]', async () => {
    await room.paid();
    await room.refundDue('k1', 4000);
    await room.refundDue('k1', 4000);
    expect(await room.rows('Refund')).toHaveLength(1);
    await room.turn();
    expect(room.eventsOf('payments.refund-completed.v1')).toEqual([
      expect.objectContaining({ orderId: 'o1', amountFen: 4000, inTime: true }),
    ]);
    expect(room.channel.refundedFen()).toBe(4000);
    expect((await room.balance()).sumFen).toBe(0);
    expect(
      await room.graph<any>(
        buyer,
        `query { _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { payment { state } refunds { amountFen state order { id } } } } }`,
      ),
    ).toEqual({
      _entities: [
        { payment: { state: 'PAID' }, refunds: [{ amountFen: 4000, state: 'SUCCEEDED', order: { id: 'o1' } }] },
      ],
    });
    expect(
      await room.graph<any>(
        account('stranger', { role: 'consumer' }),
        `query { _entities(representations: [{ __typename: "Order", id: "o1" }]) { ... on Order { payment { state } refunds { amountFen } } } }`,
      ),
    ).toEqual({ _entities: [{ payment: null, refunds: [] }] });
    const decided = (id: string) =>
      room.graph<any>(
        account('mediator', { role: 'mediator' }),
        `query { _entities(representations: [{ __typename: "Order", id: "${id}" }]) { ... on Order { payment { state } refunds { amountFen } } } }`,
      );
    expect(await decided('o1')).toEqual({
      _entities: [{ payment: { state: 'PAID' }, refunds: [{ amountFen: 4000 }] }],
    });
    expect(await decided('o2')).toEqual({ _entities: [{ payment: null, refunds: [] }] });
  });

  it('gives back what is left where a compensation was quicker, and pays compensations whole, beside the order [6.6.d]', async () => {
    await room.paid();
    const compensation = {
      complaintId: 'k9',
      orderId: 'o1',
      partyId: 'party-1',
      buyerAccountId: 'buyer',
      amountFen: 5000,
      reason: '质量问题',
    };
    await room.receive('trust', 'trust.compensation-due.v1', compensation);
    await Promise.all([room.refundDue('k1', 4000), room.refundDue('k2', 4000)]);
    await room.receive('trust', 'trust.compensation-due.v1', { ...compensation, complaintId: 'k10', amountFen: 1 });
    await room.receive('trust', 'trust.advance-due.v1', { ...compensation, complaintId: 'k11', amountFen: 1 });
    await room.receive('trust', 'trust.compensation-due.v1', {
      ...compensation,
      complaintId: 'k12',
      orderId: 'never-paid',
    });
    await room.turn();
    expect((await room.rows('Refund')).map((row: any) => [row.refundKey, row.amountFen])).toEqual([
      ['complaint:k9', 5000],
      ['k1', 1000],
    ]);
    expect(
      room
        .eventsOf('payments.refund-completed.v1')
        .map((event: any) => [event.refundKey, event.amountFen])
        .sort(),
    ).toEqual([
      ['complaint:k9', 5000],
      ['k1', 1000],
      ['k2', 0],
    ]);
    expect(room.eventsOf('payments.compensation-failed.v1').map((event: any) => event.complaintId)).toEqual(['k12']);
    expect(room.channel.refundedFen()).toBe(6000);
    // Where nothing is left of the order, the platform pays first, beside it.
    expect((await room.rows('Compensation')).map((row: any) => [row.complaintId, row.amountFen, row.state])).toEqual([
      ['k10', 1, 'paid'],
      ['k11', 1, 'paid'],
    ]);
    expect((await room.balance()).sumFen).toBe(0);
  });

  it('asks before it sends a refund again whose answer was lost', async () => {
    await room.paid();
    await room.refundDue('k1', 1000);
    room.channel.loseAnswers(1);
    await room.turn(4);
    expect(room.channel.refundedFen()).toBe(1000);
    expect(room.eventsOf('payments.refund-completed.v1')).toHaveLength(1);
  });
});
