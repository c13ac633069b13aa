import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { apiName } from '@heitu/kit/rules/enums';
import { judged, judgedAs, notApplicable, type EvidenceFigure } from '@heitu/kit/rules/evidence';
import { CLAUSES, clauseOf, isClauseRef } from '@heitu/standard';
import { evidence } from '../evidence.ts';
import { openTrust, staff, type TrustRoom } from '../testing/trust-room.fixture.ts';

const REPORT =
  'query($m: String) { conformanceReport(month: $m) { clause title owner level standing standingText met lacking deviation figures { label value unit verdict source missed { ref text } } } }';

const measured = judgedAs('measured');
const ROWS = ['Handover:1', 'Handover:2'];
/** As a peer answers. */
const told = (figure: EvidenceFigure) => {
  const { verdict, source, ...rest } = judged(figure);
  return { ...rest, verdict: verdict && apiName(verdict), source: source && apiName(source) };
};

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
      figures: [{ label: '1个工作日内答复', value: 0, verdict: 'FEW', source: 'MEASURED' }],
      lacking: '样本不足：1个工作日内答复0件',
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
    room.evidence['orders'] = [{ clause: '7.5.w', figures: [told(measured.each('按时确认', 9, 9, '单'))] }];
    room.evidence['logistics'] = [
      {
        clause: '8.4.2.bh',
        figures: [told(measured.noneOf('缺签名的交接', ROWS, '张', (ref) => ({ ref, text: ref })))],
      },
    ];
    const rows = await report();
    expect(rows.find((row) => row.clause === '7.5.w')).toMatchObject({ met: '按时确认9单', lacking: null });
    const handover = rows.find((row) => row.clause === clauseOf('8.4.2.bh').id)!;
    expect(handover.figures).toMatchObject([{ missed: ROWS.map((ref) => ({ ref, text: ref })) }]);
    expect(handover).toMatchObject({ met: null, lacking: '不符合：缺签名的交接2张（应为0）' });
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

  it('gives each of the five verdicts, and says why', async () => {
    room.evidence['sellers'] = [
      { clause: '9.1.cj-ck', figures: [told(measured.each('有效', 1, 2, '家'))] },
      { clause: '6.4', figures: [told({ label: '有效', value: 7, unit: '家' })] },
      { clause: '7.1.b', figures: [told(measured.each('有效', 3, 3, '家')), told({ label: '全部', value: 9 })] },
      { clause: '6.1.a', figures: [told(measured.present('营业执照', 0, '件'))] },
      { clause: '7.1.a', figures: [told(measured.each('有效', 2, 2, '家', { sampleMin: 3 }))] },
      // Whoever gains by it says so, and nobody else.
      { clause: '7', figures: [told(judgedAs('declared').each('声明', 3, 3, '家'))] },
    ];
    room.evidence['logistics'] = [
      { clause: '8.2.az', figures: [told(notApplicable('没有代收的货款'))] },
      { clause: '8.7', figures: [told(judgedAs('declared').each('冷库', 3, 3, '个'))] },
    ];
    const rows = await report();
    const of = (clause: string) => {
      const { standing, standingText, met, lacking } = rows.find((row) => row.clause === clause)!;
      return { standing, standingText, met, lacking };
    };
    const said = (standing: string, standingText: string, lacking: unknown) => ({
      standing,
      standingText,
      met: null,
      lacking,
    });
    expect(of('9.1.cj-ck')).toEqual(said('BREACHED', '不符合', '不符合：有效1家（应为全部2家）'));
    expect(of('6.4')).toEqual(said('ABSENT', '应有而无', expect.any(String)));
    expect(of('7.1.b')).toEqual({ standing: 'MET', standingText: '符合', met: '有效3家；全部9', lacking: null });
    expect(of('6.1.a')).toEqual(said('ABSENT', '应有而无', '应有而无：营业执照0件（应不少于1件）'));
    expect(of('7.1.a')).toEqual(said('FEW', '样本不足', '样本不足：有效2家'));
    expect(of('7')).toEqual(said('ABSENT', '应有而无', expect.stringContaining('只有自报')));
    expect(of('8.2.az')).toEqual(said('NOT_APPLICABLE', '不适用', '没有代收的货款'));
    // What is only recommended is kept by whoever says so.
    expect(of('8.7').standing).toBe('MET');
    expect(of('6.2.a')).toMatchObject({ standing: 'FEW', standingText: '样本不足', met: null });
    // Turned back when it is mended.
    room.evidence['sellers'] = [{ clause: '9.1.cj-ck', figures: [told(measured.each('有效', 2, 2, '家'))] }];
    expect((await report()).find((row) => row.clause === '9.1.cj-ck')!.standing).toBe('MET');
  });

  it('judges the room that is registered, own or hosted, and the other not [11.1] [11.2]', async () => {
    const standings = async () => {
      const rows = await report();
      return ['11.1', '11.2'].map((clause) => rows.find((row) => row.clause === clause)!.standing);
    };
    const ROOM = '场地、环境、安全防护、消防、入侵报警、视频监控、备份逐项看过';
    let items = 0;
    const register = (part: string, clause: string, detail = ROOM) =>
      room.graph(
        staff('operator-admin'),
        'mutation($i: RegisterTechnicalItemInput!) { registerTechnicalItem(input: $i) { __typename } }',
        {
          i: {
            requestId: `room-${(items += 1)}`,
            part,
            clause,
            title: '机房合规证明',
            detail,
            validUntilOn: '2026-12-01',
          },
        },
      );
    expect(await standings()).toEqual(['ABSENT', 'ABSENT']);
    // One point of seven is no room that keeps the letter.
    await register('HOSTING', '11.2', '消防验收合格');
    expect(await standings()).toEqual(['NOT_APPLICABLE', 'BREACHED']);
    await register('HOSTING', '11.2');
    expect(await standings()).toEqual(['NOT_APPLICABLE', 'MET']);
    await register('MACHINE_ROOM', '11.1');
    expect(await standings()).toEqual(['MET', 'MET']);
    room.clock.set('2026-12-03T00:00:00Z');
    expect(await standings()).toEqual(['ABSENT', 'ABSENT']);
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
