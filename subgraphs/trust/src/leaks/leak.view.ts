import { DateTime, inOrder, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { LeakStates } from '../enums.ts';
import type { LeakState } from './leak.lifecycle.ts';

@ObjectType('LeakNotice', { description: 'How those were told whose data leaked.' })
export class LeakNoticeView {
  @Field(() => ID) id: string;
  @Field(() => LeakStates) state: LeakState;
  @Field(() => DateTime, { name: 'begunAt' }) begunAtMs: number;
  @Field(() => DateTime, { name: 'endedAt', nullable: true }) endedAtMs: number | null;
  @Field(() => Int, { description: 'Whose data it was, as far as they were looked through.' }) affectedCount: number;
  @Field(() => Int, { description: 'Of them, those of whom nobody is left to be told.' }) lostCount: number;
}
@Directive(SAME_FOR_ALL)
@ObjectType('PublicLeak', { description: 'For those who could not be reached: what leaked, and what they can do.' })
export class PublicLeakView {
  @Field(() => ID) id: string;
  @Field(() => DateTime, { name: 'begunAt' }) begunAtMs: number;
  @Field() whatLeaked: string;
  @Field() harm: string;
  @Field() measures: string;
  @Field() contact: string;
}

export async function leaksById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('LeakNotice').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export async function leaksByIncident({ rows }: TrustContext, incidentIds: readonly string[]) {
  const found = await rows.selectFrom('LeakNotice').selectAll().where('incidentId', 'in', incidentIds).execute();
  return inOrder(incidentIds, ({ incidentId }) => incidentId, found);
}
export const leakNow = rowAfter(LeakNoticeView, leaksById);
