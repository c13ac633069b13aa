import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, documentedLot, draft, openRoom, operator, requestId, reviewer, seller } from '../testing.fixture.ts';

describe('how grave a recall is [7.3.6.a-c]', () => {
  let room: TestSubgraph;
  let skuId: string;
  beforeEach(async () => {
    room = await openRoom();
    ({ skuId } = await draft(room));
  });
  afterEach(() => room.close());

  const released = async (): Promise<string> => {
    const { lotId } = await documentedLot(room, skuId);
    await act(room, seller, 'releaseLot', { lotId });
    return lotId;
  };
  const recall = (lotId: string, more: object, as = seller) =>
    act(room, as, 'recallLot', { requestId: requestId(), lotId, reason: '复检发现发霉', ...more }, 'state');
  const levelOf = async (lotId: string) =>
    (await room.subgraph.orm.em.fork().execute(`select level from \`Recall\` where lotId = '${lotId}'`))[0]?.level;

  it('is no milder than what is wrong with it, as its seller says it', async () => {
    const lotId = await released();
    for (const [more, text] of [
      [{ hazard: 'SPOILED', level: 'THREE' }, '“变质或包装破损”至少是二级召回'],
      [{ hazard: 'ALLERGEN', level: 'TWO' }, '“致敏的东西没有标明”至少是一级召回'],
      [{ level: 'THREE' }, '“可能不安全”至少是二级召回'],
    ] as const)
      expect(await recall(lotId, more)).toMatchObject({ code: 'LEVEL_TOO_MILD', details: [{ path: ['level'], text }] });
    const { lot } = await room.graph<any>(operator, `{ lot(id: "${lotId}") { state } }`);
    expect([lot.state, await levelOf(lotId)]).toEqual(['RELEASED', undefined]);
    expect(await recall(lotId, { hazard: 'SPOILED', level: 'ONE' })).toMatchObject({ state: 'RECALLED' });
    expect(await levelOf(lotId)).toBe('one');
  });

  it('is what is wrong with it at least, or the gravest where nobody has said', async () => {
    for (const [more, level] of [
      [{ hazard: 'SPOILED' }, 'two'],
      [{ hazard: 'LABEL' }, 'three'],
      [{}, 'one'],
    ] as const) {
      const lotId = await released();
      await recall(lotId, more);
      expect(await levelOf(lotId)).toBe(level);
    }
  });

  it('may be milder as the operator says it, with the reason', async () => {
    const lotId = await released();
    expect(await recall(lotId, { hazard: 'SPOILED', level: 'THREE', reason: '只是外箱破损' }, reviewer)).toMatchObject({
      state: 'RECALLED',
    });
    expect(await levelOf(lotId)).toBe('three');
  });
});
