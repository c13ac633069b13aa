import { apiName } from '@heitu/kit/rules/enums';
import { CHECKLISTS } from '@heitu/standard';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, peerActor, type Actor } from '@heitu/kit/rules/actor';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@heitu/kit/rules/clock';
import { nodesOf } from '@heitu/kit/serving/testing';
import { openDisclosure, type DisclosureRoom } from '../testing/disclosure.fixture.ts';
import { SELLER, SHOP, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const admin = staff('operator-admin');

describe('records of operations', () => {
  let room: TrustRoom;
  let run: DisclosureRoom['run'];
  let left: DisclosureRoom['left'];
  beforeEach(async () => {
    ({ room, run, left } = await openDisclosure());
  });
  afterEach(() => room.close());

  it('keeps the technical register in eight parts with what ran out, details for those who run and supervise it [5.2.d]', async () => {
    const item = {
      requestId: 't1',
      part: 'SECURITY_MANAGEMENT',
      clause: '11.7.2',
      title: '防火墙使用功能',
      detail: '云防火墙，规则每季复查',
      validUntilOn: '2026-12-31',
    };
    expect(await run(admin, 'registerTechnicalItem', { ...item, clause: '11.1' })).toMatchObject({
      code: 'INVALID_INPUT',
      details: [{ path: ['clause'] }],
    });
    expect(await run(admin, 'registerTechnicalItem', { ...item, validUntilOn: '2020-01-01' })).toMatchObject({
      code: 'ENDS_BEFORE_START',
    });
    expect(await room.count('TechnicalItem')).toBe(0);
    await run(admin, 'registerTechnicalItem', item);
    await run(admin, 'registerTechnicalItem', { ...item, requestId: 't2', validUntilOn: '2027-12-31' });
    const parts = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ technicalRegister { part items { detail validUntilOn isValid } } }'))
        .technicalRegister;
    expect(await parts(admin)).toHaveLength(8);
    expect((await parts(admin)).find((row: any) => row.part === 'SECURITY_MANAGEMENT').items).toEqual([
      { detail: item.detail, validUntilOn: '2027-12-31', isValid: true },
    ]);
    expect((await parts(ANONYMOUS)).find((row: any) => row.part === 'SECURITY_MANAGEMENT').items).toMatchObject([
      { detail: '' },
    ]);
    room.clock.set('2028-01-01T00:00:00Z');
    expect((await parts(admin)).find((row: any) => row.part === 'SECURITY_MANAGEMENT').items).toMatchObject([
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
    const refund = { refundId: 'R', refundKey: 'K', orderId: 'O1', amountFen: 800, atMs: room.clock.now() };
    const completed = { ...refund, afterSaleId: null, inTime: true };
    await room.tell('payments', 'payments.refund-completed.v1', completed);
    // It had not arrived, and then has: its sum counts once.
    await room.tell('payments', 'payments.refund-undone.v1', refund);
    await room.tell('payments', 'payments.refund-completed.v1', completed);
    expect(
      await run(admin, 'produceReturn', { requestId: 's0', kind: 'TRADE_MONTH', period: '2026-10' }),
    ).toMatchObject({ code: 'PERIOD_NOT_OVER' });
    room.clock.set('2026-11-03T02:00:00Z');
    expect(
      await run(admin, 'produceReturn', { requestId: 's0', kind: 'TRADE_MONTH', period: '2026-Q9' }),
    ).toMatchObject({ code: 'PERIOD_UNKNOWN' });
    const { id } = await run(admin, 'produceReturn', { requestId: 's1', kind: 'TRADE_MONTH', period: '2026-10' });
    expect(await run(admin, 'fileReturn', { returnId: id, receipt: 'SJ-001' })).toMatchObject({ code: 'WRONG_STATE' });
    await run(admin, 'approveReturn', { returnId: id });
    expect(await run(staff('finance'), 'fileReturn', { returnId: id, receipt: 'SJ-001' })).toMatchObject({
      code: 'NO_PACKAGE',
    });
    await run(admin, 'packReturn', { returnId: id, passphrase: 'by-another-way' }, 'ReturnPacked { id }');
    expect(await run(admin, 'fileReturn', { returnId: id, receipt: 'SJ-001' })).toMatchObject({ code: 'OWN_APPROVAL' });
    await run(staff('finance'), 'fileReturn', { returnId: id, receipt: 'SJ-001' });
    const [filed] = nodesOf(
      (await room.graph<any>(staff('regulator'), '{ statisticalReturns { edges { node { state content receipt } } } }'))
        .statisticalReturns,
    );
    expect(filed).toMatchObject({ state: 'FILED', receipt: 'SJ-001' });
    expect(JSON.parse(filed.content)).toMatchObject({
      orders: 1,
      grossFen: 12_800,
      refundedFen: 800,
      byParty: [{ partyId: SELLER, netFen: 12_000 }],
    });
    expect(
      await run(admin, 'produceReturn', { requestId: 's2', kind: 'TRADE_MONTH', period: '2026-10' }),
    ).toMatchObject({ code: 'ALREADY_FILED' });
  });

  it('makes each return when its period is over, whoever acts [6.1.f]', async () => {
    await room.owner('coop', SELLER);
    const returns = async () => {
      await room.subgraph.runOnce('keep-returns');
      return nodesOf(
        (
          await room.graph<any>(
            admin,
            '{ statisticalReturns(sort: DUE_AT) { edges { node { kind period state dueAt } } } }',
          )
        ).statisticalReturns,
      ).map(({ kind, period, state, dueAt }: any) => `${kind} ${period} ${state} ${dueAt}`);
    };
    room.clock.set('2027-02-10T02:00:00Z');
    const made = [
      'TRADE_MONTH 2026-11 PRODUCED 2026-12-31T16:00:00.000Z',
      'TRADE_MONTH 2026-12 PRODUCED 2027-01-31T16:00:00.000Z',
      'IDENTITY_HALF_YEAR 2026-H2 PRODUCED 2027-01-31T16:00:00.000Z',
      'INCOME_QUARTER 2026-Q4 PRODUCED 2027-01-31T16:00:00.000Z',
      'TRADE_MONTH 2027-01 PRODUCED 2027-02-28T16:00:00.000Z',
    ];
    expect((await returns()).toSorted()).toEqual(made.toSorted());
    expect((await returns()).toSorted()).toEqual(made.toSorted());
  });

  it('answers regulators and industry bodies, each seeing their own [12.1][12.2]', async () => {
    const regulator = staff('regulator');
    const body = staff('industry-body');
    const { id } = await run(regulator, 'askOversight', {
      requestId: 'o1',
      subject: '调取十月交易数据',
      text: '请于五个工作日内提供',
      ground: '电子商务法第二十五条',
    });
    await run(body, 'askOversight', { requestId: 'o2', subject: '关于大米分级', text: '建议统一分级标准' });
    expect(
      nodesOf((await room.graph<any>(body, '{ oversightRequests { edges { node { subject } } } }')).oversightRequests),
    ).toEqual([{ subject: '关于大米分级' }]);
    expect(
      nodesOf((await room.graph<any>(admin, '{ oversightRequests { edges { node { id } } } }')).oversightRequests),
    ).toHaveLength(2);
    expect([await left(admin, 'oversightRequests'), await left(regulator, 'oversightRequests')]).toEqual([
      [['ANSWER'], ['ANSWER']],
      [[]],
    ]);
    await run(admin, 'answerOversight', { oversightId: id, answer: '数据已附' });
    expect(await left(admin, 'oversightRequests')).toEqual([['ANSWER'], ['CORRECT']]);
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

  it('shows an incident that the prober saw, which an administrator can close as well [11.3.2.cx]', async () => {
    const seen = async (up: string[], down: string[]) =>
      room.subgraph.edge(
        {
          method: 'POST',
          path: '/probes',
          query: {},
          headers: {},
          body: Buffer.from(JSON.stringify([{ atMs: room.clock.now(), up, down }])),
        },
        peerActor('prober'),
        'probes',
      );
    await seen(['gateway'], ['payments']);
    const incidents = async () =>
      nodesOf((await room.graph<any>(admin, '{ incidents { edges { node { unit kind recoveredAt } } } }')).incidents);
    expect(await incidents()).toEqual([{ unit: '资金服务', kind: 'SOFTWARE', recoveredAt: null }]);
    expect([await left(admin, 'incidents'), await left(staff('regulator'), 'incidents')]).toEqual([[['CLOSE']], [[]]]);
    room.clock.advance(MINUTE_MS);
    await seen(['gateway', 'payments'], []);
    expect((await incidents())[0].recoveredAt).not.toBeNull();
    expect(await left(admin, 'incidents')).toEqual([[]]);
  });

  it('takes backups and drills from the process that makes them, once each, and nothing else from it, nor those from other processes [11.6.1.dl]', async () => {
    const at = (ms: number) => new Date(room.clock.now() + ms).toISOString();
    const backup = {
      requestId: '20261125-local',
      method: 'INCREMENTAL',
      place: 'LOCAL',
      succeeded: true,
      check: 'CRC',
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
        kind: 'SOFTWARE',
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
      kind: 'ORDINARY',
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
        method: 'FULL',
        place: 'OFF_SITE',
        succeeded: true,
        check: 'RESTORE',
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
      subject: 'GOODS',
      partyId: SELLER,
      items: CHECKLISTS.goods.map((item) => ({ item: apiName(item), passed: item !== 'label-as-shown' })),
      finding: '标签缺产地',
    });
    expect([await left(staff('mediator'), 'tradeChecks'), await left(staff('regulator'), 'tradeChecks')]).toEqual([
      [['CLOSE']],
      [[]],
    ]);
    expect(await run(staff('mediator'), 'closeTradeCheck', { checkId: check.id })).toMatchObject({
      __typename: 'RecordSaved',
    });
    expect(await left(staff('mediator'), 'tradeChecks')).toEqual([[]]);
    expect(await run(staff('mediator'), 'closeTradeCheck', { checkId: check.id })).toMatchObject({ code: 'NOT_FOUND' });
  });
});
