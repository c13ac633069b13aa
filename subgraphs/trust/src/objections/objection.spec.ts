import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { CARRIER, openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { OBJECTION_ANSWER_MS, OBJECTION_MS } from '../conduct/assessment.policy.ts';

const MONTH = '2026-10';
const admin = staff('operator-admin');
const mediator = staff('mediator');
const RESULTS = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Party { assessments { month score passed objectionDueAt figures { metric }
  objections { metric title state text answer availableActions } } } } }`;

/** October: of ten orders the seller confirmed one, and of four refunds paid three, so that it has 40 points. */
describe("a party's objection to a figure of its month, before it is published [13]", () => {
  let room: TrustRoom;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust({ at: '2026-10-15T02:00:00Z' });
    owner = await room.owner('seller', SELLER);
    await room.owner('carrier', CARRIER, 'carrier');
    room.conduct['orders'] = [
      { partyId: SELLER, metric: 'orders-confirmed-in-time', good: 1, total: 10 },
      { partyId: SELLER, metric: 'refunds-in-time', good: 3, total: 4 },
    ];
    room.clock.set('2026-11-01T02:00:00Z');
    await room.subgraph.runOnce();
    await room.events();
  });
  afterEach(() => room.close());

  const act = async (actor: Actor, name: string, input: object) => {
    const of = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const show = name === 'publishAssessment' ? 'AssessedMonth' : 'AssessmentObjection';
    const data = await room.graph<any>(
      actor,
      `mutation($input: ${of}Input!) { ${name}(input: $input) { ... on ${show} { state } ... on ${of}Refused { code details { text } } } }`,
      { input },
    );
    return data[name];
  };
  const object = (more: object = {}, actor = owner) =>
    act(actor, 'objectToAssessment', {
      month: MONTH,
      partyId: SELLER,
      metric: 'orders-confirmed-in-time',
      text: '停电三天，订单没到手机上',
      ...more,
    });
  const decide = async (uphold: boolean, actor = mediator) => {
    const { assessmentObjections } = await room.graph<any>(
      admin,
      '{ assessmentObjections(state: RAISED) { edges { node { id } } } }',
    );
    return act(actor, 'decideObjection', {
      objectionId: nodesOf(assessmentObjections)[0]?.id ?? 'NONE',
      uphold,
      answer: '查过停电记录',
    });
  };
  const own = async (actor: Actor = owner) =>
    (await room.graph<any>(actor, RESULTS, { r: [{ __typename: 'Party', id: SELLER }] }))._entities[0]
      .assessments as any[];
  const publish = () => act(admin, 'publishAssessment', { month: MONTH });
  const told = async () =>
    nodesOf((await room.graph<any>(owner, '{ messages { edges { node { title body } } } }')).messages);

  it('is shown its draft and told of it, which nobody else sees', async () => {
    expect(await own()).toMatchObject([{ month: MONTH, score: 43, passed: false, objections: [] }]);
    expect([await own(ANONYMOUS), await own(await room.owner('other', 'PARTY0OTHER'))]).toEqual([[], []]);
    expect(await told()).toEqual([
      { title: '2026-10考评43分，不及格', body: '还没有公布。哪一项数字不对，请在3天内提出异议' },
    ]);
  });

  it('counts without what it objected to with right, and whoever computes it anew comes to the same', async () => {
    expect(await object()).toEqual({ state: 'RAISED' });
    room.clock.advance(OBJECTION_MS);
    expect(await publish()).toMatchObject({ code: 'OBJECTIONS_OPEN' });
    expect(await decide(true)).toEqual({ state: 'UPHELD' });
    expect(await own()).toMatchObject([
      {
        score: 75,
        passed: true,
        figures: [{ metric: 'refunds-in-time' }],
        objections: [
          { title: '1个工作日内确认订单', state: 'UPHELD', text: '停电三天，订单没到手机上', answer: '查过停电记录' },
        ],
      },
    ]);
    expect((await told())[0]).toEqual({ title: '2026-10考评的异议成立', body: '查过停电记录' });
    expect(await publish()).toEqual({ state: 'PUBLISHED' });
    expect(await room.count('Measure')).toBe(0);
    const [file] = await room.subgraph.orm.em
      .fork()
      .execute("select `text` from `MonthFile` where `id` = '2026-10-inputs'");
    expect(JSON.parse(file!['text']).leftOut).toEqual([{ partyId: SELLER, metric: 'orders-confirmed-in-time' }]);
    // What was said is the party's and the operator's.
    expect(await own(ANONYMOUS)).toMatchObject([{ score: 75, objections: null }]);
  });

  it('leaves all as it is where the objection is wrong, and is the same when the month is assessed again', async () => {
    await object();
    expect(await decide(false)).toEqual({ state: 'DISMISSED' });
    await object({ metric: 'refunds-in-time' });
    expect(await decide(true)).toEqual({ state: 'UPHELD' });
    await room.graph(admin, `mutation { assessMonth(input: { month: "${MONTH}" }) { __typename } }`);
    expect(await own()).toMatchObject([{ score: 10, passed: false }]);
    room.clock.advance(OBJECTION_MS);
    expect(await publish()).toEqual({ state: 'PUBLISHED' });
    expect((await room.events()).map(({ payload }) => payload['step'])).toEqual(['warning']);
  });

  it('holds by itself where nobody answers, and is published in time all the same', async () => {
    await object();
    room.clock.advance(OBJECTION_MS + OBJECTION_ANSWER_MS);
    await room.subgraph.runOnce();
    expect(await own()).toMatchObject([{ score: 75, objections: [{ state: 'UPHELD', answer: null }] }]);
    expect((await told())[0]).toEqual({ title: '2026-10考评的异议成立', body: '平台到期没有答复，这一项不算' });
    room.clock.set('2026-11-08T17:00:00Z');
    await room.subgraph.runOnce();
    expect((await room.graph<any>(ANONYMOUS, '{ assessedMonths { month state } }')).assessedMonths).toEqual([
      { month: MONTH, state: 'PUBLISHED' },
    ]);
  });

  it('refuses what is not its figure, what was said, what comes too late, and an answer to oneself', async () => {
    const carrier = await room.owner('carrier', CARRIER, 'carrier');
    expect(await object({}, carrier)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await object({ partyId: CARRIER }, carrier)).toMatchObject({ code: 'NOT_A_FIGURE' });
    expect(await object({ metric: 'labels-complete' })).toMatchObject({ code: 'NOT_A_FIGURE' });
    expect(await object({ month: '2026-09' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await publish()).toMatchObject({ code: 'OBJECTIONS_STILL_TAKEN' });
    await object();
    expect(await object()).toMatchObject({ code: 'ALREADY_OBJECTED' });
    expect(await decide(true, { ...owner, grants: [...owner.grants, ...mediator.grants] })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await decide(false)).toEqual({ state: 'DISMISSED' });
    expect(await decide(true)).toMatchObject({ code: 'NOT_FOUND' });
    room.clock.advance(OBJECTION_MS);
    expect(await object({ metric: 'refunds-in-time' })).toMatchObject({ code: 'OBJECTION_OVER' });
    expect(await room.count('AssessmentObjection')).toBe(1);
  });

  it('asks of a month that lacks a part nothing yet', async () => {
    room.down.add('payments');
    room.clock.set('2026-12-01T02:00:00Z');
    await room.subgraph.runOnce();
    expect((await own()).map(({ month }) => month)).toEqual([MONTH]);
    expect(await object({ month: '2026-11' })).toMatchObject({ code: 'NOT_FOUND' });
    room.down.delete('payments');
    room.clock.advance(DAY_MS);
    await room.subgraph.runOnce();
    expect((await own()).map(({ month }) => month)).toEqual(['2026-11', MONTH]);
  });
});
