import { connectionOf, DateTime, LocalDate, SafeInt, Tag } from '@heitu/kit/rules/graphql';
import type { Scope } from '@heitu/standard';
import { Scopes, UsedScopes } from '../enums.ts';
import type { UsedScope } from './partner.policy.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@Tag('partner')
@ObjectType('ClientKey', { description: "A public key of a partner's program." })
export class ClientKeyView {
  @Field(() => ID) id: string;
  @Field({ description: 'RFC 7638, SHA-256.' }) thumbprint: string;
  @Field(() => DateTime, { name: 'addedAt' }) addedAtMs: number;
}
@Tag('partner')
@ObjectType('ApiClientChanged')
export class ApiClientChanged {
  @Field(() => ID) clientId: string;
}

@Tag('partner')
@ObjectType('PartnerGrant', { description: 'Scopes of one party that a program may read.' })
export class PartnerGrantView {
  @Field(() => ID, { description: 'Of the two, whatever scopes there are.' }) id: string;
  @Field(() => ID) clientId: string;
  @Field() clientName: string;
  @Field(() => ID) partyId: string;
  @Field() partyName: string;
  @Field(() => [Scopes]) scopes: Scope[];
  @Field(() => [Scopes], {
    description: 'What the contract covers, only the party itself gives, and it has not given; for its deciders.',
  })
  toLet: Scope[];
}
export const PartnerGrantConnection = connectionOf('PartnerGrant', PartnerGrantView);
@Tag('partner')
@ObjectType('ClientUsage', { description: "A program's requests on a day (China); told within five seconds." })
export class ClientUsageView {
  @Field(() => ID) clientId: string;
  @Field(() => LocalDate, { name: 'date' }) day: string;
  @Field(() => UsedScopes, { nullable: true, description: 'Null: all requests.' }) scope: UsedScope | null;
  @Field(() => Int) calls: number;
  @Field(() => Int, { description: 'Beyond the quota.' }) refused: number;
  @Field(() => DateTime, { name: 'lastAt' }) lastAtMs: number;
}
@ObjectType('PartnerLet')
export class PartnerLetView {
  @Field(() => ID) clientId: string;
  @Field(() => ID) partyId: string;
}
@ObjectType('IdentityCodeShown')
export class IdentityCodeShown {
  @Field({ description: 'Ten digits for the partner; good once.' }) code: string;
  @Field(() => DateTime, { name: 'expiresAt' }) expiresAtMs: number;
  @Field({ description: 'Who can be told.' }) partnerName: string;
}
@Tag('partner')
@ObjectType('ConsumerConfirmed', { description: 'A member of the platform stands before the partner.' })
export class ConsumerConfirmed {
  @Field({ description: 'The same for the same person in every answer to this partner, another to every other.' })
  customerRef: string;
  @Field({ description: 'The person proved to hold a mainland phone.' }) phoneProved: boolean;
  @Field(() => LocalDate) memberSinceOn: string;
}
@Tag('partner')
@ObjectType('PartnerCustomer', { description: 'What one customer bought of a seller in all.' })
export class PartnerCustomer {
  @Field({ description: 'The same for the same person in every answer to this partner, another to every other.' })
  customerRef: string;
  @Field(() => Int) orders: number;
  @Field(() => SafeInt) totalFen: number;
  @Field(() => SafeInt) refundedFen: number;
  @Field(() => DateTime, { name: 'firstPaidAt' }) firstPaidAtMs: number;
  @Field(() => DateTime, { name: 'lastPaidAt' }) lastPaidAtMs: number;
}
export const PartnerCustomerConnection = connectionOf('PartnerCustomer', PartnerCustomer);
@Tag('partner')
@ObjectType('TradeChange', { description: 'An order as it stands; it comes again when it changes.' })
export class TradeChange {
  @Field(() => ID) orderId: string;
  @Field(() => ID) partyId: string;
  @Field(() => SafeInt, { nullable: true }) totalFen: number | null;
  @Field(() => SafeInt, { nullable: true }) refundedFen: number | null;
  @Field(() => ID, { nullable: true }) carrierPartyId: string | null;
  @Field(() => DateTime, { name: 'paidAt', nullable: true }) paidAtMs: number | null;
  @Field(() => DateTime, { name: 'takenOverAt', nullable: true }) takenOverAtMs: number | null;
  @Field(() => DateTime, { name: 'deliveredAt', nullable: true }) deliveredAtMs: number | null;
  @Field(() => Boolean, { nullable: true }) deliveredInTime: boolean | null;
  @Field(() => DateTime, { name: 'refundedAt', nullable: true }) refundedAtMs: number | null;
  @Field(() => DateTime, { name: 'completedAt', nullable: true }) completedAtMs: number | null;
  @Field(() => DateTime, { name: 'cancelledAt', nullable: true }) cancelledAtMs: number | null;
  @Field(() => DateTime, { name: 'changedAt' }) changedAtMs: number;
}
export const TradeChangeConnection = connectionOf('TradeChange', TradeChange);
