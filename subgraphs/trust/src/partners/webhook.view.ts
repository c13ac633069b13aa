import { connectionOf, DateTime, Tag } from '@heitu/kit/rules/graphql';
import { WebhookDeliveryStates, WebhookEvents, WebhookStates } from '../enums.ts';
import type { DeliveryState, WebhookState } from './webhook.lifecycle.ts';
import type { SentEvent, WebhookEvent } from './webhook.policy.ts';
import { Field, ID, Int, ObjectType } from 'type-graphql';

@Tag('partner')
@ObjectType('Webhook', { description: 'Where a program is told of events.' })
export class WebhookView {
  @Field(() => ID) id: string;
  @Field(() => ID) clientId: string;
  @Field() clientName: string;
  @Field() url: string;
  @Field(() => [WebhookEvents]) eventTypes: WebhookEvent[];
  @Field(() => WebhookStates) state: WebhookState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => String, { nullable: true, description: 'Why it was switched off.' }) stateReason: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, {
    name: 'formerSecretUntilAt',
    nullable: true,
    description: 'Until then the former secret signs too.',
  })
  formerUntilMs: number | null;
}
export const WebhookConnection = connectionOf('Webhook', WebhookView);
@Tag('partner')
@ObjectType('WebhookDelivery', {
  description: 'One event for one endpoint; kept for 30 days. The id is the webhook-id.',
})
export class WebhookDeliveryView {
  @Field(() => ID) id: string;
  @Field(() => ID) endpointId: string;
  @Field(() => WebhookEvents) type: SentEvent;
  @Field({ description: 'The body, as it is sent.' }) payload: string;
  @Field(() => WebhookDeliveryStates) state: DeliveryState;
  @Field({ description: 'The state in Chinese, as people are shown it.' }) stateLabel: string;
  @Field(() => Int) attempts: number;
  @Field(() => DateTime, { name: 'nextAt', nullable: true }) nextAtMs: number | null;
  @Field(() => Int, { nullable: true, description: 'HTTP status of the last answer.' }) lastStatus: number | null;
  @Field(() => String, { nullable: true }) lastError: string | null;
  @Field(() => DateTime, { name: 'createdAt' }) createdAtMs: number;
  @Field(() => DateTime, { name: 'settledAt', nullable: true }) settledAtMs: number | null;
}
export const WebhookDeliveryConnection = connectionOf('WebhookDelivery', WebhookDeliveryView);
@Tag('partner')
@ObjectType('WebhookSecret')
export class WebhookSecretView {
  @Field(() => ID) id: string;
  @Field({ description: 'Standard Webhooks: whsec_…, shown once.' }) secret: string;
}
@Tag('partner')
@ObjectType('WebhookChanged')
export class WebhookChanged {
  @Field(() => ID) id: string;
}
