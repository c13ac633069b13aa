import { chinaDate } from '@heitu/kit/rules/calendar';
import { ERASED_TEXT, maskMiddle } from '@heitu/kit/privacy/vault';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { isOwnParty } from '../access.ts';
import type { SellersContext } from '../context.ts';
import { SupplierActs } from '../enums.ts';
import { documentLifecycle } from '../filing/filing.lifecycle.ts';
import { documentsOfSupplier } from '../filing/filing.loader.ts';
import { DocumentView } from '../filing/filing.view.ts';
import { partiesById } from '../party/party.loader.ts';
import { OF_PARTY } from '../party/party.policy.ts';
import { PartyView } from '../party/party.view.ts';
import { supplierLifecycle } from './supplier.lifecycle.ts';
import { supplierPage, suppliersById, type SupplierRow } from './supplier.loader.ts';
import { isToApprove, supplierStanding } from './supplier.policy.ts';
import { SupplierConnection, SupplierPage, SupplierView } from './supplier.view.ts';

@Resolver(() => SupplierView)
export class SupplierResolver {
  @Query(() => SupplierView, {
    nullable: true,
    description: "One supplier; null where it is not of the caller's party.",
  })
  supplier(@Ctx() context: SellersContext, @Arg('id', () => ID, { description: 'The supplier.' }) id: string) {
    return context.loader(suppliersById).load(id);
  }
  @Query(() => SupplierConnection, {
    description: "Suppliers of the caller's parties: newest first, or sorted.",
  })
  suppliers(@Ctx() context: SellersContext, @Args(() => SupplierPage) page: SupplierPage) {
    return supplierPage(context, page);
  }

  @FieldResolver(() => PartyView, { nullable: true, description: 'Whose supplier it is.' })
  party(@Ctx() context: SellersContext, @Root() { partyId }: { partyId: string }) {
    return context.loader(partiesById).load(partyId);
  }
  @FieldResolver(() => String)
  name(@Ctx() { vault }: SellersContext, @Root() { id, name, creditCode }: SupplierRow) {
    return creditCode ? vault.openTextUnrecorded(id, name) : vault.openText(id, name, 'name');
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() supplier: SupplierRow) {
    return supplierLifecycle.texts[supplier.state];
  }
  @FieldResolver(() => Boolean)
  creditCodeIsDoubtful(@Root() supplier: SupplierRow) {
    return !!supplier.creditCodeIsDoubtful;
  }
  @FieldResolver(() => Boolean)
  suppliesFood(@Root() supplier: SupplierRow) {
    return !!supplier.suppliesFood;
  }
  @FieldResolver(() => Boolean, { description: 'Whether one may buy from it today.' })
  valid(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    return supplierStanding(supplier, chinaDate(context.clock.now())).valid;
  }
  @FieldResolver(() => String, { nullable: true, description: 'Masked.' })
  async residentIdNumber(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    return (
      supplier.residentIdNumberSealed &&
      context.vault.openMasked(supplier.id, supplier.residentIdNumberSealed, (number) => maskMiddle(number, 6, 4))
    );
  }
  @FieldResolver(() => String, { nullable: true })
  async contactName(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    return openForOwner(context, supplier, supplier.contactNameSealed, 'name');
  }
  @FieldResolver(() => String, { nullable: true })
  async contactPhone(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    return openForOwner(context, supplier, supplier.contactPhoneSealed, 'phone');
  }
  @FieldResolver(() => [DocumentView])
  async documents(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    return (await context.loader(documentsOfSupplier).load(supplier.id)) ?? [];
  }
  @FieldResolver(() => [SupplierActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: SellersContext, @Root() supplier: SupplierRow) {
    const party = await context.loader(partiesById).load(supplier.partyId);
    if (!party || !isOwnParty(context, party, 'lots')) return [];
    const papers = (await context.loader(documentsOfSupplier).load(supplier.id)) ?? [];
    const newPapers = papers.filter(({ state }) => documentLifecycle.from('accept').includes(state)).length;
    return supplierLifecycle
      .available(supplier, OF_PARTY, context.clock.now())
      .filter((action) => action !== 'approve' || isToApprove(supplier.state, newPapers));
  }
}

/** Whom to call at a supplier is for the seller's own people. */
async function openForOwner(
  context: SellersContext,
  supplier: SupplierRow,
  sealed: string | null,
  what: string,
): Promise<string | null> {
  const party = sealed && (await context.loader(partiesById).load(supplier.partyId));
  return party && isOwnParty(context, party, 'lots')
    ? ((await context.vault.open(supplier.id, sealed, what)) ?? ERASED_TEXT)
    : null;
}
