import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyRowIn } from '@heitu/kit/serving/any-row';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { catalog } from './index.ts';
import { openRoom } from './testing.fixture.ts';

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done with goods on offer, from where, and by whom', () => {
  let room: TestSubgraph;
  beforeAll(async () => {
    room = await openRoom();
  });
  afterAll(() => room.close());

  const expectMoves = async (name: string, meant: Tried, given: object = {}) => {
    const moves = catalog.lifecycles.find(({ lifecycle }) => lifecycle.name === name);
    if (!moves) throw new Error(`the catalog has no ${name}`);
    expect(await triedMoves(room, moves, (state) => anyRowIn(room, moves, state, given))).toEqual(meant);
  };

  it('a product: its seller offers it, an overseer takes it off for good until it is corrected [6.5.b] [6.5.c]', () =>
    expectMoves('product', {
      publish: { 'seller-owner seller-staff': 'draft withdrawn → on-sale' },
      withdraw: { 'seller-owner seller-staff': 'on-sale → withdrawn' },
      remove: { 'operator-admin reviewer': 'draft on-sale withdrawn → removed' },
      correct: { 'seller-owner seller-staff': 'removed → draft' },
      reinstate: { system: 'removed → withdrawn' },
      'leave-band': { system: 'on-sale → withdrawn' },
    }));
  it('a look at goods: a person passes or blocks, its seller appeals, the clock ends silence [6.5.b] [7.3.8.m]', () =>
    expectMoves('public-look', {
      pass: { 'operator-admin reviewer': 'waiting → passed' },
      leave: { system: 'waiting → left' },
      block: { 'operator-admin reviewer': 'waiting → blocked' },
      appeal: { 'seller-owner seller-staff': 'blocked → appealed' },
      settle: { system: 'blocked → settled' },
      uphold: { 'operator-admin reviewer': 'appealed → upheld' },
      lift: { 'operator-admin reviewer system': 'appealed → lifted' },
    }));
  it('a lot: its seller lets it go, the clock stops it, who answers for it calls it back [7.3.6.a-c]', async () => {
    const moves = (answer: Tried): Tried => ({
      release: { 'seller-owner seller-staff': 'registered → released' },
      block: { system: 'registered released held → blocked' },
      hold: { system: 'released → held' },
      ...answer,
      reopen: { system: 'blocked → held' },
      stop: { 'operator-admin reviewer': 'held → blocked' },
      recall: { 'operator-admin reviewer seller-owner seller-staff system': 'released held blocked → recalled' },
    });
    // What was never on sale goes back to its seller.
    await expectMoves('lot', moves({ clear: { 'operator-admin reviewer': 'held → registered' } }));
    const sold = { resume: { 'operator-admin reviewer': 'held → released' } };
    await expectMoves('lot', moves(sold), { releasedAtMs: 1 });
  });
  it.each(['certificate', 'inspection'])(
    'a %s of a lot: an overseer accepts it or sends it back, the clock too [7.3.2.a-f]',
    (name) =>
      expectMoves(name, {
        accept: { 'operator-admin reviewer': 'filed → accepted' },
        return: { 'operator-admin reviewer system': 'filed → returned' },
      }),
  );
  it('an accreditation of a laboratory: an overseer accepts it or sends it back, its day ends it [7.3.6.a-c]', () =>
    expectMoves('laboratory', {
      accept: { 'operator-admin reviewer': 'filed → accepted' },
      return: { 'operator-admin reviewer system': 'filed → returned' },
      renew: { system: 'accepted → renewed' },
      expire: { system: 'accepted → expired' },
    }));
  it('a limit that was read: an overseer accepts it or sends it back, silence sends it back [7.3.3.a-c]', () =>
    expectMoves('limit-proposal', {
      accept: { 'operator-admin reviewer': 'filed → accepted' },
      return: { 'operator-admin reviewer system': 'filed → returned' },
    }));
  it('a share of a pooled lot: its grower answers, its cooperative offers again, silence ends the offer', () =>
    expectMoves('pool-share', {
      agree: { grower: 'offered → agreed' },
      decline: { grower: 'offered → declined' },
      lapse: { system: 'offered → lapsed' },
      offer: { 'seller-owner seller-staff': 'offered declined lapsed → offered' },
    }));
  it('a rule for an emergency: two persons put it in force, an administrator or its last day ends it [6.5.c]', () =>
    expectMoves('price-emergency', {
      confirm: { 'operator-admin': 'entered → in-force' },
      drop: { 'operator-admin': 'entered → dropped' },
      lapse: { system: 'entered → lapsed' },
      end: { 'operator-admin system': 'in-force → ended' },
    }));
  it('a price that waits in an emergency: an overseer decides, silence and the end of the rule end it [6.5.c]', () =>
    expectMoves('price-hold', {
      allow: { 'operator-admin reviewer': 'waiting → allowed' },
      refuse: { 'operator-admin reviewer': 'waiting → refused' },
      lapse: { system: 'waiting → lapsed' },
      replace: { system: 'waiting → replaced' },
      free: { system: 'waiting → freed' },
    }));
  it('a code that may be copied: an overseer clears it up, its seller too gives it up, silence leaves the doubt', () =>
    expectMoves('label-doubt', {
      clear: { 'operator-admin reviewer': 'open → cleared' },
      void: { 'operator-admin reviewer seller-owner seller-staff': 'open → void' },
      stand: { system: 'open → standing' },
    }));
  it('a sudden move of a price: an overseer clears it up [6.5.c]', () =>
    expectMoves('price-flag', {
      clear: { 'operator-admin reviewer': 'open → cleared' },
      leave: { system: 'open → left' },
    }));
});
