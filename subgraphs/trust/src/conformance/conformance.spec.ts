import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CLAUSES, clauseOf, isClauseRef } from '@heitu/standard';
import { evidence } from '../evidence.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const REPORT =
  'query($m: String) { conformanceReport(month: $m) { clause title owner level standing standingText met lacking deviation figures { label value unit breached } } }';

describe('the conformance report', () => {
  let room: TrustRoom;
  beforeEach(async () => {
    room = await openTrust();
  });
  afterEach(() => room.close());
  const report = async (actor = staff('operator-admin')) =>
    (await room.graph<any>(actor, REPORT)).conformanceReport as {
      clause: string;
      owner: string;
      standing: string;
      standingText: string;
      met: string | null;
      lacking: string | null;
      deviation: string | null;
      figures: object[];
    }[];

  it('lists every clause of the standard, with what it still lacks', async () => {
    const rows = await report();
    expect(rows.map((row) => row.clause)).toEqual(CLAUSES.map((clause) => clause.id));
    for (const row of rows)
      expect([row.clause, (row.met === null) !== (row.lacking === null)]).toEqual([row.clause, true]);
    expect(rows.find((row) => row.clause === '7.3.8.o')).toMatchObject({
      met: null,
      figures: [],
      lacking: expect.stringContaining('1个工作日内答复'),
    });
    expect(rows.find((row) => row.clause === '10.3.a-b')!.deviation).toContain('不同意即不收集');
  });

  it('has a way to count evidence for every clause that trust owns', () => {
    const counted = new Set(Object.keys(evidence).map((ref) => (isClauseRef(ref) ? clauseOf(ref).id : ref)));
    expect(
      CLAUSES.filter((clause) => clause.owner === 'trust' && !counted.has(clause.id)).map((clause) => clause.id),
    ).toEqual([]);
  });

  it('shows the figures of all six subgraphs, and a breach as lacking', async () => {
    await room.signIn('alice');
    room.evidence['orders'] = [
      { clause: '7.5.w', figures: [{ label: '按时确认', value: 9, unit: '单', breached: false }] },
    ];
    room.evidence['logistics'] = [
      { clause: '8.4.2.bh', figures: [{ label: '缺签名的交接', value: 2, unit: null, breached: true }] },
    ];
    const rows = await report();
    expect(rows.find((row) => row.clause === '7.5.w')).toMatchObject({ met: '按时确认9单', lacking: null });
    const handover = rows.find((row) => row.clause === clauseOf('8.4.2.bh').id)!;
    expect(handover).toMatchObject({ met: null, lacking: expect.stringContaining('未达标：缺签名的交接2') });
    const { conformanceReport } = await room.graph<any>(
      staff('operator-admin'),
      '{ conformanceReport(standing: BREACHED) { clause } }',
    );
    expect(conformanceReport.map(({ clause }: any) => clause)).toEqual(
      rows.filter(({ standing }) => standing === 'BREACHED').map(({ clause }) => clause),
    );
    expect(rows.find((row) => row.clause === '11.5.dd')!.figures).toContainEqual(
      expect.objectContaining({ label: '登录成功', value: 1 }),
    );
  });

  it('calls nothing met that no figure was judged for, and a zero where some are expected not met', async () => {
    const figure = (value: number, breached: boolean | null) => ({ label: '有效', value, unit: '家', breached });
    room.evidence['sellers'] = [
      { clause: '9.1.cj-ck', figures: [figure(0, true), { label: '全部', value: 2, unit: '家', breached: null }] },
      { clause: '6.4', figures: [figure(7, null)] },
      { clause: '7.1.b', figures: [figure(3, false), figure(9, null)] },
    ];
    const rows = await report();
    const of = (clause: string) => rows.find((row) => row.clause === clause)!;
    expect(of('9.1.cj-ck')).toMatchObject({
      standing: 'BREACHED',
      standingText: '未达标',
      met: null,
      lacking: '未达标：有效0家',
    });
    expect(of('6.4')).toMatchObject({
      standing: 'UNJUDGED',
      standingText: '有数据，未判定',
      met: null,
      lacking: expect.stringContaining('有数据，未判定'),
    });
    expect(of('7.1.b')).toMatchObject({
      standing: 'MET',
      standingText: '符合',
      met: '有效3家；有效9家',
      lacking: null,
    });
    expect(of('6.2.a')).toMatchObject({ standing: 'EMPTY', standingText: '还没有数据', met: null });
    // Turned back when it is mended.
    room.evidence['sellers'] = [{ clause: '9.1.cj-ck', figures: [figure(2, false)] }];
    expect((await report()).find((row) => row.clause === '9.1.cj-ck')!.standing).toBe('MET');
  });

  it('is not hidden by one failing and one silent subgraph, and says which', async () => {
    room.down.add('orders');
    room.slow.add('catalog');
    await room.signIn('alice');
    const rows = await report();
    expect(rows).toHaveLength(CLAUSES.length);
    for (const owner of ['ORDERS', 'CATALOG'])
      expect(
        rows
          .filter((row) => row.owner === owner)
          .every((row) => row.lacking!.includes(`${owner.toLowerCase()} 子系统没有答复`)),
      ).toBe(true);
    expect(rows.find((row) => row.clause === '11.5.dd')!.figures).not.toEqual([]);
  });

  it('is for the operator and the regulator', async () => {
    await report(staff('regulator'));
    for (const role of ['mediator', 'finance', 'industry-body', 'consumer'])
      expect((await room.graphWithErrors(staff(role), REPORT)).errors![0]!.extensions!['code']).toBe('FORBIDDEN');
    expect(
      (await room.graphWithErrors(staff('regulator'), REPORT, { m: '2026-99' })).errors![0]!.extensions!['code'],
    ).toBe('BAD_USER_INPUT');
  });
});
