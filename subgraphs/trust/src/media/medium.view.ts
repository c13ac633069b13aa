import { connectionOf, DateTime, groupedInOrder, inOrder } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { MediumKinds, MediumStates } from '../enums.ts';
import type { MediumState } from './medium.lifecycle.ts';
import type { MediumKind } from './medium.policy.ts';

@ObjectType('BackupMedium', { description: 'A tape or disk with backups on it, and who has it.' })
export class BackupMediumView {
  @Field(() => ID) id: string;
  @Field({ description: 'As it is written on it.' }) label: string;
  @Field(() => MediumKinds) kind: MediumKind;
  @Field(() => MediumStates) state: MediumState;
  @Field(() => DateTime, { name: 'heldFromAt', description: 'Since when its holder has it.' }) heldSinceMs: number;
  @Field({ description: 'Where its holder says that it lies.' }) place: string;
  @Field({ description: 'Elsewhere than the machines whose data is on it.' }) isOffSite: boolean;
  @Field(() => DateTime, { name: 'offeredAt', nullable: true }) offeredAtMs: number | null;
  @Field(() => DateTime, { name: 'registeredAt' }) registeredAtMs: number;
  @Field(() => DateTime, { name: 'destroyedAt', nullable: true }) destroyedAtMs: number | null;
  @Sealed('id') @Field(() => String, { nullable: true, description: 'How it was destroyed.' }) fate: string | null;
  holderId: string;
  takerId: string | null;
}
export const BackupMediumConnection = connectionOf('BackupMedium', BackupMediumView);

@ObjectType('MediumHandover', { description: 'A medium changed hands, or was to.' })
export class MediumHandoverView {
  @Field(() => ID) id: string;
  @Sealed('id') @Field({ description: 'What for.' }) purpose: string;
  @Field(() => DateTime, { name: 'offeredAt', description: 'When its giver signed.' }) offeredAtMs: number;
  @Field(() => DateTime, { name: 'confirmedAt', nullable: true, description: 'When its taker signed.' })
  confirmedAtMs: number | null;
  @Field(() => DateTime, { name: 'lapsedAt', nullable: true, description: 'Nobody signed in time.' })
  lapsedAtMs: number | null;
  @Field(() => String, { nullable: true, description: 'Where its taker put it.' }) place: string | null;
  giverId: string;
  takerId: string;
}

@ObjectType('MediaKeeper', { description: 'Somebody of the operator to whom a medium can be handed.' })
export class MediaKeeperView {
  @Field(() => ID) id: string;
  @Field() displayName: string;
}

export const MEDIUM_SORTS = { registeredAt: 'registeredAtMs', label: { text: 'label' } } as const;

export async function mediaById({ rows }: Pick<TrustContext, 'rows'>, ids: readonly string[]) {
  const found = await rows.selectFrom('BackupMedium').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
/** The newest first. */
export async function handoversByMedium({ rows }: TrustContext, mediumIds: readonly string[]) {
  const found = await rows
    .selectFrom('MediumHandover')
    .selectAll()
    .where('mediumId', 'in', mediumIds)
    .orderBy('offeredAtMs', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return groupedInOrder(mediumIds, ({ mediumId }) => mediumId, found);
}
