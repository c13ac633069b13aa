import { hasRole, rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SAME_FOR_ALL } from '@heitu/kit/rules/graphql';
import { OVERSEERS } from '@heitu/standard';
import { Ctx, Directive, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { CatalogContext } from '../context.ts';
import { LaboratoryActs } from '../enums.ts';
import { laboratoryLifecycle } from './laboratory.lifecycle.ts';
import { filedLaboratories, standingLaboratories, type LaboratoryRow } from './laboratory.loader.ts';
import { LaboratoryView } from './laboratory.view.ts';

@Resolver(() => LaboratoryView)
export class LaboratoryResolver {
  @Directive(SAME_FOR_ALL)
  @Query(() => [LaboratoryView], { description: 'The laboratories whose reports can be filed, each once.' })
  laboratories(@Ctx() context: CatalogContext) {
    return standingLaboratories(context);
  }
  @Query(() => [LaboratoryView], { description: 'Every accreditation that was filed, those that wait first.' })
  laboratoryFilings(@Ctx() context: CatalogContext) {
    return filedLaboratories(context);
  }

  @Directive(SAME_FOR_ALL)
  @FieldResolver(() => String, { description: 'Chinese.' })
  stateLabel(@Root() { state }: LaboratoryRow): string {
    return laboratoryLifecycle.texts[state];
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'The scan of its accreditation, for overseers: opened at /edges/catalog/files/:id.',
  })
  fileId(@Ctx() context: CatalogContext, @Root() { fileId }: LaboratoryRow): string | null {
    return hasRole(context.actor, ...OVERSEERS.goods) ? fileId : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [LaboratoryActs], {
    description: 'What the caller can do with it: nothing where they filed it.',
  })
  availableActions(@Ctx() context: CatalogContext, @Root() row: LaboratoryRow) {
    return row.filedByAccountId === context.actor.id
      ? []
      : laboratoryLifecycle.available(row, rolesOf(context.actor), context.clock.now());
  }
}
