import { rolesOf } from '@heitu/kit/rules/actor';
import { Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { categoriesById } from '../category/category.loader.ts';
import { CategoryView } from '../category/category.view.ts';
import type { CatalogContext } from '../context.ts';
import { LimitProposalActs } from '../enums.ts';
import { limitText } from './indicator.policy.ts';
import { IndicatorView } from './indicator.view.ts';
import { limitProposalLifecycle } from './limit-proposal.lifecycle.ts';
import { proposalsShown, publicLimits, type ProposalRow } from './limit-proposal.loader.ts';
import { LimitProposalView } from './limit-proposal.view.ts';

@Resolver(() => LimitProposalView)
export class LimitProposalResolver {
  @Directive('@listSize(assumedSize: 200)')
  @Query(() => [LimitProposalView], {
    description: 'What was read of limits in the texts of their standards, what waits first; at most 200.',
  })
  limitProposals(@Ctx() context: CatalogContext) {
    return proposalsShown(context);
  }
  @FieldResolver(() => String, { description: 'What it says that the limit is: ≤0.2' })
  limit(@Root() row: ProposalRow): string {
    return limitText(row);
  }
  @FieldResolver(() => CategoryView, { nullable: true, description: 'The kind of goods.' })
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: ProposalRow) {
    return context.loader(categoriesById).load(categoryId);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: ProposalRow): string {
    return limitProposalLifecycle.texts[state];
  }
  @FieldResolver(() => [LimitProposalActs], {
    description: 'What the caller can do with it now: whoever proposed it can only take it back.',
  })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() row: ProposalRow) {
    const acts = limitProposalLifecycle.available(row, rolesOf(actor), clock.now());
    return row.filedByAccountId === actor.id ? acts.filter((one) => one !== 'accept') : acts;
  }
}

@Resolver(() => IndicatorView)
export class PublicLimitsResolver {
  @Directive('@listSize(assumedSize: 400)')
  @Query(() => [IndicatorView], {
    description: 'The public limits that hold today, those first that nobody has read in the text of their standard.',
  })
  async publicLimits(@Ctx() context: CatalogContext) {
    return (await publicLimits(context)).map((row) => ({ ...row, limit: limitText(row) }));
  }
  @FieldResolver(() => CategoryView, { nullable: true, description: 'The kind of goods.' })
  category(@Ctx() context: CatalogContext, @Root() { categoryId }: { categoryId: string }) {
    return context.loader(categoriesById).load(categoryId);
  }
  @FieldResolver(() => ID, { nullable: true, description: 'In the list of public limits: what waits about it.' })
  proposalId(@Root() { proposalId = null }: { proposalId?: string | null }): string | null {
    return proposalId;
  }
}
