import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';
import { PartyKinds } from '@heitu/kit/rules/shared-enums';
import { IssueRoutes } from '../enums.ts';
import type { PartyKind } from '@heitu/standard';
import type { IssueRoute } from './issuer.policy.ts';

@ObjectType('InvoiceMandate', { description: "How a seller has its buyers' invoices issued in its own name." })
export class InvoiceMandateView {
  @Field(() => ID) id: string;
  partyId: string;
  @Field(() => IssueRoutes) route: IssueRoute;
  @Field(() => Int, { description: 'In hundredths of a percent: 100 is 1 percent.' }) rateBasisPoints: number;
  @Field(() => DateTime, { name: 'agreedAt' }) agreedAtMs: number;
}

@ObjectType('IssueRouteRule', { description: 'A way in which invoices are issued, and the law behind it.' })
export class IssueRouteView {
  @Field(() => IssueRoutes) route: IssueRoute;
  @Field({ description: 'As a seller chooses it, in Chinese.' }) title: string;
  @Field({ description: 'Who issues it, as its buyer reads it, in Chinese.' }) issuer: string;
  @Field(() => [PartyKinds], { description: 'The kinds of sellers that may choose it.' }) kinds: readonly PartyKind[];
  @Field(() => [Int], { description: 'In hundredths of a percent: 100 is 1 percent.' })
  ratesBasisPoints: readonly number[];
  @Field(() => Boolean) isTaxFree: boolean;
  @Field({ description: 'The law, in Chinese.' }) law: string;
  @Field({ description: 'Whether the text of that law was read, in Chinese.' }) sureText: string;
  @Field(() => String, { nullable: true, description: 'What is not settled, in Chinese.' }) doubt: string | null;
}
