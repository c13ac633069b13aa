import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { clausesByChapter } from '@heitu/standard';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { evidence } from './evidence.ts';
import { harvested, plotOf, ricePlot, useInput } from './field/field.fixture.ts';
import { act, documentedLot, openRoom, published, requestId, reviewer, seller } from './testing.fixture.ts';
import { world, type World } from './testing.fixture.ts';

describe('evidence', () => {
  let room: TestSubgraph;
  let state: World;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
  });
  afterEach(() => room.close());
  const trust = { kind: 'peer' as const, id: 'trust', grants: [] };
  const ask = async () => {
    const { catalogEvidence } = await room.graph<any>(
      trust,
      '{ catalogEvidence(fromMs: "0", toMs: "9999999999999") { clause figures { label value verdict missed { ref text } } } }',
    );
    return catalogEvidence as {
      clause: string;
      figures: { label: string; value: number; verdict: string | null; missed: { ref: string; text: string }[] }[];
    }[];
  };

  it('answers for every clause that catalog owns, and for no other', () => {
    const owned = clausesByChapter
      .flatMap(({ clauses }) => clauses)
      .filter((clause) => clause.owner === 'catalog')
      .map((clause) => clause.id);
    expect(Object.keys(evidence).sort()).toEqual(owned.sort());
  });

  it('makes nothing up: with nothing sold there is none', async () => {
    expect((await ask()).flatMap(({ figures }) => figures.map(({ value, verdict }) => [value, verdict]))).toEqual(
      expect.not.arrayContaining([[expect.anything(), 'BREACHED']]),
    );
  });

  it('compares the store with what is registered of each lot [5.1.b]', async () => {
    const { skuId } = await published(room);
    const { lotId } = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId });
    const anHour = () => room.clock.advance(3_600_000);
    const verdict = async (...store: NonNullable<World['store']>) => {
      state.store = store;
      const { figures } = (await ask()).find(({ clause }) => clause === '5.1.b')!;
      return figures.find(({ label }) => label === '库存与登记的批次相符的在售规格')!.verdict;
    };
    const kept = { lotId, isBlocked: false, foundUnits: 0 };
    // On its way to the store.
    expect(await verdict()).toBe('MET');
    anHour();
    expect([
      await verdict(),
      await verdict(kept),
      await verdict({ ...kept, isBlocked: true }),
      await verdict({ ...kept, foundUnits: -3 }),
      await verdict({ ...kept, foundUnits: 1 }),
    ]).toEqual(['BREACHED', 'MET', 'BREACHED', 'MET', 'BREACHED']);
    await act(room, seller, 'recallLot', { requestId: requestId(), lotId, reason: '变质' });
    anHour();
    expect([await verdict(kept), await verdict({ ...kept, isBlocked: true })]).toEqual(['BREACHED', 'MET']);
  });

  it('shows how recalls were carried out, and what of it was not [7.3.6.a-c]', async () => {
    const { skuId } = await published(room);
    const { lotId } = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId });
    await act(room, seller, 'recallLot', { requestId: requestId(), lotId, reason: '变质' });
    const figures = (await ask()).find(({ clause }) => clause === '7.3.6.a-c')!.figures;
    expect(figures.filter(({ verdict }) => verdict === 'BREACHED').map(({ label }) => label)).toEqual([
      '召回以后还被签收的订单',
    ]);
    expect(figures.flatMap(({ missed }) => missed)).toContainEqual({ ref: 'Order:o1', text: '订单 1：货已在召回' });
  });

  it('counts lots by their record of production, and names those that were harvested too early [5.1] [7.3.2.a-f]', async () => {
    const { skuId } = await published(room);
    const plotId = await ricePlot(room, { newGrowerName: '田大壮' });
    const harvestId = await harvested(room, plotId);
    const recorded = await documentedLot(room, skuId, { harvests: [{ harvestId, quantity: 2700 }] });
    const without = await documentedLot(room, skuId);
    for (const { lotId } of [recorded, without]) await act(room, seller, 'releaseLot', { lotId });
    const figures = async () =>
      (await ask())
        .find(({ clause }) => clause === '7.3.2.a-f')!
        .figures.slice(-2)
        .map(({ value, verdict }) => [value, verdict]);
    expect(await figures()).toEqual([
      [1, 'BREACHED'],
      [0, 'MET'],
    ]);
    const peer = { kind: 'peer' as const, id: 'sellers', grants: [] };
    const { produceFigures } = await room.graph<any>(
      peer,
      '{ produceFigures { plots goods growers skus skusWithOrigin } }',
    );
    expect(produceFigures).toEqual({ plots: 1, goods: 1, growers: 1, skus: 1, skusWithOrigin: 0 });
    // A row that no use case wrote: nothing was held.
    await act(room, seller, 'recordInputUse', useInput(plotId));
    await room.subgraph.orm.em.fork().execute("update `InputUse` set safeFromOn = '2027-01-01'");
    expect(await figures()).toEqual([
      [1, 'BREACHED'],
      [1, 'BREACHED'],
    ]);
  });

  it('counts what is there [5.1] [5.1.b] [6.5.b] [6.5.c] [7.3.2.a-f] [7.3.3.a-c] [7.3.3.d] [7.3.4.a] [7.3.4.b] [7.3.5.a] [7.3.5.b] [7.3.5.c] [7.3.6.a-c] [7.3.7.j] [7.3.7.k-l]', async () => {
    const { productId, skuId } = await published(room);
    const eggs = await published(room, {
      title: '散养鸡蛋',
      categoryId: 'eggs',
      standardClass: 'NON_STANDARD',
      standardCode: null,
      characteristics: '农家散养',
      safetyDeclared: true,
      skus: [{ specification: '30枚/盒', unit: '盒', netCount: 30, storage: 'AMBIENT', weightGrams: 2000 }],
    });
    const harvestId = await harvested(room, await ricePlot(room));
    const rice = await documentedLot(room, skuId, { harvests: [{ harvestId, quantity: 2700 }] });
    await act(room, seller, 'releaseLot', { lotId: rice.lotId });
    const hens = await plotOf(room, { crop: '笨鸡', categoryId: 'eggs' }, { kind: 'HERD', size: 300 });
    const lot = await documentedLot(room, eggs.skuId, {
      units: 40,
      harvests: [{ harvestId: await harvested(room, hens, { unit: 'PIECE' }), quantity: 1200 }],
    });
    await act(room, seller, 'recordMeasureCheck', {
      requestId: requestId(),
      lotId: rice.lotId,
      checkedOn: '2026-11-20',
      samples: Array.from({ length: 50 }, () => 5005),
    });
    await act(room, seller, 'recordMeasureCheck', {
      requestId: requestId(),
      lotId: lot.lotId,
      checkedOn: '2026-11-20',
      samples: Array.from({ length: 50 }, () => 30),
    });
    await act(room, reviewer, 'reviewProduct', {
      requestId: requestId(),
      productId,
      finding: 'LAWFUL',
      reason: '抽查',
    });
    state.store = [rice.lotId].map((lotId) => ({ lotId, isBlocked: false, foundUnits: 0 }));
    const found = await ask();
    expect(found.filter(({ figures }) => figures.length === 0).map(({ clause }) => clause)).toEqual([]);
    expect(
      found
        .flatMap(({ figures }) => figures)
        .filter(({ verdict }) => verdict === 'BREACHED')
        .map(({ label }) => label),
    ).toEqual(['有完整追溯链的在售规格', '每批都说得出从哪里来的在售规格', '发布、批次和追溯相符的在售规格']);
    expect(found.find(({ clause }) => clause === '5.1')!.figures.map(({ value }) => value)).toEqual([1, 1, 1]);
    const { catalogConduct } = await room.graph<any>(
      trust,
      '{ catalogConduct(fromMs: "0", toMs: "9999999999999") { partyId metric good total } }',
    );
    expect(catalogConduct).toEqual([
      { partyId: 'party-1', metric: 'labels-complete', good: 2, total: 2 },
      { partyId: 'party-1', metric: 'copy-clean', good: 2, total: 2 },
      { partyId: 'party-1', metric: 'inspections-passed', good: 2, total: 2 },
      { partyId: 'party-1', metric: 'measures-kept', good: 2, total: 2 },
    ]);
  });
});
