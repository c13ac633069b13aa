import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { nodesOf } from '@heitu/kit/serving/testing';
import {
  ACCEPT,
  ADVANCE,
  ANSWER,
  DECIDE,
  ESCALATE,
  openComplaints,
  RESPOND,
  type ComplaintsRoom,
} from '../testing/complaints.fixture.ts';
import { SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

/** Two people of finance have found that the buyer has nothing of what the provider said had arrived. */
describe('a compensation that was said to have arrived and had not [9.2.cp]', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let seller: Actor;
  let file: ComplaintsRoom['file'];
  let step: ComplaintsRoom['step'];
  let id: string;
  beforeEach(async () => {
    ({ room, buyer, seller, file, step } = await openComplaints());
    ({ id } = await file());
    await room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'N1',
      checkoutId: 'C',
      buyerAccountId: buyer.id,
      partyId: SELLER,
      shopId: 'S',
      totalFen: 12_800,
      confirmDueAtMs: 0,
    });
  });
  afterEach(() => room.close());

  const complaint = async () =>
    (
      await room.graph<any>(
        buyer,
        'query($id: ID!) { complaint(id: $id) { state advancedFen recoveryId closedAt steps { action } } }',
        { id },
      )
    ).complaint;
  const told = async (who: Actor) =>
    nodesOf((await room.graph<any>(who, '{ messages { edges { node { kind title body } } } }')).messages);
  /** Each is delivered twice, as the relay may. */
  const tell = async (type: string, payload: object, event: string) => {
    await room.tell('payments', type, payload, event);
    await room.tell('payments', type, payload, event);
  };
  const unpaid = (refundKey: string) => ({ refundId: 'R', refundKey, orderId: 'O1', amountFen: 2000, atMs: 1 });

  it('of the platform is being paid again: the buyer hears it, whoever owes it is warned once', async () => {
    await step(seller, ANSWER, { complaintId: id, text: '不是我们的问题', remedy: 'ANSWER', accept: false });
    await step(buyer, ESCALATE, { complaintId: id });
    const decision = { complaintId: id, liableParty: 'SELLER', finding: '检验不合格', compensationFen: 2000 };
    await step(staff('mediator'), DECIDE, decision);
    await step(seller, RESPOND, { complaintId: id, accept: false });
    await step(staff('finance'), ADVANCE, { complaintId: id });
    const paid = { advanceId: 'A', recoveryId: 'V', complaintId: id, orderId: 'O1', partyId: SELLER, amountFen: 2000 };
    await tell('payments.advance-paid.v1', paid, 'E1');
    expect(await complaint()).toMatchObject({ state: 'ADVANCED', advancedFen: 2000, recoveryId: 'V' });
    await tell('payments.refund-undone.v1', { ...unpaid(`advance:${id}`), advanced: true }, 'E2');
    expect(await complaint()).toMatchObject({ state: 'ADVANCING', advancedFen: null, closedAt: null });
    expect((await complaint()).steps.at(-1)).toEqual({ action: 'UNDO_PAYMENT' });
    const [{ kind, title, body }] = await told(buyer);
    expect([kind, title]).toEqual(['REFUND_UNDONE', '赔偿还没到账']);
    expect(body).toMatch(/^投诉\S+的赔偿20\.00元，.*您不用做什么，平台会重新付给您，到账了再告诉您$/);
    const before = (await told(seller)).length;
    await tell('payments.advance-paid.v1', { ...paid, again: true }, 'E3');
    expect(await complaint()).toMatchObject({ state: 'ADVANCED', advancedFen: 2000, recoveryId: 'V' });
    expect((await told(buyer))[0]).toMatchObject({ title: '赔偿已到账' });
    expect(await told(seller)).toHaveLength(before);
    const measures = 'query($p: ID) { measures(partyId: $p) { edges { node { step } } } }';
    expect(nodesOf((await room.graph<any>(seller, measures, { p: SELLER })).measures)).toEqual([{ step: 'WARNING' }]);
  });

  it('of a seller who agreed is being paid again, and the complaint ends with it', async () => {
    await step(seller, ANSWER, { complaintId: id, text: '同意赔偿', remedy: 'COMPENSATION', accept: true });
    await step(buyer, ACCEPT, { complaintId: id });
    const completed = { ...unpaid(`complaint:${id}`), afterSaleId: null, inTime: true };
    await tell('payments.refund-completed.v1', completed, 'E1');
    expect(await complaint()).toMatchObject({ state: 'SETTLED' });
    await tell('payments.refund-undone.v1', unpaid(`complaint:${id}`), 'E2');
    expect(await complaint()).toMatchObject({ state: 'COMPENSATING', closedAt: null });
    await tell('payments.refund-completed.v1', completed, 'E3');
    expect(await complaint()).toMatchObject({ state: 'SETTLED', closedAt: expect.any(String) });
  });
});
