import { rolesOf } from '@heitu/kit/rules/actor';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { HELP_ARTICLES, type HelpArticle } from './help-articles.table.ts';
import { helpLifecycle } from './help.lifecycle.ts';
import { helpPage } from './help.loader.ts';
import { HelpArticleView, HelpPageArgs, HelpRequestConnection, HelpRequestView } from './help.view.ts';

@Resolver(() => HelpRequestView)
export class HelpResolver {
  @Query(() => [HelpArticleView], { description: 'Help for consumers, sellers, carriers and stations.' })
  helpArticles(
    @Arg('audience', () => String, { nullable: true, description: 'consumer, seller, carrier, station; left out: all' })
    audience?: string,
  ): readonly HelpArticle[] {
    return audience ? HELP_ARTICLES.filter((article) => article.audience === audience) : HELP_ARTICLES;
  }
  @Query(() => HelpRequestConnection, {
    description: "Questions of the caller's parties; the operator sees all. Newest first, or sorted by askedAt.",
  })
  helpRequests(@Ctx() context: SellersContext, @Args(() => HelpPageArgs) page: HelpPageArgs) {
    return helpPage(context, page);
  }
  @FieldResolver(() => [String], { description: 'What the caller can do with it now: answer.' })
  availableActions(@Ctx() { actor, clock }: SellersContext, @Root() row: HelpRequestView): string[] {
    return helpLifecycle.available(row, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() { partyId }: { partyId: string }) {
    return context.loader(partiesById).load(partyId);
  }
}
