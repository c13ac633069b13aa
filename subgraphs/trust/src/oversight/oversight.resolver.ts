import { given } from '@heitu/kit/data/given';
import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import type { Overseer } from '../disclosure/disclosure.policy.ts';
import { oversightLifecycle } from '../disclosure/record.lifecycle.ts';
import { OversightActs, OversightSources } from '../enums.ts';
import { PartyStub, ProductStub } from '../foreign/foreign.view.ts';
import { answersOf, authoritiesById, membersOf, visibleOversights } from './oversight.loader.ts';
import type { OversightScope } from './oversight.policy.ts';
import {
  AuthorityView,
  OversightAnswerView,
  OversightRequestConnection,
  OversightRequestView,
  OversightScopeView,
} from './oversight.view.ts';

const OVERSIGHT_SORTS = { askedAt: 'askedAtMs', dueAt: 'dueAtMs' } as const;
const OversightPage = sortedArgs('OversightRequestSort', OVERSIGHT_SORTS);
const AUTHORITIES_MAX = 200;
const filesIn = (ids: Json<string[]> | null): string[] => (ids ? fromJson(ids) : []);

@Resolver(() => OversightRequestView)
export class OversightRequestResolver {
  @Query(() => OversightRequestConnection, {
    description: "One's own authority's, whoever of it asked; all for the operator. Newest first, or sorted.",
  })
  oversightRequests(
    @Ctx() context: TrustContext,
    @Args(() => OversightPage) page: SortedPage,
    @Arg('from', () => OversightSources, { nullable: true, description: 'Only those of these.' }) from?: Overseer,
    @Arg('onlyOpen', () => Boolean, { defaultValue: false, description: 'Those that were not answered yet.' })
    onlyOpen = false,
  ) {
    const query = visibleOversights(context)
      .where((eb) => eb.and(given({ from })))
      .$if(onlyOpen, (query) => query.where('answeredAtMs', 'is', null));
    return sortedPage(query, page, OVERSIGHT_SORTS, { by: 'askedAt', descending: true });
  }
  @FieldResolver(() => AuthorityView, { nullable: true, description: 'For whom it was asked.' })
  authority(@Ctx() context: TrustContext, @Root() { authorityId }: { authorityId: string | null }) {
    return authorityId === null ? null : context.loader(authoritiesById).load(authorityId);
  }
  @FieldResolver(() => OversightScopeView, { nullable: true, description: 'What it names.' })
  scope(@Root() { scope }: { scope: Json<OversightScope> | null }): OversightScopeView | null {
    return scope && fromJson(scope);
  }
  @FieldResolver(() => [ID], { description: 'What was sent with it, at /edges/trust/files.' })
  attachmentIds(@Root() { attachmentIds }: { attachmentIds: Json<string[]> | null }): string[] {
    return filesIn(attachmentIds);
  }
  @FieldResolver(() => [OversightAnswerView], { description: 'What was told, the newest first; that one holds.' })
  answers(@Ctx() context: TrustContext, @Root() { id }: OversightRequestView) {
    return context.loader(answersOf).load(id);
  }
  @FieldResolver(() => [OversightActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: OversightRequestView) {
    const actions = oversightLifecycle.available(row, rolesOf(actor), clock.now());
    return row.answeredAtMs !== null && hasRole(actor, 'operator-admin') ? [...actions, 'correct'] : actions;
  }
}

@Resolver(() => OversightScopeView)
export class OversightScopeResolver {
  @FieldResolver(() => PartyStub, { nullable: true })
  party(@Root() { partyId }: OversightScopeView): PartyStub | null {
    return partyId === null ? null : { id: partyId };
  }
  @FieldResolver(() => ProductStub, { nullable: true })
  product(@Root() { productId }: OversightScopeView): ProductStub | null {
    return productId === null ? null : { id: productId };
  }
}

@Resolver(() => OversightAnswerView)
export class OversightAnswerResolver {
  @FieldResolver(() => [ID], { description: 'What was sent with it, at /edges/trust/files.' })
  attachmentIds(@Root() { attachmentIds }: { attachmentIds: Json<string[]> | null }): string[] {
    return filesIn(attachmentIds);
  }
}

@Resolver(() => AuthorityView)
export class AuthorityResolver {
  @Query(() => [AuthorityView], { nullable: true, description: 'Authorities and industry bodies, by name.' })
  authorities(@Ctx() { rows }: TrustContext) {
    return rows.selectFrom('Authority').selectAll().orderBy('name').limit(AUTHORITIES_MAX).execute();
  }
  @FieldResolver(() => [ID], { description: 'The accounts that act for it.' })
  memberIds(@Ctx() context: TrustContext, @Root() { id }: AuthorityView) {
    return context.loader(membersOf).load(id);
  }
}
