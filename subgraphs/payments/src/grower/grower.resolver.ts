import { DateTime, SafeInt } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import { Arg, Args, Ctx, Directive, FieldResolver, Float, ID, Query, Resolver, Root } from 'type-graphql';
import type { PaymentsContext } from '../context.ts';
import { GrowerShareStates, GrowerTransferStates } from '../enums.ts';
import { GrowerStub } from '../foreign/grower.stub.ts';
import { LotStub } from '../foreign/lot.stub.ts';
import { PartyStub } from '../foreign/party.stub.ts';
import {
  growerShareLifecycle,
  growerTransferLifecycle,
  type GrowerShareState,
  type GrowerTransferState,
} from './grower-share.lifecycle.ts';
import {
  GROWER_SHARE_SORTS,
  GROWER_TRANSFER_SORTS,
  growerSharePage,
  myGrowerAccounts,
  myGrowerSharePage,
  myGrowerTransferPage,
  pooledLotPay,
  type GrowerShareShown,
} from './grower.loader.ts';
import { openFen, quantityOf, whyOpen } from './grower.policy.ts';
import {
  GrowerAccountView,
  GrowerShareConnection,
  GrowerShareView,
  GrowerTransferConnection,
  GrowerTransferView,
  PooledLotPayView,
} from './grower.view.ts';

const SharePage = sortedArgs('GrowerShareSort', GROWER_SHARE_SORTS);
const TransferPage = sortedArgs('GrowerTransferSort', GROWER_TRANSFER_SORTS);

@Resolver()
export class GrowersResolver {
  @Query(() => GrowerShareConnection, {
    description:
      'What one’s own business owes growers of what was sold, everybody’s for overseers; newest first, or sorted.',
  })
  growerShares(
    @Ctx() context: PaymentsContext,
    @Args(() => SharePage) page: SortedPage,
    @Arg('lotId', () => ID, { nullable: true, description: 'Only of this lot.' }) lotId?: string,
    @Arg('state', () => GrowerShareStates, { nullable: true, description: 'Only shares in this state.' })
    state?: GrowerShareState,
  ) {
    return growerSharePage(context, { ...(lotId && { lotId }), ...(state && { state }) }, page);
  }
  @Query(() => GrowerShareConnection, {
    description: 'What the caller gets as a grower, sale by sale; newest first, or sorted.',
  })
  myGrowerShares(
    @Ctx() context: PaymentsContext,
    @Args(() => SharePage) page: SortedPage,
    @Arg('state', () => GrowerShareStates, { nullable: true, description: 'Only shares in this state.' })
    state?: GrowerShareState,
  ) {
    return myGrowerSharePage(context, state, page);
  }
  @Query(() => GrowerTransferConnection, {
    description: 'What was transferred to the caller as a grower; newest first, or sorted.',
  })
  myGrowerTransfers(
    @Ctx() context: PaymentsContext,
    @Args(() => TransferPage) page: SortedPage,
    @Arg('state', () => GrowerTransferStates, { nullable: true, description: 'Only transfers in this state.' })
    state?: GrowerTransferState,
  ) {
    return myGrowerTransferPage(context, { state }, page);
  }
  @Directive('@listSize(assumedSize: 3)')
  @Query(() => [GrowerAccountView], { description: 'What each cooperative owes the caller as a grower, in sum.' })
  myGrowerAccounts(@Ctx() context: PaymentsContext) {
    return myGrowerAccounts(context);
  }
  @Query(() => PooledLotPayView, {
    nullable: true,
    description: 'What the growers of a pooled lot get in all; null where it is none of one’s own.',
  })
  pooledLotPay(@Ctx() context: PaymentsContext, @Arg('lotId', () => ID, { description: 'The lot.' }) lotId: string) {
    return pooledLotPay(context, lotId);
  }
}

@Resolver(() => GrowerShareView)
export class GrowerShareResolver {
  @FieldResolver(() => PartyStub, { description: 'The cooperative.' })
  party(@Root() { partyId }: GrowerShareShown): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => LotStub, { description: 'Of which it was sold.' })
  lot(@Root() { lotId }: GrowerShareShown): LotStub {
    return { id: lotId };
  }
  @FieldResolver(() => GrowerStub, { description: 'Its member.' })
  grower(@Root() { growerId }: GrowerShareShown): GrowerStub {
    return { id: growerId };
  }
  @FieldResolver(() => Float, { description: 'Of what the grower brought in, what was sold with it, in its unit.' })
  quantity(@Root() { soldParts }: GrowerShareShown) {
    return quantityOf(soldParts);
  }
  @FieldResolver(() => SafeInt, { description: 'To be paid still; below zero it was too much.' })
  openFen(@Root() share: GrowerShareShown) {
    return openFen(share);
  }
  @FieldResolver(() => String)
  stateLabel(@Root() { state }: GrowerShareShown) {
    return growerShareLifecycle.texts[state];
  }
  @FieldResolver(() => String, { nullable: true, description: 'What it waits for, Chinese; null where it is paid.' })
  why(@Root() share: GrowerShareShown) {
    return whyOpen(share);
  }
  @FieldResolver(() => DateTime, { nullable: true, description: 'By when it should be paid; then finance looks, too.' })
  dueAt(@Root() share: GrowerShareShown) {
    return growerShareLifecycle.dueAtMs(share);
  }
}

@Resolver(() => GrowerTransferView)
export class GrowerTransferResolver {
  @FieldResolver(() => PartyStub, { description: 'The cooperative.' })
  party(@Root() { partyId }: GrowerTransferView): PartyStub {
    return { id: partyId };
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as the grower reads it.' })
  stateLabel(@Root() transfer: GrowerTransferView) {
    return growerTransferLifecycle.textFor(transfer, ['grower']);
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the phone hands to WeChat while it is to be confirmed.',
  })
  packageInfo(@Root() { packageInfo }: { packageInfo: string | null }) {
    return packageInfo;
  }
  @FieldResolver(() => String, { description: "The cooperative's number at the provider, which WeChat asks for." })
  merchant(@Root() { merchant }: { merchant: string }) {
    return merchant;
  }
}

@Resolver(() => GrowerAccountView)
export class GrowerAccountResolver {
  @FieldResolver(() => PartyStub)
  party(@Root() { partyId }: GrowerAccountView): PartyStub {
    return { id: partyId };
  }
}
