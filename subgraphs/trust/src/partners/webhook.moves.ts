import { movesOf } from '@heitu/kit/data/moves';
import { WebhookDelivery, WebhookEndpoint } from './partner.entity.ts';
import { deliveryLifecycle, webhookLifecycle } from './webhook.lifecycle.ts';

export const webhooks = movesOf(WebhookEndpoint, webhookLifecycle);
export const deliveries = movesOf(WebhookDelivery, deliveryLifecycle);
