import { DateTime, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { FeeBases, PlatformFeeStates } from '../enums.ts';
import type { PlatformFeeState } from './platform-fee.lifecycle.ts';
import type { FeeBase } from './platform-fee.policy.ts';

@Directive(SAME_FOR_STRANGERS)
@ObjectType('PlatformFee', {
  description:
    "The platform's service fee, with the time that it holds for; one that is dearer is announced before (6.5.a).",
})
export class PlatformFeeView {
  @Field(() => ID) id: string;
  @Field(() => Int, { description: 'Of a thousand fen, so many.' }) permille: number;
  @Field(() => FeeBases, { description: 'What it is taken on.' }) feeOn: FeeBase;
  @Field({ description: 'Why it is so.' }) reason: string;
  @Field(() => PlatformFeeStates) state: PlatformFeeState;
  @Field(() => Int, { description: 'By so many percent it rises where it rises most.' }) risePercent: number;
  proposedBy: string | null;
  @Field(() => DateTime, { name: 'proposedAt' }) proposedAtMs: number;
  decidedBy: string | null;
  @Field(() => DateTime, { name: 'announcedAt', nullable: true }) announcedAtMs: number | null;
  @Field(() => DateTime, { name: 'bindsAt', nullable: true, description: 'From then on it is to hold.' })
  bindsAtMs: number | null;
  @Field(() => DateTime, {
    name: 'heldFromAt',
    nullable: true,
    description: 'It holds for what was paid from then on.',
  })
  fromMs: number | null;
  @Field(() => DateTime, { name: 'heldUntilAt', nullable: true, description: 'Null while it holds.' })
  untilMs: number | null;
  @Field(() => String, { nullable: true, description: 'The document of the emergency that holds or held it.' })
  document: string | null;
  @Field(() => Int, { nullable: true, description: 'What that document lets a price rise by, in percent.' })
  limitPercent: number | null;
  @Field(() => DateTime, { nullable: true, name: 'lookDueAt', description: 'Looked at by then, or it is not raised.' })
  lookDueAtMs: number | null;
}
