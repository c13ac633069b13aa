import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import type { CatalogContext } from '../context.ts';
import {
  acceptedLaboratory,
  acceptedPapers,
  act,
  draft,
  eventTypes,
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
import { ensureIndicators } from './ensure-indicators.ts';

describe('a limit as it stands in the text of its standard [7.3.3.a-c]', () => {
  let room: TestSubgraph;
  beforeEach(async () => {
    room = await openRoom();
    await acceptedLaboratory(room, { scope: ['水分', '镉', '铅'] });
  });
  afterEach(() => room.close());

  const limits = async (categoryId = 'fresh-vegetables'): Promise<any[]> =>
    (
      await room.graph<any>(
        seller,
        'query($c: ID!) { indicators(categoryId: $c) { id name ofGoods standardCode limit doubt source fromOn } }',
        { c: categoryId },
      )
    ).indicators;
  const lead = async () => (await limits()).find(({ name, ofGoods }) => name.startsWith('铅') && ofGoods === null);
  const proposed = async (more: object = {}) =>
    act(
      room,
      reviewer,
      'proposeLimit',
      {
        requestId: requestId(),
        limitId: (await lead()).id,
        standardCode: 'GB 2762-2022',
        max: 0.1,
        source: '表1 新鲜蔬菜',
        readOn: '2026-11-20',
        fromOn: '2023-06-30',
        fileId: await scanned(room, reviewer, 'standard-text'),
        ...more,
      },
      'id fileId state before limit availableActions',
    );
  const decide = (actor: typeof reviewer, proposalId: string, more: object = { accepted: true }) =>
    act(room, actor, 'decideLimit', { proposalId, ...more }, 'state');
  const accepted = async (more: object = {}): Promise<void> => {
    const { id, fileId } = await proposed(more);
    if (fileId) await opened(room, operator, fileId);
    expect(await decide(operator, id)).toMatchObject({ state: 'ACCEPTED' });
    await room.subgraph.runOnce('keep-limits');
  };
  const due = async () =>
    (await room.graph<any>(operator, '{ catalogDue { kind title } }')).catalogDue.filter(
      ({ kind }: any) => kind === 'LIMIT_PROPOSAL',
    );
  const tomatoes = async (more: object = {}, value = '0.08') => {
    const { skuId } = await draft(room, {
      categoryId: 'fresh-vegetables',
      title: '西红柿',
      standardClass: 'NON_STANDARD',
      standardCode: null,
      characteristics: '自家种的',
      safetyDeclared: true,
    });
    const { id } = await act(room, seller, 'registerLot', lotInput(skuId, { markedName: '西红柿', ...more }));
    const items = [{ name: '铅', value, unit: 'mg/kg' }];
    const input = await inspectionInput(room, id, { sampleName: '西红柿', items });
    return { id: id as string, answer: await act(room, seller, 'recordInspection', input, 'state') };
  };
  const seen = async (lotId: string) =>
    (
      await room.graph<any>(
        seller,
        'query($id: ID!) { lot(id: $id) { state inspections { passed items { limit passed doubt basis } } } }',
        { id: lotId },
      )
    ).lot;

  const heldFor = async (lotId: string) =>
    (await room.graph<any>(seller, 'query($id: ID!) { lot(id: $id) { blockReason } }', { id: lotId })).lot;

  it('is doubtful until one has read it and another has opened what was read', async () => {
    expect(await lead()).toMatchObject({ limit: '≤0.1', doubt: '没有和标准原文核对过' });
    const one = await proposed();
    expect(one).toMatchObject({ before: 'GB 2762-2022 ≤0.1', limit: '≤0.1', availableActions: ['RETURN'] });
    expect(await due()).toEqual([{ kind: 'LIMIT_PROPOSAL', title: '铅（以Pb计）' }]);
    expect(await decide(reviewer, one.id)).toMatchObject({ code: 'SAME_PERSON' });
    expect(await decide(operator, one.id)).toMatchObject({ code: 'SCAN_NOT_OPENED' });
    expect(await lead()).toMatchObject({ doubt: '没有和标准原文核对过' });
    await opened(room, operator, one.fileId);
    expect(await decide(operator, one.id)).toMatchObject({ state: 'ACCEPTED' });
    expect(await decide(operator, one.id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await lead()).toMatchObject({ limit: '≤0.1', doubt: null, source: '标准原文，表1 新鲜蔬菜' });
    expect((await limits()).filter(({ name, ofGoods }) => name.startsWith('铅') && ofGoods === null)).toHaveLength(1);
    expect(await due()).toEqual([]);
  });

  it('judges reports of goods made from its day on, and those of before as before', async () => {
    await accepted({ max: 0.05, fromOn: '2026-11-01' });
    const after = await tomatoes({ producedOn: '2026-11-01' });
    expect(after.answer).toMatchObject({ state: 'BLOCKED' });
    expect(await seen(after.id)).toMatchObject({ inspections: [{ items: [{ limit: '≤0.05', doubt: null }] }] });
    const before = await tomatoes({ producedOn: '2026-10-31' });
    expect(before.answer).toMatchObject({ state: 'REGISTERED' });
    expect(await seen(before.id)).toMatchObject({
      inspections: [{ items: [{ limit: '≤0.1', doubt: '没有和标准原文核对过' }] }],
    });
  });

  it('is laid beside reports that were filed before: what is on sale and over it waits for a reviewer', async () => {
    const onSale = await tomatoes();
    await acceptedPapers(room, onSale.id);
    await act(room, seller, 'givePromise', { requestId: requestId(), lotId: onSale.id, signedBy: '李守田' });
    expect(await act(room, seller, 'releaseLot', { lotId: onSale.id }, 'state')).toMatchObject({ state: 'RELEASED' });
    const registered = await tomatoes();
    const good = await tomatoes({}, '0.01');
    await accepted({ max: 0.05 });
    expect(await seen(onSale.id)).toEqual({
      state: 'HELD',
      inspections: [{ passed: false, items: [{ limit: '≤0.05', passed: false, doubt: null, basis: 'GB 2762-2022' }] }],
    });
    await acceptedPapers(room, registered.id);
    expect(await act(room, seller, 'releaseLot', { lotId: registered.id }, 'state')).toHaveProperty('code');
    expect(await seen(good.id)).toMatchObject({ state: 'REGISTERED', inspections: [{ passed: true }] });
    expect((await eventTypes(room)).filter((type) => type === 'catalog.lot-blocked.v1')).toHaveLength(1);
    expect((await heldFor(onSale.id)).blockReason).toContain('铅0.08mg/kg（标准≤0.05）');
  });

  const queue = async () =>
    (await room.graph<any>(reviewer, '{ catalogDue { kind title } }')).catalogDue.filter(
      ({ kind }: any) => kind === 'LOT_HOLD',
    );
  const lotSeen = async (lotId: string) =>
    (
      await room.graph<any>(
        reviewer,
        'query($id: ID!) { lot(id: $id) { lotCode state blockReason holdDueAt availableActions } }',
        { id: lotId },
      )
    ).lot;
  const sql = (text: string, values: unknown[] = []): Promise<any> => room.subgraph.orm.em.fork().execute(text, values);
  /** The lots that came back to a reviewer, as their sellers are told. */
  const heldAgain = async () =>
    (await sql("select payload from Outbox where type = 'catalog.lot-reopened.v1' order by id")).map(
      ({ payload }: any) => (typeof payload === 'string' ? JSON.parse(payload) : payload).lotId,
    );
  const decideHold = (lotId: string, decision: string) =>
    act(room, reviewer, 'decideHold', { lotId, decision, reason: '看过报告了' }, 'state');

  it('that was wrong lets nothing go by itself: what it stopped comes back to a reviewer [7.3.6.a-c]', async () => {
    await accepted({ max: 0.05 });
    const { id, answer } = await tomatoes();
    expect(answer).toMatchObject({ state: 'BLOCKED' });
    const worse = await tomatoes({}, '0.5');
    await accepted({ max: 0.1 });
    expect(await heldAgain()).toEqual([id]);
    const lot = await lotSeen(id);
    expect(lot).toMatchObject({
      state: 'HELD',
      blockReason:
        '限量改正后重新比过，铅0.08mg/kg（标准≤0.1）合格。原来停售是因为：检验不合格：铅0.08mg/kg（标准≤0.05）',
      holdDueAt: expect.any(String),
      availableActions: expect.arrayContaining(['CLEAR', 'STOP', 'RECALL']),
    });
    expect(await queue()).toEqual([{ kind: 'LOT_HOLD', title: lot.lotCode }]);
    expect(await seen(worse.id)).toMatchObject({ state: 'BLOCKED', inspections: [{ passed: false }] });
    // Never sold before: it goes back to its seller, who needs what every lot needs.
    expect(await decideHold(id, 'RESUME')).toMatchObject({ state: 'REGISTERED' });
    expect((await eventTypes(room)).filter((type) => type === 'catalog.lot-released.v1')).toEqual([]);
    expect(await act(room, seller, 'releaseLot', { lotId: id }, 'state')).toMatchObject({ code: 'PAPERS_MISSING' });
    await acceptedPapers(room, id);
    await act(room, seller, 'givePromise', { requestId: requestId(), lotId: id, signedBy: '李守田' });
    expect(await act(room, seller, 'releaseLot', { lotId: id }, 'state')).toMatchObject({ state: 'RELEASED' });
  });

  it('that was wrong is told on the desk, and undone after the reviewer or silence had stopped the lot', async () => {
    const { id } = await tomatoes();
    await acceptedPapers(room, id);
    await act(room, seller, 'givePromise', { requestId: requestId(), lotId: id, signedBy: '李守田' });
    await act(room, seller, 'releaseLot', { lotId: id });
    await accepted({ max: 0.05 });
    expect(await lotSeen(id)).toMatchObject({ state: 'HELD', blockReason: expect.stringContaining('超过了：铅0.08') });
    await accepted({ max: 0.1 });
    expect(await lotSeen(id)).toMatchObject({
      state: 'HELD',
      blockReason: expect.stringMatching(/^限量改正后重新比过，铅0\.08mg\/kg（标准≤0\.1）合格。原来停售是因为：/),
    });
    expect(await heldAgain()).toEqual([]);
    expect(await decideHold(id, 'RESUME')).toMatchObject({ state: 'RELEASED' });
    await accepted({ max: 0.05 });
    expect(await decideHold(id, 'STOP')).toMatchObject({ state: 'BLOCKED' });
    await accepted({ max: 0.08 });
    expect(await lotSeen(id)).toMatchObject({ state: 'HELD' });
    expect(await heldAgain()).toEqual([id]);
    room.clock.advance(30 * 86_400_000);
    await room.subgraph.runOnce('end-silent-holds');
    expect(await lotSeen(id)).toMatchObject({ state: 'BLOCKED' });
    await accepted({ max: 0.1 });
    expect(await heldAgain()).toEqual([id]);
  });

  it('that was wrong brings back nothing that something else stops too, nor what has expired', async () => {
    await accepted({ max: 0.05 });
    const short = await tomatoes();
    const old = await tomatoes();
    const other = await tomatoes();
    await sql("update Lot set stopCause = 'short-measure' where id = ?", [short.id]);
    await sql("update Lot set expiresOn = '2026-11-01' where id = ?", [old.id]);
    const input = await inspectionInput(room, other.id, {
      sampleName: '西红柿',
      items: [{ name: '镉', value: '9', unit: 'mg/kg' }],
    });
    await act(room, seller, 'recordInspection', input);
    await accepted({ max: 0.1 });
    for (const { id } of [short, old, other]) expect(await seen(id)).toMatchObject({ state: 'BLOCKED' });
    expect(await heldAgain()).toEqual([]);
  });

  it('that comes corrected with a release judges anew what was stopped, and leaves what is on sale', async () => {
    const { id: limitId } = await lead();
    const context = room.subgraph.contextFor(systemActor('test'), 'test') as CatalogContext;
    const wrong = (max: number) =>
      sql('update Indicator set max = ?, sourceOn = ? where id = ?', [max, '2020-01-01', limitId]);
    await wrong(0.05);
    const { id } = await tomatoes();
    expect(await seen(id)).toMatchObject({ state: 'BLOCKED' });
    await ensureIndicators(context);
    await room.subgraph.runOnce('keep-limits');
    expect(await lotSeen(id)).toMatchObject({ state: 'HELD' });
    expect(await sql('select id from Indicator where comparedUpTo is not null')).toEqual([]);
  });

  it('of a newer edition stands alone, and the limits of sorts beside it are found as before', async () => {
    await accepted({ standardCode: 'GB 2762-2025', max: 0.2, fromOn: '2026-11-01' });
    expect(await tomatoes({}, '0.15')).toMatchObject({ answer: { state: 'REGISTERED' } });
    const spinach = (await limits()).filter(({ name, ofGoods }) => name.startsWith('铅') && ofGoods === '叶菜蔬菜');
    expect(spinach).toMatchObject([{ limit: '≤0.3' }]);
  });

  it('is not taken back by the next start, and is corrected again', async () => {
    await accepted({ max: 0.05 });
    await ensureIndicators(room.subgraph.contextFor(systemActor('test'), 'test') as CatalogContext);
    expect(await lead()).toMatchObject({ limit: '≤0.05', doubt: null });
    expect(await proposed({ fromOn: '2023-06-29' })).toMatchObject({
      code: 'DATES_WRONG',
      details: [{ text: '现在这一条从2023-06-30起用，新的不能更早' }],
    });
    await accepted({ max: 0.08 });
    expect(await lead()).toMatchObject({ limit: '≤0.08' });
  });

  it('says what is missing, and changes nothing', async () => {
    expect(await proposed({ fileId: null })).toMatchObject({ code: 'TEXT_MISSING' });
    expect(await proposed({ max: null })).toMatchObject({ code: 'LIMIT_MISSING' });
    expect(await proposed({ min: 1 })).toMatchObject({ code: 'LIMIT_WRONG' });
    expect(await proposed({ words: ['未检出'] })).toMatchObject({ code: 'LIMIT_WRONG' });
    expect(await proposed({ readOn: '2030-01-01' })).toMatchObject({ code: 'DATES_WRONG' });
    expect(await proposed({ limitId: 'none' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await proposed({ fileId: await scanned(room, seller) })).toMatchObject({ code: 'FILE_UNKNOWN' });
    expect(await rowCount(room, 'LimitProposal')).toBe(0);
    const [rice] = (await limits('rice')).filter(({ name }) => name === '水分');
    expect(await proposed({ limitId: rice.id })).toMatchObject({ code: 'NUMBER_WRONG' });
  });

  it('is proposed once at a time, by a link too, and goes back with a reason or by itself', async () => {
    const two = await Promise.all([1, 2].map(() => proposed({ fileId: null, link: 'https://std.samr.gov.cn/2762' })));
    const [one] = two.filter(({ id }) => id);
    expect(two.filter(({ code }) => code === 'PROPOSAL_WAITS')).toHaveLength(1);
    expect(await decide(operator, one.id, { accepted: false })).toMatchObject({ code: 'REASON_NEEDED' });
    expect(await decide(reviewer, one.id, { accepted: false, reason: '填错了' })).toMatchObject({ state: 'RETURNED' });
    const again = await proposed();
    room.clock.advance(40 * 86_400_000);
    await room.subgraph.runOnce('keep-limits');
    expect(await decide(operator, again.id)).toMatchObject({ code: 'WRONG_STATE' });
    expect(await lead()).toMatchObject({ doubt: '没有和标准原文核对过' });
  });

  it('is on the list of public limits, those that nobody has read first', async () => {
    const ask = '{ publicLimits { doubt proposalId isNational category { name } } }';
    const { id } = await proposed();
    const { publicLimits } = await room.graph<any>(operator, ask);
    expect(publicLimits.filter(({ proposalId }: any) => proposalId === id)).toHaveLength(1);
    await expect(room.graph(seller, ask)).rejects.toThrow();
    await expect(room.graph(seller, '{ limitProposals { id } }')).rejects.toThrow();
    expect((await room.graph<any>(operator, '{ limitProposals { id } }')).limitProposals).toEqual([{ id }]);
  });
});
