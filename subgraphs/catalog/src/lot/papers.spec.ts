import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import {
  acceptedPapers,
  act,
  certificateInput,
  consumer,
  documentedLot,
  eventTypes,
  draft,
  filedLot,
  inspectionInput,
  lotInput,
  opened,
  openRoom,
  operator,
  requestId,
  reviewer,
  rowCount,
  scanned,
  seller,
} from '../testing.fixture.ts';

/** Poisonous rice on sale under "材料齐全": what the audit of 28 November 2026 did, and what is done about it. */
describe('the papers of a lot prove something', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const release = (lotId: string) => act(room, seller, 'releaseLot', { lotId }, 'state');
  const waiting = async (
    lotId: string,
  ): Promise<{ id: string; fileId: string; kind: string; availableActions: string[] }[]> =>
    (
      await room.graph<any>(reviewer, '{ papersWaiting { id fileId kind availableActions lot { id } } }')
    ).papersWaiting.filter(({ lot }: { lot: { id: string } }) => lot.id === lotId);
  const registered = async () => (await act(room, seller, 'registerLot', lotInput(skuId))).id as string;

  it('stops rice with 25 times the cadmium that is allowed, whoever says that it passed [7.3.6.c]', async () => {
    const lotId = await registered();
    const poisoned = { items: [{ name: '镉（以Cd计）', value: '5', unit: 'mg/kg' }] };
    expect(
      await act(
        room,
        seller,
        'recordInspection',
        await inspectionInput(room, lotId, poisoned),
        'state blockReason inspections { passed items { limit passed basis doubt } }',
      ),
    ).toMatchObject({
      state: 'BLOCKED',
      blockReason: '检验不合格：镉（以Cd计）5mg/kg（标准≤0.2）',
      inspections: [
        { passed: false, items: [{ limit: '≤0.2', passed: false, basis: 'GB 2762-2022', doubt: expect.any(String) }] },
      ],
    });
    expect(await release(lotId)).toMatchObject({ code: 'WRONG_STATE' });
  });

  it.each([
    ['of a laboratory that nobody filed', { laboratoryId: 'nobody' }, 'LABORATORY_UNKNOWN', '7.3.6.c'],
    [
      'of a laboratory that is only typed',
      { laboratoryId: null, laboratory: '不存在的检测中心' },
      'LABORATORY_UNKNOWN',
      '7.3.6.c',
    ],
    [
      'of what its laboratory is not accredited for',
      { items: [{ name: '农药残留', value: '0' }] },
      'OUTSIDE_SCOPE',
      '7.3.6.c',
    ],
    ['of other goods', { sampleName: '黑木耳' }, 'REPORT_DOES_NOT_FIT', '7.3.2.a'],
    ['of a sample from before the lot was made', { sampledOn: '2026-10-31' }, 'REPORT_DOES_NOT_FIT', '7.3.2.a'],
    ['of a day before its sample', { sampledOn: '2026-11-03' }, 'REPORT_DOES_NOT_FIT', '7.3.2.a'],
    ['in another unit', { items: [{ name: '镉', value: '30', unit: 'μg/kg' }] }, 'UNIT_DIFFERS', '7.3.6.a-c'],
    ['without a figure', { items: [{ name: '镉', value: '合格' }] }, 'VALUE_UNREADABLE', '7.3.6.a-c'],
    [
      'with one thing twice',
      {
        items: [
          { name: '镉', value: '0' },
          { name: '镉（以Cd计）', value: '9' },
        ],
      },
      'FINDING_TWICE',
      null,
    ],
    ['with nothing measured', { items: [] }, 'INVALID_INPUT', null],
    ['with the scan of something else', { fileId: 'nothing' }, 'FILE_UNKNOWN', null],
  ])('refuses a report %s, and keeps nothing of it', async (_what, more, code, clause) => {
    const lotId = await registered();
    expect(await act(room, seller, 'recordInspection', await inspectionInput(room, lotId, more))).toMatchObject({
      code,
      clause,
    });
    expect([await rowCount(room, 'Inspection'), await rowCount(room, 'ReportNumber')]).toEqual([0, 0]);
  });
  it('lets one report stand for one product of one day, whoever is first [7.3.2.a]', async () => {
    const reportNumber = 'SH-ONE';
    const [lot, pack, other] = [
      await registered(),
      await registered(),
      await act(room, seller, 'registerLot', lotInput(skuId, { producedOn: '2026-10-20' })),
    ];
    const file = async (lotId: string) =>
      act(room, seller, 'recordInspection', await inspectionInput(room, lotId, { reportNumber }));
    expect(await file(lot)).toHaveProperty('id');
    expect(await file(pack)).toHaveProperty('id');
    expect(await file(other.id)).toMatchObject({ code: 'REPORT_USED', clause: '7.3.2.a' });
    // Once nothing names it any more, a number that was typed wrongly is free.
    for (const { id } of [...(await waiting(lot)), ...(await waiting(pack))])
      await act(room, reviewer, 'returnPaper', { paperId: id, reason: '编号抄错了' });
    expect(await file(other.id)).toHaveProperty('id');
  });

  it('takes no licence whose number cannot be one, and doubts one whose last digit does not fit [7.3.2.a-f]', async () => {
    const lotId = await registered();
    const filed = async (number: string) =>
      act(
        room,
        seller,
        'addCertificate',
        await certificateInput(room, lotId, 'PRODUCTION_LICENCE', { number }),
        'certificates { number }',
      );
    expect(await filed('许可证1号')).toMatchObject({
      code: 'NUMBER_MISWRITTEN',
      details: [{ path: ['number'], text: expect.stringContaining('SC加14位数字') }],
    });
    expect(await rowCount(room, 'Certificate')).toBe(0);
    await filed('SC10811310111839');
    await filed('SC10811310111838');
    const { papersWaiting } = await room.graph<any>(
      reviewer,
      '{ papersWaiting { numberDoubt certificate { number } } }',
    );
    expect(papersWaiting.map((one: any) => [one.certificate.number, one.numberDoubt]).sort()).toEqual([
      ['SC10811310111838', '编号的校验位不对，请对照原件一位一位核对'],
      ['SC10811310111839', null],
    ]);
  });

  it('counts a paper once a second person has opened its scan and accepted it [7.3.2.a-f]', async () => {
    const { lotId } = await filedLot(room, skuId);
    const refused = await release(lotId);
    expect(refused).toMatchObject({ code: 'PAPERS_MISSING', clause: '7.3.2.a' });
    expect(refused.details.map(({ text }: { text: string }) => text)).toEqual([
      expect.stringContaining('检验报告已经交了，等审核员看过再卖'),
      expect.stringContaining('合格证已经交了'),
      expect.stringContaining('生产许可证已经交了'),
    ]);
    const [first] = await waiting(lotId);
    expect(await act(room, reviewer, 'acceptPaper', { paperId: first!.id })).toMatchObject({ code: 'SCAN_NOT_OPENED' });
    expect(await opened(room, operator, first!.fileId)).toBe(200);
    expect(await act(room, reviewer, 'acceptPaper', { paperId: first!.id })).toMatchObject({ code: 'SCAN_NOT_OPENED' });
    await acceptedPapers(room, lotId);
    expect(await waiting(lotId)).toEqual([]);
    expect(await act(room, reviewer, 'acceptPaper', { paperId: first!.id })).toMatchObject({ code: 'WRONG_STATE' });
    expect(await release(lotId)).toMatchObject({ state: 'RELEASED' });
    const { lot } = await room.graph<any>(
      consumer,
      'query($id: ID!) { lot(id: $id) { inspections { reportNumber acceptedBy acceptedAt fileId items { name value limit passed } } } }',
      { id: lotId },
    );
    expect(lot.inspections).toEqual([
      {
        reportNumber: expect.any(String),
        acceptedBy: '资质审核员',
        acceptedAt: expect.any(String),
        fileId: null,
        items: [
          { name: '水分', value: '14.6', limit: null, passed: null },
          { name: '镉', value: '0.03', limit: '≤0.2', passed: true },
        ],
      },
    ]);
  });

  it('lets nobody accept their own paper, nor that of a business they act for', async () => {
    const both = account('seller', { role: 'seller-owner', partyId: 'party-1' }, { role: 'reviewer' });
    const partner = account(
      'partner',
      { role: 'seller-staff', partyId: 'party-1', rights: ['lots'] },
      { role: 'reviewer' },
    );
    const { lotId } = await filedLot(room, skuId);
    const [paper] = await waiting(lotId);
    for (const who of [both, partner]) {
      await opened(room, who, paper!.fileId);
      expect(await act(room, who, 'acceptPaper', { paperId: paper!.id })).toMatchObject({
        code: 'NOT_OWN_PAPER',
        clause: '7.3.2.a-f',
      });
      expect(await act(room, who, 'returnPaper', { paperId: paper!.id, reason: '不清楚' })).toMatchObject({
        code: 'NOT_OWN_PAPER',
      });
      const { papersWaiting } = await room.graph<any>(who, '{ papersWaiting { availableActions } }');
      expect(papersWaiting.flatMap(({ availableActions }: { availableActions: string[] }) => availableActions)).toEqual(
        [],
      );
    }
    expect((await waiting(lotId)).map(({ availableActions }) => availableActions)).toEqual(
      Array.from({ length: 3 }, () => ['ACCEPT', 'RETURN']),
    );
  });

  it('sends a paper back with what is wrong, which its seller reads and nobody else; the right one follows', async () => {
    const { lotId } = await filedLot(room, skuId);
    const certificate = (await waiting(lotId)).find(({ kind }) => kind === 'CERTIFICATE')!;
    await act(room, reviewer, 'returnPaper', { paperId: certificate.id, reason: '照片看不清编号' });
    expect(await eventTypes(room)).toEqual(['catalog.paper-returned.v1']);
    await acceptedPapers(room, lotId);
    expect(await release(lotId)).toMatchObject({ code: 'PAPERS_MISSING', clause: '7.3.2.b' });
    const ask = 'query($id: ID!) { lot(id: $id) { certificates { state returnReason } } }';
    expect((await room.graph<any>(seller, ask, { id: lotId })).lot.certificates).toContainEqual({
      state: 'RETURNED',
      returnReason: '照片看不清编号',
    });
    await act(room, seller, 'addCertificate', await certificateInput(room, lotId, 'CONFORMITY'));
    await acceptedPapers(room, lotId);
    expect(await release(lotId)).toMatchObject({ state: 'RELEASED' });
    expect((await room.graph<any>(consumer, ask, { id: lotId })).lot.certificates).toEqual(
      Array.from({ length: 2 }, () => ({ state: 'ACCEPTED', returnReason: null })),
    );
  });

  it('sends back what nobody judged for fifteen working days; its lot stays unreleased [7.3.2.a-f]', async () => {
    const reportNumber = 'SH-UNSEEN';
    const { lotId } = await filedLot(room, skuId, {}, { reportNumber });
    for (const { id, fileId } of (await waiting(lotId)).slice(0, 1)) {
      await opened(room, reviewer, fileId);
      await act(room, reviewer, 'acceptPaper', { paperId: id });
    }
    const states = async () => {
      const ask = `query($id: ID!) { lot(id: $id) { state
        certificates { state returnReason } inspections { state returnReason } } }`;
      const { lot } = await room.graph<any>(seller, ask, { id: lotId });
      return { lot: lot.state, papers: [...lot.certificates, ...lot.inspections] };
    };
    const accepted = { state: 'ACCEPTED', returnReason: null };
    const filed = { state: 'FILED', returnReason: null };
    room.clock.set('2026-12-16T01:59:59Z');
    await room.subgraph.runOnce('return-unseen-papers');
    const before = await states();
    expect(before.lot).toBe('REGISTERED');
    expect(before.papers).toHaveLength(3);
    expect(before.papers).toEqual(expect.arrayContaining([accepted, filed]));
    expect(before.papers).not.toContainEqual(expect.objectContaining({ state: 'RETURNED' }));

    room.clock.set('2026-12-16T02:00:00Z');
    await room.subgraph.runOnce('return-unseen-papers');
    const after = await states();
    const returned = { state: 'RETURNED', returnReason: '15个工作日里没有人来核验，系统退回了，请再交一次' };
    expect(after.lot).toBe('REGISTERED');
    expect(after.papers.filter(({ state }) => state === 'RETURNED')).toEqual([returned, returned]);
    expect(after.papers).toContainEqual(accepted);
    expect(await eventTypes(room)).toEqual(['catalog.paper-returned.v1', 'catalog.paper-returned.v1']);
    expect(await waiting(lotId)).toEqual([]);
    expect(await release(lotId)).toMatchObject({ code: 'PAPERS_MISSING' });

    // The very same is filed again, and counts once somebody has looked.
    for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE'])
      expect(await act(room, seller, 'addCertificate', await certificateInput(room, lotId, type))).toHaveProperty('id');
    const again = await inspectionInput(room, lotId, { reportNumber });
    expect(await act(room, seller, 'recordInspection', again)).toHaveProperty('id');
    await acceptedPapers(room, lotId);
    expect(await release(lotId)).toMatchObject({ state: 'RELEASED' });
  });

  it('sends back what nobody has looked at although its seller was forgotten meanwhile', async () => {
    const { lotId } = await filedLot(room, skuId);
    const { vault } = room.subgraph.contextFor(systemActor('test'), 'test');
    await vault.destroy('party-1');
    room.clock.set('2026-12-16T02:00:00Z');
    await room.subgraph.runOnce('return-unseen-papers');
    expect(await waiting(lotId)).toEqual([]);
  });

  it('asks a report on rice for its cadmium [7.3.2.a]', async () => {
    const { lotId } = await documentedLot(room, skuId, {}, { items: [{ name: '铅', value: '0.1' }] });
    expect(await release(lotId)).toMatchObject({
      code: 'PAPERS_MISSING',
      clause: '7.3.2.a',
      details: [{ text: '检验报告里没有镉（以Cd计），请补一份测过它的报告' }],
    });
  });

  describe("a farmer's own look", () => {
    const check = async (lotId: string, more: object = {}) => ({
      requestId: requestId(),
      lotId,
      checkedBy: '李守田',
      checkedOn: '2026-11-02',
      fileId: await scanned(room, seller, 'inspection-report'),
      promised: true,
      items: [
        { name: '外观和气味', value: '正常' },
        { name: '霉变和虫蛀', value: '没有' },
        { name: '水分', value: '11.5', unit: '%' },
      ],
      ...more,
    });
    const fungus = async (): Promise<string> => {
      const raw = await draft(room, {
        categoryId: 'black-fungus',
        title: '黑木耳',
        standardCode: 'GB/T 6192-2019',
        skus: [{ specification: '250克/袋', unit: '袋', netGrams: 250, storage: 'AMBIENT', weightGrams: 300 }],
      });
      return (await act(room, seller, 'registerLot', lotInput(raw.skuId, { markedName: '黑木耳' }))).id;
    };

    it('is enough for produce as it was grown, and is shown as what it is [7.3.6.b]', async () => {
      const lotId = await fungus();
      expect(await act(room, seller, 'recordSelfCheck', await check(lotId))).toHaveProperty('id');
      expect(await release(lotId)).toMatchObject({ state: 'RELEASED' });
      const { lot } = await room.graph<any>(
        consumer,
        'query($id: ID!) { lot(id: $id) { selfCheckForm { name } inspections { id } promise { basis } selfChecks { passed checkedBy fileId items { name value } } } }',
        { id: lotId },
      );
      expect(lot).toMatchObject({
        selfCheckForm: null,
        inspections: [],
        promise: { basis: 'OWN_TEST' },
        selfChecks: [
          {
            passed: true,
            checkedBy: null,
            fileId: null,
            items: [{ name: '外观和气味', value: '正常' }, {}, { value: '11.5' }],
          },
        ],
      });
    });
    it.each([
      ['without a line of its form', { items: [{ name: '外观和气味', value: '正常' }] }, 'FORM_INCOMPLETE'],
      [
        'by a word that the form does not have',
        {
          items: [
            { name: '外观和气味', value: '很好' },
            { name: '霉变和虫蛀', value: '没有' },
            { name: '水分', value: '1' },
          ],
        },
        'FORM_INCOMPLETE',
      ],
      [
        'with nothing measured',
        {
          items: [
            { name: '外观和气味', value: '正常' },
            { name: '霉变和虫蛀', value: '没有' },
            { name: '水分', value: '正常' },
          ],
        },
        'FORM_INCOMPLETE',
      ],
      ['without its promise', { promised: false }, 'INVALID_INPUT'],
      ['without a photo', { fileId: 'nothing' }, 'FILE_UNKNOWN'],
      ['from before the lot was made', { checkedOn: '2026-10-31' }, 'BEFORE_PRODUCED'],
      ['of a day to come', { checkedOn: '2027-01-01' }, 'DATE_IN_FUTURE'],
    ])('is refused %s', async (_what, more, code) => {
      expect(await act(room, seller, 'recordSelfCheck', await check(await fungus(), more))).toMatchObject({ code });
      expect(await rowCount(room, 'SelfCheck')).toBe(0);
    });
    it('is no report on processed food: rice goes to a laboratory', async () => {
      expect(await act(room, seller, 'recordSelfCheck', await check(await registered()))).toMatchObject({
        code: 'REPORT_ASKED',
        clause: '7.3.6.b',
      });
    });
    it('stops what its own seller found mouldy', async () => {
      const lotId = await fungus();
      const mouldy = {
        items: [
          { name: '外观和气味', value: '正常' },
          { name: '霉变和虫蛀', value: '有' },
          { name: '水分', value: '11.5' },
        ],
      };
      expect(await act(room, seller, 'recordSelfCheck', await check(lotId, mouldy), 'state')).toMatchObject({
        state: 'BLOCKED',
      });
    });
  });
});
