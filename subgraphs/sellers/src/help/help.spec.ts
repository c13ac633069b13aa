import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ANONYMOUS, type Actor } from '@heitu/kit/rules/actor';
import type { TestSubgraph } from '@heitu/kit/serving/testing';
import { act, APPLICANT, openRoom, REVIEWER, STRANGER, submitted } from '../testing.fixture.ts';

describe('questions to the operator', () => {
  let room: TestSubgraph;
  beforeEach(async () => void (room = await openRoom()));
  afterEach(() => room.close());

  it('[6.2.b] answers a question of its sellers once, and shows help to anybody', async () => {
    const { partyId } = await submitted(room);
    expect(await act(room, STRANGER, 'askForHelp', { partyId, question: '怎样开店？' })).toMatchObject({
      code: 'NOT_FOUND',
    });
    const { id: helpRequestId } = await act(room, APPLICANT, 'askForHelp', { partyId, question: '怎样开店？' });
    const left = async (actor: Actor) =>
      (await room.graph<any>(actor, '{ helpRequests { edges { node { availableActions } } } }')).helpRequests.edges.map(
        ({ node }: any) => node.availableActions,
      );
    expect([await left(REVIEWER), await left(APPLICANT)]).toEqual([[['ANSWER']], [[]]]);
    expect(await act(room, REVIEWER, 'answerHelp', { helpRequestId, answer: '备案通过后点“开店”' }, 'answer')).toEqual({
      answer: '备案通过后点“开店”',
    });
    expect(await act(room, REVIEWER, 'answerHelp', { helpRequestId, answer: '再答一次' })).toMatchObject({
      code: 'WRONG_STATE',
    });
    expect(await left(REVIEWER)).toEqual([[]]);
    const seen = '{ helpRequests { edges { node { answer } } } helpArticles { title } }';
    expect((await room.graph<any>(APPLICANT, seen)).helpRequests.edges).toEqual([
      { node: { answer: '备案通过后点“开店”' } },
    ]);
    expect((await room.graph<any>(STRANGER, seen)).helpRequests.edges).toEqual([]);
    expect((await room.graph<any>(ANONYMOUS, '{ helpArticles { title body } }')).helpArticles.length).toBeGreaterThan(
      5,
    );
  });
});
