import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { Tag } from '@heitu/kit/rules/graphql';
import { sortedArgs, type SortedPage } from '@heitu/kit/rules/sorting';
import type { TrustContext } from '../context.ts';
import { WebhookDeliveryStates, WebhookStates } from '../enums.ts';
import type { DeliveryState, WebhookState } from './webhook.lifecycle.ts';
import { DELIVERY_SORTS, deliveryPage, WEBHOOK_SORTS, webhookPage } from './webhook.loader.ts';
import { WebhookConnection, WebhookDeliveryConnection, WebhookView } from './webhook.view.ts';

const WebhookPage = sortedArgs('WebhookSort', WEBHOOK_SORTS);
const DeliveryPage = sortedArgs('WebhookDeliverySort', DELIVERY_SORTS);

@Resolver(() => WebhookView)
export class WebhookResolver {
  @Tag('partner', 'scope/program')
  @Query(() => WebhookConnection, {
    description: "A program's own; all for the administrator. The newest first, or sorted.",
  })
  webhooks(
    @Ctx() context: TrustContext,
    @Args(() => WebhookPage) page: SortedPage,
    @Arg('state', () => WebhookStates, { nullable: true, description: 'Only webhooks in this state.' })
    state?: WebhookState,
  ) {
    return webhookPage(context, { state }, page);
  }
  @Tag('partner', 'scope/program')
  @Query(() => WebhookDeliveryConnection, {
    description: 'The newest first, or sorted.',
  })
  webhookDeliveries(
    @Ctx() context: TrustContext,
    @Args(() => DeliveryPage) page: SortedPage,
    @Arg('endpointId', () => ID, { nullable: true, description: 'Only those of this webhook.' }) endpointId?: string,
    @Arg('state', () => WebhookDeliveryStates, { nullable: true, description: 'Only deliveries in this state.' })
    state?: DeliveryState,
  ) {
    return deliveryPage(context, { endpointId, state }, page);
  }
}
