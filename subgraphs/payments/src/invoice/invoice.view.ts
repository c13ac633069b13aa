import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { connectionOf, DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { HeadKinds, InvoiceStates, IssueRoutes, RedInvoiceStates, RedReasons } from '../enums.ts';
import type { InvoiceState } from './invoice.lifecycle.ts';
import type { HeadKind, RedReason } from './invoice.policy.ts';
import type { IssueRoute } from './issuer.policy.ts';
import type { RedInvoiceState } from './red-invoice.lifecycle.ts';

@ObjectType('RedInvoice', { description: 'What a refund turned red of an invoice.' })
export class RedInvoiceView {
  @Field(() => ID) id: string;
  @Field(() => SafeInt, { description: 'Tax included.' }) amountFen: number;
  @Field(() => SafeInt) taxFen: number;
  @Field(() => RedReasons) reason: RedReason;
  @Field(() => RedInvoiceStates) state: RedInvoiceState;
  dueAtMs: number;
  confirmDueAtMs: number | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'issuedAt', nullable: true }) issuedAtMs: number | null;
  @Field(() => String, { nullable: true, description: '20 digits, once it is issued.' }) number: string | null;
  @Field(() => ID, { nullable: true, description: 'The PDF, once it is here.' }) fileId: string | null;
  @Field(() => String, { nullable: true, description: 'Why it could not be got: the tax platform’s words.' })
  lastError: string | null;
}

@Directive('@key(fields: "id")')
@ObjectType('Invoice', { description: 'An invoice of an order, from when its buyer asked for it.' })
export class InvoiceView {
  @Field(() => ID) id: string;
  orderId: string;
  partyId: string;
  buyerAccountId: string;
  @Field() orderNumber: string;
  @Field(() => HeadKinds) headKind: HeadKind;
  @Field(() => InvoiceStates) state: InvoiceState;
  @Field(() => IssueRoutes, { nullable: true, description: 'Who issues it; null until it is sent.' })
  route: IssueRoute | null;
  @Field(() => SafeInt, { description: 'Tax included; 0 until it is sent.' }) amountFen: number;
  @Field(() => SafeInt) taxFen: number;
  @Field(() => SafeInt, { description: 'Of that, red or about to be.' }) redFen: number;
  dueAtMs: number;
  @Field(() => DateTime, { name: 'askedAt' }) askedAtMs: number;
  @Field(() => DateTime, { name: 'issuedAt', nullable: true }) issuedAtMs: number | null;
  @Field(() => String, { nullable: true, description: '20 digits, once it is issued.' }) number: string | null;
  @Field(() => ID, { nullable: true, description: 'The PDF, once it is here.' }) fileId: string | null;
  @Field(() => String, { nullable: true, description: 'Why it was refused: the tax platform’s words.' })
  lastError: string | null;
}
export const InvoiceConnection = connectionOf('Invoice', InvoiceView);
