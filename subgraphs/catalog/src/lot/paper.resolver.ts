import { rolesOf } from '@heitu/kit/rules/actor';
import { Arg, Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { isDoubtfulNumber, NUMBER_DOUBT } from '@heitu/standard/paper-numbers';
import type { CatalogContext } from '../context.ts';
import { PaperActs, PaperKinds } from '../enums.ts';
import { isOwnPaper } from './decide-paper.ts';
import { lotsById } from './lot.loader.ts';
import type { PaperKind } from './lot.policy.ts';
import { LotView } from './lot.view.ts';
import { inspectionLifecycle } from './paper.lifecycle.ts';
import { papersWaiting, type WaitingPaperRow } from './paper.loader.ts';
import { WaitingPaperView } from './paper.view.ts';

@Resolver(() => WaitingPaperView)
export class PaperResolver {
  @Directive('@listSize(assumedSize: 40)')
  @Query(() => [WaitingPaperView], { description: 'Papers that wait to be opened and judged, the soonest due first.' })
  papersWaiting(
    @Ctx() context: CatalogContext,
    @Arg('id', () => ID, { nullable: true, description: 'Only this one, also when it is judged.' }) id?: string,
  ) {
    return papersWaiting(context, id);
  }
  @FieldResolver(() => PaperKinds)
  kind(@Root() paper: WaitingPaperRow): PaperKind {
    return paper.certificate ? 'certificate' : 'inspection';
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Its number has the form of one, and its check digit does not fit: compare it with the scan. Chinese.',
  })
  numberDoubt(@Root() { certificate }: WaitingPaperRow): string | null {
    return certificate?.type === 'production-licence' && isDoubtfulNumber('food-production', certificate.number)
      ? NUMBER_DOUBT
      : null;
  }
  @FieldResolver(() => LotView, { nullable: true })
  lot(@Ctx() context: CatalogContext, @Root() paper: WaitingPaperRow) {
    return context.loader(lotsById).load(paper.lotId);
  }
  @FieldResolver(() => [PaperActs], { description: 'What the caller can do with it: nothing where it is their own.' })
  availableActions(@Ctx() context: CatalogContext, @Root() paper: WaitingPaperRow) {
    return isOwnPaper(context, paper)
      ? []
      : inspectionLifecycle.available(paper, rolesOf(context.actor), context.clock.now());
  }
}
