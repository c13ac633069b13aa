import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import type { PaymentsContext, RowOf } from '../context.ts';
import { myHeads } from './head.loader.ts';
import { InvoiceHeadView } from './head.view.ts';
import { HEADS_MAX } from './invoice.policy.ts';

@Resolver()
export class InvoiceHeadsResolver {
  @Directive(`@listSize(assumedSize: ${HEADS_MAX})`)
  @Query(() => [InvoiceHeadView], { description: 'To whom my invoices are made out: as I saved them, newest first.' })
  invoiceHeads(@Ctx() context: PaymentsContext) {
    return myHeads(context);
  }
}

@Resolver(() => InvoiceHeadView)
export class InvoiceHeadResolver {
  @FieldResolver(() => String)
  async name(@Ctx() { vault }: PaymentsContext, @Root() { accountId, name }: RowOf<'InvoiceHead'>): Promise<string> {
    return (await vault.open(accountId, name, 'invoice-head')) ?? ERASED_TEXT;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Of a company; a person has none here.' })
  taxNumber(@Ctx() { vault }: PaymentsContext, @Root() { accountId, taxNumber }: RowOf<'InvoiceHead'>) {
    return taxNumber === null ? null : vault.open(accountId, taxNumber, 'tax-number');
  }
}
