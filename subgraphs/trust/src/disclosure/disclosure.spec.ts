import { PLATFORM_FEE_TEXT } from '@heitu/standard';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openTrust, SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';
import { lastPeriod, median, returnPeriod, staffedMinutes } from './disclosure.policy.ts';

const admin = staff('operator-admin');

describe('disclosure', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());
  const run = async (actor: Actor, name: string, input: object, success = 'RecordSaved { id }') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    return (
      await room.graph<any>(
        actor,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { __typename ... on ${success} ... on ${type}Refused { code details { at } } } }`,
        { input },
      )
    )[name];
  };
  /** What the actor can do with each row of a list. */
  const left = async (actor: Actor, list: string): Promise<string[][]> =>
    nodesOf((await room.graph<any>(actor, `{ ${list} { edges { node { availableActions } } } }`))[list]).map(
      ({ availableActions }) => availableActions,
    );

  it('publishes versions of its documents for anyone to read, and keeps the confirmations of agreements [6.5.a][10.5.cu]', async () => {
    const text = '我们提供农产品展示、下单、付款、配送和售后服务。';
    await run(admin, 'publishDocument', { requestId: 'd1', kind: 'service-page', title: '服务内容', text });
    await run(admin, 'publishDocument', {
      requestId: 'd2',
      kind: 'service-page',
      title: '服务内容',
      text: `${text}（更新）`,
    });
    await run(admin, 'publishDocument', { requestId: 'd3', kind: 'member-agreement', title: '用户协议', text });
    expect(await run(admin, 'publishDocument', { requestId: 'd4', kind: 'poem', title: '诗歌', text })).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const page = (
      await room.graph<any>(
        ANONYMOUS,
        '{ publicServicePage { documents { kind version text } responseTimes { activity promised measuredHours } staffedHours { channel hoursAWeek } creditFormula assessmentRules } }',
      )
    ).publicServicePage;
    expect(page.documents).toEqual([
      { kind: 'member-agreement', version: 1, text },
      { kind: 'service-page', version: 2, text: `${text}（更新）` },
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
      [['confirm'], []],
      [[], []],
    ]);
    expect(
      await run(actor, 'confirmAgreement', { kind: 'member-agreement', version: 2 }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ code: 'NEWER_VERSION' });
    expect(
      await run(actor, 'confirmAgreement', { kind: 'member-agreement', version: 1 }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ version: 1 });
    expect(await room.count('AgreementConfirmation')).toBe(1);
    expect(await can(actor)).toEqual([[], []]);
    expect(
      await run(admin, 'publishDocument', { requestId: 'f1', kind: 'fees', title: '收费标准', text: '平台不另外抽成' }),
    ).toMatchObject({ code: 'FEE_NOT_STATED' });
    expect(
      await run(admin, 'publishDocument', {
        requestId: 'f2',
        kind: 'fees',
        title: '收费标准',
        text: `${PLATFORM_FEE_TEXT}。`,
      }),
    ).not.toMatchObject({ code: 'FEE_NOT_STATED' });
    expect(
      await run(admin, 'publishDocument', {
        requestId: 'f3',
        kind: 'service-phone',
        title: '服务电话',
        text: '打电话找我',
      }),
    ).toMatchObject({ code: 'NO_PHONE' });
    await run(admin, 'publishDocument', {
      requestId: 'd5',
      kind: 'member-agreement',
      title: '用户协议',
      text: `${text}（更新）`,
    });
    const versions = '{ publicDocuments(kind: "member-agreement") { version availableActions } }';
    expect((await room.graph<any>(actor, versions)).publicDocuments).toEqual([
      { version: 2, availableActions: ['confirm'] },
      { version: 1, availableActions: [] },
    ]);
    const agreements = async (who: Actor) =>
      (await room.graph<any>(who, '{ myAgreements { kind version } }')).myAgreements;
    expect([await agreements(actor), await agreements((await room.signIn('bob')).actor)]).toEqual([
      [{ kind: 'member-agreement', version: 1 }],
      [],
    ]);
  });

  it('tells of a party whether it has joined the covenant, and in which version [12.2.end]', async () => {
    const owner = await room.owner('seller', SELLER);
    await run(admin, 'publishDocument', {
      requestId: 'c1',
      kind: 'covenant',
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
      [['join'], []],
      [[], []],
    ]);
    expect(
      await run(owner, 'joinCovenant', { partyId: 'PARTY0OTHER' }, 'AgreementConfirmed { version }'),
    ).toMatchObject({ code: 'NOT_FOUND' });
    expect(await run(owner, 'joinCovenant', { partyId: SELLER }, 'AgreementConfirmed { version }')).toMatchObject({
      version: 1,
    });
    expect(await version()).toEqual([1, null]);
    expect(await can(owner)).toEqual([[], []]);
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

  it('keeps the technical register in eight parts with what ran out, details for those who run and supervise it [5.2.d]', async () => {
    const item = {
      requestId: 't1',
      part: 'security-management',
      clause: '11.7.2',
      title: '防火墙使用功能',
      detail: '云防火墙，规则每季复查',
      validUntil: '2026-12-31',
    };
    expect(await run(admin, 'registerTechnicalItem', { ...item, clause: '11.1' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ at: 'clause' }],
    });
    expect(await run(admin, 'registerTechnicalItem', { ...item, validUntil: '2020-01-01' })).toMatchObject({
      code: 'ENDS_BEFORE_START',
    });
    expect(await room.count('TechnicalItem')).toBe(0);
    await run(admin, 'registerTechnicalItem', item);
    await run(admin, 'registerTechnicalItem', { ...item, requestId: 't2', validUntil: '2027-12-31' });
    const parts = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ technicalRegister { part items { detail validUntil isValid } } }'))
        .technicalRegister;
    expect(await parts(admin)).toHaveLength(8);
    expect((await parts(admin)).find((row: any) => row.part === 'security-management').items).toEqual([
      { detail: item.detail, validUntil: '2027-12-31', isValid: true },
    ]);
    expect((await parts(ANONYMOUS)).find((row: any) => row.part === 'security-management').items).toMatchObject([
      { detail: '' },
    ]);
    room.clock.set('2028-01-01T00:00:00Z');
    expect((await parts(admin)).find((row: any) => row.part === 'security-management').items).toMatchObject([
      { isValid: false },
    ]);
  });

  it('produces a return from live rows, has it approved and filed, in this order [6.1.f]', async () => {
    room.clock.set('2026-10-20T02:00:00Z');
    await room.owner('seller', SELLER);
    await room.tell('orders', 'orders.order-paid.v1', {
      orderId: 'O1',
      orderNumber: 'N1',
      checkoutId: 'C',
      buyerAccountId: 'B',
      partyId: SELLER,
      shopId: SHOP,
      totalFen: 12_800,
      confirmDueAtMs: 0,
    });
    await room.tell('payments', 'payments.refund-completed.v1', {
      refundId: 'R',
      refundKey: 'K',
      orderId: 'O1',
      afterSaleId: null,
      amountFen: 800,
      atMs: room.clock.now(),
      inTime: true,
    });
    expect(
      await run(admin, 'produceReturn', { requestId: 's0', kind: 'trade-month', period: '2026-10' }),
    ).toMatchObject({ code: 'PERIOD_NOT_OVER' });
    room.clock.set('2026-11-03T02:00:00Z');
    expect(
      await run(admin, 'produceReturn', { requestId: 's0', kind: 'trade-month', period: '2026-Q9' }),
    ).toMatchObject({ code: 'PERIOD_UNKNOWN' });
    const { id } = await run(admin, 'produceReturn', { requestId: 's1', kind: 'trade-month', period: '2026-10' });
    expect(await run(admin, 'fileReturn', { returnId: id, receipt: 'SJ-001' })).toMatchObject({ code: 'WRONG_STATE' });
    await run(admin, 'approveReturn', { returnId: id });
    await run(admin, 'fileReturn', { returnId: id, receipt: 'SJ-001' });
    const [filed] = nodesOf(
      (await room.graph<any>(staff('regulator'), '{ statisticalReturns { edges { node { state content receipt } } } }'))
        .statisticalReturns,
    );
    expect(filed).toMatchObject({ state: 'filed', receipt: 'SJ-001' });
    expect(JSON.parse(filed.content)).toMatchObject({
      orders: 1,
      grossFen: 12_800,
      refundedFen: 800,
      byParty: [{ partyId: SELLER, netFen: 12_000 }],
    });
    expect(
      await run(admin, 'produceReturn', { requestId: 's2', kind: 'trade-month', period: '2026-10' }),
    ).toMatchObject({ code: 'ALREADY_FILED' });
  });

  it('answers regulators and industry bodies, each seeing their own [12.1][12.2]', async () => {
    const regulator = staff('regulator');
    const body = staff('industry-body');
    const { id } = await run(regulator, 'askOversight', {
      requestId: 'o1',
      subject: '调取十月交易数据',
      text: '请于五个工作日内提供',
    });
    await run(body, 'askOversight', { requestId: 'o2', subject: '关于大米分级', text: '建议统一分级标准' });
    expect(
      nodesOf((await room.graph<any>(body, '{ oversightRequests { edges { node { subject } } } }')).oversightRequests),
    ).toEqual([{ subject: '关于大米分级' }]);
    expect(
      nodesOf((await room.graph<any>(admin, '{ oversightRequests { edges { node { id } } } }')).oversightRequests),
    ).toHaveLength(2);
    expect([await left(admin, 'oversightRequests'), await left(regulator, 'oversightRequests')]).toEqual([
      [['answer'], ['answer']],
      [[]],
    ]);
    await run(admin, 'answerOversight', { oversightId: id, answer: '数据已附' });
    expect(await left(admin, 'oversightRequests')).toEqual([['answer'], []]);
    expect(await run(admin, 'answerOversight', { oversightId: id, answer: '再答一次' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(
      nodesOf(
        (await room.graph<any>(regulator, '{ oversightRequests { edges { node { answer answerHash } } } }'))
          .oversightRequests,
      ),
    ).toMatchObject([{ answer: '数据已附', answerHash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    expect(
      (
        await room.graphWithErrors(
          regulator,
          'mutation { publishAssessment(input: { month: "2026-10" }) { __typename } }',
        )
      ).errors![0]!.extensions!['code'],
    ).toBe('FORBIDDEN');
  });

  it('probes the other subgraphs once a minute, opens an incident when one is down and closes it when it is back [11.3.2.cx]', async () => {
    await room.subgraph.runOnce();
    await room.subgraph.runOnce();
    expect(await room.subgraph.orm.em.fork().execute('select probeCount, failedCount from `HealthHour`')).toEqual([
      { probeCount: 1, failedCount: 0 },
    ]);
    room.down.add('payments');
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    const incidents = async () =>
      nodesOf((await room.graph<any>(admin, '{ incidents { edges { node { unit kind recoveredAt } } } }')).incidents);
    expect(await incidents()).toEqual([{ unit: 'payments', kind: 'software', recoveredAt: null }]);
    expect([await left(admin, 'incidents'), await left(staff('regulator'), 'incidents')]).toEqual([[['close']], [[]]]);
    room.down.clear();
    room.clock.advance(MINUTE_MS);
    await room.subgraph.runOnce();
    expect((await incidents())[0].recoveredAt).not.toBeNull();
    expect(await left(admin, 'incidents')).toEqual([[]]);
  });

  it('takes backups and drills from the process that makes them, once each, and nothing else from it, nor those from other processes [11.6.1.dl]', async () => {
    const at = (ms: number) => new Date(room.clock.now() + ms).toISOString();
    const backup = {
      requestId: '20261125-local',
      method: 'incremental',
      place: 'local',
      succeeded: true,
      check: 'crc',
      tableCount: 40,
      tableTotal: 40,
      sizeBytes: 5_000_000_000,
      snapshotId: 'a'.repeat(64),
      startedAt: at(-HOUR_MS),
      finishedAt: at(-1000),
    };
    expect(await run(peerActor('backup'), 'recordBackup', backup)).toMatchObject({ __typename: 'RecordSaved' });
    expect(await run(peerActor('backup'), 'recordBackup', backup)).toMatchObject({ __typename: 'RecordSaved' });
    expect(await room.count('BackupRun')).toBe(1);
    await expect(run(peerActor('orders'), 'recordBackup', { ...backup, requestId: 'other' })).rejects.toThrow();
    await expect(run(staff('finance'), 'recordBackup', { ...backup, requestId: 'other' })).rejects.toThrow();
    await expect(
      run(peerActor('backup'), 'recordIncident', {
        requestId: 'i',
        kind: 'software',
        unit: 'orders',
        summary: '停机',
        startedAt: at(-1000),
      }),
    ).rejects.toThrow();
    expect([await room.count('BackupRun'), await room.count('Incident')]).toEqual([1, 0]);
  });

  it('records backups, drills and checks as they were, and refuses what cannot have been', async () => {
    const at = (ms: number) => new Date(room.clock.now() + ms).toISOString();
    const drill = {
      requestId: 'b1',
      kind: 'ordinary',
      rowsBefore: 100,
      rowsRecovered: 100,
      note: '切换到备份库',
      startedAt: at(-HOUR_MS),
      finishedAt: at(-HOUR_MS / 2),
    };
    expect(await run(admin, 'recordDrill', { ...drill, rowsRecovered: 101 })).toMatchObject({
      code: 'RECOVERED_TOO_MANY',
    });
    expect(await run(admin, 'recordDrill', { ...drill, finishedAt: at(DAY_MS) })).toMatchObject({
      code: 'IN_THE_FUTURE',
    });
    expect(await run(admin, 'recordDrill', { ...drill, finishedAt: at(-2 * HOUR_MS) })).toMatchObject({
      code: 'ENDS_BEFORE_START',
    });
    expect(await room.count('Drill')).toBe(0);
    expect(await run(admin, 'recordDrill', drill)).toMatchObject({ __typename: 'RecordSaved' });
    expect(
      await run(admin, 'recordBackup', {
        requestId: 'b2',
        method: 'full',
        place: 'off-site',
        succeeded: true,
        check: 'restore',
        tableCount: 40,
        tableTotal: 40,
        startedAt: at(-HOUR_MS),
        finishedAt: at(-1000),
      }),
    ).toMatchObject({ __typename: 'RecordSaved' });
    expect(await room.count('BackupRun')).toBe(1);
    await room.owner('seller', SELLER);
    const check = await run(staff('mediator'), 'recordTradeCheck', {
      requestId: 'b3',
      subject: 'goods',
      partyId: SELLER,
      passed: false,
      finding: '标签缺产地',
    });
    expect([await left(staff('mediator'), 'tradeChecks'), await left(staff('regulator'), 'tradeChecks')]).toEqual([
      [['close']],
      [[]],
    ]);
    expect(await run(staff('mediator'), 'closeTradeCheck', { checkId: check.id })).toMatchObject({
      __typename: 'RecordSaved',
    });
    expect(await left(staff('mediator'), 'tradeChecks')).toEqual([[]]);
    expect(await run(staff('mediator'), 'closeTradeCheck', { checkId: check.id })).toMatchObject({ code: 'NOT_FOUND' });
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
        channel: 'phone',
        weekday: 1,
        starts: '17:00',
        ends: '08:00',
        person: '温暖晴',
      }),
    ).toMatchObject({ code: 'ENDS_BEFORE_START' });
    expect(
      await run(staff('mediator'), 'saveDutyShift', {
        channel: 'phone',
        weekday: 1,
        starts: '08:00',
        ends: '16:00',
        person: '温暖晴',
      }),
    ).toMatchObject({ __typename: 'RecordSaved' });
  });

  it('publishes who is on duty and keeps the name sealed', async () => {
    const roster = async () =>
      (await room.graph<any>(ANONYMOUS, '{ publicServicePage { dutyRoster { id person } } }')).publicServicePage
        .dutyRoster;
    const { id } = await run(staff('mediator'), 'saveDutyShift', {
      channel: 'phone',
      weekday: 1,
      starts: '08:00',
      ends: '16:00',
      person: '温暖晴',
    });
    expect(await roster()).toEqual([{ id, person: '温暖晴' }]);
    await run(staff('mediator'), 'saveDutyShift', {
      id,
      channel: 'phone',
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
