import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, SELLER, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { OBJECTION_ANSWER_MS, OBJECTION_MS } from './assessment.policy.ts';
import { creditOf, NO_COUNTS } from './credit.policy.ts';

const admin = staff('operator-admin');
const TAKE = `mutation($input: TakeMeasureInput!) { takeMeasure(input: $input) { __typename ... on Measure { id step state } ... on TakeMeasureRefused { code clause } } }`;
const APPEAL = `mutation($id: ID!) { appealMeasure(input: { measureId: $id, text: "情况不属实" }) { ... on Measure { state availableActions } ... on AppealMeasureRefused { code } } }`;
const DECIDE = `mutation($id: ID!, $uphold: Boolean!) { decideAppeal(input: { measureId: $id, uphold: $uphold, answer: "已核实" }) { ... on Measure { state } ... on DecideAppealRefused { code } } }`;
const CREDIT = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Party { credit { score level } } } }`;

describe('measures', () => {
  let room: TrustRoom;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust();
    owner = await room.owner('seller', SELLER);
    await room.events();
  });
  afterEach(() => room.close());
  const take = async (more: object = {}, actor = admin) =>
    (
      await room.graph<any>(actor, TAKE, {
        input: { partyId: SELLER, step: 'WARNING', reason: '屡次缺斤短两', clause: '7.3.4.a', ...more },
      })
    ).takeMeasure;
  const score = async () =>
    (await room.graph<any>(ANONYMOUS, CREDIT, { r: [{ __typename: 'Party', id: SELLER }] }))._entities[0].credit
      .score as number;

  it('tells sellers of each step, lowers credit while in force and restores it when lifted [6.6.end]', async () => {
    const clean = await score();
    const suspended = await take({ step: 'SUSPENSION' });
    expect(suspended).toMatchObject({ step: 'SUSPENSION', state: 'IN_FORCE' });
    expect(await score()).toBe(clean - 30);
    expect(await take({ step: 'LIFTED', reason: '已经改正' })).toMatchObject({ step: 'LIFTED', state: 'LIFTED' });
    expect(await score()).toBe(clean);
    // The lifting names the suspension: sellers knows it by no other name.
    expect((await room.events()).map(({ payload }) => [payload['step'], payload['measureId']])).toEqual([
      ['suspension', suspended.id],
      ['lifted', suspended.id],
    ]);
    expect(await take({ step: 'LIFTED' })).toMatchObject({ code: 'NOTHING_TO_LIFT' });
  });

  it('refuses what is not said properly, and changes nothing', async () => {
    for (const [more, code] of [
      [{ partyId: 'UNKNOWN' }, 'PARTY_UNKNOWN'],
      [{ clause: '99.z' }, 'CLAUSE_UNKNOWN'],
      [{ step: 'RECTIFICATION' }, 'DUE_DATE_MISSING'],
      [{ step: 'RECTIFICATION', dueOn: '2026-11-24' }, 'DUE_DATE_PAST'],
      [{ dueOn: '2026-12-30' }, 'DUE_DATE_NOT_NEEDED'],
      [{ step: 'SUSPENSION', dueOn: '2026-12-30' }, 'DUE_DATE_NOT_NEEDED'],
      [{ step: 'LIFTED', dueOn: '2026-12-30' }, 'DUE_DATE_NOT_NEEDED'],
      [{ reason: '' }, 'INVALID_INPUT'],
      [{ complaintId: 'NONE' }, 'NOT_FOUND'],
    ] as const)
      expect(await take(more)).toMatchObject({ code });
    await expect(take({ step: 'RECTIFICATION', dueOn: '2026-02-30' })).rejects.toThrow('input.dueOn');
    await expect(take({ step: 'fine' })).rejects.toThrow('does not exist in \\"MeasureStep\\" enum');
    expect(
      (
        await room.graphWithErrors(owner, TAKE, {
          input: { partyId: SELLER, step: 'LIFTED', reason: '自己解除', clause: '6.6.end' },
        })
      ).errors![0]!.extensions!['code'],
    ).toBe('FORBIDDEN');
    expect(await room.count('Measure')).toBe(0);
    expect(await room.events()).toEqual([]);
  });

  it('can be appealed once, by its party alone; an appeal that holds revokes it [6.6.end][7.3.8.m]', async () => {
    const { id } = await take({ step: 'SUSPENSION' });
    const other = await room.owner('other', 'PARTY0OTHER');
    expect((await room.graph<any>(other, APPEAL, { id })).appealMeasure).toEqual({ code: 'NOT_FOUND' });
    expect((await room.graph<any>(owner, APPEAL, { id })).appealMeasure).toEqual({
      state: 'APPEALED',
      availableActions: [],
    });
    expect((await room.graph<any>(owner, APPEAL, { id })).appealMeasure).toEqual({ code: 'ALREADY_APPEALED' });
    const words = `query($p: ID) { measures(partyId: $p) { edges { node { appeal } } } }`;
    expect(nodesOf((await room.graph<any>(ANONYMOUS, words, { p: SELLER })).measures)).toEqual([{ appeal: null }]);
    expect(nodesOf((await room.graph<any>(owner, words, { p: SELLER })).measures)).toEqual([{ appeal: '情况不属实' }]);
    expect(await room.subgraph.orm.em.fork().execute('select appeal from `Measure`')).toEqual([
      { appeal: expect.stringMatching(/^sealed:/) },
    ]);
    await room.events();
    expect((await room.graph<any>(admin, DECIDE, { id, uphold: true })).decideAppeal).toEqual({ state: 'REVOKED' });
    expect(await room.events()).toEqual([
      {
        type: 'trust.measure-taken.v1',
        payload: expect.objectContaining({ step: 'lifted', partyId: SELLER, isWithdrawn: true }),
      },
    ]);
    expect((await room.graph<any>(admin, DECIDE, { id, uphold: false })).decideAppeal).toEqual({ code: 'WRONG_STATE' });
  });

  it('puts a suspension forward where a rectification ran out, and ends one that was put right [13.end]', async () => {
    await take({ step: 'RECTIFICATION', dueOn: '2026-11-30' });
    room.clock.set('2026-11-30T15:59:59Z');
    expect(await room.events()).toHaveLength(1);
    room.clock.set('2026-11-30T16:00:01Z');
    // A person decides (suspension.spec.ts): nothing has happened to the party yet.
    expect(await room.events()).toEqual([]);
    const { id } = await take({ step: 'RECTIFICATION', dueOn: '2026-12-30' });
    const words = async () =>
      nodesOf((await room.graph<any>(owner, `{ measures { edges { node { rectification } } } }`)).measures)[0]
        .rectification;
    const report = `mutation($id: ID!) { reportRectification(input: { measureId: $id, text: "换了新秤" }) { ... on Measure { state rectifiedInTime } } }`;
    expect((await room.graph<any>(owner, report, { id })).reportRectification).toEqual({
      state: 'REPORTED',
      rectifiedInTime: true,
    });
    const confirm = `mutation($id: ID!) { confirmRectification(input: { measureId: $id, accept: true }) { ... on Measure { state } } }`;
    expect((await room.graph<any>(admin, confirm, { id })).confirmRectification).toEqual({ state: 'RECTIFIED' });
    expect(await words()).toBe('换了新秤');
    await room.tell('sellers', 'sellers.party-erased.v1', { partyId: SELLER });
    await room.subgraph.runOnce('erase-persons');
    expect(await words()).toBe(ERASED_TEXT);
    room.clock.advance(60 * DAY_MS);
    await room.subgraph.runOnce();
    expect(
      nodesOf((await room.graph<any>(admin, `{ measures { edges { node { step } } } }`)).measures).filter(
        (row: { step: string }) => row.step === 'SUSPENSION',
      ),
    ).toHaveLength(1);
  });

  it('lets a party whose papers lapsed, or that is suspended, and a village station appeal [6.6.end] [7.3.8.m]', async () => {
    const station = await room.owner('station', 'STATION-1', 'station');
    for (const [partyId, partyKind, person] of [
      [SELLER, 'seller', owner],
      ['STATION-1', 'station', station],
    ] as const) {
      const { id } = await take({ partyId, step: 'SUSPENSION' });
      await room.tell('sellers', 'sellers.party-standing-changed.v1', {
        partyId,
        partyKind,
        inGoodStanding: false,
        reason: '必备证照已过期',
        clause: '6.4',
      });
      expect(
        nodesOf(
          (await room.graph<any>(person, '{ measures { edges { node { id availableActions } } } }')).measures,
        ).find((row: { id: string }) => row.id === id).availableActions,
      ).toContain('APPEAL');
      expect((await room.graph<any>(person, APPEAL, { id })).appealMeasure).toMatchObject({ state: 'APPEALED' });
    }
  });

  it('says that a party whose data were erased can no longer be decided upon, and changes nothing', async () => {
    const { id } = await take();
    await room.graph<any>(owner, APPEAL, { id });
    await room.tell('sellers', 'sellers.party-erased.v1', { partyId: SELLER });
    await room.subgraph.runOnce('erase-persons');
    expect((await room.graph<any>(admin, DECIDE, { id, uphold: true })).decideAppeal).toEqual({ code: 'ERASED' });
    expect(nodesOf((await room.graph<any>(ANONYMOUS, '{ measures { edges { node { state } } } }')).measures)).toEqual([
      { state: 'APPEALED' },
    ]);
  });

  it('warns whoever published what was withdrawn [6.5.b]', async () => {
    await room.tell('catalog', 'catalog.item-withdrawn.v1', {
      productId: 'P',
      partyId: SELLER,
      reason: '宣称能治病',
      clause: '7.3.7.k',
    });
    expect(
      nodesOf((await room.graph<any>(ANONYMOUS, `{ measures { edges { node { step clause reason } } } }`)).measures),
    ).toEqual([{ step: 'WARNING', clause: '7.3.7.k', reason: '发布的信息被下架：宣称能治病' }]);
  });

  it('says what became of an appeal against a block, and takes the warning back where it was right [7.3.8.m]', async () => {
    const told = async () => {
      const { messages } = await room.graph<any>(owner, '{ messages { edges { node { kind title body } } } }');
      return nodesOf(messages).find(({ kind }: any) => kind === 'APPEAL_DECIDED');
    };
    const measuresNow = async () =>
      nodesOf((await room.graph<any>(ANONYMOUS, '{ measures { edges { node { reason state } } } }')).measures);
    const removed = { shopId: 'SHOP', partyId: SELLER, lookId: 'L', reason: '店名像药', clause: '6.5.b' };
    await room.tell('sellers', 'sellers.shop-removed.v1', removed);
    await room.tell('sellers', 'sellers.shop-removed.v1', removed);
    expect(await measuresNow()).toEqual([{ reason: '店铺资料被撤下：店名像药', state: 'IN_FORCE' }]);
    const decided = { lookId: 'L', partyId: SELLER, bySilence: false };
    await room.tell('catalog', 'catalog.look-decided.v1', {
      ...decided,
      lookId: 'other',
      productId: 'P',
      title: '稻花香大米',
      decision: 'uphold',
    });
    expect(await told()).toEqual({
      kind: 'APPEAL_DECIDED',
      title: '申诉没有成立',
      body: '稻花香大米：换了一个人看过，还是不能这样发。平台的答复在商品页里，照着改好就能再用',
    });
    expect(await measuresNow()).toMatchObject([{ state: 'IN_FORCE' }]);
    room.clock.advance(1000);
    const lifted = { ...decided, shopId: 'SHOP', name: '香屯直营店', decision: 'lift' };
    await room.tell('sellers', 'sellers.shop-look-decided.v1', lifted);
    expect(await told()).toMatchObject({ title: '申诉成立', body: expect.stringContaining('那次警告也撤销了') });
    expect(await measuresNow()).toMatchObject([{ state: 'LIFTED' }]);
  });
});

describe('credit', () => {
  it('is the published formula [6.5.d]', () => {
    expect(creditOf(NO_COUNTS)).toEqual({ score: 85, level: 'A', reviewCount: 0, averageStars: null });
    expect(creditOf({ ...NO_COUNTS, reviewCount: 90, starsTotal: 450 })).toMatchObject({ score: 99, averageStars: 5 });
    expect(creditOf({ ...NO_COUNTS, completedCount: 100, upheldCount: 5 }).score).toBe(75);
    expect(creditOf({ ...NO_COUNTS, suspensionCount: 1, warningCount: 1 })).toMatchObject({ score: 50, level: 'D' });
    expect(
      creditOf({
        ...NO_COUNTS,
        reviewCount: 1000,
        starsTotal: 1000,
        upheldCount: 99,
        lateAnswerCount: 99,
        complaintCount: 99,
        suspensionCount: 9,
      }).score,
    ).toBe(0);
  });

  it('takes one statement for a page of shops, however many', async () => {
    const room = await openTrust();
    for (let i = 0; i < 20; i++)
      await room.tell('sellers', 'sellers.shop-sale-changed.v1', {
        shopId: `S${i}`,
        partyId: `P${i}`,
        onSale: true,
        reason: '',
      });
    const representations = Array.from({ length: 20 }, (_, i) => ({ __typename: 'Shop', id: `S${i}` }));
    room.statements.reset();
    const data = await room.graph<any>(
      ANONYMOUS,
      `query($r: [_Any!]!) { _entities(representations: $r) { ... on Shop { credit { score } } } }`,
      { r: representations },
    );
    expect(data._entities).toHaveLength(20);
    expect(room.statements.count()).toBe(1);
    await room.close();
  });
});

describe('the monthly assessment', () => {
  let room: TrustRoom;
  let owner: Actor;
  beforeEach(async () => {
    room = await openTrust({ at: '2026-10-15T02:00:00Z' });
    owner = await room.owner('seller', SELLER);
    await room.owner('carrier', 'PARTY0CARRIER', 'carrier');
    room.conduct['orders'] = [{ partyId: SELLER, metric: 'orders-confirmed-in-time', good: 1, total: 10 }];
    room.conduct['logistics'] = [{ partyId: 'PARTY0CARRIER', metric: 'deliveries-in-time', good: 19, total: 20 }];
    await room.events();
  });
  afterEach(() => room.close());
  const ASSESS = `mutation($m: String!) { assessMonth(input: { month: $m }) { ... on AssessedMonth { state missingSources } ... on AssessMonthRefused { code } } }`;
  const PUBLISH = `mutation($m: String!) { publishAssessment(input: { month: $m }) { ... on AssessedMonth { state }
    ... on PublishAssessmentRefused { code clause details { about text } } } }`;
  const RESULTS = `query($m: String!) { assessments(month: $m) { edges { node { partyId party { id } score passed figures { metric good total } } } } }`;

  it('comes from live figures, is published once, and warns who failed [13][13.end]', async () => {
    expect((await room.graph<any>(admin, PUBLISH, { m: '2026-10' })).publishAssessment).toMatchObject({
      code: 'MONTH_NOT_OVER',
    });
    room.clock.set('2026-11-02T02:00:00Z');
    expect((await room.graph<any>(admin, PUBLISH, { m: '2026-10' })).publishAssessment).toMatchObject({
      code: 'NOT_ASSESSED',
    });
    expect((await room.graph<any>(admin, ASSESS, { m: '2026-10' })).assessMonth).toEqual({
      state: 'DRAFT',
      missingSources: [],
    });
    expect(nodesOf((await room.graph<any>(ANONYMOUS, RESULTS, { m: '2026-10' })).assessments)).toEqual([]);
    room.clock.advance(OBJECTION_MS);
    expect((await room.graph<any>(admin, PUBLISH, { m: '2026-10' })).publishAssessment).toEqual({ state: 'PUBLISHED' });
    expect(nodesOf((await room.graph<any>(ANONYMOUS, RESULTS, { m: '2026-10' })).assessments)).toEqual(
      expect.arrayContaining([
        {
          partyId: SELLER,
          party: { id: SELLER },
          score: 10,
          passed: false,
          figures: [{ metric: 'orders-confirmed-in-time', good: 1, total: 10 }],
        },
        {
          partyId: 'PARTY0CARRIER',
          party: { id: 'PARTY0CARRIER' },
          score: 95,
          passed: true,
          figures: [{ metric: 'deliveries-in-time', good: 19, total: 20 }],
        },
      ]),
    );
    expect((await room.events()).map(({ payload }) => [payload['partyId'], payload['step']])).toEqual([
      [SELLER, 'warning'],
    ]);
    expect((await room.graph<any>(admin, PUBLISH, { m: '2026-10' })).publishAssessment).toMatchObject({
      code: 'ALREADY_PUBLISHED',
    });
    expect((await room.graph<any>(admin, ASSESS, { m: '2026-10' })).assessMonth).toEqual({ code: 'ALREADY_PUBLISHED' });
    expect(await room.count('Measure')).toBe(1);
  });

  it('climbs the ladder month by month', async () => {
    for (const [month, at] of [
      ['2026-10', '2026-11-02'],
      ['2026-11', '2026-12-02'],
      ['2026-12', '2027-01-03'],
    ]) {
      room.clock.set(`${at}T02:00:00Z`);
      await room.graph<any>(admin, ASSESS, { m: month });
      room.clock.advance(OBJECTION_MS);
      await room.graph<any>(admin, PUBLISH, { m: month });
    }
    expect(
      nodesOf(
        (
          await room.graph<any>(
            owner,
            `query($p: ID) { measures(partyId: $p) { edges { node { step assessedMonth } } } }`,
            { p: SELLER },
          )
        ).measures,
      ),
    ).toEqual(
      expect.arrayContaining([
        { step: 'WARNING', assessedMonth: '2026-10' },
        { step: 'RECTIFICATION', assessedMonth: '2026-11' },
        { step: 'SUSPENSION', assessedMonth: '2026-12' },
      ]),
    );
  });

  it('is made and published by itself when nobody remembers, and not before all have told their part [13]', async () => {
    room.down.add('payments');
    room.clock.set('2026-11-01T02:00:00Z');
    await room.subgraph.runOnce();
    expect(
      (await room.graph<any>(admin, '{ assessedMonths { month state missingSources } }')).assessedMonths,
    ).toContainEqual({ month: '2026-10', state: 'DRAFT', missingSources: ['PAYMENTS'] });
    room.clock.set('2026-11-09T02:00:00Z');
    await room.subgraph.runOnce();
    const published = async () =>
      (await room.graph<any>(ANONYMOUS, '{ assessedMonths { month state } }')).assessedMonths;
    const refused = (await room.graph<any>(admin, PUBLISH, { m: '2026-10' })).publishAssessment;
    expect([refused.code, refused.details[0].text, await published()]).toEqual(['SOURCES_MISSING', '资金没有答复', []]);
    room.down.delete('payments');
    room.clock.set('2026-11-12T02:00:00Z');
    await room.subgraph.runOnce();
    // Its parties have their days with what is whole, also where that is late.
    expect(await published()).toEqual([]);
    room.clock.advance(OBJECTION_MS + OBJECTION_ANSWER_MS);
    await room.subgraph.runOnce();
    expect(await published()).toEqual([{ month: '2026-10', state: 'PUBLISHED' }]);
  });

  it('publishes drafts of earlier months as well, the oldest first, and makes one again that saw a part [13]', async () => {
    // October before it was over, November after: then nothing ran until January.
    await room.graph<any>(admin, ASSESS, { m: '2026-10' });
    room.conduct['orders'] = [{ partyId: SELLER, metric: 'orders-confirmed-in-time', good: 2, total: 10 }];
    room.clock.set('2026-12-02T02:00:00Z');
    await room.graph<any>(admin, ASSESS, { m: '2026-11' });
    room.clock.set('2027-01-03T02:00:00Z');
    await room.subgraph.runOnce();
    room.clock.advance(OBJECTION_MS + OBJECTION_ANSWER_MS);
    await room.subgraph.runOnce();
    expect((await room.graph<any>(ANONYMOUS, '{ assessedMonths { month state } }')).assessedMonths).toEqual([
      { month: '2026-11', state: 'PUBLISHED' },
      { month: '2026-10', state: 'PUBLISHED' },
    ]);
    const scores = async (m: string) =>
      nodesOf((await room.graph<any>(ANONYMOUS, RESULTS, { m })).assessments).find(
        ({ partyId }: { partyId: string }) => partyId === SELLER,
      ).score;
    expect(await scores('2026-10')).toBe(20);
    expect((await room.events()).map(({ payload }) => [payload['partyId'], payload['step']])).toEqual([
      [SELLER, 'warning'],
      [SELLER, 'rectification'],
    ]);
  });

  it('refuses months that do not exist or have not begun', async () => {
    for (const m of ['2026-13', '26-10', '', "2026-10' --"])
      expect((await room.graph<any>(admin, ASSESS, { m })).assessMonth).toEqual({ code: 'INVALID_INPUT' });
    expect((await room.graph<any>(admin, ASSESS, { m: '2030-01' })).assessMonth).toEqual({ code: 'MONTH_IN_FUTURE' });
    expect(await room.count('AssessedMonth')).toBe(0);
  });
});
