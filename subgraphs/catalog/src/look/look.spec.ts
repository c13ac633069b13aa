import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemActor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import {
  act,
  consumer,
  eventTypes,
  labelInput,
  openRoom,
  operator,
  otherSeller,
  published,
  requestId,
  reviewer,
  seller,
} from '../testing.fixture.ts';

const LOOKS = `{ publicLooks { edges { node { id cause state stateLabel dueAt openedAt rule law reason appeal answer availableActions
  words { word rule refuses law } product { id state } } } } }`;

describe('the queue of goods that a person looks at [6.5.b]', () => {
  let room: TestSubgraph;
  let productId: string;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ productId, skuId } = await published(room));
  });
  afterEach(() => room.close());

  const looksOf = async (actor = reviewer) => {
    const { publicLooks } = await room.graph<any>(actor, LOOKS);
    return publicLooks.edges.map(({ node }: any) => node);
  };
  const review = (actor = reviewer, more: object = {}) =>
    act(room, actor, 'reviewProduct', {
      requestId: requestId(),
      productId,
      finding: 'UNLAWFUL',
      reason: '照片上写着治失眠',
      rule: 'MEDICINAL',
      ...more,
    });
  const revise = (copy: string) => act(room, seller, 'reviseProduct', { requestId: requestId(), productId, copy });
  const only = async (actor = reviewer) => {
    const found = await looksOf(actor);
    expect(found).toHaveLength(1);
    return found[0];
  };

  it('holds what goes on sale, due within the promised day, and shows it to its seller and overseers alone', async () => {
    const look = await only();
    expect(look).toMatchObject({ cause: 'NEW', state: 'WAITING', product: { id: productId }, words: [] });
    expect(Date.parse(look.dueAt) - Date.parse(look.openedAt)).toBe(24 * HOUR_MS);
    expect(await looksOf(seller)).toHaveLength(1);
    expect(await looksOf(otherSeller)).toEqual([]);
    await expect(room.graph(consumer, LOOKS)).rejects.toThrow();
  });
  it('what trust ordered off sale goes at once: its seller may appeal, unless an authority ordered it [12.1]', async () => {
    const tell = (cause: string, more: object = {}) =>
      room.receive('trust', 'trust.withdrawal-ordered.v1', {
        cause,
        causeId: `of-${cause}`,
        productId,
        reason: '核实：发霉',
        clause: '6.5.b',
        ...more,
      });
    await tell('tip-off');
    expect(await only(seller)).toMatchObject({ state: 'BLOCKED', reason: '核实：发霉', product: { state: 'REMOVED' } });
    expect(await eventTypes(room)).toEqual(
      expect.arrayContaining(['catalog.item-withdrawn.v1', 'catalog.withdrawal-done.v1']),
    );
    await tell('oversight');
    expect(await revise('换了新米。')).toMatchObject({ code: 'WRONG_STATE' });
    await tell('oversight', { isLifted: true });
    expect((await only(seller)).product.state).toBe('WITHDRAWN');
  });
  it('holds it once, however often it changes before the look, and keeps the promised hour', async () => {
    const { dueAt } = await only();
    room.clock.advance(HOUR_MS);
    await revise('自家院落里晒的米。');
    expect(await only()).toMatchObject({ dueAt, state: 'WAITING' });
  });
  it('holds what was looked at again when its label says something else, and not when only its price moves', async () => {
    await review(reviewer, { finding: 'LAWFUL', rule: null });
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 9900 }));
    expect((await looksOf()).map(({ state }: any) => state)).toEqual(['PASSED']);
    await act(room, seller, 'setPriceLabel', labelInput(skuId, { retailFen: 9900, grade: '县长吃的那一等' }));
    expect((await looksOf()).map(({ state, cause }: any) => [state, cause])).toContainEqual(['WAITING', 'CHANGED']);
  });
  it('shows the words that a person should weigh, with rule and law', async () => {
    await revise('独家院落里晒的米，适合养生。');
    expect((await only()).words).toEqual([
      { word: '独家', rule: 'ABSOLUTE', refuses: false, law: expect.stringContaining('广告法第九条') },
      { word: '养生', rule: 'MEDICINAL', refuses: false, law: expect.stringContaining('食品安全法第七十一条') },
    ]);
  });
  it('lets go what was looked at, and holds it again only when it changes', async () => {
    await review(reviewer, { finding: 'LAWFUL', reason: '看过', rule: null });
    expect(await only()).toMatchObject({ state: 'PASSED', availableActions: [] });
    await act(room, seller, 'withdrawProduct', { productId });
    await act(room, seller, 'publishProduct', { productId });
    expect(await only()).toMatchObject({ state: 'PASSED' });
    await revise('换了一句话的介绍。');
    expect((await looksOf()).map(({ state, cause }: any) => [state, cause])).toEqual([
      ['PASSED', 'NEW'],
      ['WAITING', 'CHANGED'],
    ]);
  });
  it('takes down what is unlawful and tells its seller by which rule and law', async () => {
    await review();
    expect(await only(seller)).toMatchObject({
      state: 'BLOCKED',
      stateLabel: '等您改或申诉',
      rule: 'MEDICINAL',
      law: expect.stringContaining('广告法第十七条'),
      reason: expect.stringContaining('照片上写着治失眠'),
      availableActions: ['APPEAL'],
      product: { state: 'REMOVED' },
    });
  });
  it('lifts a block that another person finds wrong; the same one may not answer [7.3.8.m]', async () => {
    await review();
    const { id: lookId } = await only();
    const appealed = await act(room, seller, 'appealLook', { lookId, text: '照片上是“治失眠别靠米”' }, 'state');
    expect(appealed).toEqual({ __typename: 'PublicLook', state: 'APPEALED' });
    const decision = { lookId, decision: 'LIFT', answer: '看错了' };
    expect(await act(room, reviewer, 'decideLookAppeal', decision)).toMatchObject({ code: 'SAME_PERSON' });
    expect(await only()).toMatchObject({ state: 'APPEALED', availableActions: [] });
    expect((await only(operator)).availableActions).toEqual(['UPHOLD', 'LIFT']);
    await act(room, operator, 'decideLookAppeal', decision);
    expect(await only(seller)).toMatchObject({ state: 'LIFTED', answer: '看错了', product: { state: 'WITHDRAWN' } });
    expect(await eventTypes(room)).toContain('catalog.look-decided.v1');
  });
  it('keeps down what another person finds unlawful too, and hears no second appeal', async () => {
    await review();
    const { id: lookId } = await only();
    await act(room, seller, 'appealLook', { lookId, text: '不服' });
    await act(room, operator, 'decideLookAppeal', { lookId, decision: 'UPHOLD', answer: '照片上确实这么写' });
    expect(await only()).toMatchObject({ state: 'UPHELD', product: { state: 'REMOVED' } });
    expect(await act(room, seller, 'appealLook', { lookId, text: '还是不服' })).toMatchObject({ code: 'WRONG_STATE' });
  });
  it("hears no appeal against another's block", async () => {
    await review();
    const { id: lookId } = await only();
    expect(await act(room, otherSeller, 'appealLook', { lookId, text: '我来' })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await only()).toMatchObject({ state: 'BLOCKED', appeal: null });
  });

  describe('where everybody is silent', () => {
    const later = async (atMs: number, job = 'end-silent-looks') => {
      room.clock.advance(atMs - room.clock.now());
      await room.subgraph.runOnce(job);
    };
    it('leaves goods on sale that nobody looked at', async () => {
      const endMs = addWorkingDays(Date.parse((await only()).dueAt), 5);
      await later(endMs - 1);
      expect(await only()).toMatchObject({ state: 'WAITING' });
      await later(endMs);
      expect(await only()).toMatchObject({ state: 'LEFT', product: { state: 'ON_SALE' } });
    });
    it('counts them as seen by nobody until somebody looks after all', async () => {
      const trust = { kind: 'peer', id: 'trust', grants: [] } as const;
      const unseen = async () => {
        const asked =
          '{ catalogEvidence(fromMs: "0", toMs: "4102444800000") { clause figures { label value verdict } } }';
        const { catalogEvidence } = await room.graph<any>(trust, asked);
        const { figures } = catalogEvidence.find(({ clause }: any) => clause === '6.5.b');
        const { value, verdict } = figures.find(({ label }: any) => label.startsWith('超过24小时'));
        return [value, verdict];
      };
      expect(await unseen()).toEqual([0, 'MET']);
      const dueMs = Date.parse((await only()).dueAt);
      room.clock.advance(dueMs + 1 - room.clock.now());
      expect(await unseen()).toEqual([1, 'BREACHED']);
      await later(addWorkingDays(dueMs, 5));
      expect([(await only()).state, await unseen()]).toEqual(['LEFT', [1, 'BREACHED']]);
      room.clock.advance(1);
      await review(reviewer, { finding: 'LAWFUL', reason: '看过', rule: null });
      expect(await unseen()).toEqual([0, 'MET']);
    });
    it('settles a block that nobody contests', async () => {
      await review();
      await later(addWorkingDays(room.clock.now(), 10));
      expect(await only()).toMatchObject({ state: 'SETTLED', product: { state: 'REMOVED' } });
    });
    it('lifts a block whose appeal nobody answers', async () => {
      await review();
      await act(room, seller, 'appealLook', { lookId: (await only()).id, text: '不服' });
      const endMs = addWorkingDays(room.clock.now(), 3);
      await later(endMs - 1);
      expect(await only()).toMatchObject({ state: 'APPEALED' });
      await later(endMs);
      expect(await only()).toMatchObject({ state: 'LIFTED', product: { state: 'WITHDRAWN' } });
    });
  });

  it('holds again what was judged by an older version of the rules, once', async () => {
    await review(reviewer, { finding: 'LAWFUL', reason: '看过', rule: null });
    await room.subgraph.runOnce('look-again');
    expect(await looksOf()).toHaveLength(1);
    const { rows } = room.subgraph.contextFor(systemActor('test'), 'test');
    for (const table of ['CopyCheck', 'PublicLook'])
      await rows
        .updateTable(table as never)
        .set({ rulesVersion: 1 } as never)
        .execute();
    await room.subgraph.runOnce('look-again');
    await room.subgraph.runOnce('look-again');
    expect((await looksOf()).map(({ state, cause }: any) => [state, cause])).toEqual([
      ['PASSED', 'NEW'],
      ['WAITING', 'RULES_CHANGED'],
    ]);
  });
});
