import { rolesOf } from '@heitu/kit/rules/actor';
import { BY_WHO_ASKS, SAME_FOR_STRANGERS } from '@heitu/kit/rules/graphql';
import { Ctx, Directive, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { PaymentsContext } from '../context.ts';
import { PlatformFeeActs } from '../enums.ts';
import { namesOfAccounts } from '../peers.ts';
import { platformFeeLifecycle } from './platform-fee.lifecycle.ts';
import { feesShown, readsAllFees, type FeeRow } from './platform-fee.loader.ts';
import { feeText, mayDo } from './platform-fee.policy.ts';
import { PlatformFeeView } from './platform-fee.view.ts';

@Resolver(() => PlatformFeeView)
export class PlatformFeeResolver {
  @Directive(SAME_FOR_STRANGERS)
  @Query(() => [PlatformFeeView], {
    description:
      "The platform's service fee: what holds, what held, and what is announced; the newest first, at most 100.",
  })
  platformFees(@Ctx() context: PaymentsContext) {
    return feesShown(context);
  }
  @FieldResolver(() => String, { description: 'The fee in Chinese, as whoever pays it reads it.' })
  text(@Root() fee: FeeRow): string {
    return feeText(fee);
  }
  @FieldResolver(() => String, { description: 'The state in Chinese, as people are shown it.' })
  stateLabel(@Root() { state }: FeeRow): string {
    return platformFeeLifecycle.texts[state];
  }
  @FieldResolver(() => String, { nullable: true, description: 'Who proposed it, masked; for overseers.' })
  proposedByName(@Ctx() context: PaymentsContext, @Root() { proposedBy }: FeeRow) {
    return proposedBy && readsAllFees(context) ? context.loader(namesOfAccounts).load(proposedBy) : null;
  }
  @FieldResolver(() => String, {
    nullable: true,
    description: 'What was found out when it was looked at; for overseers.',
  })
  found(@Ctx() context: PaymentsContext, @Root() { found }: FeeRow): string | null {
    return readsAllFees(context) ? found : null;
  }
  @Directive(BY_WHO_ASKS)
  @FieldResolver(() => [PlatformFeeActs], { description: 'What the caller can do with it now.' })
  availableActions(@Ctx() { actor, clock }: PaymentsContext, @Root() fee: FeeRow) {
    return platformFeeLifecycle.available(fee, rolesOf(actor), clock.now()).filter((act) => mayDo(fee, actor.id, act));
  }
}
