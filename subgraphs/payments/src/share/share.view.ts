import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { ProfitShareStates, ShareKinds, ShareReturnStates } from '../enums.ts';
import type { ShareReturnState, ShareState } from './share.lifecycle.ts';
import type { ShareKind } from './share.policy.ts';

@ObjectType('ProfitShare', { description: "What one other gets of a seller's order, through the provider." })
export class ProfitShareView {
  @Field(() => ID) id: string;
  @Field(() => ID, { description: 'Of which it is owed.' }) orderId: string;
  @Field(() => String, { nullable: true, description: 'Null where the payment of the order is not known here.' })
  orderNumber: string | null;
  payerPartyId: string;
  /** Empty: the platform's own. */
  partyId: string;
  @Field(() => ShareKinds) kind: ShareKind;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => SafeInt, {
    name: 'returnedFen',
    description: 'Of it, what went back to the seller since the buyer was refunded, or is about to.',
  })
  returningFen: number;
  @Field(() => ProfitShareStates) state: ShareState;
  @Field() stateLabel: string;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'sharedAt', nullable: true }) sharedAtMs: number | null;
}
export const ProfitShareConnection = connectionOf('ProfitShare', ProfitShareView);

@ObjectType('ShareReturn', { description: 'What goes back to the seller of a share.' })
export class ShareReturnView {
  @Field(() => ID) id: string;
  @Field(() => ID) orderId: string;
  payerPartyId: string;
  /** Empty: the platform's own. */
  partyId: string;
  @Field(() => ShareKinds) kind: ShareKind;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => ShareReturnStates) state: ShareReturnState;
  @Field() stateLabel: string;
  @Field(() => String, { nullable: true, description: "The provider's own word for what went wrong last." })
  lastError: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'returnedAt', nullable: true }) returnedAtMs: number | null;
}
export const ShareReturnConnection = connectionOf('ShareReturn', ShareReturnView);
