import { PLATFORM_FEE_RULE, WORKING_DAYS } from '@heitu/standard';
import { nodesOf } from '@heitu/kit/serving/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf } from '@heitu/kit/rules/evidence';
import { ok } from '@heitu/kit/rules/outcome';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { contextOf, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { OversightRequest, TradeMilestone } from './disclosure.entity.ts';
import { disclosureEvidence } from './disclosure.evidence.ts';
import { lastPeriod, median, returnPeriod, staffedMinutes } from './disclosure.policy.ts';

const admin = staff('operator-admin');

describe('disclosure', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  beforeEach(async () => {
    ({ room, run } = await openDisclosure());
  });
  afterEach(() => room.close());

  it('publishes versions of its documents for anyone to read, and keeps the confirmations of agreements [6.5.a][10.5.cu]', async () => {
    const text = '我们提供农产品展示、下单、付款、配送和售后服务。';
    await run(admin, 'publishDocument', { requestId: 'd1', kind: 'SERVICE_PAGE', title: '服务内容', text });
    await run(admin, 'publishDocument', {
      requestId: 'd2',
      kind: 'SERVICE_PAGE',
      title: '服务内容',
      text: `${text}（更新）`,
    });
    await run(admin, 'publishDocument', { requestId: 'd3', kind: 'MEMBER_AGREEMENT', title: '用户协议', text });
    await expect(run(admin, 'publishDocument', { requestId: 'd4', kind: 'poem', title: '诗歌', text })).rejects.toThrow(
      'does not exist in \\"PublicDocumentKind\\" enum',
    );
    const page = (
      await room.graph<any>(
        ANONYMOUS,
        '{ publicServicePage { documents { kind version text } responseTimes { activity promised measuredHours } staffedHours { channel hoursAWeek } creditFormula assessmentRules } }',
      )
    ).publicServicePage;
    expect(page.documents).toEqual([
      { kind: 'MEMBER_AGREEMENT', version: 1, text },
      { kind: 'SERVICE_PAGE', version: 1, text },
    ]);
    expect(page.responseTimes).toContainEqual({
      activity: 'complaint-answer',
      promised: '1个工作日内',
      measuredHours: null,
    });
    expect(page.creditFormula).toContain('满分100');
    const { actor } = await room.signIn('alice');
    const can = async (who: Actor) =>
      (
        await room.graph<any>(who, '{ publicServicePage { documents { availableActions } } }')
      ).publicServicePage.documents.map(({ availableActions }: any) => availableActions);
    expect([await can(actor), await can(ANONYMOUS)]).toEqual([
      [['CONFIRM'], []],
      [[], []],
    ]);
    expect(
      await run(actor, 'confirmAgreement', { kind: 'MEMBER_AGREEMENT', version: 2 }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ code: 'NEWER_VERSION' });
    expect(
      await run(actor, 'confirmAgreement', { kind: 'MEMBER_AGREEMENT', version: 1 }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ version: 1 });
    expect(await room.count('AgreementConfirmation')).toBe(1);
    expect(await can(actor)).toEqual([[], []]);
    expect(
      await run(admin, 'publishDocument', { requestId: 'f1', kind: 'FEES', title: '收费标准', text: '平台不另外抽成' }),
    ).toMatchObject({ code: 'FEE_NOT_STATED' });
    expect(
      await run(admin, 'publishDocument', {
        requestId: 'f2',
        kind: 'FEES',
        title: '收费标准',
        text: `${PLATFORM_FEE_RULE}。`,
      }),
    ).not.toMatchObject({ code: 'FEE_NOT_STATED' });
    expect(
      await run(admin, 'publishDocument', {
        requestId: 'f3',
        kind: 'SERVICE_PHONE',
        title: '服务电话',
        text: '打电话找我',
      }),
    ).toMatchObject({ code: 'NO_PHONE' });
    await run(admin, 'publishDocument', {
      requestId: 'd5',
      kind: 'MEMBER_AGREEMENT',
      title: '用户协议',
      text: `${text}（更新）`,
      atOnceBecause: '《电子商务法》第三十三条',
    });
    const versions = '{ publicDocuments(kind: MEMBER_AGREEMENT) { version availableActions } }';
    expect((await room.graph<any>(actor, versions)).publicDocuments).toEqual([
      { version: 2, availableActions: ['CONFIRM'] },
      { version: 1, availableActions: [] },
    ]);
    const agreements = async (who: Actor) =>
      (await room.graph<any>(who, '{ myAgreements { kind version } }')).myAgreements;
    expect([await agreements(actor), await agreements((await room.signIn('bob')).actor)]).toEqual([
      [{ kind: 'MEMBER_AGREEMENT', version: 1 }],
      [],
    ]);
  });

  it('tells of a party whether it has joined the covenant, and in which version [12.2.end]', async () => {
    const owner = await room.owner('seller', SELLER);
    await run(admin, 'publishDocument', {
      requestId: 'c1',
      kind: 'COVENANT',
      title: '公约',
      text: '诚信经营，不缺斤短两，不以次充好。',
    });
    const version = async () =>
      (
        await room.graph<any>(
          ANONYMOUS,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Party { covenantVersion } } }',
          { r: [SELLER, 'PARTY0OTHER'].map((id) => ({ __typename: 'Party', id })) },
        )
      )._entities.map((party: any) => party.covenantVersion);
    expect(await version()).toEqual([null, null]);
    const can = async (who: Actor) =>
      (
        await room.graph<any>(
          who,
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Party { covenantActions } } }',
          { r: [SELLER, 'PARTY0OTHER'].map((id) => ({ __typename: 'Party', id })) },
        )
      )._entities.map((party: any) => party.covenantActions);
    expect([await can(owner), await can(admin)]).toEqual([
      [['JOIN'], []],
      [[], []],
    ]);
    expect(
      await run(owner, 'joinCovenant', { partyId: 'PARTY0OTHER' }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(owner, 'joinCovenant', { partyId: SELLER }, 'AgreementConfirmed { version }')).toMatchObject({
      version: 1,
    });
    expect(await version()).toEqual([1, null]);
    expect(await can(owner)).toEqual([['LEAVE'], []]);
    // The self-regulatory body holds its members to it, nobody else, and by nothing else.
    const body = staff('industry-body');
    const measure = { requestId: 'm', partyId: SELLER, step: 'WARNING', reason: '以次充好', clause: '12.2.end' };
    const tell = (more: object) =>
      run(body, 'takeMeasure', { ...measure, requestId: `m${Math.random()}`, ...more }, 'Measure { step }');
    for (const more of [{ clause: '7.3.5.c' }, { step: 'SUSPENSION' }])
      expect(await tell(more)).toMatchObject({ code: 'NOT_BY_COVENANT' });
    // One alone is no body: it begins with a second member, and ends when that one leaves.
    expect(await tell({})).toMatchObject({ code: 'NOT_BY_COVENANT' });
    const other = await room.owner('neighbour', 'PARTY0NEXT');
    await run(other, 'joinCovenant', { partyId: 'PARTY0NEXT' }, 'AgreementConfirmed { version }');
    expect(await tell({})).toMatchObject({ step: 'WARNING' });
    await run(other, 'leaveCovenant', { partyId: 'PARTY0NEXT' }, 'CovenantLeft { id }');
    expect(await tell({})).toMatchObject({ code: 'NOT_BY_COVENANT' });
    const members = async () =>
      nodesOf(
        (
          await room.graph<any>(
            body,
            '{ covenantMembers { edges { node { id name version party { measures { step } } } } } }',
          )
        ).covenantMembers,
      );
    expect(await members()).toMatchObject([{ id: SELLER, version: 1, party: { measures: [{ step: 'WARNING' }] } }]);
    const credit = async () =>
      (
        await room.subgraph.orm.em.fork().execute('select warningCount from `CreditTally` where partyId = ?', [SELLER])
      )[0];
    expect(await credit()).toEqual({ warningCount: 1 });
    await run(other, 'joinCovenant', { partyId: 'PARTY0NEXT' }, 'AgreementConfirmed { version }');
    expect(await run(owner, 'leaveCovenant', { partyId: SELLER }, 'CovenantLeft { id }')).toMatchObject({ id: SELLER });
    expect([await version(), await can(owner)]).toEqual([
      [null, null],
      [['JOIN'], []],
    ]);
    expect(await members()).toMatchObject([{ id: 'PARTY0NEXT' }]);
    expect(await run(owner, 'leaveCovenant', { partyId: SELLER }, 'CovenantLeft { id }')).toMatchObject({
      code: 'NOT_A_MEMBER',
    });
    expect(await tell({})).toMatchObject({ code: 'NOT_BY_COVENANT' });
  });

  it('shows measured medians beside promised times [6.6.a]', async () => {
    const start = room.clock.now();
    await room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'N1',
      checkoutId: 'C',
      buyerAccountId: 'B',
      partyId: SELLER,
      shopId: SHOP,
      totalFen: 100,
      confirmDueAtMs: 0,
    });
    await room.tell('logistics', 'logistics.shipment-taken-over.v1', {
      shipmentId: 'S',
      handoverId: 'H',
      orderId: 'O1',
      afterSaleId: null,
      carrierPartyId: 'C',
      trackingNumber: 'T',
      atMs: start + 20 * HOUR_MS,
      productTemperatureCelsius: null,
      lots: [],
    });
    await room.tell('logistics', 'logistics.shipment-delivered.v1', {
      shipmentId: 'S',
      orderId: 'O1',
      afterSaleId: null,
      carrierPartyId: 'C',
      courierAccountId: 'A',
      atMs: start + 50 * HOUR_MS,
      inTime: true,
      lots: [],
    });
    const times = (await room.graph<any>(ANONYMOUS, '{ responseTimes { activity measuredHours caseCount } }'))
      .responseTimes;
    expect(times).toEqual(
      expect.arrayContaining([
        { activity: 'shipping', measuredHours: 20, caseCount: 1 },
        { activity: 'delivery', measuredHours: 30, caseCount: 1 },
      ]),
    );
  });

  it('judges a promise in working days without the days of rest, any other by the clock [6.6.a]', async () => {
    const context = contextOf(room);
    const asked = Date.parse('2026-09-30T09:00:00Z');
    await context.transaction(async (tx) => {
      await tx.em.insert(TradeMilestone, {
        orderId: 'O9',
        orderNumber: 'N9',
        buyerAccountId: 'B',
        partyId: SELLER,
        totalFen: 100,
        placedAtMs: asked,
        paidAtMs: asked,
        takenOverAtMs: asked + 60 * HOUR_MS,
      });
      await tx.em.insert(OversightRequest, {
        id: context.newId(),
        from: 'regulator',
        accountId: 'R',
        subject: Buffer.from('调取'),
        text: Buffer.from('调取'),
        askedAtMs: asked,
        dueAtMs: addWorkingDays(asked, WORKING_DAYS.answerOversight.days),
        answeredAtMs: addWorkingDays(asked, WORKING_DAYS.answerOversight.days),
      });
      return ok(null);
    });
    // Eight days of the National Day holiday lie between.
    const figures = await disclosureEvidence['6.6.a'](context, { fromMs: asked - 1, toMs: asked + 40 * DAY_MS });
    const judged = figures.map((figure) => [figure.label.slice(0, 5), figure.value, verdictOf(figure)]);
    expect(judged).toContainEqual(['监管和行业', WORKING_DAYS.answerOversight.days * 24, 'met']);
    expect(judged).toContainEqual(['付款到发货', 60, 'breached']);
  });
  it('counts staffed minutes without counting two people twice [6.6.b]', async () => {
    expect(
      staffedMinutes([
        { weekday: 1, startsMinute: 480, endsMinute: 720 },
        { weekday: 1, startsMinute: 600, endsMinute: 960 },
        { weekday: 2, startsMinute: 0, endsMinute: 1440 },
      ]),
    ).toBe(480 + 1440);
    expect(
      await run(staff('mediator'), 'saveDutyShift', {
        channel: 'PHONE',
        weekday: 1,
        starts: '17:00',
        ends: '08:00',
        person: '温暖晴',
      }),
    ).toMatchObject({ code: 'ENDS_BEFORE_START' });
    expect(
      await run(staff('mediator'), 'saveDutyShift', {
        channel: 'PHONE',
        weekday: 1,
        starts: '08:00',
        ends: '16:00',
        person: '温暖晴',
      }),
    ).toMatchObject({ __typename: 'RecordSaved' });
  });

  it('knows who came to a shift, and that nobody did [6.6.b]', async () => {
    const mediator = staff('mediator');
    await room.owner('coop', SELLER);
    // Wednesday 25 November, ten o'clock in China.
    const { id } = await run(mediator, 'saveDutyShift', {
      channel: 'PHONE',
      weekday: 3,
      starts: '12:00',
      ends: '16:00',
      person: '温暖晴',
    });
    const today = async () =>
      (await room.graph<any>(mediator, '{ shiftsToday { person startsAt signedOnAt availableActions } }')).shiftsToday;
    expect(await today()).toEqual([
      { person: '温暖晴', startsAt: '2026-11-25T04:00:00.000Z', signedOnAt: null, availableActions: [] },
    ]);
    const signOn = (shiftId: string) => run(mediator, 'signOnDuty', { shiftId });
    expect(await signOn(id)).toMatchObject({ code: 'NOT_NOW' });
    expect(await signOn('NOSUCH')).toMatchObject({ code: 'NOT_FOUND' });
    room.clock.set('2026-11-25T03:40:00Z');
    expect(await today()).toMatchObject([{ availableActions: ['SIGN_ON'] }]);
    expect(await signOn(id)).toMatchObject({ __typename: 'RecordSaved' });
    expect(await signOn(id)).toMatchObject({ code: 'ALREADY_SIGNED_ON' });
    expect(await today()).toMatchObject([{ signedOnAt: '2026-11-25T03:40:00.000Z', availableActions: [] }]);
    const owed = async () =>
      (
        await room.graph<any>(
          mediator,
          'query($to: DateTime!) { dutyCalendar(from: "2026-11-25T00:00:00Z", to: $to, kind: DUTY_SIGN_ON) { counts { missed done late } } }',
          { to: new Date(room.clock.now()).toISOString() },
        )
      ).dutyCalendar.counts;
    // To 13 June: Wednesdays from 2 December to 9 June are 28. Of them 30 December stands by no published plan, and in
    // 2027 no Wednesday near a festival counts as worked until its plan is published.
    room.clock.set('2026-12-24T02:00:00Z');
    expect(await owed()).toEqual([{ missed: 4, done: 1, late: 0 }]);
  });

  it('publishes who is on duty and keeps the name sealed', async () => {
    const roster = async () =>
      (await room.graph<any>(ANONYMOUS, '{ publicServicePage { dutyRoster { id person } } }')).publicServicePage
        .dutyRoster;
    const { id } = await run(staff('mediator'), 'saveDutyShift', {
      channel: 'PHONE',
      weekday: 1,
      starts: '08:00',
      ends: '16:00',
      person: '温暖晴',
    });
    expect(await roster()).toEqual([{ id, person: '温暖晴' }]);
    await run(staff('mediator'), 'saveDutyShift', {
      id,
      channel: 'PHONE',
      weekday: 1,
      starts: '08:00',
      ends: '16:00',
      person: '佟言和',
    });
    expect(await roster()).toEqual([{ id, person: '佟言和' }]);
    expect(await room.subgraph.orm.em.fork().execute('select person from `DutyShift`')).toEqual([
      { person: expect.stringMatching(/^sealed:/) },
    ]);
  });

  it('knows periods and medians', () => {
    expect(returnPeriod('income-quarter', '2026-Q4')).toMatchObject({
      fromMs: Date.parse('2026-09-30T16:00:00Z'),
      toMs: Date.parse('2026-12-31T16:00:00Z'),
    });
    expect(returnPeriod('trade-month', '2026-13')).toBeNull();
    const now = Date.parse('2026-11-25T02:00:00Z');
    expect([
      lastPeriod('trade-month', now),
      lastPeriod('income-quarter', now),
      lastPeriod('identity-half-year', now),
    ]).toEqual(['2026-10', '2026-Q3', '2026-H1']);
    expect(lastPeriod('identity-half-year', Date.parse('2026-02-03T00:00:00Z'))).toBe('2025-H2');
    expect([median([]), median([3, 1, 2]), median([4, 1])]).toEqual([null, 2, 2.5]);
  });
});
