import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
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
import { CARRIER, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

describe('a complaint on its way', () => {
  let room: TrustRoom;
  let buyer: Actor;
  let seller: Actor;
  let carrier: Actor;
  let file: ComplaintsRoom['file'];
  let mayDo: ComplaintsRoom['mayDo'];
  let step: ComplaintsRoom['step'];
  const mediator = staff('mediator');
  beforeEach(async () => {
    ({ room, buyer, seller, carrier, file, mayDo, step } = await openComplaints());
  });
  afterEach(() => room.close());

  it('is not decided or paid out by whoever would have the money from it [6.6.d]', async () => {
    const office = ['mediator', 'finance'].map((role) => ({ role }));
    const judge: Actor = { ...buyer, grants: [...buyer.grants, ...office] };
    const { id } = await file();
    await step(seller, ANSWER, { complaintId: id, text: '不是我们的问题', remedy: 'ANSWER', accept: false });
    expect(await step(judge, ESCALATE, { complaintId: id })).toMatchObject({
      state: 'ESCALATED',
      availableActions: [],
    });
    const decision = { complaintId: id, liableParty: 'SELLER', finding: '检验不合格', compensationFen: 12_800 };
    expect(await step(judge, DECIDE, decision)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await step(mediator, DECIDE, decision)).toMatchObject({ state: 'DECIDED' });
    await step(seller, RESPOND, { complaintId: id, accept: false });
    await room.events();
    expect(await step(judge, ADVANCE, { complaintId: id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await room.events()).toEqual([]);
    // Money moves by a second person.
    expect(await step(mediator, ADVANCE, { complaintId: id })).toMatchObject({ code: 'SAME_PERSON' });
    expect(await step(staff('finance'), ADVANCE, { complaintId: id })).toMatchObject({ state: 'ADVANCING' });
  });

  it('is answered within one working day and accepted: the compensation is due from the seller [7.3.8.o][7.3.8.n]', async () => {
    const { id, ...filed } = await file();
    expect(filed).toMatchObject({
      state: 'FILED',
      answererKind: 'SELLER',
      answererPartyId: SELLER,
      text: '大米里有虫',
    });
    await room.events();
    room.clock.advance(20 * HOUR_MS);
    expect(await mayDo(id)).toEqual([]);
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '同意赔偿', remedy: 'COMPENSATION', accept: true }),
    ).toMatchObject({ state: 'ANSWERED', answeredInTime: true });
    expect(await mayDo(id)).toEqual(['TAKE_COMPENSATION', 'ESCALATE']);
    expect(await step(buyer, ACCEPT, { complaintId: id })).toMatchObject({
      state: 'COMPENSATING',
      compensationFen: 2000,
    });
    expect(await room.events()).toEqual([
      {
        type: 'trust.compensation-due.v1',
        payload: expect.objectContaining({
          complaintId: id,
          orderId: 'O1',
          partyId: SELLER,
          buyerAccountId: buyer.id,
          amountFen: 2000,
        }),
      },
    ]);
    await room.tell('payments', 'payments.refund-completed.v1', {
      refundId: 'F1',
      refundKey: `complaint:${id}`,
      orderId: 'O1',
      afterSaleId: null,
      amountFen: 2000,
      atMs: room.clock.now(),
      inTime: true,
    });
    const { complaint } = await room.graph<any>(
      buyer,
      `query($id: ID!) { complaint(id: $id) { state remedy steps { action } } }`,
      { id },
    );
    expect(complaint).toMatchObject({
      state: 'SETTLED',
      remedy: 'COMPENSATION',
      steps: [{ action: 'FILE' }, { action: 'ANSWER' }, { action: 'TAKE_COMPENSATION' }, { action: 'RECORD_PAYMENT' }],
    });
  });

  it('escalates by itself past one working day, weekend not counted [6.6.c][7.3.8.o]', async () => {
    room.clock.set('2026-11-27T08:00:00Z');
    const { id } = await file();
    room.clock.set('2026-11-30T07:59:00Z');
    expect(await step(buyer, ESCALATE, { complaintId: id })).toMatchObject({
      code: 'NOT_YET_OVERDUE',
      clause: '7.3.8.o',
    });
    await room.subgraph.runOnce();
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state } }`, { id })).complaint.state,
    ).toBe('FILED');
    room.clock.set('2026-11-30T08:00:01Z');
    expect(await mayDo(id)).toEqual(['ESCALATE_OVERDUE']);
    await room.subgraph.runOnce();
    expect(
      (
        await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state escalatedBy answeredInTime } }`, {
          id,
        })
      ).complaint,
    ).toEqual({ state: 'ESCALATED', escalatedBy: 'SYSTEM', answeredInTime: false });
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '来晚了', remedy: 'ANSWER', accept: true }),
    ).toMatchObject({ code: 'WRONG_STATE' });
    const messages = await room.graph<any>(buyer, '{ messages { edges { node { kind } } } }');
    expect(messages.messages.edges[0].node.kind).toBe('COMPLAINT_ESCALATED');
  });

  it.each(['the job', 'the buyer'])(
    "is taken over by %s after a carrier's silence of a working day, which counts once [8.2.ay] [6.6.c]",
    async (quicker) => {
      room.clock.set('2026-11-27T08:00:00Z');
      const byCarrier = await file({
        kind: 'DELIVERY',
        text: '约好上午送，晚上才到',
        wanted: 'ANSWER',
        amountFen: null,
      });
      const bySeller = await file();
      expect([byCarrier.answererKind, bySeller.answererKind]).toEqual(['CARRIER', 'SELLER']);
      const { orm } = room.subgraph;
      const late = async () =>
        (await orm.em.fork().execute('select partyId, lateAnswerCount as late from `CreditTally`'))
          .filter((row: any) => row.late > 0)
          .map((row: any) => `${row.partyId} ${row.late}`)
          .toSorted();
      const standing = async () =>
        (await orm.em.fork().execute('select answererKind, state, answeredInTime from `Complaint`'))
          .map((row: any) => [row.answererKind, row.state, row.answeredInTime === null ? null : !!row.answeredInTime])
          .toSorted();
      room.clock.set('2026-11-30T07:59:00Z');
      await room.subgraph.runOnce();
      expect([await late(), await standing()]).toEqual([
        [],
        [
          ['carrier', 'filed', null],
          ['seller', 'filed', null],
        ],
      ]);
      room.clock.set('2026-11-30T08:00:01Z');
      const isBuyer = quicker === 'the buyer';
      if (isBuyer)
        for (const { id } of [byCarrier, bySeller])
          expect(await step(buyer, ESCALATE, { complaintId: id })).toMatchObject({ state: 'ESCALATED' });
      await room.subgraph.runOnce();
      await room.subgraph.runOnce();
      expect([await late(), await standing()]).toEqual([
        [`${CARRIER} 1`, `${SELLER} 1`].toSorted(),
        [
          ['carrier', 'escalated', false],
          ['seller', 'escalated', false],
        ],
      ]);
      // Each under its clause.
      await room.hearOwnActs();
      const kept: { subject: string | object[] }[] = await orm.em.fork().execute('select subject from `AuditEntry`');
      const subjects = kept.flatMap(({ subject }) => (typeof subject === 'string' ? JSON.parse(subject) : subject));
      const clauseOf = ({ id }: { id: string }) =>
        subjects.find((one: any) => one.id === id && ['6.6.c', '8.2.ay'].includes(one.clause))?.clause;
      expect([clauseOf(byCarrier), clauseOf(bySeller)]).toEqual(['8.2.ay', '6.6.c']);
      // It has had its time: a mediator decides now.
      const answer = { complaintId: byCarrier.id, text: '来晚了', remedy: 'ANSWER', accept: true };
      expect(await step(carrier, ANSWER, answer)).toMatchObject({ code: 'WRONG_STATE' });
    },
  );

  it('goes from refusal to advance, recovery and a warning [6.6.d][6.6.end]', async () => {
    const { id } = await file();
    await step(seller, ANSWER, { complaintId: id, text: '不是我们的问题', remedy: 'ANSWER', accept: false });
    expect(await mayDo(id)).toEqual(['ACCEPT_ANSWER', 'ESCALATE']);
    expect(await step(buyer, ESCALATE, { complaintId: id })).toMatchObject({
      state: 'ESCALATED',
      escalatedBy: 'CONSUMER',
    });
    expect(
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'SELLER',
        finding: '检验不合格',
        compensationFen: 12_800,
        clause: '7.3.7.k',
      }),
    ).toMatchObject({ state: 'DECIDED', compensationFen: 12_800 });
    expect(await step(staff('finance'), ADVANCE, { complaintId: id })).toMatchObject({ code: 'WRONG_STATE' });
    await room.events();
    expect(await step(seller, RESPOND, { complaintId: id, accept: false })).toMatchObject({ state: 'REFUSED' });
    expect(await room.events()).toEqual([]);
    expect(await step(staff('finance'), ADVANCE, { complaintId: id })).toMatchObject({ state: 'ADVANCING' });
    expect(await room.events()).toEqual([
      {
        type: 'trust.advance-due.v1',
        payload: expect.objectContaining({ complaintId: id, amountFen: 12_800, partyId: SELLER }),
      },
    ]);
    const paid = {
      advanceId: 'A1',
      recoveryId: 'R1',
      complaintId: id,
      orderId: 'O1',
      partyId: SELLER,
      amountFen: 12_000,
      fromDepositFen: 800,
    };
    await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT1');
    await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT2');
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state recoveryId advancedFen } }`, { id }))
        .complaint,
    ).toEqual({ state: 'ADVANCED', recoveryId: 'R1', advancedFen: 12_000 });
    const told = nodesOf((await room.graph<any>(seller, '{ messages { edges { node { body } } } }')).messages);
    expect(told.map(({ body }: any) => body)).toContainEqual(
      expect.stringContaining('赔偿128.00元，其中8.00元已从您方保证金付给消费者，请按合同补足；其余120.00元平台已先付'),
    );
    const { measures } = await room.graph<any>(
      seller,
      `query($p: ID) { measures(partyId: $p) { edges { node { step clause state } } } }`,
      { p: SELLER },
    );
    expect(nodesOf(measures)).toEqual([{ step: 'WARNING', clause: '6.6.end', state: 'IN_FORCE' }]);
    expect(await room.events()).toEqual([
      { type: 'trust.measure-taken.v1', payload: expect.objectContaining({ partyId: SELLER, step: 'warning' }) },
    ]);
  });

  it('tells the seller that the platform transferred what no card of a buyer took, and claims it', async () => {
    const paid = { advanceId: 'A9', recoveryId: 'R9', complaintId: 'refund:r1', orderId: 'O1', partyId: SELLER };
    await room.tell(
      'payments',
      'payments.advance-paid.v1',
      { ...paid, amountFen: 2000, insteadOfRefundId: 'r1' },
      'EVENT9',
    );
    const { messages } = await room.graph<any>(seller, '{ messages { edges { node { kind body } } } }');
    expect(nodesOf(messages)[0]).toMatchObject({
      kind: 'REFUND_TRANSFERRED',
      body: expect.stringContaining('退款20.00元退不进买家的卡'),
    });
  });

  it('tells a carrier of no refund where the platform advanced what it bears of a loss or a claim', async () => {
    for (const complaintId of ['lost:O1', 'claim:O1:C1'])
      await room.tell(
        'payments',
        'payments.advance-paid.v1',
        {
          advanceId: complaintId,
          recoveryId: complaintId,
          complaintId,
          orderId: 'O1',
          partyId: CARRIER,
          amountFen: 2000,
        },
        complaintId,
      );
    const { messages } = await room.graph<any>(carrier, '{ messages { edges { node { kind } } } }');
    expect(nodesOf(messages)).toEqual([]);
  });

  it.each([
    ['agrees', true, 'SETTLED'],
    ['refuses', false, 'ADVANCED'],
  ] as const)(
    'a carrier that %s is owed by, not the seller: told so, and warned only where it refused [6.6.d][6.6.end]',
    async (_how, accept, state) => {
      const { id, number } = await file({ kind: 'DELIVERY' });
      await step(carrier, ANSWER, { complaintId: id, text: '路上堵车', remedy: 'ANSWER', accept: false });
      await step(buyer, ESCALATE, { complaintId: id });
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'CARRIER',
        finding: '迟到两天',
        compensationFen: 1000,
      });
      await room.events();
      await step(carrier, RESPOND, { complaintId: id, accept });
      if (!accept) await step(staff('finance'), ADVANCE, { complaintId: id });
      expect(await room.events()).toEqual([
        {
          type: accept ? 'trust.compensation-due.v1' : 'trust.advance-due.v1',
          payload: expect.objectContaining({ complaintId: id, partyId: CARRIER, amountFen: 1000 }),
        },
      ]);
      const paid = {
        advanceId: 'A1',
        recoveryId: 'R1',
        complaintId: id,
        orderId: 'O1',
        partyId: CARRIER,
        amountFen: 1000,
      };
      await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT1');
      await room.tell('payments', 'payments.advance-paid.v1', paid, 'EVENT2');
      expect(
        (
          await room.graph<any>(
            buyer,
            'query($id: ID!) { complaint(id: $id) { state recoveryId advancedFen remedy } }',
            { id },
          )
        ).complaint,
      ).toEqual({ state, recoveryId: 'R1', advancedFen: 1000, remedy: 'COMPENSATION' });
      const measuresOf = async (actor: Actor, party: string) =>
        nodesOf(
          (
            await room.graph<any>(actor, 'query($p: ID) { measures(partyId: $p) { edges { node { step } } } }', {
              p: party,
            })
          ).measures,
        );
      expect([await measuresOf(carrier, CARRIER), await measuresOf(seller, SELLER)]).toEqual([
        accept ? [] : [{ step: 'WARNING' }],
        [],
      ]);
      const bodies = async (actor: Actor): Promise<string[]> =>
        nodesOf((await room.graph<any>(actor, '{ messages { edges { node { body } } } }')).messages).map(
          ({ body }) => body,
        );
      const owed = `投诉${number}由您方承担的赔偿10.00元，平台已先付给消费者，会向您方追偿`;
      expect((await bodies(carrier)).filter((body) => body === owed)).toHaveLength(1);
      expect((await bodies(buyer)).filter((body) => body === `投诉${number}由平台先行赔付，请查收`)).toHaveLength(1);
      expect((await bodies(seller)).filter((body) => body.includes('承担') || body.includes('追偿'))).toEqual([]);
    },
  );

  it('takes a compensation that cannot be paid back to the mediator, who decides anew [6.6.d]', async () => {
    const { id } = await file();
    await step(seller, ANSWER, { complaintId: id, text: '同意赔偿', remedy: 'COMPENSATION', accept: true });
    await step(buyer, ACCEPT, { complaintId: id });
    const failed = { complaintId: id, orderId: 'O1', amountFen: 2000 };
    await room.tell('payments', 'payments.compensation-failed.v1', failed, 'EVENT1');
    await room.tell('payments', 'payments.compensation-failed.v1', failed, 'EVENT2');
    expect(
      (await room.graph<any>(buyer, `query($id: ID!) { complaint(id: $id) { state compensationFen } }`, { id }))
        .complaint,
    ).toEqual({ state: 'ESCALATED', compensationFen: null });
    await room.events();
    expect(
      await step(mediator, DECIDE, {
        complaintId: id,
        liableParty: 'SELLER',
        finding: '余额内赔偿',
        compensationFen: 500,
      }),
    ).toMatchObject({ state: 'DECIDED' });
    await step(seller, RESPOND, { complaintId: id, accept: true });
    expect(await room.events()).toEqual([
      { type: 'trust.compensation-due.v1', payload: expect.objectContaining({ complaintId: id, amountFen: 500 }) },
    ]);
  });

  it('asks the carrier to answer for the delivery, and takes silence after a decision as a refusal [8.5.3.bz]', async () => {
    const { id, ...filed } = await file({ kind: 'DELIVERY', wanted: 'ANSWER', amountFen: undefined });
    expect(filed).toMatchObject({ answererKind: 'CARRIER', answererPartyId: CARRIER });
    expect(
      await step(seller, ANSWER, { complaintId: id, text: '不归我管', remedy: 'ANSWER', accept: true }),
    ).toMatchObject({ code: 'NOT_FOUND' });
    await step(carrier, ANSWER, { complaintId: id, text: '车坏了', remedy: 'ANSWER', accept: false });
    await step(buyer, ESCALATE, { complaintId: id });
    await step(mediator, DECIDE, {
      complaintId: id,
      liableParty: 'CARRIER',
      finding: '迟到两天',
      compensationFen: 500,
    });
    room.clock.advance(10 * DAY_MS);
    await room.subgraph.runOnce();
    expect(
      (await room.graph<any>(carrier, `query($id: ID!) { complaint(id: $id) { state liablePartyId } }`, { id }))
        .complaint,
    ).toEqual({ state: 'REFUSED', liablePartyId: CARRIER });
  });
});
