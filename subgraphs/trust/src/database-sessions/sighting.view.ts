import { connectionOf, DateTime, inOrder } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { DatabaseSightingStates } from '../enums.ts';
import type { SightingState } from './sighting.lifecycle.ts';

@ObjectType('DatabaseSighting', { description: 'A session at the database that is not one of the platform.' })
export class DatabaseSightingView {
  @Field(() => ID) id: string;
  @Field({ description: "The database's user." }) user: string;
  @Field({ description: 'Whence it came.' }) host: string;
  @Field(() => DatabaseSightingStates) state: SightingState;
  @Field(() => DateTime, { name: 'seenAt', description: 'When it was seen first.' }) seenAtMs: number;
  @Field(() => DateTime, { name: 'lastSeenAt' }) lastSeenAtMs: number;
  @Field(() => DateTime, { name: 'answeredAt', nullable: true }) answeredAtMs: number | null;
  @Sealed('id') @Field(() => String, { nullable: true, description: 'Who it was.' }) person: string | null;
  @Sealed('id') @Field(() => String, { nullable: true, description: 'What for.' }) why: string | null;
}
export const DatabaseSightingConnection = connectionOf('DatabaseSighting', DatabaseSightingView);

export const SIGHTING_SORTS = { seenAt: 'seenAtMs', user: { text: 'user' } } as const;

export async function sightingsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('DatabaseSighting').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
