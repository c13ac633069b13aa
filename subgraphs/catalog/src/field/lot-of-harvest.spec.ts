import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  certificateInput,
  consumer,
  acceptedPapers,
  draft,
  eventTypes,
  inspectionInput,
  lotInput,
  openRoom,
  operator,
  otherSeller,
  requestId,
  reviewer,
  rowCount,
  seller,
} from '../testing.fixture.ts';
import { harvested, ricePlot, useInput } from './field.fixture.ts';

describe('a lot of a harvest', () => {
  let room: TestSubgraph;
  let skuId: string;
  let plotId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
    plotId = await ricePlot(room, { newGrowerName: '田大壮' });
  });
  afterEach(() => room.close());

  const register = (harvestId: string, quantity: number, more: object = {}) =>
    act(
      room,
      seller,
      'registerLot',
      lotInput(skuId, { units: 100, harvests: [{ harvestId, quantity }], ...more }),
      'id lotCode',
    );
  const left = async () =>
    (await room.graph<any>(seller, `{ plot(id: "${plotId}") { harvests { left } } }`)).plot.harvests[0].left;
  const documented = async (lotId: string) => {
    for (const type of ['CONFORMITY', 'PRODUCTION_LICENCE'])
      await act(room, seller, 'addCertificate', await certificateInput(room, lotId, type));
    await act(room, seller, 'recordInspection', await inspectionInput(room, lotId));
    await acceptedPapers(room, lotId);
  };
  const released = async (harvestId: string, more: object = {}) => {
    const lot = await register(harvestId, 1000, more);
    await documented(lot.id);
    const answer = await act(room, seller, 'releaseLot', { lotId: lot.id }, 'state');
    if (answer.state !== 'RELEASED') throw new Error(JSON.stringify(answer));
    return lot as { id: string; lotCode: string };
  };
  const stateOf = async (id: string) =>
    (await room.graph<any>(operator, `{ lot(id: "${id}") { state blockReason } }`)).lot;
  const EARLY = '这块地9月20日打的药要隔14天，10月4日以后才能收';
  const late = () => useInput(plotId, { usedOn: '2026-09-20' });

  it('takes from the harvest what goes into it, and never more', async () => {
    const harvestId = await harvested(room, plotId);
    expect(await register(harvestId, 3000.5)).toHaveProperty('id');
    expect(await left()).toBe(1999.5);
    expect(await register(harvestId, 2000)).toMatchObject({
      code: 'HARVEST_USED_UP',
      details: [{ path: ['harvests', '0', 'quantity'], text: '这次采收只剩1999.5' }],
    });
    expect([await left(), await rowCount(room, 'Lot')]).toEqual([1999.5, 1]);
    expect(await register(harvestId, 1999.5)).toHaveProperty('id');
    expect(await left()).toBe(0);
  });

  it('never takes more, however many take at once', async () => {
    const harvestId = await harvested(room, plotId);
    const answers = await Promise.all(Array.from({ length: 6 }, () => register(harvestId, 2000)));
    expect(answers.filter(({ id }) => id)).toHaveLength(2);
    expect(answers.filter(({ code }) => code === 'HARVEST_USED_UP')).toHaveLength(4);
    expect([await left(), await rowCount(room, 'LotHarvest'), await rowCount(room, 'Lot')]).toEqual([1000, 2, 2]);
  });

  it("takes no harvest of another's, none that is not there, and none of later than it was made", async () => {
    const harvestId = await harvested(room, plotId);
    expect(await register('nothing', 1, { units: 1 })).toMatchObject({ code: 'HARVEST_UNKNOWN' });
    expect(await register(harvestId, 1, { producedOn: '2026-09-27' })).toMatchObject({ code: 'BEFORE_HARVEST' });
    const theirs = await ricePlot(room, { partyId: 'party-2' }, otherSeller);
    const answer = await act(
      room,
      otherSeller,
      'recordHarvest',
      { requestId: requestId(), plotId: theirs, harvestedOn: '2026-09-28', quantity: 10, unit: 'KG' },
      'harvests { root }',
    );
    expect(await register(answer.harvests[0].root, 1)).toMatchObject({ code: 'HARVEST_UNKNOWN' });
    expect(await rowCount(room, 'Lot')).toBe(0);
  });

  it('is not registered, nor released, when what was put on its field was written down late [7.3.2.d]', async () => {
    const harvestId = await harvested(room, plotId);
    const lot = await register(harvestId, 1000);
    await documented(lot.id);
    await act(room, seller, 'recordInputUse', late());
    expect(await register(harvestId, 1000)).toMatchObject({
      code: 'HARVESTED_EARLY',
      clause: '7.3.2.d',
      details: [{ path: ['harvests', '0', 'harvestId'], text: EARLY }],
    });
    expect(await act(room, seller, 'releaseLot', { lotId: lot.id })).toMatchObject({
      code: 'HARVESTED_EARLY',
      details: [{ about: 'harvest', text: EARLY }],
    });
    expect((await stateOf(lot.id)).state).toBe('REGISTERED');
  });

  it('on sale is held with what was made of it, until a reviewer has decided [7.3.2.d]', async () => {
    const harvestId = await harvested(room, plotId);
    const lot = await released(harvestId);
    const made = await released(harvestId, { sources: [{ code: lot.lotCode, units: 100 }], harvests: [] });
    const other = await released(await harvested(room, await ricePlot(room)));
    const answer = await act(room, seller, 'recordInputUse', late(), 'heldLots { id }');
    expect(answer.heldLots).toEqual([{ id: lot.id }]);
    for (const { id } of [lot, made]) expect(await stateOf(id)).toEqual({ state: 'HELD', blockReason: EARLY });
    expect((await stateOf(other.id)).state).toBe('RELEASED');
    const { catalogDue } = await room.graph<any>(reviewer, '{ catalogDue { kind title } }');
    expect(catalogDue.filter(({ kind }: any) => kind === 'LOT_HOLD').map(({ title }: any) => title)).toEqual([
      lot.lotCode,
      made.lotCode,
    ]);
    const { trace } = await room.graph<any>(
      consumer,
      `{ trace(code: "${lot.lotCode}") { verified notice events { title note } } }`,
    );
    expect(trace).toMatchObject({ verified: true });
    expect(trace.events.at(-1)).toEqual({ title: '暂停销售', note: EARLY });
    expect(
      await act(room, seller, 'decideHold', { lotId: lot.id, decision: 'RESUME', reason: '没事' }).catch(
        () => 'forbidden',
      ),
    ).toBe('forbidden');
    const decide = (lotId: string, decision: string) =>
      act(room, reviewer, 'decideHold', { lotId, decision, reason: '复检合格' }, 'state');
    expect(await decide(lot.id, 'RESUME')).toMatchObject({ state: 'RELEASED' });
    expect(await decide(lot.id, 'RESUME')).toMatchObject({ code: 'WRONG_STATE' });
    expect(await decide(made.id, 'STOP')).toMatchObject({ state: 'BLOCKED' });
    const types = await eventTypes(room);
    expect(types.filter((type) => type === 'catalog.lot-blocked.v1')).toHaveLength(2);
    expect(types.filter((type) => type === 'catalog.lot-released.v1')).toHaveLength(4);
    // What was decided on is not held again for the same record, and is for another.
    room.clock.advance(1000);
    await act(room, seller, 'recordPlotNote', {
      requestId: requestId(),
      plotId,
      kind: 'PEST',
      what: '二化螟',
      seenOn: '2026-07-01',
    });
    expect((await stateOf(lot.id)).state).toBe('RELEASED');
    await act(room, seller, 'recordInputUse', useInput(plotId, { usedOn: '2026-09-21', name: '吡蚜酮' }));
    expect((await stateOf(lot.id)).state).toBe('HELD');
  });

  it('that nobody decides on is never sold again', async () => {
    const lot = await released(await harvested(room, plotId));
    await act(room, seller, 'recordInputUse', late());
    room.clock.advance(9 * 86_400_000);
    await room.subgraph.runOnce('end-silent-holds');
    expect((await stateOf(lot.id)).state).toBe('HELD');
    room.clock.advance(21 * 86_400_000);
    await room.subgraph.runOnce('end-silent-holds');
    expect((await stateOf(lot.id)).state).toBe('BLOCKED');
  });

  it('tells everybody its field as a short story, its grower by family name alone; without one it says nothing', async () => {
    await act(room, seller, 'recordInputUse', useInput(plotId));
    await act(room, seller, 'recordInputUse', useInput(plotId, { usedOn: '2025-06-03', name: '去年的药' }));
    const lot = await released(await harvested(room, plotId));
    const without = await act(room, seller, 'registerLot', lotInput(skuId), 'id lotCode fields { plotName }');
    expect(without.fields).toEqual([]);
    const { trace } = await room.graph<any>(
      consumer,
      `{ trace(code: "${lot.lotCode}") { verified lot { fields { plotName township village size sizeUnit grower crop harvestedOn quantity unit
        inputs { name usedOn safeDays daysKept } } } events { title place note inputs { name amount usedOn source } produced { name quantity unit } } } }`,
    );
    expect(trace.lot.fields).toEqual([
      {
        plotName: '村东水田',
        township: '龙凤山镇',
        village: '乐园村',
        size: 12.5,
        sizeUnit: 'MU',
        grower: '田**',
        crop: '水稻',
        harvestedOn: '2026-09-28',
        quantity: 1000,
        unit: 'KG',
        inputs: [{ name: '三环唑可湿性粉剂', usedOn: '2026-06-03', safeDays: 14, daysKept: 117 }],
      },
    ]);
    expect(trace.verified).toBe(true);
    expect(trace.events[0]).toEqual({
      title: '采收',
      place: '龙凤山镇乐园村，村东水田',
      note: '水稻（稻花香2号），12.5亩，2026-05-20开始',
      inputs: [{ name: '三环唑可湿性粉剂', amount: '25克/亩', usedOn: '2026-06-03', source: 'PD20090001' }],
      produced: [{ name: '水稻', quantity: 1000, unit: 'KG' }],
    });
  });

  it('begins its EPCIS document with the harvest [5.1]', async () => {
    const lot = await released(await harvested(room, plotId));
    const { body } = await room.subgraph.edge(
      { method: 'GET', path: `/epcis/${lot.lotCode}`, query: {}, headers: {}, body: Buffer.alloc(0) },
      consumer,
      'r',
    );
    const { eventList } = JSON.parse(String(body)).epcisBody;
    const [first] = eventList;
    expect(first).toMatchObject({
      type: 'ObjectEvent',
      action: 'ADD',
      bizStep: 'commissioning',
      eventTime: '2026-09-28T00:00:00.000Z',
      quantityList: [{ quantity: 1000, uom: 'KGM' }],
    });
    // So much paddy went in, and so many packs came out; how much they weigh stands in the master data.
    const [made, ...more] = eventList.filter(({ type }: any) => type === 'TransformationEvent');
    expect(made).toMatchObject({
      bizStep: 'commissioning',
      inputQuantityList: [{ quantity: 1000, uom: 'KGM' }],
      outputQuantityList: [{ quantity: 100 }],
      ilmd: { 'heitu:netKilograms': '500' },
    });
    expect(more).toEqual([]);
  });

  it('whose own steps leave less than its packs are is not let go; how it was made is told once', async () => {
    const harvestId = await harvested(room, plotId);
    const milled = async (lotId: string, kilograms: number, lotCode: string | null) =>
      act(
        room,
        seller,
        'recordTraceEvent',
        {
          requestId: requestId(),
          lotId,
          bizStep: 'other',
          title: '碾米',
          at: '2026-10-01T08:00:00+08:00',
          place: '光辉米业',
          consumed: [{ name: '水稻', quantity: 1000, unit: 'KG' }],
          produced: [{ name: '大米', quantity: kilograms, unit: 'KG', lotCode }],
        },
        'sequence',
      );
    const [light, whole] = [await register(harvestId, 1000), await register(harvestId, 1000)];
    for (const { id } of [light, whole]) await documented(id);
    await milled(light.id, 499, null);
    expect(await act(room, seller, 'releaseLot', { lotId: light.id })).toMatchObject({
      code: 'MORE_THAN_HARVESTED',
      details: [{ about: 'units', text: '照记下的步骤，剩下的做不出500千克' }],
    });
    await milled(whole.id, 700, whole.lotCode);
    expect(await act(room, seller, 'releaseLot', { lotId: whole.id }, 'state')).toMatchObject({ state: 'RELEASED' });
    const { trace } = await room.graph<any>(consumer, `{ trace(code: "${whole.lotCode}") { events { title } } }`);
    expect(trace.events.map(({ title }: any) => title)).not.toContain('做成这批货');
  });
});
