import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import type { CatalogContext } from '../context.ts';
import { ensureIndicators } from '../standard/ensure-indicators.ts';
import { systemActor } from '@heitu/kit/rules/actor';
import {
  acceptedLaboratory,
  acceptedPapers,
  act,
  consumer,
  draft,
  inspectionInput,
  lotInput,
  openRoom,
  requestId,
  reviewer,
  seller,
} from '../testing.fixture.ts';

/** Poisoned goods that passed since nobody had written down a limit for them: what the audit of 2 December 2026 did. */
describe('a report of which nothing can be compared with a limit [7.3.2.a] [7.3.6.c]', () => {
  let room: TestSubgraph;
  let laboratoryId: string;
  const trust = { kind: 'peer' as const, id: 'trust', grants: [] };
  const POISON = [
    { name: '镉', value: '5', unit: 'mg/kg' },
    { name: '铅', value: '9', unit: 'mg/kg' },
    { name: '毒死蜱', value: '50', unit: 'mg/kg' },
  ];
  beforeEach(async () => {
    room = await openRoom();
    laboratoryId = await acceptedLaboratory(room, { scope: ['水分', '镉', '铅', '毒死蜱', '维生素C'] });
  });
  afterEach(() => room.close());

  const registered = async (categoryId: string, title: string): Promise<string> => {
    const { skuId } = await draft(room, {
      categoryId,
      title,
      standardClass: 'NON_STANDARD',
      standardCode: null,
      characteristics: '自家种的',
      safetyDeclared: true,
    });
    return (await act(room, seller, 'registerLot', lotInput(skuId, { markedName: title }))).id;
  };
  const report = async (lotId: string, sampleName: string, items: object[], more: object = {}) =>
    act(
      room,
      seller,
      'recordInspection',
      await inspectionInput(room, lotId, { laboratoryId, sampleName, items, ...more }),
      'state inspections { passed comparison items { limit passed } }',
    );
  const promise = (lotId: string) =>
    act(room, seller, 'givePromise', { requestId: requestId(), lotId, signedBy: '李守田' });
  const release = (lotId: string) => act(room, seller, 'releaseLot', { lotId }, 'state');
  const traced = async (lotId: string): Promise<{ note: string; disposition: string }[]> => {
    const { lot } = await room.graph<any>(seller, 'query($id: ID!) { lot(id: $id) { lotCode } }', { id: lotId });
    const ask = 'query($code: String!) { trace(code: $code) { events { title note disposition } } }';
    return (await room.graph<any>(seller, ask, { code: lot.lotCode })).trace.events.filter(
      ({ note }: { note: string | null }) => note?.includes('报告'),
    );
  };

  it('has not passed, and carries neither a promise nor a release, whoever accepts it', async () => {
    const lotId = await registered('other', '山里的东西');
    expect(await report(lotId, '山里的东西', POISON)).toEqual(
      expect.objectContaining({
        state: 'REGISTERED',
        inspections: [
          {
            passed: null,
            comparison: '没有一项有限量可比，不能算合格：镉、铅、毒死蜱',
            items: POISON.map(() => ({ limit: null, passed: null })),
          },
        ],
      }),
    );
    const { papersWaiting } = await room.graph<any>(
      reviewer,
      '{ papersWaiting { inspection { passed comparison items { name passed } } } }',
    );
    expect(papersWaiting).toMatchObject([
      { inspection: { passed: null, comparison: expect.stringContaining('镉、铅') } },
    ]);
    await acceptedPapers(room, lotId);
    expect(await promise(lotId)).toMatchObject({ code: 'NO_BASIS', clause: '7.3.2.b' });
    const refused = await release(lotId);
    expect(refused).toMatchObject({ code: 'PAPERS_MISSING', clause: '7.3.2.a' });
    expect(refused.details[0].text).toContain('没有一项有限量可比，不能算合格');
    expect(await traced(lotId)).toEqual([
      expect.objectContaining({ disposition: 'unknown', note: expect.stringContaining('没有一项有限量可比') }),
    ]);
  });
  it('is no figure of how many of its seller’s reports passed', async () => {
    await report(await registered('other', '山里的东西'), '山里的东西', POISON);
    const ask = '{ catalogConduct(fromMs: "0", toMs: "9999999999999") { metric good total } }';
    const { catalogConduct } = await room.graph<any>(trust, ask);
    expect(catalogConduct.map(({ metric }: { metric: string }) => metric)).not.toContain('inspections-passed');
  });
  it('stops vegetables by the national limits, whatever the laboratory calls what it measured', async () => {
    const lotId = await registered('fresh-vegetables', '大白菜');
    const items = [{ name: '镉含量', value: '5', unit: 'mg/kg' }];
    expect(await report(lotId, '大白菜', items)).toMatchObject({ state: 'BLOCKED', inspections: [{ passed: false }] });
  });
  it('says of the rest how much was compared and what was not', async () => {
    const lotId = await registered('fresh-vegetables', '大白菜');
    const items = [
      { name: '镉', value: '0.03', unit: 'mg/kg' },
      { name: '维生素C', value: '30', unit: 'mg/100g' },
    ];
    expect(await report(lotId, '大白菜', items)).toMatchObject({
      inspections: [{ passed: true, comparison: '比了1项，都在标准以内；维生素C没有限量可比' }],
    });
    await acceptedPapers(room, lotId);
    expect(await promise(lotId)).toHaveProperty('id');
    expect(await release(lotId)).toMatchObject({ state: 'RELEASED' });
    const [told] = await traced(lotId);
    expect(told?.note).toContain('比了1项，都在标准以内；维生素C没有限量可比');
    expect(told?.note).not.toContain('各项在标准以内');
  });
  it('takes no second name for what stands there already, and no rice of 99 percent water', async () => {
    const rice = await draft(room, { standardCode: 'GB/T 1354-2018' });
    const { id } = await act(room, seller, 'registerLot', lotInput(rice.skuId));
    const own = { party: 'SECOND', laboratoryId: null, laboratory: '自家化验室' };
    const good = { name: '镉', value: '0.03', unit: 'mg/kg' };
    expect(await report(id, '大米', [good, { name: '镉含量', value: '5', unit: 'mg/kg' }], own)).toMatchObject({
      code: 'FINDING_TWICE',
    });
    expect(await report(id, '大米', [good, { name: '水分率', value: '99', unit: '%' }], own)).toMatchObject({
      state: 'BLOCKED',
    });
  });
  it('is not shown to strangers as one that failed', async () => {
    const lotId = await registered('fresh-vegetables', '大白菜');
    await report(lotId, '大白菜', [{ name: '镉', value: '0.03', unit: 'mg/kg' }]);
    await acceptedPapers(room, lotId);
    await promise(lotId);
    await release(lotId);
    await report(lotId, '大白菜', [{ name: '维生素C', value: '30', unit: 'mg/100g' }]);
    const ask = 'query($id: ID!) { lot(id: $id) { inspections { passed } } }';
    expect((await room.graph<any>(consumer, ask, { id: lotId })).lot.inspections).toEqual([{ passed: true }]);
  });
});

it('puts a limit in place of an older one of its own table, and leaves what is newer', async () => {
  const room = await openRoom();
  const context = room.subgraph.contextFor(systemActor('test'), 'test') as CatalogContext;
  const millet = () =>
    context.rows.selectFrom('Indicator').select(['max', 'sourceOn']).where('key', '=', 'GB 2762-2022|millet|镉|');
  const change = (max: number, sourceOn: string) =>
    room.subgraph.orm.em
      .fork()
      .getKysely()
      .updateTable('Indicator' as never)
      .set({ max, sourceOn } as never)
      .where('key' as never, '=', 'GB 2762-2022|millet|镉|' as never)
      .execute();
  await change(0.2, '2026-11-28');
  await ensureIndicators(context);
  expect(await millet().execute()).toEqual([{ max: 0.1, sourceOn: '2026-12-02' }]);
  await change(0.07, '2027-01-01');
  await ensureIndicators(context);
  expect(await millet().execute()).toEqual([{ max: 0.07, sourceOn: '2027-01-01' }]);
  await room.close();
});
