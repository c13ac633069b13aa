import { sortedArgs, sortedPage, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { TrustContext } from '../context.ts';
import { MediumActs } from '../enums.ts';
import { keeperNames, keepsById, mediaKeepers } from './keepers.ts';
import { mediumLifecycle } from './medium.lifecycle.ts';
import { partsIn } from './medium.policy.ts';
import {
  BackupMediumConnection,
  BackupMediumView,
  handoversByMedium,
  MEDIUM_SORTS,
  MediaKeeperView,
  MediumHandoverView,
} from './medium.view.ts';

const MediumPage = sortedArgs('BackupMediumSort', MEDIUM_SORTS);
const nameOf = async (context: TrustContext, id: string): Promise<string | null> =>
  (await context.loader(keeperNames).load(id))?.displayName ?? null;

@Resolver(() => BackupMediumView)
export class BackupMediumResolver {
  @Query(() => BackupMediumConnection, { description: 'Off-line media with backups, the newest first, or sorted.' })
  backupMedia(
    @Ctx() { rows, actor }: TrustContext,
    @Args(() => MediumPage) page: SortedPage,
    @Arg('toSign', () => Boolean, { defaultValue: false, description: 'Those that the caller is to sign for.' })
    toSign = false,
  ) {
    const query = rows
      .selectFrom('BackupMedium')
      .selectAll()
      .$if(toSign, (mine) => mine.where('state', '=', 'offered').where('takerId', '=', actor.id));
    return sortedPage(query, page, MEDIUM_SORTS, { by: 'registeredAt', descending: true });
  }
  @Query(() => [MediaKeeperView], { description: 'To whom a medium can be handed.' })
  mediaKeepers(@Ctx() context: TrustContext) {
    return mediaKeepers(context);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese.' })
  stateLabel(@Root() { state }: BackupMediumView): string {
    return mediumLifecycle.texts[state];
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who has it; null where the account is gone.' })
  holder(@Ctx() context: TrustContext, @Root() { holderId }: BackupMediumView) {
    return nameOf(context, holderId);
  }
  @FieldResolver(() => Boolean, { description: 'Whether its holder is with the operator still.' })
  async isHeld(@Ctx() context: TrustContext, @Root() { holderId, state }: BackupMediumView) {
    return state !== 'destroyed' && ((await context.loader(keepsById).load(holderId)) ?? false);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who is to sign for it.' })
  taker(@Ctx() context: TrustContext, @Root() { takerId }: BackupMediumView) {
    return takerId === null ? null : nameOf(context, takerId);
  }
  @FieldResolver(() => [MediumHandoverView], { description: 'Through whose hands it went, the newest first.' })
  async handovers(@Ctx() context: TrustContext, @Root() { id }: BackupMediumView) {
    return (await context.loader(handoversByMedium).load(id)) ?? [];
  }
  @FieldResolver(() => [MediumActs], { description: 'What the caller can do with it now.' })
  async availableActions(@Ctx() context: TrustContext, @Root() row: BackupMediumView) {
    const keeps = (await context.loader(keepsById).load(row.holderId)) ?? false;
    return mediumLifecycle.available(row, partsIn(row, context.actor, keeps), context.clock.now());
  }
}

@Resolver(() => MediumHandoverView)
export class MediumHandoverResolver {
  @FieldResolver(() => String, { nullable: true, description: 'Who gave it.' })
  giver(@Ctx() context: TrustContext, @Root() { giverId }: MediumHandoverView) {
    return nameOf(context, giverId);
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who took it, or was to.' })
  taker(@Ctx() context: TrustContext, @Root() { takerId }: MediumHandoverView) {
    return nameOf(context, takerId);
  }
}
