import { connectionOf, DateTime, inOrder } from '@heitu/kit/rules/graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { CorrectionFields, CorrectionStates } from '../enums.ts';
import type { CorrectionField, CorrectionState } from './correction.lifecycle.ts';

@ObjectType('Correction', { description: 'What a person asked to have put right.' })
export class CorrectionView {
  @Field(() => ID) id: string;
  @Field(() => CorrectionFields) field: CorrectionField;
  @Sealed('accountId') @Field({ description: 'What it should be.' }) value: string;
  @Sealed('accountId') @Field() reason: string;
  @Field(() => CorrectionStates) state: CorrectionState;
  @Field(() => DateTime, { name: 'askedAt' }) askedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Sealed('accountId') @Field(() => String, { nullable: true }) answer: string | null;
}
export const CorrectionConnection = connectionOf('Correction', CorrectionView);

export async function correctionsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('Correction').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export const correctionNow = rowAfter(CorrectionView, correctionsById);
