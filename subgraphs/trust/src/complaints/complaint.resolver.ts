import { DateTime } from '@heitu/kit/rules/graphql';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { ERASED_TEXT } from '@heitu/kit/privacy/vault';
import { given } from '@heitu/kit/data/given';
import { hasRole } from '@heitu/kit/rules/actor';
import { Arg, Args, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { visibleClaimsByOrder } from '../claims/claim.loader.ts';
import { ClaimView } from '../claims/claim.view.ts';
import type { TrustContext } from '../context.ts';
import { ComplaintStates } from '../enums.ts';
import { OrderStub, PartyStub } from '../foreign/foreign.view.ts';
import { complaintLifecycle, type ComplaintState } from './complaint.lifecycle.ts';
import {
  COMPLAINT_SORTS,
  namesOfParties,
  ordersWithComplaint,
  desksIn,
  partsIn,
  seesOrderOf,
  stepsByComplaint,
  visibleComplaint,
  visibleComplaints,
} from './complaint.loader.ts';
import {
  CallerView,
  ComplaintActionView,
  ComplaintConnection,
  ComplaintStepView,
  ComplaintView,
} from './complaint.view.ts';

type ComplaintRow = NonNullable<Awaited<ReturnType<typeof visibleComplaint>>>;

const ComplaintPage = sortedArgs('ComplaintSort', COMPLAINT_SORTS);

@Resolver(() => ComplaintView)
export class ComplaintResolver {
  @Query(() => ComplaintConnection, { description: 'Newest first, or sorted.' })
  complaints(
    @Ctx() context: TrustContext,
    @Args(() => ComplaintPage) page: SortedPage,
    @Arg('state', () => ComplaintStates, { nullable: true, description: 'Only those in this state.' })
    state?: ComplaintState,
    @Arg('number', () => String, { nullable: true, description: 'Only the complaint that has this number.' })
    number?: string,
  ) {
    return sortedPage(
      visibleComplaints(context).where((eb) => eb.and(given({ state, number: number?.trim() }))),
      page,
      COMPLAINT_SORTS,
      { by: 'filedAt', descending: true },
    );
  }

  @Query(() => ComplaintView, {
    nullable: true,
    description: 'One complaint; null where the caller has no part in it.',
  })
  async complaint(@Ctx() context: TrustContext, @Arg('id', () => ID, { description: 'The complaint.' }) id: string) {
    const row = await visibleComplaint(context, id);
    return row ?? null;
  }

  @Directive('@inaccessible')
  @Query(() => [ID], { description: 'Those of these orders that a complaint is about.' })
  ordersWithComplaint(@Ctx() context: TrustContext, @Arg('orderIds', () => [ID]) orderIds: string[]) {
    return ordersWithComplaint(context, orderIds);
  }

  @FieldResolver(() => String)
  async text(@Root() row: ComplaintRow, @Ctx() context: TrustContext): Promise<string> {
    return (
      (row.textSealed === '' ? null : await context.vault.open(row.accountId, row.textSealed, 'complaint')) ??
      ERASED_TEXT
    );
  }
  @FieldResolver(() => CallerView, {
    nullable: true,
    description: 'Who called, for those who mediate: whoever has to answer is told the matter, not the number.',
  })
  async caller(@Root() row: ComplaintRow, @Ctx() { actor, vault }: TrustContext): Promise<CallerView | null> {
    const { accountId, callerName, callerPhone } = row;
    if (!callerName || !callerPhone || !hasRole(actor, 'mediator', 'operator-admin')) return null;
    const [name, phone] = [
      await vault.openText(accountId, callerName, 'caller.name'),
      await vault.openText(accountId, callerPhone, 'caller.phone'),
    ];
    return { name, phone };
  }
  @FieldResolver(() => String, { description: 'Who has to answer, by name.' })
  answererName(@Root() row: ComplaintRow, @Ctx() context: TrustContext) {
    return context.loader(namesOfParties).load(row.answererPartyId);
  }
  @FieldResolver(() => [ID], { description: 'GET /edges/trust/files/<id>: for whoever may see the complaint.' })
  photoIds(@Root() row: ComplaintRow): string[] {
    return row.photoIds ? fromJson(row.photoIds) : [];
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it has to go on; null where it is over.' })
  dueAt(@Root() row: ComplaintRow): number | null {
    return complaintLifecycle.dueAtMs(row);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() row: ComplaintRow, @Ctx() { actor }: TrustContext): string {
    return complaintLifecycle.textFor(row, desksIn(actor, row));
  }
  @FieldResolver(() => OrderStub, {
    nullable: true,
    description: 'What it is about; null also for whoever sees the complaint alone: the right to orders is another.',
  })
  order(@Root() row: ComplaintRow, @Ctx() { actor }: TrustContext): OrderStub | null {
    return row.orderId && seesOrderOf(actor, row) ? { id: row.orderId } : null;
  }
  @FieldResolver(() => PartyStub, { nullable: true, description: 'The seller.' })
  party(@Root() { partyId }: ComplaintRow): PartyStub | null {
    return partyId ? { id: partyId } : null;
  }
  @FieldResolver(() => PartyStub, { nullable: true })
  carrier(@Root() { carrierPartyId }: ComplaintRow): PartyStub | null {
    return carrierPartyId ? { id: carrierPartyId } : null;
  }
  @FieldResolver(() => [ClaimView], {
    description: 'What the records already say of its goods, as far as the caller may see.',
  })
  claims(@Root() { orderId }: ComplaintRow, @Ctx() context: TrustContext) {
    return orderId ? context.loader(visibleClaimsByOrder).load(orderId) : [];
  }
  @FieldResolver(() => [ComplaintStepView])
  steps(@Root() row: ComplaintRow, @Ctx() context: TrustContext) {
    return context.loader(stepsByComplaint).load(row.id);
  }
  @FieldResolver(() => [ComplaintActionView], { description: 'What the caller can do now.' })
  availableActions(@Root() row: ComplaintRow, @Ctx() context: TrustContext) {
    return complaintLifecycle
      .available(row, partsIn(context.actor, row), context.clock.now())
      .filter((action) => action !== 'advance' || row.decidedBy !== context.actor.id)
      .map((action) => ({ action, label: complaintLifecycle.labels[action] }));
  }
}
