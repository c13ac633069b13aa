import { rolesOf } from '@heitu/kit/rules/actor';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { SellersContext } from '../context.ts';
import { HelpAudiences, HelpRequestActs } from '../enums.ts';
import { partiesById } from '../party/party.loader.ts';
import { PartyView } from '../party/party.view.ts';
import { HELP_ARTICLES, type HelpArticle, type HelpAudience } from './help-articles.table.ts';
import { helpLifecycle } from './help.lifecycle.ts';
import { helpPage } from './help.loader.ts';
import { HelpArticleView, HelpPage, HelpRequestConnection, HelpRequestView } from './help.view.ts';

@Resolver(() => HelpRequestView)
export class HelpResolver {
  @Query(() => [HelpArticleView], { description: 'Help for consumers, sellers, carriers and stations.' })
  helpArticles(
    @Arg('audience', () => HelpAudiences, { nullable: true, description: 'For whom; left out: all of it.' })
    audience?: HelpAudience,
  ): readonly HelpArticle[] {
    return audience ? HELP_ARTICLES.filter((article) => article.audience === audience) : HELP_ARTICLES;
  }
  @Query(() => HelpRequestConnection, {
    description: "Questions of the caller's parties; the operator sees all. Newest first, or sorted.",
  })
  helpRequests(@Ctx() context: SellersContext, @Args(() => HelpPage) page: HelpPage) {
    return helpPage(context, page);
  }
  @FieldResolver(() => [HelpRequestActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: SellersContext, @Root() row: HelpRequestView) {
    return helpLifecycle.available(row, rolesOf(actor), clock.now());
  }
  @FieldResolver(() => PartyView, { nullable: true })
  party(@Ctx() context: SellersContext, @Root() { partyId }: { partyId: string }) {
    return context.loader(partiesById).load(partyId);
  }
}
