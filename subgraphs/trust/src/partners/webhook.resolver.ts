import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Tag } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { TrustContext } from '../context.ts';
import type { DeliveryState, WebhookState } from './webhook.lifecycle.ts';
import { deliveryPage, webhookPage } from './webhook.loader.ts';
import { WebhookConnection, WebhookDeliveryConnection, WebhookView } from './webhook.view.ts';

@Resolver(() => WebhookView)
export class WebhookResolver {
  @Tag('partner', 'scope/program')
  @Query(() => WebhookConnection, {
    description: "A program's own; all for the administrator. The newest first, or sorted by createdAt or state.",
  })
  webhooks(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true, description: 'active, disabled' }) state?: WebhookState,
  ) {
    return webhookPage(context, { state }, page);
  }
  @Tag('partner', 'scope/program')
  @Query(() => WebhookDeliveryConnection, {
    description: 'The newest first, or sorted by createdAt, type, state or attempts.',
  })
  webhookDeliveries(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('endpointId', () => ID, { nullable: true, description: 'Only those of this webhook.' }) endpointId?: string,
    @Arg('state', () => String, { nullable: true, description: 'waiting, delivered, failed' }) state?: DeliveryState,
  ) {
    return deliveryPage(context, { endpointId, state }, page);
  }
}
