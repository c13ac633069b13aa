import { BY_WHO_ASKS } from '@heitu/kit/rules/graphql';
import { rolesOf } from '@heitu/kit/rules/actor';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { storiesByLot } from '../field/field-story.ts';
import { FieldStoryView } from '../field/field.view.ts';
import type { LotRow } from '../lot/lot.loader.ts';
import { mayManage } from '../lot/may-manage.ts';
import { CertificateView, LotView } from '../lot/lot.view.ts';
import { LabelDoubtActs, LabelDoubtStates } from '../enums.ts';
import { lotsById } from '../lot/lot.loader.ts';
import { purchasesByLot } from '../lot/paper.loader.ts';
import { labelDoubtLifecycle, type LabelDoubtState } from './label-doubt.lifecycle.ts';
import { isOverseer } from '../access.ts';
import {
  LABEL_DOUBT_SORTS,
  labelDoubtsPage,
  labelRunsByLot,
  openDoubtsByLot,
  type LabelDoubtRow,
} from './label.loader.ts';
import { LabelDoubtConnection, LabelDoubtView, LotLabelsView, ScannedLabelView } from './label.view.ts';

@Resolver(() => LotView)
export class LabelResolver {
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => LotLabelsView, {
    nullable: true,
    description: 'The labels of its single bags; for those who manage it and for overseers.',
  })
  async labels(@Ctx() context: CatalogContext, @Root() lot: LotRow) {
    if (!mayManage(context, lot)) return null;
    const { labelsPrinted: printed, labelsVoid: spoiled, units } = lot;
    return {
      printed,
      spoiled,
      left: units - printed + spoiled,
      runs: await context.loader(labelRunsByLot).load(lot.id),
      doubts: await context.loader(openDoubtsByLot).load(lot.id),
    };
  }
}

const DoubtPage = sortedArgs('LabelDoubtSort', LABEL_DOUBT_SORTS);

@Resolver(() => LabelDoubtView)
export class LabelDoubtResolver {
  @Query(() => LabelDoubtConnection, {
    description: "Labels that were scanned as no single bag can be: of one's own lots, everybody's for overseers.",
  })
  labelDoubts(
    @Ctx() context: CatalogContext,
    @Args(() => DoubtPage) page: SortedPage,
    @Arg('state', () => LabelDoubtStates, { nullable: true, description: 'Only doubts in this state.' })
    state?: LabelDoubtState,
  ) {
    return labelDoubtsPage(context, state, page);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as whoever asks reads it.' })
  stateLabel(@Ctx() context: CatalogContext, @Root() doubt: LabelDoubtRow): string {
    return labelDoubtLifecycle.textFor(doubt, isOverseer(context) ? [] : ['seller']);
  }
  @FieldResolver(() => LotView, { nullable: true })
  lot(@Ctx() context: CatalogContext, @Root() { lotId }: LabelDoubtRow) {
    return context.loader(lotsById).load(lotId);
  }
  @FieldResolver(() => [LabelDoubtActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: CatalogContext, @Root() doubt: LabelDoubtRow) {
    return labelDoubtLifecycle.available(doubt, rolesOf(actor), clock.now());
  }
}

@Resolver(() => ScannedLabelView)
export class ScannedLabelResolver {
  @FieldResolver(() => [FieldStoryView], {
    description: 'The fields that its lot came from; none: nothing is recorded of a field.',
  })
  fields(@Ctx() context: CatalogContext, @Root() { lotId }: ScannedLabelView) {
    return context.loader(storiesByLot).load(lotId);
  }
  @FieldResolver(() => [CertificateView], { description: 'What was bought in for its lot, by accepted papers.' })
  purchases(@Ctx() context: CatalogContext, @Root() { lotId }: ScannedLabelView) {
    return context.loader(purchasesByLot).load(lotId);
  }
}
