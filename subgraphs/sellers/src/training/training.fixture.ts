import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { account, type TestSubgraph } from '@heitu/kit/serving/testing';
import { HOUR_MS } from '@heitu/kit/rules/clock';
import { uscc } from '../numbers.fixture.ts';
import { act, approved } from '../testing.fixture.ts';
import { EXAM_PAPERS } from './exam-papers.table.ts';

/** What specs of trainings share: who examines, a session, an exam that is passed or not. */
export const TEACHER = account('account-teacher', { role: 'operator-admin' });
export const SECOND = account('account-second', { role: 'reviewer' });
export const AUTHORITY = account('account-authority', { role: 'regulator' });

/** A business on file of a kind whose papers are not what is tried here. */
export async function ofKind(room: TestSubgraph, kind: string, owner: Actor, number: number): Promise<string> {
  const { partyId } = await approved(room, { uscc: uscc(number) }, undefined, owner);
  await room.subgraph
    .contextFor(systemActor('test'), 'test')
    .rows.updateTable('Party' as never)
    .set({ kind } as never)
    .where('id' as never, '=', partyId as never)
    .execute();
  return partyId;
}
/** The operator gives the sessions. */
export const withOperator = (room: TestSubgraph) => ofKind(room, 'operator', account('account-operator-owner'), 8);

export async function planned(room: TestSubgraph, more: object = {}): Promise<string> {
  const nowMs = room.clock.now();
  const { id } = await act(room, TEACHER, 'planSession', {
    kind: 'SELLING',
    audience: 'SELLER',
    place: '镇政府三楼会议室',
    isOnline: false,
    teacher: '严守衡',
    startsAt: new Date(nowMs + HOUR_MS).toISOString(),
    endsAt: new Date(nowMs + 3 * HOUR_MS).toISOString(),
    seatsMax: 2,
    ...more,
  });
  return id as string;
}

/** Answers so many of the drawn questions right, and the others wrong. */
export async function sits(
  room: TestSubgraph,
  who: Actor,
  partyId: string,
  kind: 'SELLING' | 'COLD_CHAIN',
  right = 99,
) {
  const sitting = await act(room, who, 'startExam', { kind, partyId }, 'id questions { id }');
  if (sitting.code) return sitting;
  const { questions } = EXAM_PAPERS[kind === 'SELLING' ? 'selling' : 'cold-chain'];
  const answers = sitting.questions.map(({ id }: { id: string }, i: number) => {
    const known = questions.find((question) => question.id === id)!;
    return i < right ? known.right : (known.right + 1) % known.options.length;
  });
  return act(room, who, 'submitExam', { sittingId: sitting.id, answers }, 'id state score questions { id }');
}
