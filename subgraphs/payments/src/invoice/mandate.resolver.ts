import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { keysOf } from '@heitu/kit/rules/checked';
import { SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { maskMiddle, maskName } from '@heitu/kit/privacy/vault';
import type { PaymentsContext, RowOf } from '../context.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import { ISSUE_ROUTES, SURE, type IssueRoute } from './issuer.policy.ts';
import { mandatesByParty } from './mandate.loader.ts';
import { InvoiceMandateView, IssueRouteView } from './mandate.view.ts';

const ROUTES = keysOf(ISSUE_ROUTES);
const shownRoute = (route: IssueRoute): IssueRouteView => {
  const { for: kinds, sure, ...rule } = ISSUE_ROUTES[route];
  return { ...rule, route, kinds, sureText: SURE[sure] };
};

@Resolver()
export class InvoiceMandatesResolver {
  @Query(() => InvoiceMandateView, { nullable: true, description: 'Null: the seller issues nothing through us yet.' })
  invoiceMandate(
    @Ctx() context: PaymentsContext,
    @Arg('partyId', () => ID, { description: 'The seller.' }) partyId: string,
  ) {
    return context.loader(mandatesByParty).load(partyId);
  }
  @Directive(SAME_FOR_ALL)
  @Directive(`@listSize(assumedSize: ${ROUTES.length})`)
  @Query(() => [IssueRouteView], { description: 'Who issues the invoice of what is sold here, by which law.' })
  issueRoutes(): IssueRouteView[] {
    return ROUTES.map(shownRoute);
  }
}

@Resolver(() => InvoiceMandateView)
export class InvoiceMandateResolver {
  @FieldResolver(() => PartyStub, { description: 'The seller.' })
  party(@Root() { partyId }: InvoiceMandateView): PartyStub {
    return { id: partyId };
  }
  /** A business is known by its name; a farmer's is masked. */
  @FieldResolver(() => String, { description: "As the tax bureau has it; a farmer's masked." })
  name(@Ctx() { vault }: PaymentsContext, @Root() { partyId, name, route }: RowOf<'InvoiceMandate'>) {
    return vault.openMasked(partyId, name, (text) => (route === 'bureau-for-farmer' ? maskName(text) : text));
  }
  @FieldResolver(() => String, { description: 'Masked.' })
  taxNumber(@Ctx() { vault }: PaymentsContext, @Root() { partyId, taxNumber }: RowOf<'InvoiceMandate'>) {
    return vault.openMasked(partyId, taxNumber, (text) => maskMiddle(text, 6, 4));
  }
}
