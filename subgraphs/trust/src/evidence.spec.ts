import { BACKUP_CONTENTS, CHECKLISTS, type ClauseRef } from '@heitu/standard';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { peerActor, type Actor } from '@heitu/kit/rules/actor';
import { apiName } from '@heitu/kit/rules/enums';
import { keysOf } from '@heitu/kit/rules/checked';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { verdictOf, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { FUNCTIONS } from './disclosure/disclosure.evidence.ts';
import { REGISTER_PARTS } from './disclosure/disclosure.policy.ts';
import { evidence } from './evidence.ts';
import {
  CARRIER,
  contextOf,
  NOW,
  openTrust,
  orderFact,
  SELLER,
  staff,
  type TrustRoom,
} from './testing/trust-room.fixture.ts';

const admin = staff('operator-admin');
/** The command that takes backups and plays drills: it signs its calls. */
const tool = peerActor('backup');
const PERIOD = { fromMs: Date.parse(NOW) - 30 * DAY_MS, toMs: Date.parse(NOW) + 30 * DAY_MS };

describe('evidence', () => {
  let room: TrustRoom;
  let buyer: Actor;
  beforeEach(async () => {
    room = await openTrust();
    buyer = (await room.signIn('buyer')).actor;
  });
  afterEach(() => room.close());
  /** Somebody has used a function of a room. */
  const use = (operation: string, requestId: string, from = 'orders' as const) =>
    room.tell(from, `${from}.act-recorded.v1`, {
      operation,
      requestId: `${requestId}-${operation}`,
      actorKind: 'account',
      actorId: 'somebody',
      roles: ['consumer'],
      subject: [],
      kind: 'act',
      outcome: 'done',
    });
  const figures = async (clause: ClauseRef): Promise<EvidenceFigure[]> => evidence[clause]!(contextOf(room), PERIOD);
  const value = async (clause: ClauseRef, label: string) =>
    (await figures(clause)).find((figure) => figure.label.startsWith(label))?.value;
  const verdicts = async (clause: ClauseRef) => (await figures(clause)).flatMap((one) => verdictOf(one) ?? []);
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

  it('is never made up: without rows nothing is met but what is read from the running system [11.4.1] [11.4.2] [11.4.3]', async () => {
    const empty = await openTrust();
    const context = contextOf(empty);
    const met: string[] = [];
    for (const [clause, count] of Object.entries(evidence))
      if ((await count!(context, PERIOD)).some((one) => verdictOf(one) === 'met' && one.value > 0)) met.push(clause);
    expect(met.sort()).toEqual(['11.4.1', '11.4.2', '11.4.3']);
    await empty.close();
  });

  let items = 0;
  const register = (part: string, clause: string, title: string) =>
    run(admin, 'registerTechnicalItem', {
      requestId: `item-${(items += 1)}`,
      part: apiName(part),
      clause,
      title,
      detail: '说明',
      validUntilOn: '2026-12-01',
    });

  it('counts register items by clause, overdue ones as a breach [5.2.d] [11.1] [11.2] [11.3.1] [11.4.1] [11.4.3] [11.4.4] [11.4.5] [11.7]', async () => {
    for (const { part, clauses } of REGISTER_PARTS)
      for (const clause of clauses) await register(part, clause, '登记项');
    for (const clause of ['5.2.d', '11.1', '11.2', '11.4.1', '11.4.3', '11.4.4', '11.4.5', '11.7'] as const)
      expect([clause, await verdicts(clause)]).toEqual([clause, expect.arrayContaining(['met'])]);
    room.clock.advance(10 * DAY_MS);
    for (const clause of ['5.2.d', '11.1', '11.2', '11.4.1', '11.4.3', '11.4.4', '11.4.5', '11.7'] as const)
      expect([clause, await verdicts(clause)]).toEqual([clause, expect.arrayContaining(['absent'])]);
  });

  it.each([
    ['11.7.1', ['操作规程', '应急处理', '日常维护', '软硬件档案保管', '信息保密', '权限管理']],
    ['11.7.2', ['功能', '性能', '设置和管理', '状态监视', '自身安全']],
    ['11.7.3', ['引擎效率', '资源占用', '管理和部署', '防护能力']],
  ] as const)('asks for each point that %s names, by its title [11.7.1] [11.7.2] [11.7.3]', async (clause, titles) => {
    await register('security-management', clause, '有一项');
    expect(await verdicts(clause)).toEqual(['absent']);
    for (const title of titles.slice(1)) await register('security-management', clause, title);
    expect(await verdicts(clause)).toEqual(['breached']);
    await register('security-management', clause, titles[0]);
    expect(await verdicts(clause)).toEqual(['met']);
  });

  it("shows drills beside their limits, and takes nobody's word for one [11.3.3.db]", async () => {
    const drill = {
      kind: 'ORDINARY',
      rowsBefore: 1000,
      rowsRecovered: 1000,
      note: '切换',
      startedAt: at(-HOUR_MS / 2),
      finishedAt: at(-1000),
    };
    expect(await verdicts('11.3.3.db-dc')).toEqual(['absent', 'absent']);
    await run(admin, 'recordDrill', { ...drill, requestId: 'd0' });
    expect((await figures('11.3.3.db-dc')).flatMap(({ condition }) => condition?.source ?? [])).toEqual([
      'declared',
      'declared',
      'declared',
      'signed',
    ]);
    await run(tool, 'recordDrill', { ...drill, requestId: 'd1' });
    expect(await verdicts('11.3.3.db-dc')).toEqual(['met', 'met', 'met', 'absent']);
    expect((await figures('11.3.3.db-dc'))[0]!.condition!.source).toBe('signed');
    await run(tool, 'recordDrill', {
      ...drill,
      requestId: 'd2',
      kind: 'SEVERE',
      rowsRecovered: 970,
      startedAt: at(-20 * HOUR_MS),
    });
    expect((await verdicts('11.3.3.db-dc')).slice(3)).toEqual(['met', 'breached', 'breached']);
    // What was tried half a year ago says nothing of today.
    room.clock.advance(190 * DAY_MS);
    expect((await verdicts('11.3.3.db-dc'))[0]).toBe('absent');
  });

  it("tells the age, place, contents and checks of backups, and takes nobody's word for one [11.6.1.di] [11.6.2.dn] [11.6.3] [11.6.4.dp] [11.6.5.du] [11.7.4.dy]", async () => {
    const contents = keysOf(BACKUP_CONTENTS).map((kind) => ({ kind: apiName(kind), tableCount: 8, tableTotal: 8 }));
    const tables = { tableCount: 40, tableTotal: 40, contents };
    const whole = { method: 'FULL', place: 'LOCAL', succeeded: true, check: 'CRC', ...tables };
    const backup = { ...whole, startedAt: at(-3 * HOUR_MS), finishedAt: at(-2 * HOUR_MS) };
    const CLAUSES_OF_BACKUPS = ['11.6.1.di-dm', '11.6.4.dp-dt'] as const;
    const sources = async (clause: ClauseRef) =>
      (await figures(clause)).flatMap(({ condition }) => condition?.source ?? []);
    for (const clause of CLAUSES_OF_BACKUPS) expect([clause, await verdicts(clause)]).toEqual([clause, ['absent']]);
    await run(admin, 'recordBackup', { ...backup, requestId: 'b0' });
    for (const clause of CLAUSES_OF_BACKUPS)
      expect([clause, new Set(await sources(clause))]).toEqual([clause, new Set(['declared'])]);
    await run(tool, 'recordBackup', { ...backup, requestId: 'b1' });
    for (const clause of CLAUSES_OF_BACKUPS) {
      expect([clause, new Set(await sources(clause))]).toEqual([clause, new Set(['signed'])]);
      expect([clause, new Set(await verdicts(clause))]).toEqual([clause, new Set(['met'])]);
    }
    for (const clause of ['11.6.2.dn-do', '11.6.5.du-dx'] as const)
      expect([clause, await verdicts(clause)]).toEqual([clause, ['met', 'absent']]);
    expect((await verdicts('11.6.3')).slice(0, 2)).toEqual(['breached', 'breached']);
    const offSite = { ...backup, place: 'OFF_SITE' };
    await run(tool, 'recordBackup', { ...offSite, requestId: 'b2', succeeded: false, check: 'NONE', tableCount: 0 });
    expect(await verdicts('11.7.4.dy-dz')).toContain('absent');
    expect((await verdicts('11.6.3')).at(-1)).toBe('breached');
    // A copy that nobody has checked is a copy, and no checked one.
    await run(tool, 'recordBackup', { ...offSite, requestId: 'b2-copy', check: 'NONE' });
    expect(await verdicts('11.6.2.dn-do')).toEqual(['met', 'met']);
    expect(await verdicts('11.6.5.du-dx')).toEqual(['met', 'absent']);
    await run(tool, 'recordBackup', { ...offSite, requestId: 'b3', finishedAt: at(-HOUR_MS) });
    expect(await value('11.7.4.dy-dz', '近7天存放到异地的备份')).toBe(2);
    expect(await verdicts('11.6.5.du-dx')).toEqual(['met', 'met']);
    await run(tool, 'recordBackup', { ...backup, requestId: 'b4', tableCount: 39, finishedAt: at(-HOUR_MS / 2) });
    expect((await verdicts('11.6.4.dp-dt')).filter((one) => one !== 'met')).toEqual(['breached']);
    room.clock.advance(2 * DAY_MS);
    for (const clause of ['11.6.1.di-dm', '11.6.2.dn-do', '11.6.5.du-dx'] as const)
      expect([clause, await verdicts(clause)]).toEqual([clause, expect.arrayContaining(['absent'])]);
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
    expect(await verdicts('8.5.1.bt')).toEqual(['few']);
    await run(carrier, 'answerComplaint', { complaintId: id, text: '对不起', remedy: 'ANSWER', accept: true });
    for (const clause of ['8.2.ay', '8.5.1.bt'] as const)
      expect([(await figures(clause))[0]!.label, (await verdicts(clause))[0]]).toEqual(['1个工作日内答复', 'met']);
    expect(await verdicts('7.3.8.o')).toEqual(['few']);
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
    expect((await verdicts('11.5.df'))[0]).toBe('met');
    expect(await value('7.4.t', '由本人付款')).toBe(1);
    expect(await value('7.4.t', '收付款工作中查看')).toBe(1);
    expect(await value('10.1.2', '允许但不收集')).toBe(13);
    expect(await value('8.5.3.bw-bx', '本人下单')).toBe(1);
    expect(await value('8.5.3.bw-bx', '为送货查看')).toBe(1);
  });

  it('finds what is kept of devices without an agreement under the newest notice, and choices that were not carried on [10.1.1.cq] [10.3.a]', async () => {
    const parts = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((part) => [part, '说明文字说明']));
    const publish = (requestId: string) => run(admin, 'publishNotice', { requestId, parts });
    const agree = (noticeVersion: number) =>
      run(buyer, 'setConsent', { purpose: 'device-information', granted: true, noticeVersion });
    const signIn = () =>
      room.graph(
        { kind: 'anonymous', id: '', grants: [], device: 'MicroMessenger/8.0' },
        'mutation { signInWithWechat(input: { code: "code-of-buyer" }) { __typename } }',
      );
    await publish('n1');
    await signIn();
    expect(await verdicts('10.1.1.cq-ct')).toEqual(['met']);
    await agree(1);
    await signIn();
    expect(await verdicts('10.1.1.cq-ct')).toEqual(['met']);
    await publish('n2');
    // It binds from the beginning of a day on, after seven whole ones.
    room.clock.advance(8 * DAY_MS);
    expect(await verdicts('10.1.1.cq-ct')).toEqual(['breached']);
    await agree(2);
    expect((await figures('10.1.1.cq-ct')).map(({ label, value: count }) => [label, count])).toEqual([
      ['许可收集的人', 1],
      ['不许可的人', 0],
      ['没有本人现行的许可，却留着应用和系统种类的登录', 0],
    ]);
    room.clock.advance(2 * 3_600_000);
    expect(await verdicts('10.3.a-b')).toEqual(['met', 'breached']);
    await room.subgraph.runOnce('relay');
    expect(await verdicts('10.3.a-b')).toEqual(['met', 'met']);
  });

  it('finds the one function of twenty that nobody has used for a quarter, until somebody does [6.3]', async () => {
    const [last, ...others] = FUNCTIONS;
    for (const { operations } of FUNCTIONS) await use(operations[0]!, 'first');
    expect(await verdicts('6.3')).toEqual(['met']);
    room.clock.advance(93 * DAY_MS);
    expect(await verdicts('6.3')).toEqual(['absent']);
    for (const { operations } of others) await use(operations[0]!, 'again');
    expect([await verdicts('6.3'), (await figures('6.3'))[0]]).toMatchObject([
      ['breached'],
      { value: 19, condition: { missed: [{ text: last!.title }] } },
    ]);
    await use(last!.operations[0]!, 'again');
    expect(await verdicts('6.3')).toEqual(['met']);
  });

  it("misses the parts of a seller's back office that nobody has used for a season, until each is used again [7.2]", async () => {
    const parts = {
      sellers: ['registerParty', 'signContract', 'openShop', 'addStaff'],
      catalog: ['publishProduct', 'registerLot', 'setPriceLabel'],
      orders: ['confirmOrder', 'pickOrder', 'decideAfterSale', 'exportTrade'],
      payments: ['openMerchantAccount', 'rotatePaymentPassword'],
      trust: ['answerComplaint'],
    };
    const useAll = async (left = '') => {
      for (const [from, operations] of Object.entries(parts))
        for (const operation of operations) if (operation !== left) await use(operation, operation, from as 'orders');
    };
    expect(await verdicts('7.2')).toEqual(['absent']);
    await useAll('answerComplaint');
    expect(await verdicts('7.2')).toEqual(['breached']);
    await useAll();
    expect(await verdicts('7.2')).toEqual(['met']);
    room.clock.advance(93 * DAY_MS);
    expect(await verdicts('7.2')).toEqual(['absent']);
    await useAll();
    expect(await verdicts('7.2')).toEqual(['met']);
  });

  it('counts supervision, functions in use, statements, members and interfaces [6.3] [6.5] [10.5.cv] [10.5.cw] [11.8.ed] [11.8.eg] [11.8.eh] [12.2.end]', async () => {
    const owner = await room.owner('seller', SELLER);
    await run(staff('mediator'), 'recordTradeCheck', {
      requestId: 't1',
      subject: 'GOODS',
      partyId: SELLER,
      items: CHECKLISTS.goods.map((item) => ({ item: apiName(item), passed: item !== 'label-as-shown' })),
      finding: '标签缺产地',
    });
    expect(await verdicts('6.5')).toEqual(['absent', 'met', 'absent', 'met']);
    await room.tell('orders', 'orders.act-recorded.v1', {
      operation: 'placeOrder',
      requestId: 'r',
      actorKind: 'account',
      actorId: buyer.id,
      roles: [],
      subject: [],
    });
    expect((await figures('6.3')).slice(0, 2)).toMatchObject([
      { label: '近92天用过的功能', value: 1, condition: { outOf: 20 } },
      { label: '订单处理：距最近使用', value: 0, unit: '天' },
    ]);
    await run(admin, 'publishDocument', {
      requestId: 'p1',
      kind: 'SOFTWARE_STATEMENT',
      title: '权限说明',
      text: '不申请多余权限',
    });
    await run(admin, 'publishDocument', { requestId: 'p2', kind: 'COVENANT', title: '自律公约', text: '诚实经营' });
    for (const clause of ['10.5.cv', '10.5.cw'] as const) expect(await verdicts(clause)).toContain('few');
    await run(owner, 'joinCovenant', { partyId: SELLER });
    expect(await value('12.2.end', '公约成员')).toBe(1);
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
    expect(await verdicts('11.5')).toEqual(['few']);
    room.clock.advance(2 * HOUR_MS);
    expect((await figures('11.5'))[0]).toMatchObject({ value: 1, condition: { outOf: 1 } });
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
    expect(await verdicts('7.6.ab')).toEqual(['few', 'few']);
  });

  it('shows what was demanded and not put right by its day, until it is reported [7.6.ab]', async () => {
    const owner = await room.owner('seller', SELLER);
    room.conduct['orders'] = [{ partyId: SELLER, metric: 'orders-confirmed-in-time', good: 1, total: 10 }];
    for (const [act, month, at] of [
      ['assessMonth', '2026-11', '2026-12-02'],
      ['publishAssessment', '2026-11', '2026-12-05'],
      ['assessMonth', '2026-12', '2027-01-03'],
      ['publishAssessment', '2026-12', '2027-01-06'],
    ]) {
      room.clock.set(`${at}T02:00:00Z`);
      await room.graph(admin, `mutation { ${act}(input: { month: "${month}" }) { __typename } }`);
    }
    const demanded = await contextOf(room)
      .rows.selectFrom('Measure')
      .select(['id', 'dueAtMs'])
      .where('step', '=', 'rectification')
      .executeTakeFirstOrThrow();
    const late = async () => {
      const told = await evidence['7.6.ab']!(contextOf(room), { fromMs: 0, toMs: room.clock.now() + 1 });
      return verdictOf(told.find(({ label }) => label === '到期没改进')!);
    };
    expect(await late()).toBe('met');
    room.clock.set(new Date(demanded.dueAtMs! + 1).toISOString());
    expect(await late()).toBe('breached');
    await run(owner, 'reportRectification', { measureId: demanded.id, text: '已经改了' });
    expect(await late()).toBe('met');
  });
});
