import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { hasRole, partiesFor, rolesOf, type Actor } from '@heitu/kit/rules/actor';
import { DateTime, PageArgs } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { ERASED_TEXT, maskMiddle, maskName } from '@heitu/kit/privacy/vault';
import { SELLER_ROLES } from '@heitu/standard';
import type { PaymentsContext, RowOf } from '../context.ts';
import { InvoiceActs, InvoiceStates, RedInvoiceActs } from '../enums.ts';
import { orderShown } from '../foreign/order-shown.ts';
import { OrderStub } from '../foreign/order.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { invoiceLifecycle, type InvoiceState } from './invoice.lifecycle.ts';
import {
  askableByOrder,
  INVOICE_SORTS,
  invoicePage,
  invoicesById,
  invoicesByOrder,
  myInvoicePage,
  redsByInvoice,
} from './invoice.loader.ts';
import { InvoiceConnection, InvoiceView, RedInvoiceView } from './invoice.view.ts';
import { ISSUE_ROUTES } from './issuer.policy.ts';
import { redInvoiceLifecycle } from './red-invoice.lifecycle.ts';

const InvoicePage = sortedArgs('InvoiceSort', INVOICE_SORTS);

@Resolver()
export class InvoicesResolver {
  @Query(() => InvoiceView, { nullable: true, description: "A buyer's own, or a seller's; null where it is neither." })
  invoice(
    @Ctx() context: PaymentsContext,
    @Arg('id', () => ID, { description: 'The invoice that was asked for.' }) id: string,
  ) {
    return context.loader(invoicesById).load(id);
  }
  @Query(() => InvoiceConnection, { description: 'What I asked for, newest first.' })
  myInvoices(@Ctx() context: PaymentsContext, @Args(() => PageArgs) page: PageArgs) {
    return myInvoicePage(context, page);
  }
  @Query(() => InvoiceConnection, { description: "A seller's; newest first, or sorted." })
  invoices(
    @Ctx() context: PaymentsContext,
    @Args(() => InvoicePage) page: SortedPage,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one.' }) id?: string,
    @Arg('state', () => InvoiceStates, { nullable: true, description: 'Only invoices in this state.' })
    state?: InvoiceState,
    @Arg('partyId', () => ID, { nullable: true, description: 'Only those of this seller.' }) partyId?: string,
    @Arg('orderId', () => ID, { nullable: true, description: 'Only those of this order.' }) orderId?: string,
  ) {
    return invoicePage(context, { id, state, partyId, orderId }, page);
  }
}

/** Roles count where they are held for this row. */
function partsIn(actor: Actor, { partyId, buyerAccountId }: { partyId: string; buyerAccountId: string }): string[] {
  return rolesOf(actor).filter((role) => {
    if (role === 'consumer') return buyerAccountId === actor.id;
    return SELLER_ROLES.some((each) => each === role) ? partiesFor(actor, [role], 'finance').includes(partyId) : true;
  });
}

@Resolver(() => InvoiceView)
export class InvoiceResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: InvoiceView): string {
    return invoiceLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when something is owed; null once nothing is.' })
  dueAt(@Root() invoice: RowOf<'Invoice'>): number | null {
    return invoiceLifecycle.dueAtMs(invoice);
  }
  @FieldResolver(() => String, { description: 'The name on it: in full for its buyer, masked for others.' })
  async headName(@Ctx() { actor, vault }: PaymentsContext, @Root() invoice: RowOf<'Invoice'>): Promise<string> {
    const { buyerAccountId, headName } = invoice;
    if (headName === null) return ERASED_TEXT;
    if (buyerAccountId !== actor.id) return vault.openMasked(buyerAccountId, headName, maskName);
    return (await vault.open(buyerAccountId, headName, 'invoice-head')) ?? ERASED_TEXT;
  }
  @FieldResolver(() => String, { nullable: true, description: 'In full for its buyer, masked for others.' })
  headTaxNumber(@Ctx() { actor, vault }: PaymentsContext, @Root() invoice: RowOf<'Invoice'>) {
    const { buyerAccountId, headTaxNumber } = invoice;
    if (headTaxNumber === null) return null;
    return buyerAccountId === actor.id
      ? vault.open(buyerAccountId, headTaxNumber, 'tax-number')
      : vault.openMasked(buyerAccountId, headTaxNumber, (number) => maskMiddle(number, 4, 4));
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who issues it, in Chinese; null until it is sent.' })
  issuerText(@Root() { route }: InvoiceView): string | null {
    return route && ISSUE_ROUTES[route].issuer;
  }
  @FieldResolver(() => [RedInvoiceView], { description: 'What refunds turned red of it, one for each.' })
  reds(@Ctx() context: PaymentsContext, @Root() { id }: InvoiceView) {
    return context.loader(redsByInvoice).load(id);
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'Null for whoever sees the money alone: the right to orders is another.',
  })
  order(@Ctx() { actor }: PaymentsContext, @Root() invoice: InvoiceView): OrderStub | null {
    const { orderId, partyId, buyerAccountId } = invoice;
    return buyerAccountId === actor.id ? { id: orderId } : orderShown(actor, orderId, partyId);
  }
  @FieldResolver(() => PartyStub, { description: 'The seller, whose invoice it is.' })
  party(@Root() { partyId }: InvoiceView): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => [InvoiceActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() invoice: RowOf<'Invoice'>) {
    return invoiceLifecycle.available(invoice, partsIn(actor, invoice), clock.now());
  }
}

@Resolver(() => RedInvoiceView)
export class RedInvoiceResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: RedInvoiceView): string {
    return redInvoiceLifecycle.texts[state];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when something is owed; null once nothing is.' })
  dueAt(@Root() red: RedInvoiceView): number | null {
    return redInvoiceLifecycle.dueAtMs(red);
  }
  @FieldResolver(() => [RedInvoiceActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() red: RedInvoiceView) {
    const parts = hasRole(actor, 'finance') ? ['finance'] : [];
    return redInvoiceLifecycle.available(red, parts, clock.now());
  }
}

@Resolver(() => OrderStub)
export class OrderInvoicesResolver {
  @FieldResolver(() => [InvoiceView], { description: 'The invoices asked for of this order, the newest first.' })
  invoices(@Ctx() context: PaymentsContext, @Root() { id }: OrderStub) {
    return context.loader(invoicesByOrder).load(id);
  }
  @FieldResolver(() => Boolean, { description: 'Whether the caller can ask for an invoice of it now.' })
  canAskForInvoice(@Ctx() context: PaymentsContext, @Root() { id }: OrderStub) {
    return context.loader(askableByOrder).load(id);
  }
}
