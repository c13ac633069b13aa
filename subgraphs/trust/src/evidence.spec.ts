import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@heitu/kit/rules/actor';
import { apiName } from '@heitu/kit/rules/enums';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure } from '@heitu/kit/rules/evidence';
import type { ClauseRef } from '@heitu/standard';
import type { TrustContext } from './context.ts';
import { REGISTER_PARTS } from './disclosure/disclosure.policy.ts';
import { evidence } from './evidence.ts';
import { CARRIER, NOW, openTrust, orderFact, SELLER, staff, type TrustRoom } from './testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
const PERIOD = { fromMs: Date.parse(NOW) - 30 * DAY_MS, toMs: Date.parse(NOW) + 30 * DAY_MS };

describe('evidence', () => {
  let room: TrustRoom;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());
  const figures = async (clause: ClauseRef): Promise<EvidenceFigure[]> =>
    evidence[clause]!(room.subgraph.contextFor(admin, 'evidence') as unknown as TrustContext, PERIOD);
  const value = async (clause: ClauseRef, label: string) =>
    (await figures(clause)).find((figure) => figure.label.startsWith(label))?.value;
  const run = async (actor: Actor, name: string, input: object, fields = '__typename') => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}`;
    const done = (
      await room.graph<any>(
        actor,
        `mutation($input: ${type}Input!) { ${name}(input: $input) { ${fields} ... on ${type}Refused { code details { path about text } } } }`,
        { input },
      )
    )[name];
    expect(done).not.toHaveProperty('code');
    return done;
  };
  const at = (ms: number) => new Date(room.clock.now() + ms).toISOString();

  it('is never made up: without rows only the running system is shown, and that nobody looks from outside [11.4.1] [11.4.2] [11.4.3]', async () => {
    const empty = await openTrust();
    const context = empty.subgraph.contextFor(admin, 'evidence') as unknown as TrustContext;
    const shown: string[] = [];
    for (const [clause, count] of Object.entries(evidence))
      if ((await count!(context, PERIOD)).length > 0) shown.push(clause);
    expect(shown.sort()).toEqual(['11.3.1', '11.3.2.cx-da', '11.4.1', '11.4.2', '11.4.3']);
    await empty.close();
  });

  it('counts register items by clause, overdue ones as a breach [5.2.d] [11.1] [11.2] [11.3.1] [11.4.4] [11.4.5] [11.7] [11.7.1] [11.7.2] [11.7.3] [11.7.4.dy]', async () => {
    for (const { part, clauses } of REGISTER_PARTS)
      for (const clause of clauses)
        await run(admin, 'registerTechnicalItem', {
          requestId: `${part}-${clause}`,
          part: apiName(part),
          clause,
          title: '登记项',
          detail: '说明',
          validUntilOn: '2026-12-01',
        });
    for (const clause of [
      '11.1',
      '11.2',
      '11.4.4',
      '11.4.5',
      '11.7',
      '11.7.1',
      '11.7.2',
      '11.7.3',
      '11.7.4.dy-dz',
    ] as const) {
      expect(await figures(clause)).toEqual([
        { label: '登记项有效', value: 1, unit: '项' },
        { label: '登记项逾期', value: 0, unit: '项', breached: false },
      ]);
    }
    expect(await figures('5.2.d')).toHaveLength(16);
    room.clock.advance(10 * DAY_MS);
    expect(await figures('11.1')).toEqual([
      { label: '登记项有效', value: 0, unit: '项', breached: true },
      { label: '登记项逾期', value: 1, unit: '项', breached: true },
    ]);
  });

  it('shows drills beside their limits [11.3.3.db] [11.5.dg]', async () => {
    const drill = {
      kind: 'ORDINARY',
      rowsBefore: 1000,
      rowsRecovered: 1000,
      note: '切换',
      startedAt: at(-HOUR_MS / 2),
      finishedAt: at(-1000),
    };
    await run(admin, 'recordDrill', { ...drill, requestId: 'd1' });
    expect(await figures('11.3.3.db-dc')).toEqual([
      { label: '一般灾难演练用时（限1小时）', value: 0.5, unit: '小时', breached: false },
      { label: '一般灾难演练恢复行数比例', value: 100, unit: '%', breached: false },
    ]);
    await run(admin, 'recordDrill', {
      ...drill,
      requestId: 'd2',
      kind: 'SEVERE',
      rowsRecovered: 970,
      startedAt: at(-20 * HOUR_MS),
    });
    expect((await figures('11.3.3.db-dc')).slice(2).map((figure) => figure.breached)).toEqual([true, true]);
    await run(admin, 'recordDrill', { ...drill, requestId: 'd3', kind: 'POWER_LOSS', rowsRecovered: 999 });
    expect(await figures('11.5.dg')).toContainEqual({
      label: '断电测试丢失的行',
      value: 1,
      unit: '行',
      breached: true,
    });
  });

  it('tells the age, place, contents and checks of backups, and what lies off site [11.6.1.di] [11.6.2.dn] [11.6.3] [11.6.4.dp] [11.6.5.du] [11.7.4.dy]', async () => {
    await run(admin, 'recordBackup', {
      requestId: 'b1',
      method: 'FULL',
      place: 'LOCAL',
      succeeded: true,
      check: 'CRC',
      tableCount: 39,
      tableTotal: 40,
      startedAt: at(-3 * HOUR_MS),
      finishedAt: at(-2 * HOUR_MS),
    });
    expect(await figures('11.6.1.di-dm')).toEqual([{ label: '最近全量备份距今', value: 2, unit: '小时' }]);
    expect(await figures('11.6.2.dn-do')).toEqual([
      { label: '本地副本距今', value: 2, unit: '小时', breached: false },
      { label: '异地副本距今', value: -1, unit: '小时', breached: true },
    ]);
    expect(await figures('11.6.3')).toContainEqual({
      label: '全量备份（每12小时）',
      value: 1,
      unit: '次',
      breached: false,
    });
    expect(await figures('11.6.3')).toContainEqual({
      label: '增量备份（每2小时）',
      value: 0,
      unit: '次',
      breached: true,
    });
    expect(await figures('11.6.4.dp-dt')).toEqual([
      { label: '备份的表', value: 39, unit: '张', breached: true },
      { label: '全部表', value: 40, unit: '张' },
    ]);
    expect(await figures('11.6.5.du-dx')).toEqual([{ label: '最近一次校验距今', value: 2, unit: '小时' }]);
    expect(await figures('11.7.4.dy-dz')).toEqual([]);
    await run(admin, 'recordBackup', {
      requestId: 'b2',
      method: 'FULL',
      place: 'OFF_SITE',
      succeeded: false,
      check: 'NONE',
      tableCount: 0,
      tableTotal: 40,
      startedAt: at(-3 * HOUR_MS),
      finishedAt: at(-2 * HOUR_MS),
    });
    expect(await figures('11.7.4.dy-dz')).toEqual([]);
    expect(await figures('11.6.3')).toContainEqual({ label: '没有完成的备份', value: 1, unit: '次' });
    await run(admin, 'recordBackup', {
      requestId: 'b3',
      method: 'FULL',
      place: 'OFF_SITE',
      succeeded: true,
      check: 'CRC',
      tableCount: 40,
      tableTotal: 40,
      startedAt: at(-2 * HOUR_MS),
      finishedAt: at(-HOUR_MS),
    });
    expect(await figures('11.7.4.dy-dz')).toEqual([{ label: '存放在异地的备份', value: 1, unit: '份' }]);
  });

  it("counts carriers' answers apart from sellers' [8.2.ay] [8.5.1.bt]", async () => {
    const carrier = await room.owner('carrier', CARRIER, 'carrier');
    room.orders.set('O1', orderFact('O1', buyer.id, { carrierPartyId: CARRIER }));
    const { id } = await run(
      buyer,
      'fileComplaint',
      { requestId: 'c1', orderId: 'O1', kind: 'DELIVERY', text: '晚到', wanted: 'ANSWER' },
      '... on Complaint { id }',
    );
    expect(await figures('8.5.1.bt')).toEqual([]);
    await run(carrier, 'answerComplaint', { complaintId: id, text: '对不起', remedy: 'ANSWER', accept: true });
    for (const clause of ['8.2.ay', '8.5.1.bt'] as const)
      expect((await figures(clause)).slice(0, 3)).toEqual([
        { label: '1个工作日内答复', value: 1, unit: '件', outOf: 1, each: true },
        { label: '应答复', value: 1, unit: '件' },
        { label: '及时率', value: 100, unit: '%' },
      ]);
    expect(await figures('7.3.8.o')).toEqual([]);
  });

  it('counts who may do what, what is sealed and who looked [11.5.de] [11.5.df] [7.4.t] [10.1.2] [8.5.3.bw]', async () => {
    await room.owner('seller', SELLER);
    await run(buyer, 'saveAddress', {
      name: '王小明',
      phone: '13800001234',
      divisionCode: '230184',
      detail: '幸福小区',
    });
    const act = { requestId: 'r', actorKind: 'account' as const, actorId: buyer.id, roles: [], subject: [] };
    await room.tell('payments', 'payments.act-recorded.v1', { ...act, operation: 'startPayment' });
    await room.tell('orders', 'orders.act-recorded.v1', { ...act, operation: 'quote' });
    await room.tell('payments', 'payments.act-recorded.v1', {
      ...act,
      actorId: 'FINANCE',
      kind: 'read',
      operation: 'payments',
      reads: [{ subjectId: buyer.id, fields: ['name'] }],
    });
    await room.tell('logistics', 'logistics.act-recorded.v1', {
      ...act,
      actorId: 'COURIER',
      kind: 'read',
      operation: 'shipment',
      reads: [{ subjectId: buyer.id, fields: ['recipient.phone'] }],
    });
    const { addresses } = await room.graph<any>(buyer, '{ addresses { id } }');
    await room.graph(
      { kind: 'peer', id: 'orders', grants: [] },
      'query($a: ID!, $i: ID!) { addressForOrder(accountId: $a, addressId: $i) { name } }',
      { a: 'SOMEBODY', i: addresses[0].id },
    );
    expect(await value('11.5.de', '生效的授权')).toBe(1);
    expect(await value('11.5.de', '本期被拒绝')).toBe(1);
    expect(await value('11.5.df', '加密的收货地址')).toBe(1);
    expect(await value('7.4.t', '由本人付款')).toBe(1);
    expect(await value('7.4.t', '收付款工作中查看')).toBe(1);
    expect(await value('10.1.2', '允许但不收集')).toBe(13);
    expect(await value('8.5.3.bw-bx', '本人下单')).toBe(1);
    expect(await value('8.5.3.bw-bx', '为送货查看')).toBe(1);
  });

  it('counts permissions given for device information [10.1.1.cq]', async () => {
    const parts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
    await run(admin, 'publishNotice', { requestId: 'n', parts });
    await run(buyer, 'setConsent', { purpose: 'device-information', granted: false, noticeVersion: 1 });
    expect(await figures('10.1.1.cq-ct')).toEqual([
      { label: '写明用途和许可的自动信息', value: 4, unit: '类' },
      { label: '许可收集的人', value: 0, unit: '人' },
      { label: '没有许可的人', value: 1, unit: '人' },
    ]);
  });

  it('counts supervision, functions in use, statements, members and interfaces [6.3] [6.5] [10.5.cv] [10.5.cw] [11.8.ed] [11.8.eg] [11.8.eh] [12.2.end]', async () => {
    const owner = await room.owner('seller', SELLER);
    await run(staff('mediator'), 'recordTradeCheck', {
      requestId: 't1',
      subject: 'GOODS',
      partyId: SELLER,
      passed: false,
      finding: '标签缺产地',
    });
    expect(await value('6.5', '货物检查')).toBe(1);
    expect(await value('6.5', '未办结问题')).toBe(1);
    await room.tell('orders', 'orders.act-recorded.v1', {
      operation: 'placeOrder',
      requestId: 'r',
      actorKind: 'account',
      actorId: buyer.id,
      roles: [],
      subject: [],
    });
    expect((await figures('6.3')).slice(0, 3)).toEqual([
      { label: '有使用记录的功能', value: 1, unit: '项', outOf: 20 },
      { label: '应有功能', value: 20, unit: '项' },
      { label: '订单处理：距最近使用', value: 0, unit: '天' },
    ]);
    await run(admin, 'publishDocument', {
      requestId: 'p1',
      kind: 'SOFTWARE_STATEMENT',
      title: '权限说明',
      text: '不申请多余权限',
    });
    await run(admin, 'publishDocument', { requestId: 'p2', kind: 'COVENANT', title: '自律公约', text: '诚实经营' });
    for (const clause of ['10.5.cv', '10.5.cw'] as const) expect(await figures(clause)).toMatchObject([{ value: 1 }]);
    await run(owner, 'joinCovenant', { partyId: SELLER });
    expect(await value('12.2.end', '成员')).toBe(1);
    expect(await value('11.8.ed', '身份认证调用')).toBe(2);
    expect(await value('11.8.eg', '发给客户的消息')).toBeGreaterThan(0);
    await run(admin, 'produceReturn', { requestId: 's1', kind: 'TRADE_MONTH', period: '2026-10' });
    expect(await value('11.8.eh', '导出的分析数据')).toBe(1);
  });

  it('shows the chained share of the acts and the assessments that used complaints [11.5] [7.6.ab]', async () => {
    await room.tell('orders', 'orders.act-recorded.v1', {
      operation: 'placeOrder',
      requestId: 'r',
      actorKind: 'account',
      actorId: buyer.id,
      roles: [],
      subject: [],
    });
    await room.subgraph.runOnce();
    expect((await figures('11.5')).slice(0, 2)).toEqual([
      { label: '已上链的操作记录', value: 1, unit: '条' },
      { label: '全部操作记录', value: 1, unit: '条' },
    ]);
    const seller = await room.owner('seller', SELLER);
    room.orders.set('O1', orderFact('O1', buyer.id));
    const { id } = await run(
      buyer,
      'fileComplaint',
      { requestId: 'c1', orderId: 'O1', kind: 'QUALITY', text: '有虫', wanted: 'ANSWER' },
      '... on Complaint { id }',
    );
    await run(seller, 'answerComplaint', { complaintId: id, text: '对不起', remedy: 'ANSWER', accept: true });
    await room.graph(admin, 'mutation { assessMonth(input: { month: "2026-11" }) { __typename } }');
    expect(await value('7.6.ab', '使用投诉数据的考评')).toBe(1);
  });
});
