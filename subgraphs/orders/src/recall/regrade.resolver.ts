import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { SELLER_ROLES } from '@heitu/standard';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { OrdersContext, Row } from '../context.ts';
import { RecallRegradeActs } from '../enums.ts';
import { RECALL_KEEPERS } from './recall-case.lifecycle.ts';
import { RecallCaseView, RecallRegradeView } from './recall.view.ts';
import { regradeLifecycle } from './regrade.lifecycle.ts';
import { regradesByCase } from './regrade.loader.ts';

@Resolver(() => RecallCaseView)
export class RegradesOfCaseResolver {
  @FieldResolver(() => [RecallRegradeView], { description: 'Every other level that was asked for, the newest first.' })
  regrades(@Root() { id }: Row<'RecallCase'>, @Ctx() context: OrdersContext) {
    return context.loader(regradesByCase).load(id);
  }
  @FieldResolver(() => Boolean, { description: 'The caller can say that it is graver: it is not closed.' })
  mayRegrade(@Root() { state }: Row<'RecallCase'>, @Ctx() { actor }: OrdersContext): boolean {
    return state !== 'closed' && hasRole(actor, ...SELLER_ROLES, ...RECALL_KEEPERS);
  }
}

@Resolver(() => RecallRegradeView)
export class RecallRegradeResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: Row<'RecallRegrade'>): string {
    return regradeLifecycle.texts[state];
  }
  @FieldResolver(() => [RecallRegradeActs], {
    description: 'What the caller can do with it now: whoever proposed it can only take it back.',
  })
  availableActions(@Root() row: Row<'RecallRegrade'>, @Ctx() { actor, clock }: OrdersContext) {
    const acts = regradeLifecycle.available(row, rolesOf(actor), clock.now());
    return row.proposedBy === actor.id ? acts.filter((one) => one !== 'confirm') : acts;
  }
}
