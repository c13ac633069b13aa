import { Field, ID, ObjectType } from 'type-graphql';
import { Sealed } from '@heitu/kit/privacy/sealed-texts';
import { DateTime } from '@heitu/kit/rules/graphql';
import type { TimeDoubt } from '../delivery/done.policy.ts';
import { TimeDoubts } from '../enums.ts';

@ObjectType('HandoverCard', {
  description:
    "A printed code for the seller's side of a handover where no phone works. It signs nobody in and names nobody.",
})
export class HandoverCardView {
  @Field(() => ID) id: string;
  @Field(() => ID) sellerPartyId: string;
  @Field(() => DateTime, { name: 'issuedAt' }) issuedAtMs: number;
  @Field(() => DateTime, { nullable: true, name: 'withdrawnAt', description: 'Since then it is refused.' })
  withdrawnAtMs: number | null;
}
@ObjectType('CardSignature', {
  description:
    "Somebody at the seller's signed on the courier's screen, and the seller's card was scanned: nobody's own phone.",
})
export class CardSignatureView {
  @Sealed('sellerPartyId') @Field({ description: "Who signed, and keeps the seller's copy." }) signer: string;
  @Field(() => DateTime, { name: 'at', description: 'When it counts as done.' }) atMs: number;
  @Field(() => DateTime, {
    nullable: true,
    name: 'saidAt',
    description: 'Done without a network: what the phone said.',
  })
  saidAtMs: number | null;
  @Field(() => DateTime, { nullable: true, name: 'arrivedAt', description: 'Done without a network: when it arrived.' })
  arrivedAtMs: number | null;
  @Field(() => TimeDoubts, { nullable: true, description: 'Why it counts when it arrived, and not as the phone said.' })
  timeDoubt: TimeDoubt | null;
  @Field(() => DateTime, { name: 'objectDueAt', description: 'Until then the seller can say that it was not so.' })
  objectByMs: number;
  @Field(() => DateTime, { nullable: true, name: 'objectedAt' }) objectedAtMs: number | null;
}
