import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { contextOf, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { OBJECTION_MS } from './assessment.policy.ts';
import { conductEvidence } from './conduct.evidence.ts';

const admin = staff('operator-admin');
const mediator = staff('mediator');

describe('what the ladder brings a party', () => {
  let room: TrustRoom;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust({ at: '2026-10-15T02:00:00Z' });
    owner = await room.owner('seller', SELLER);
    room.conduct['orders'] = [{ partyId: SELLER, metric: 'orders-confirmed-in-time', good: 1, total: 10 }];
    await room.events();
  });
  afterEach(() => room.close());

  const act = async (actor: Actor, name: string, input: object, shown = '... on Measure { id step state }') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const asked = `mutation($input: ${type}Input!) { ${name}(input: $input) { ${shown} ... on ${type}Refused { code } } }`;
    return (await room.graph<any>(actor, asked, { input }))[name];
  };
  const measures = async (actor: Actor) =>
    nodesOf(
      (
        await room.graph<any>(
          actor,
          '{ measures(sort: TAKEN_AT) { edges { node { id step state reason assessedMonth } } } }',
        )
      ).measures,
    );
  /** A deadline is set and runs out; what the clock puts forward then. */
  const runOut = async (dueOn: string, at: string): Promise<string> => {
    await act(mediator, 'takeMeasure', {
      partyId: SELLER,
      step: 'RECTIFICATION',
      reason: '价签缺产地',
      clause: '7.3.5.c',
      dueOn,
    });
    await room.events();
    room.clock.set(at);
    await room.subgraph.runOnce();
    return (await measures(admin)).find(({ state }: any) => state === 'PROPOSED').id;
  };
  const decide = (measureId: string, suspend: boolean) =>
    act(mediator, 'decideSuspension', { measureId, suspend, reason: '到店里看过，还是没写产地' });

  it('is no suspension until a person says so, and who; silence only brings it to another desk [13.end]', async () => {
    const measureId = await runOut('2026-10-20', '2026-10-21T02:00:00Z');
    // Nothing was done to the party, and the public is told nothing of it.
    expect((await room.events()).map(({ payload }) => payload['step'])).toEqual([]);
    expect((await measures(ANONYMOUS)).map(({ state }: any) => state)).toEqual(['RAISED']);
    expect(await measures(owner)).toContainEqual(expect.objectContaining({ id: measureId, state: 'PROPOSED' }));
    const { messages } = await room.graph<any>(owner, '{ messages { edges { node { title } } } }');
    expect(nodesOf(messages)[0]).toEqual({ title: '平台在考虑暂停您的营业' });
    const onDesk = async () => (await room.graph<any>(mediator, '{ trustDue { kind id overdue } }')).trustDue;
    expect(await onDesk()).toEqual([{ kind: 'SUSPENSION_PROPOSED', id: measureId, overdue: false }]);
    room.clock.advance(12 * DAY_MS);
    await room.subgraph.runOnce();
    expect((await measures(admin)).find(({ id }: any) => id === measureId)).toMatchObject({ state: 'PROPOSED' });
    expect(await onDesk()).toEqual([{ kind: 'SUSPENSION_PROPOSED', id: measureId, overdue: true }]);
    expect(await decide(measureId, true)).toEqual({ id: measureId, step: 'SUSPENSION', state: 'IN_FORCE' });
    expect((await room.events()).map(({ payload }) => [payload['step'], payload['measureId']])).toEqual([
      ['suspension', measureId],
    ]);
    expect(await measures(ANONYMOUS)).toContainEqual(
      expect.objectContaining({ id: measureId, reason: '限期整改到期没有整改。到店里看过，还是没写产地' }),
    );
    expect(await decide(measureId, false)).toEqual({ code: 'WRONG_STATE' });
    expect(await decide('NOSUCH', false)).toEqual({ code: 'NOT_FOUND' });
  });

  it('has happened to nobody where no person ever decides, and the month says so [13.end]', async () => {
    const measureId = await runOut('2026-10-20', '2026-10-21T02:00:00Z');
    const stateOf = async () => (await measures(owner)).find(({ id }: any) => id === measureId).state;
    room.clock.set('2026-11-03T02:00:00Z');
    await room.subgraph.runOnce();
    expect(await stateOf()).toBe('PROPOSED');
    room.clock.set('2026-11-05T02:00:00Z');
    await room.subgraph.runOnce();
    expect(await stateOf()).toBe('DECLINED');
    const { messages } = await room.graph<any>(owner, '{ messages { edges { node { title } } } }');
    expect(nodesOf(messages)[0]).toEqual({ title: '平台没有暂停您的营业' });
    const context = contextOf(room);
    const nowMs = room.clock.now();
    const undecided = async (fromMs: number) =>
      (await conductEvidence['13.end']!(context, { fromMs, toMs: nowMs })).find(({ label }) =>
        label.startsWith('建议暂停营业'),
      )?.value;
    expect([await undecided(nowMs - DAY_MS), await undecided(nowMs + 1)]).toEqual([1, undefined]);
  });

  it('is lifted where nobody comes to look, and everybody reads that nobody came', async () => {
    const input = { partyId: SELLER, step: 'SUSPENSION', reason: '价签缺产地', clause: '7.3.5.c' };
    const { id: measureId } = await act(mediator, 'takeMeasure', input);
    await act(owner, 'reportRectification', { measureId, text: '已经写上产地' });
    room.clock.advance(40 * DAY_MS);
    await room.subgraph.runOnce();
    expect((await room.events()).at(-1)?.payload).toMatchObject({
      measureId,
      step: 'lifted',
      reason: '整改算通过：平台的人到期没有来核查',
    });
  });

  it.each([
    ['appealMeasure', '过期的标签已经换掉了', 'REVOKED', '申诉成立'],
    ['reportRectification', '已经写上产地', 'RECTIFIED', '整改算通过'],
  ])(
    'ends for the party where nobody answers (%s), and the report says so [6.6.end]',
    async (name, text, end, told) => {
      const input = {
        partyId: SELLER,
        step: 'RECTIFICATION',
        reason: '价签缺产地',
        clause: '7.3.5.c',
        dueOn: '2026-10-20',
      };
      const { id: measureId } = await act(mediator, 'takeMeasure', input);
      expect(await act(owner, name, { measureId, text })).toMatchObject({ id: measureId });
      const found = async () => (await measures(owner)).find(({ id }: any) => id === measureId).state;
      const waited = await found();
      const unanswered = async (): Promise<unknown> => {
        const context = contextOf(room);
        const figures = await conductEvidence['6.6.end']!(context, { fromMs: 0, toMs: room.clock.now() + 1 });
        return figures.find(({ label }) => label.startsWith('到期没有下文'))?.value;
      };
      room.clock.set('2026-10-28T02:00:00Z');
      await room.subgraph.runOnce();
      expect([await found(), await unanswered()]).toEqual([waited, 1]);
      room.clock.set('2026-11-03T02:00:00Z');
      await room.subgraph.runOnce();
      expect([await found(), await unanswered()]).toEqual([end, 1]);
      const { messages } = await room.graph<any>(owner, '{ messages { edges { node { title } } } }');
      expect(nodesOf(messages)).toContainEqual({ title: told });
      expect(await room.subgraph.orm.em.fork().execute('select rectificationCount as n from `CreditTally`')).toEqual([
        { n: 0 },
      ]);
    },
  );

  it('is nothing where a person says no', async () => {
    const measureId = await runOut('2026-10-20', '2026-10-21T02:00:00Z');
    expect(await decide(measureId, false)).toMatchObject({ state: 'DECLINED' });
    expect(await room.events()).toEqual([]);
    expect(await room.subgraph.orm.em.fork().execute('select suspensionCount as n from `CreditTally`')).toEqual([
      { n: 0 },
    ]);
    expect((await measures(ANONYMOUS)).map(({ id }: any) => id)).not.toContain(measureId);
  });

  it('is made lighter where an appeal against an earlier month holds, score and ladder [13.end]', async () => {
    for (const [month, at] of [
      ['2026-10', '2026-11-02'],
      ['2026-11', '2026-12-02'],
      ['2026-12', '2027-01-03'],
    ]) {
      room.clock.set(`${at}T02:00:00Z`);
      await act(admin, 'assessMonth', { month }, '__typename');
      room.clock.advance(OBJECTION_MS);
      await act(admin, 'publishAssessment', { month }, '__typename');
    }
    const ofMonths = async () =>
      (await measures(admin)).flatMap(({ step, state, assessedMonth }: any) =>
        assessedMonth ? [[assessedMonth, step, state]] : [],
      );
    expect(await ofMonths()).toEqual([
      ['2026-10', 'WARNING', 'IN_FORCE'],
      ['2026-11', 'RECTIFICATION', 'IN_FORCE'],
      ['2026-12', 'SUSPENSION', 'PROPOSED'],
    ]);
    const [{ id: measureId }] = await measures(admin);
    await act(owner, 'appealMeasure', { measureId, text: '那个月断网，订单没到手机上' });
    await act(mediator, 'decideAppeal', { measureId, uphold: true, answer: '查到断网，申诉成立' });
    expect((await ofMonths()).toSorted()).toEqual([
      ['2026-10', 'WARNING', 'REVOKED'],
      ['2026-11', 'WARNING', 'IN_FORCE'],
      ['2026-12', 'RECTIFICATION', 'IN_FORCE'],
    ]);
    expect(
      await room.subgraph.orm.em
        .fork()
        .execute('select warningCount as w, rectificationCount as r, suspensionCount as s from `CreditTally`'),
    ).toEqual([{ w: 1, r: 1, s: 0 }]);
    const { assessments } = await room.graph<any>(
      ANONYMOUS,
      '{ assessments(month: "2026-10") { edges { node { score passed overturnedAt } } } }',
    );
    expect(nodesOf(assessments)).toEqual([
      { score: 10, passed: true, overturnedAt: new Date(room.clock.now()).toISOString() },
    ]);
  });
});
