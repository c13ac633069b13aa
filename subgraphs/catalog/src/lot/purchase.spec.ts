import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { harvested, ricePlot } from '../field/field.fixture.ts';
import {
  acceptedPapers,
  act,
  certificateInput,
  consumer,
  documentedLot,
  openRoom,
  published,
  reviewer,
  rowCount,
  seller,
} from '../testing.fixture.ts';

/** Goods that no field of ours has grown: bought in, gathered, or made of another lot. */
describe('where a lot begins [5.1] [7.3.2.d]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await published(room));
  });
  afterEach(() => room.close());

  const BOUGHT = { supplierId: 'supplier-1', goods: '大黄米', amount: '300千克', origin: '兴隆乡永发村' };
  const purchase = async (lotId: string, more: object = {}) =>
    act(room, seller, 'addCertificate', {
      ...(await certificateInput(room, lotId, 'PURCHASE', { validUntilOn: null, boughtIn: BOUGHT })),
      ...more,
    });
  const released = async (more: object = {}) => {
    const lot = await documentedLot(room, skuId, more);
    await act(room, seller, 'releaseLot', { lotId: lot.lotId });
    return lot;
  };
  const fromNowhere = async () => {
    const trust = { kind: 'peer' as const, id: 'trust', grants: [] };
    const { catalogEvidence } = await room.graph<any>(
      trust,
      '{ catalogEvidence(fromMs: "0", toMs: "9999999999999") { clause figures { label value verdict missed { text } } } }',
    );
    const figureOf = (clause: string, label: string) =>
      catalogEvidence
        .find((row: any) => row.clause === clause)
        .figures.find((figure: any) => figure.label.startsWith(label));
    return {
      lots: figureOf('7.3.2.a-f', '没有种养或采集记录').missed.map(({ text }: any) => text),
      skus: figureOf('5.1', '每批都说得出').verdict,
    };
  };
  const told = async (code: string) =>
    (
      await room.graph<any>(
        consumer,
        `{ trace(code: "${code}") { events { title inputs { name amount source } } lot {
          fields { plotName kind } purchases { issuer issuedOn fileId acceptedBy boughtIn { goods amount origin } } } } }`,
      )
    ).trace;

  it('begins with a purchase once somebody else has accepted its paper, and says so to whoever scans the bag', async () => {
    const { lotId, code } = await released();
    expect(await fromNowhere()).toEqual({ lots: [`批次 ${code}`], skus: 'BREACHED' });
    expect(await purchase(lotId)).toHaveProperty('id');
    expect([(await told(code)).lot.purchases, (await fromNowhere()).skus]).toEqual([[], 'BREACHED']);
    await acceptedPapers(room, lotId);
    expect(await fromNowhere()).toEqual({ lots: [], skus: 'MET' });
    const trace = await told(code);
    expect(trace.lot).toEqual({
      fields: [],
      purchases: [
        {
          issuer: expect.not.stringContaining('市场监督管理局'),
          issuedOn: '2026-01-10',
          fileId: null,
          acceptedBy: '资质审核员',
          boughtIn: { goods: '大黄米', amount: '300千克', origin: '兴隆乡永发村' },
        },
      ],
    });
    expect(trace.events).toContainEqual({
      title: '原料进货',
      inputs: [{ name: '大黄米', amount: '300千克', source: '兴隆乡永发村' }],
    });
  });

  it.each([
    ['that says nothing of what was bought', { boughtIn: null }, 'PURCHASE_UNSAID', '7.3.2.d'],
    [
      'of a supplier that nobody has approved',
      { boughtIn: { ...BOUGHT, supplierId: 'nobody' } },
      'SUPPLIER_NOT_FILED',
      '7.3.1.a-c',
    ],
    ['of another kind with a purchase in it', { type: 'OTHER' }, 'PURCHASE_UNSAID', '7.3.2.d'],
    ['of a day to come', { issuedOn: '2027-01-01' }, 'DATE_IN_FUTURE', null],
    ['that heals', { boughtIn: { ...BOUGHT, goods: '抗癌米' } }, 'INVALID_INPUT', null],
  ])('refuses a paper %s, and keeps nothing of it', async (_what, more, code, clause) => {
    const { lotId } = await released();
    const before = [await rowCount(room, 'Certificate'), await rowCount(room, 'TraceEvent')];
    expect(await purchase(lotId, more)).toMatchObject({ code, clause });
    expect([await rowCount(room, 'Certificate'), await rowCount(room, 'TraceEvent')]).toEqual(before);
  });
  it('begins nowhere by a paper that was sent back', async () => {
    const { lotId } = await released();
    await purchase(lotId);
    const { papersWaiting } = await room.graph<any>(reviewer, '{ papersWaiting { id } }');
    await act(room, reviewer, 'returnPaper', { paperId: papersWaiting[0].id, reason: '看不清' });
    expect((await fromNowhere()).skus).toBe('BREACHED');
  });

  it('begins where it was gathered, and takes no more than was', async () => {
    const woods = await ricePlot(room, { kind: 'WILD', name: '磨盘山北坡' });
    const harvestId = await harvested(room, woods);
    const { code } = await released({ units: 3, harvests: [{ harvestId, quantity: 20 }] });
    expect((await fromNowhere()).lots).toEqual([]);
    expect((await told(code)).lot.fields).toEqual([{ plotName: '磨盘山北坡', kind: 'WILD' }]);
  });

  it('begins where all began that it was made from, and is told so', async () => {
    const harvestId = await harvested(room, await ricePlot(room));
    const grown = await released({ units: 3, harvests: [{ harvestId, quantity: 20 }] });
    const bought = await released();
    const mixed = await released({
      sources: [
        { code: grown.code, units: 3 },
        { code: bought.code, units: 397 },
      ],
    });
    expect((await fromNowhere()).lots.sort()).toEqual([`批次 ${bought.code}`, `批次 ${mixed.code}`].sort());
    await purchase(bought.lotId);
    await acceptedPapers(room, bought.lotId);
    expect(await fromNowhere()).toEqual({ lots: [], skus: 'MET' });
    const { lot } = await told(mixed.code);
    expect([lot.fields.length, lot.purchases.length]).toEqual([1, 1]);
  });
});
