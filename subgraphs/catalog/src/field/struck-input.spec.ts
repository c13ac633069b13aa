import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  documentedLot,
  draft,
  eventTypes,
  openRoom,
  requestId,
  reviewer,
  seller,
} from '../testing.fixture.ts';
import { harvested, ricePlot, useInput } from './field.fixture.ts';

describe('an interval that its field no longer asks for [7.3.2.d]', () => {
  let room: TestSubgraph;
  let skuId: string;
  let plotId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
    plotId = await ricePlot(room);
  });
  afterEach(() => room.close());

  const use = async (): Promise<string> =>
    (await act(room, seller, 'recordInputUse', useInput(plotId, { usedOn: '2026-09-20' }), 'inputs { id }')).inputs[0]
      .id;
  const strike = (recordId: string, wrong = '没打过') =>
    act(room, seller, 'strikeFieldRecord', { requestId: requestId(), plotId, record: 'INPUT', recordId, wrong });
  const release = (lotId: string) => act(room, seller, 'releaseLot', { lotId }, 'state blockReason');
  const lotOf = async (harvestId: string) =>
    documentedLot(room, skuId, { units: 100, harvests: [{ harvestId, quantity: 1000 }] });
  const told = async (code: string) =>
    (
      await room.graph<any>(
        consumer,
        `{ trace(code: "${code}") { lot { fields { inputs { name safeDays struck } } } events { title note } } }`,
      )
    ).trace;
  const DOUBT = '这块地9月20日打的药要隔14天，10月4日以后才能收。这条记录后来划掉或改短了，要等审核员看过才能卖';

  it('struck out by one tap: its lot waits for a reviewer, and everybody reads why', async () => {
    await strike(await use());
    const lot = await lotOf(await harvested(room, plotId));
    expect(await release(lot.lotId)).toMatchObject({ state: 'HELD', blockReason: DOUBT });
    expect((await eventTypes(room)).filter((type) => type === 'catalog.lot-released.v1')).toEqual([]);
    const { catalogDue } = await room.graph<any>(reviewer, '{ catalogDue { kind title } }');
    expect(catalogDue).toContainEqual({ kind: 'LOT_HOLD', title: lot.code });
    const { lot: shown, events } = await told(lot.code);
    expect(shown.fields[0].inputs).toEqual([{ name: '三环唑可湿性粉剂', safeDays: 14, struck: '没打过' }]);
    expect(events[0].note).toContain('划掉的记录：9月20日三环唑可湿性粉剂，理由：没打过');
    expect(events.at(-1)).toEqual({ title: '暂停销售', note: DOUBT });
    const decided = { lotId: lot.lotId, decision: 'RESUME', reason: '看过农药包装，没有用' };
    expect(await act(room, reviewer, 'decideHold', decided, 'state')).toMatchObject({ state: 'RELEASED' });
    expect((await eventTypes(room)).filter((type) => type === 'catalog.lot-released.v1')).toHaveLength(1);
  });

  it('said anew with fewer days: the same; with as many, or outside its days, nothing waits', async () => {
    const corrects = await use();
    await act(
      room,
      seller,
      'recordInputUse',
      useInput(plotId, { usedOn: '2026-09-20', safeDays: 7, corrects, wrong: '看错标签' }),
    );
    const early = await lotOf(await harvested(room, plotId));
    expect(await release(early.lotId)).toMatchObject({ state: 'HELD' });
    const later = await lotOf(await harvested(room, plotId, { harvestedOn: '2026-10-04' }));
    expect(await release(later.lotId)).toMatchObject({ state: 'RELEASED' });
    expect((await told(later.code)).lot.fields[0].inputs).toEqual([
      { name: '三环唑可湿性粉剂', safeDays: 7, struck: null },
    ]);
  });

  it('is held through a lot that was made of it', async () => {
    await strike(await use());
    const source = await lotOf(await harvested(room, plotId));
    await release(source.lotId);
    const decided = { lotId: source.lotId, decision: 'RESUME', reason: '没有用' };
    await act(room, reviewer, 'decideHold', decided);
    const made = await documentedLot(room, skuId, { units: 10, sources: [{ code: source.code, units: 10 }] });
    expect(await release(made.lotId)).toMatchObject({ state: 'HELD' });
  });
});
