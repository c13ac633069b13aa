import { given } from '@heitu/kit/data/given';
import { rolesOf } from '@heitu/kit/rules/actor';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { TipOffActs, TipOffStates } from '../enums.ts';
import { ProductStub } from '../foreign/foreign.view.ts';
import { tipOffLifecycle, type TipOffState } from './tip-off.lifecycle.ts';
import { TipOffAnswer, TipOffConnection, TipOffView } from './tip-off.view.ts';

const TIP_OFF_SORTS = { filedAt: 'filedAtMs', dueAt: 'dueAtMs' } as const;
const TipOffPage = sortedArgs('TipOffSort', TIP_OFF_SORTS);

@Resolver(() => TipOffView)
export class TipOffResolver {
  @Query(() => TipOffConnection, { description: 'Reports of unlawful goods, the newest first, or sorted.' })
  tipOffs(
    @Ctx() { rows }: TrustContext,
    @Args(() => TipOffPage) page: SortedPage,
    @Arg('state', () => TipOffStates, { nullable: true, description: 'Only those in this state.' }) state?: TipOffState,
  ) {
    const query = rows
      .selectFrom('TipOff')
      .selectAll()
      .where((eb) => eb.and(given({ state })));
    return sortedPage(query, page, TIP_OFF_SORTS, { by: 'filedAt', descending: true });
  }
  @Query(() => TipOffAnswer, { nullable: true, description: 'What became of the report that has this code.' })
  async tipOff(
    @Ctx() { rows }: TrustContext,
    @Arg('code', () => String, { description: 'As it was shown.' }) code: string,
  ) {
    return (await rows.selectFrom('TipOff').selectAll().where('code', '=', code).executeTakeFirst()) ?? null;
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: TipOffView): string {
    return tipOffLifecycle.texts[state];
  }
  @FieldResolver(() => [ID], { description: 'What the reporter photographed, at /edges/trust/files.' })
  photoIds(@Root() { photoIds }: { photoIds: Json<string[]> | null }): string[] {
    return photoIds ? fromJson(photoIds) : [];
  }
  @FieldResolver(() => ProductStub, { nullable: true, description: 'The goods, where the reporter named them.' })
  product(@Root() { productId }: { productId: string | null }): ProductStub | null {
    return productId === null ? null : { id: productId };
  }
  @FieldResolver(() => [TipOffActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: TrustContext, @Root() row: TipOffView) {
    return tipOffLifecycle.available(row, rolesOf(actor), clock.now());
  }
}

@Resolver(() => TipOffAnswer)
export class TipOffAnswerResolver {
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: TipOffAnswer): string {
    return tipOffLifecycle.texts[state];
  }
}
