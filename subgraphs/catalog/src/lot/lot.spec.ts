import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  acceptedPapers,
  act,
  clerk,
  documentedLot,
  draft,
  eventTypes,
  inspectionInput,
  lotInput,
  opened,
  openRoom,
  otherSeller,
  requestId,
  reviewer,
  rowCount,
  scanned,
  seller,
  world,
  type World,
} from '../testing.fixture.ts';

/** What the audit trail is told of each time that it was done. */
async function subjectsOf(room: TestSubgraph, operation: string): Promise<object[]> {
  const acts = (await room.subgraph.orm.em
    .fork()
    .getKysely()
    .selectFrom('Outbox' as never)
    .select('payload' as never)
    .where('type' as never, '=', 'catalog.act-recorded.v1' as never)
    .execute()) as { payload: string }[];
  return acts
    .map(({ payload }) => JSON.parse(payload))
    .filter((act) => act.operation === operation && act.outcome === 'done')
    .map(({ subject }) => subject);
}

describe('lots', () => {
  let room: TestSubgraph;
  let state: World;
  let skuId: string;
  beforeEach(async () => {
    state = world();
    room = await openRoom(state);
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  it.each([
    ['an unknown supplier [7.3.1.a-c]', { supplierId: 'nobody' }, 'SUPPLIER_NOT_FILED'],
    ["another seller's supplier [7.3.1.a-c]", { supplierId: 'supplier-2' }, 'SUPPLIER_NOT_FILED'],
    ['a day to come', { producedOn: '2026-11-26' }, 'DATE_IN_FUTURE'],
    ['shelf life that ends before it begins', { expiresOn: '2026-10-01' }, 'EXPIRES_BEFORE_PRODUCED'],
    ['no units', { units: 0 }, 'INVALID_INPUT'],
    ['2^53 - 1 units', { units: Number.MAX_SAFE_INTEGER }, 'INVALID_INPUT'],
    ['a code with markup', { code: '<b>1</b>' }, 'INVALID_INPUT'],
    ['an unknown SKU', { skuId: 'nothing' }, 'NOT_FOUND'],
    ['10,000 characters', { producerName: '社'.repeat(10_000) }, 'INVALID_INPUT'],
  ])('refuses %s and registers nothing', async (_what, more, code) => {
    expect(await act(room, seller, 'registerLot', lotInput(skuId, more))).toMatchObject({ code });
    expect([
      await rowCount(room, 'Lot'),
      await rowCount(room, 'TraceChain'),
      await rowCount(room, 'TraceEvent'),
    ]).toEqual([0, 0, 0]);
  });

  it('refuses a supplier whose papers have expired, at registration and again at release [7.3.1.a-c]', async () => {
    const { lotId } = await documentedLot(room, skuId);
    state.suppliers['supplier-1'] = { ...state.suppliers['supplier-1']!, valid: false, reason: '营业执照已过期' };
    expect(await act(room, seller, 'registerLot', lotInput(skuId))).toMatchObject({
      code: 'SUPPLIER_NOT_FILED',
      clause: '7.3.1.a-c',
      details: [{ text: '营业执照已过期' }],
    });
    expect(await act(room, seller, 'releaseLot', { lotId })).toMatchObject({ code: 'SUPPLIER_NOT_FILED' });
    expect(await eventTypes(room)).toEqual([]);
  });

  it('takes a code once, also when two register it at the same moment', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => act(room, seller, 'registerLot', lotInput(skuId, { code: 'SAME-CODE-1' }))),
    );
    expect(answers.filter((answer) => answer.id)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'LOT_CODE_TAKEN')).toHaveLength(2);
    expect(await rowCount(room, 'Lot')).toBe(1);
  });

  it('names every compulsory paper that a lot lacks, each with its clause, and does not release it [7.3.2.a-f]', async () => {
    const lot = await act(
      room,
      seller,
      'registerLot',
      lotInput(skuId, { markedName: null, producerName: null, producerAddress: null, complaintContact: null }),
    );
    const refused = await act(room, seller, 'releaseLot', { lotId: lot.id });
    expect(refused).toMatchObject({ code: 'PAPERS_MISSING', clause: '7.3.2.a' });
    expect(refused.details.map((detail: { about: string }) => detail.about)).toEqual([
      'inspection',
      'conformity',
      'production-licence',
      'markedName',
      'producerName',
      'producerAddress',
      'complaintContact',
    ]);
    expect(refused.details[2].text).toContain('7.3.2条c');
    expect(await eventTypes(room)).toEqual([]);
    const { lots } = await room.graph<any>(seller, '{ lots { edges { node { state missingPapers { at clause } } } } }');
    expect(lots.edges[0].node).toMatchObject({
      state: 'REGISTERED',
      missingPapers: refused.details.map(({ about }: { about: string }) => ({ at: about })),
    });
  });

  it('asks no production licence of raw produce', async () => {
    const raw = await draft(room, {
      categoryId: 'black-fungus',
      title: '黑木耳',
      standardCode: 'GB/T 6192-2019',
      skus: [{ specification: '250克/袋', unit: '袋', netGrams: 250, storage: 'AMBIENT', weightGrams: 300 }],
    });
    const lot = await act(room, seller, 'registerLot', lotInput(raw.skuId));
    const refused = await act(room, seller, 'releaseLot', { lotId: lot.id });
    expect(refused.details.map((detail: { about: string }) => detail.about)).toEqual(['inspection', 'conformity']);
  });

  it('releases once, however often and at once it is asked', async () => {
    const { lotId } = await documentedLot(room, skuId);
    const answers = await Promise.all([1, 2, 3].map(() => act(room, seller, 'releaseLot', { lotId })));
    expect(answers.filter((answer) => answer.id)).toHaveLength(1);
    expect(answers.filter((answer) => answer.code === 'WRONG_STATE')).toHaveLength(2);
    expect(await eventTypes(room)).toEqual(['catalog.lot-released.v1']);
  });

  const FAILED = { items: [{ name: '镉', value: '0.31', unit: 'mg/kg' }] };

  it('stops a released lot that fails an inspection, and tells who holds its stock [7.3.6.a-c]', async () => {
    const { lotId } = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId });
    expect(
      await act(room, seller, 'recordInspection', await inspectionInput(room, lotId, FAILED), 'state blockReason'),
    ).toMatchObject({
      state: 'BLOCKED',
      blockReason: '检验不合格：镉0.31mg/kg（标准≤0.2）',
    });
    expect(await eventTypes(room)).toEqual(['catalog.lot-released.v1', 'catalog.lot-blocked.v1']);
    expect(await act(room, seller, 'releaseLot', { lotId })).toMatchObject({ code: 'WRONG_STATE' });
  });

  it.each([
    [
      'a factory certificate from a third party [7.3.6.c]',
      { resultType: 'FACTORY_CERTIFICATE' },
      'RESULT_TYPE_NOT_ACCEPTED',
    ],
    ['a day to come', { inspectedOn: '2027-01-01' }, 'DATE_IN_FUTURE'],
    ['a report nobody uploaded', { fileId: 'nothing' }, 'FILE_UNKNOWN'],
    ['an unknown lot', { lotId: 'nothing' }, 'NOT_FOUND'],
  ])('refuses %s and records nothing', async (_what, more, code) => {
    const { lotId } = await documentedLot(room, skuId);
    const before = [await rowCount(room, 'Inspection'), await rowCount(room, 'TraceEvent')];
    expect(await act(room, seller, 'recordInspection', await inspectionInput(room, lotId, more))).toMatchObject({
      code,
    });
    expect([await rowCount(room, 'Inspection'), await rowCount(room, 'TraceEvent')]).toEqual(before);
    expect(await eventTypes(room)).toEqual([]);
  });

  it('accepts an uploaded report, shows its file to those who manage the lot, and to nobody else', async () => {
    const { lotId } = await documentedLot(room, skuId);
    const fileId = await scanned(room, seller, 'inspection-report');
    await act(room, seller, 'recordInspection', await inspectionInput(room, lotId, { fileId }));
    await acceptedPapers(room, lotId);
    await act(room, seller, 'releaseLot', { lotId });
    const files = async (actor: typeof seller) =>
      (
        await room.graph<any>(
          actor,
          'query($id: ID!) { lot(id: $id) { units supplierId supplier { id } inspections { fileId } } }',
          {
            id: lotId,
          },
        )
      ).lot;
    expect(await files(seller)).toMatchObject({
      units: 400,
      supplierId: 'supplier-1',
      supplier: { id: 'supplier-1' },
      inspections: [{ fileId: expect.any(String) }, { fileId }],
    });
    expect(await files(otherSeller)).toEqual({
      units: null,
      supplierId: null,
      supplier: null,
      inspections: [{ fileId: null }, { fileId: null }],
    });
    const read = (actor: typeof seller) => opened(room, actor, fileId);
    expect([
      await read(seller),
      await read(reviewer),
      await read(otherSeller),
      await read(ANONYMOUS as typeof seller),
    ]).toEqual([200, 200, 404, 404]);
  });

  it('recalls a lot for its seller or the operator, once, and says so on the bag', async () => {
    const { lotId, code } = await documentedLot(room, skuId);
    const input = () => ({ requestId: requestId(), lotId, reason: '包装破损' });
    expect(await act(room, seller, 'recallLot', input())).toMatchObject({ code: 'WRONG_STATE' });
    await act(room, seller, 'releaseLot', { lotId });
    expect(await act(room, otherSeller, 'recallLot', input())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await act(room, reviewer, 'recallLot', input(), 'state')).toMatchObject({ state: 'RECALLED' });
    expect(await act(room, seller, 'recallLot', input())).toMatchObject({ code: 'WRONG_STATE' });
    expect([await rowCount(room, 'Recall'), await eventTypes(room)]).toEqual([
      1,
      ['catalog.lot-released.v1', 'catalog.lots-stopped.v1', 'catalog.recall-called.v1'],
    ]);
    const [sent] = (await room.subgraph.orm.em
      .fork()
      .getKysely()
      .selectFrom('Outbox' as never)
      .select('payload' as never)
      .where('type' as never, '=', 'catalog.lots-stopped.v1' as never)
      .execute()) as { payload: string }[];
    expect(JSON.parse(sent!.payload)).toMatchObject({
      recall: { rootLotId: lotId },
      lots: [{ lotId, lotCode: code, recallId: expect.any(String) }],
    });
    expect(await subjectsOf(room, 'recallLot')).toEqual([
      [expect.objectContaining({ type: 'lot', id: lotId, reason: expect.stringMatching(/^sealed/) })],
    ]);
    const { trace } = await room.graph<any>(
      ANONYMOUS,
      'query($code: String!) { trace(code: $code) { recalled notice } }',
      { code },
    );
    expect(trace).toEqual({ recalled: true, notice: '这批货已召回，请停止食用并联系商家退货' });
  });

  it('stops what gives short measure, and records the check either way [7.3.4.b]', async () => {
    const { lotId } = await documentedLot(room, skuId);
    const check = (samples: number[]) =>
      act(
        room,
        seller,
        'recordMeasureCheck',
        { requestId: requestId(), lotId, checkedOn: '2026-11-20', samples },
        'state measureChecks { passed outcome isWhole allowableShortage shortCount }',
      );
    expect(await check([5010, 4990, 5020])).toMatchObject({
      state: 'REGISTERED',
      measureChecks: [{ passed: null, outcome: 'TOO_FEW', isWhole: false, allowableShortage: 75 }],
    });
    expect(await check([])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await check([-1])).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await check([4900, 5200, 5000])).toMatchObject({
      state: 'BLOCKED',
      measureChecks: [{}, { passed: false, outcome: 'FAILED', shortCount: 1 }],
    });
    expect(await eventTypes(room)).toEqual(['catalog.lot-blocked.v1']);
  });

  it('calls one bag of a lot too few, and as many as its plan wants good [7.3.4.b]', async () => {
    const { lotId, code } = await documentedLot(room, skuId);
    const check = (count: number) =>
      act(
        room,
        seller,
        'recordMeasureCheck',
        { requestId: requestId(), lotId, checkedOn: '2026-11-20', samples: Array.from({ length: count }, () => 5001) },
        'samplesWanted measureChecks { passed outcome }',
      );
    expect(await check(1)).toMatchObject({ samplesWanted: 50, measureChecks: [{ passed: null, outcome: 'TOO_FEW' }] });
    expect((await check(49)).measureChecks[1]).toEqual({ passed: null, outcome: 'TOO_FEW' });
    expect((await check(50)).measureChecks[2]).toEqual({ passed: true, outcome: 'PASSED' });
    const ask = 'query($code: String!) { trace(code: $code) { events { note disposition } } }';
    const { trace } = await room.graph<any>(seller, ask, { code });
    expect(trace.events.filter(({ note }: { note: string | null }) => note?.includes('抽检'))).toEqual([
      { note: '净含量抽检1件（要抽50件）：样本不足', disposition: 'unknown' },
      { note: '净含量抽检49件（要抽50件）：样本不足', disposition: 'unknown' },
      { note: '净含量抽检50件：合格', disposition: 'conformant' },
    ]);
  });

  it('stops lots past their shelf life, once', async () => {
    const { lotId } = await documentedLot(room, skuId, { expiresOn: '2026-11-25' });
    await act(room, seller, 'releaseLot', { lotId });
    const jobs = async () => {
      await room.subgraph.runOnce();
      return (await room.graph<any>(seller, 'query($id: ID!) { lot(id: $id) { state } }', { id: lotId })).lot.state;
    };
    expect(await jobs()).toBe('RELEASED');
    room.clock.set('2026-11-25T17:00:00Z');
    expect([await jobs(), await jobs()]).toEqual(['BLOCKED', 'BLOCKED']);
    expect((await eventTypes(room)).filter((type) => type === 'catalog.lot-blocked.v1')).toHaveLength(1);
  });

  it("keeps one seller's lots from another and from staff without the right", async () => {
    const { lotId } = await documentedLot(room, skuId);
    for (const stranger of [otherSeller, clerk]) {
      expect(await act(room, stranger, 'releaseLot', { lotId })).toMatchObject({ code: 'NOT_FOUND' });
      expect((await room.graph<any>(stranger, '{ lots { edges { node { id } } } }')).lots.edges).toEqual([]);
    }
    const entity = 'query($r: [_Any!]!) { _entities(representations: $r) { ... on Lot { lotCode } } }';
    expect((await room.graph<any>(otherSeller, entity, { r: [{ __typename: 'Lot', id: lotId }] }))._entities).toEqual([
      null,
    ]);
    expect((await room.graph<any>(reviewer, '{ lots { edges { node { id } } } }')).lots.edges).toHaveLength(1);
  });
});
