import { Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '@heitu/kit/rules/graphql';
import { HeadKinds } from '../enums.ts';
import type { HeadKind } from './invoice.policy.ts';

@ObjectType('InvoiceHead', { description: 'To whom invoices are made out, as its buyer saved it.' })
export class InvoiceHeadView {
  @Field(() => ID) id: string;
  @Field(() => HeadKinds) kind: HeadKind;
  @Field(() => DateTime, { name: 'savedAt' }) savedAtMs: number;
}
