import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyRowIn } from '@heitu/kit/serving/any-row';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { triedMoves, type Tried } from '@heitu/kit/serving/tried-moves';
import { contracts } from './contract/contract.moves.ts';
import { documents, filings, paperReminders } from './filing/filing.moves.ts';
import { helpRequests } from './help/help.moves.ts';
import { shopLooks } from './look/shop-look.moves.ts';
import { partyMeasures, reviewReminders, standings } from './party/party.moves.ts';
import { shops } from './shop/shop.moves.ts';
import { posts } from './staff/staff.moves.ts';
import { seats, sessions, sittings } from './training/training.moves.ts';
import { suppliers } from './supplier/supplier.moves.ts';
import { openRoom } from './testing.fixture.ts';

type Moves = Parameters<typeof triedMoves>[1] & Parameters<typeof anyRowIn>[1];

/** Every act is tried from every state, by everybody who may do anything there, by the system and by a stranger. */
describe('what is done with who may do business, from where, and by whom', () => {
  let room: TestSubgraph;
  beforeAll(async () => void (room = await openRoom()));
  afterAll(() => room.close());

  const expectMoves = async (moves: Moves, meant: Tried, given: object = {}) => {
    expect(await triedMoves(room, moves, (state) => anyRowIn(room, moves, state, given))).toEqual(meant);
  };

  it('a filing is decided once, by a reviewer [6.4]', () =>
    expectMoves(filings, {
      approve: { reviewer: 'under-review → approved' },
      return: { 'reviewer system': 'under-review → returned' },
      reject: { reviewer: 'under-review → rejected' },
    }));

  it('a paper goes with its filing, or is accepted with its supplier; its people take back what nobody reviews [6.4]', async () => {
    await expectMoves(documents, {
      submit: { system: 'filed → under-review' },
      'hand-back': { system: 'under-review → filed' },
      accept: { system: 'filed under-review → accepted' },
      withdraw: { 'party system': 'filed → withdrawn' },
    });
    await expectMoves(paperReminders, { remind: { system: 'unsaid → said' } });
  });

  it('a party goes from each standing to each other but back to unfiled [6.4] [6.6.end]', async () => {
    await expectMoves(standings, {
      qualify: { system: 'unfiled papers-lapsed review-overdue suspended → good' },
      lapse: { system: 'unfiled good review-overdue suspended → papers-lapsed' },
      // Who was never filed has no review to miss.
      'miss-review': { system: 'good papers-lapsed suspended → review-overdue' },
      suspend: { system: 'unfiled good papers-lapsed review-overdue → suspended' },
    });
    await expectMoves(partyMeasures, { lift: { system: 'in-force → lifted' } });
    await expectMoves(reviewReminders, { remind: { system: 'unsaid → said' } });
  });

  it('a contract is signed by its other side, or by the platform where nobody of that side is here [7.4.q]', () =>
    expectMoves(contracts, {
      'give-to-platform': { system: 'offered → at-platform' },
      sign: { other: 'offered → signed', 'operator-admin reviewer': 'at-platform → signed' },
      decline: { other: 'offered → declined', 'operator-admin reviewer': 'at-platform → declined' },
      withdraw: { party: 'offered at-platform → withdrawn' },
      lapse: { system: 'offered at-platform → lapsed' },
      expire: { system: 'signed → expired' },
    }));

  it('a seller examines its own suppliers: whom it refused for good, it does not approve again [7.3.1.a-c]', () =>
    expectMoves(suppliers, {
      approve: { party: 'filed approved returned → approved' },
      return: { party: 'filed approved → returned' },
      reject: { party: 'filed approved returned → rejected' },
    }));

  it('a shop is closed and opened by its own people, a post ends and begins again, a question is answered once', async () => {
    await expectMoves(shops, {
      close: { party: 'open → closed' },
      reopen: { party: 'closed → open' },
      // 6.5.b
      remove: { 'operator-admin reviewer': 'open closed → removed' },
      correct: { party: 'removed → closed' },
      reinstate: { system: 'removed → closed' },
    });
    await expectMoves(shopLooks, {
      pass: { 'operator-admin reviewer': 'waiting → passed' },
      leave: { system: 'waiting → left' },
      block: { 'operator-admin reviewer': 'waiting → blocked' },
      appeal: { party: 'blocked → appealed' },
      settle: { system: 'blocked → settled' },
      uphold: { 'operator-admin reviewer': 'appealed → upheld' },
      lift: { 'operator-admin reviewer system': 'appealed → lifted' },
    });
    await expectMoves(posts, {
      remove: { 'party system': 'active → ended' },
      'add-again': { system: 'ended → active' },
    });
    await expectMoves(sessions, {
      end: { system: 'planned → held' },
      'end-empty': { system: 'planned → empty' },
      cancel: { 'operator-admin reviewer': 'planned → cancelled' },
    });
    await expectMoves(
      seats,
      {
        sign: { attendee: 'coming → attended' },
        tick: { 'operator-admin reviewer': 'coming → ticked' },
        confirm: { attendee: 'ticked → attended' },
        leave: { attendee: 'coming → left' },
        return: { attendee: 'left → coming' },
        miss: { system: 'coming ticked → absent' },
      },
      { leaveUntilMs: room.clock.now() + 1 },
    );
    await expectMoves(sittings, {
      pass: { examinee: 'open → passed' },
      fail: { examinee: 'open → failed' },
      'run-out': { system: 'open → ran-out' },
      mark: { system: 'open → marked' },
      'confirm-pass': { 'operator-admin reviewer': 'marked → passed' },
      'confirm-fail': { 'operator-admin reviewer': 'marked → failed' },
      strike: { 'operator-admin reviewer system': 'marked → struck' },
    });
    // 6.2.b
    await expectMoves(helpRequests, { answer: { 'mediator operator-admin reviewer': 'asked → answered' } });
  });
});
