import { connectionOf, DateTime, inOrder } from '@heitu/kit/rules/graphql';
import { Published, Sealed } from '@heitu/kit/privacy/sealed-texts';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { Field, ID, ObjectType } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { TipOffKinds, TipOffStates } from '../enums.ts';
import type { TipOffState } from './tip-off.lifecycle.ts';
import type { TipOffKind } from './tip-off.policy.ts';

@ObjectType('TipOff', { description: 'A report of unlawful goods, as those see it who find out.' })
export class TipOffView {
  @Field(() => ID) id: string;
  @Field() code: string;
  @Field(() => TipOffKinds) kind: TipOffKind;
  @Sealed('id') @Field({ description: 'Which goods, and where they were seen.' }) what: string;
  @Sealed('id') @Field() text: string;
  @Field(() => TipOffStates) state: TipOffState;
  @Field(() => DateTime, { name: 'filedAt' }) filedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Published('id') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => String, { nullable: true, description: 'To whom the lead was handed.' }) authority: string | null;
  @Field(() => DateTime, { name: 'withdrawnAt', nullable: true, description: 'When the goods went off sale for it.' })
  withdrawnAtMs: number | null;
}
export const TipOffConnection = connectionOf('TipOff', TipOffView);

@ObjectType('TipOffAnswer', { description: 'What became of a report, for whoever has its code.' })
export class TipOffAnswer {
  @Field() code: string;
  @Field(() => TipOffKinds) kind: TipOffKind;
  @Field(() => TipOffStates) state: TipOffState;
  @Field(() => DateTime, { name: 'filedAt' }) filedAtMs: number;
  @Field(() => DateTime, { name: 'dueAt' }) dueAtMs: number;
  @Field(() => DateTime, { name: 'decidedAt', nullable: true }) decidedAtMs: number | null;
  @Published('id') @Field(() => String, { nullable: true }) answer: string | null;
  @Field(() => String, { nullable: true, description: 'To whom it was handed.' }) authority: string | null;
  @Field(() => DateTime, { name: 'withdrawnAt', nullable: true, description: 'When the goods went off sale for it.' })
  withdrawnAtMs: number | null;
}
@ObjectType('TipOffFiled')
export class TipOffFiled {
  @Field({ description: 'By which the answer is read; shown to nobody else.' }) queryCode: string;
  @Field(() => DateTime, { name: 'dueAt', description: 'By when it is answered.' }) dueAtMs: number;
}

export async function tipOffsById({ rows }: TrustContext, ids: readonly string[]) {
  const found = await rows.selectFrom('TipOff').selectAll().where('id', 'in', ids).execute();
  return inOrder(ids, ({ id }) => id, found);
}
export const tipOffNow = rowAfter(TipOffView, tipOffsById);
