import { connectionOf, DateTime, inOrder } from '@heitu/kit/rules/graphql';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { PermissionVersionStates } from '../enums.ts';
import type { VersionState } from './version.lifecycle.ts';

@ObjectType('PermissionVersion', {
  description: 'The rules of who may see and do what, of all subgraphs, as they ran from a moment on.',
})
export class PermissionVersionView {
  @Field(() => ID) id: string;
  @Field({ description: 'SHA-256 of the rules, in hex.' }) digest: string;
  @Field(() => Int, { description: 'How many rules: one for each field of each type.' }) ruleCount: number;
  @Field(() => Int, { description: 'Rules that what ran before did not have.' }) addedCount: number;
  @Field(() => Int, { description: 'Rules that only what ran before had.' }) removedCount: number;
  @Field(() => PermissionVersionStates) state: VersionState;
  @Field(() => DateTime, { name: 'seenAt', description: 'When it was seen to run first.' }) seenAtMs: number;
  @Field(() => DateTime, { name: 'lastSeenAt' }) lastSeenAtMs: number;
  @Field(() => DateTime, { name: 'dueAt', description: 'By when somebody approves it.' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'approvedAt', nullable: true }) approvedAtMs: number | null;
}
export const PermissionVersionConnection = connectionOf('PermissionVersion', PermissionVersionView);

export const VERSION_SORTS = { seenAt: 'seenAtMs', dueAt: 'dueAtMs' } as const;

export async function versionsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('PermissionVersion').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
