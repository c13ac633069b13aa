import { connectionOf, DateTime, LocalDate, SafeInt } from '@heitu/kit/rules/graphql';
import { Field, ID, ObjectType } from 'type-graphql';
import { GrowerShareStates, GrowerTransferStates, HarvestUnits } from '../enums.ts';
import type { GrowerShareState, GrowerTransferState } from './grower-share.lifecycle.ts';
import type { HarvestUnit } from './pool-term.entity.ts';

@ObjectType('GrowerShare', {
  description: 'What a cooperative owes one grower of what was sold with one line of an order; for the two of them.',
})
export class GrowerShareView {
  partyId: string;
  growerId: string;
  lotId: string;
  @Field(() => ID) id: string;
  @Field({ description: 'Printed on the bags.' }) lotCode: string;
  @Field() goodsTitle: string;
  @Field() crop: string;
  @Field(() => LocalDate) harvestedOn: string;
  @Field() grade: string;
  @Field(() => HarvestUnits) unit: HarvestUnit;
  soldParts: number;
  @Field(() => SafeInt, { description: 'For one unit of the harvest, as the two agreed.' }) priceFen: number;
  @Field(() => SafeInt, { description: 'What is owed of it: nothing for what the buyer got back.' }) amountFen: number;
  @Field(() => SafeInt, { description: 'Of it, what the provider shared out of the payment.' }) sharedFen: number;
  @Field(() => SafeInt, { description: 'Of it, what was transferred.' }) transferredFen: number;
  @Field(() => SafeInt, { description: 'Of it, what was set off against too much that was paid before.' })
  setOffFen: number;
  @Field(() => SafeInt, { description: 'Of what was paid too much of it, what later sales have set off.' })
  backFen: number;
  @Field(() => GrowerShareStates) state: GrowerShareState;
  @Field(() => DateTime, { name: 'stateSinceAt', description: 'Since when it is in that state.' }) sinceMs: number;
  @Field(() => DateTime, { name: 'soldAt', description: 'When the sale was settled.' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}
export const GrowerShareConnection = connectionOf('GrowerShare', GrowerShareView);

@ObjectType('GrowerTransfer', { description: "Money from a cooperative's account to a grower, who confirms it." })
export class GrowerTransferView {
  @Field(() => ID, { description: 'The cooperative that pays it.' }) partyId: string;
  accountId: string;
  @Field(() => ID) id: string;
  @Field(() => SafeInt) amountFen: number;
  @Field(() => GrowerTransferStates) state: GrowerTransferState;
  @Field(() => String, { nullable: true, description: "The provider's own word for why it was not made." })
  lastError: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'endsAt', description: 'Not confirmed by then it ends by itself.' }) endsAtMs: number;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
}
export const GrowerTransferConnection = connectionOf('GrowerTransfer', GrowerTransferView);

@ObjectType('GrowerAccount', { description: 'What one cooperative owes the caller as a grower, in sum.' })
export class GrowerAccountView {
  @Field(() => ID, { description: 'The cooperative.' }) partyId: string;
  @Field(() => SafeInt, { description: 'Of all that was sold.' }) owedFen: number;
  @Field(() => SafeInt) paidFen: number;
  @Field(() => SafeInt, { description: 'On its way: with a settlement, or to be confirmed.' }) underWayFen: number;
  @Field(() => SafeInt, { description: 'To be paid still.' }) openFen: number;
  @Field(() => SafeInt, { description: 'Paid too much since buyers gave goods back; comes off what is sold next.' })
  overFen: number;
}

@ObjectType('PooledLotPay', { description: 'Of a pooled lot, what its growers get in all, by what of it was sold.' })
export class PooledLotPayView {
  @Field(() => SafeInt) owedFen: number;
  @Field(() => SafeInt) paidFen: number;
  @Field(() => SafeInt) underWayFen: number;
  @Field(() => SafeInt) openFen: number;
  @Field(() => SafeInt) overFen: number;
}
