import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { decodeCursor, encodeCursor, mutationResult, PageArgs, pageOf, pageSize, Tag } from '@heitu/kit/graphql';
import type { TrustContext } from '../context.ts';
import { enableWebhook, endWebhook, registerWebhook, resendWebhook, rotateWebhookSecret, testWebhook } from './change-webhooks.ts';
import { webhookRefusals } from './partner.refusals.ts';
import { deliveryPage, webhooksShown } from './webhook.loader.ts';
import { RegisterWebhookInput, ResendWebhookInput, WebhookChanged, WebhookDeliveryConnection, WebhookInput, WebhookSecretView, WebhookView } from './webhook.view.ts';

const registerResult = mutationResult('RegisterWebhook', WebhookSecretView, webhookRefusals);
const rotateResult = mutationResult('RotateWebhookSecret', WebhookSecretView, webhookRefusals);
const enableResult = mutationResult('EnableWebhook', WebhookChanged, webhookRefusals);
const endResult = mutationResult('EndWebhook', WebhookChanged, webhookRefusals);
const testResult = mutationResult('TestWebhook', WebhookChanged, webhookRefusals);
const resendResult = mutationResult('ResendWebhook', WebhookChanged, webhookRefusals);

@Resolver(() => WebhookView)
export class WebhookResolver {
  @Tag('partner')
  @Query(() => [WebhookView], { description: "A program's own; all for the administrator." })
  webhooks(@Ctx() context: TrustContext) {
    return webhooksShown(context);
  }
  @Tag('partner')
  @Query(() => WebhookDeliveryConnection, { description: 'Newest first.' })
  async webhookDeliveries(@Ctx() context: TrustContext, @Args(() => PageArgs) page: PageArgs, @Arg('endpointId', () => ID, { nullable: true }) endpointId?: string | null, @Arg('state', () => String, { nullable: true }) state?: string | null) {
    const first = pageSize(page);
    return pageOf(await deliveryPage(context, { endpointId, state }, first, decodeCursor(page.after, 'string')?.[0]), first, (row) => encodeCursor(row.id), page.after);
  }

  @Tag('partner')
  @Mutation(() => registerResult.type)
  async registerWebhook(@Ctx() context: TrustContext, @Arg('input', () => RegisterWebhookInput) input: RegisterWebhookInput) {
    return registerResult.of(await registerWebhook(context, input));
  }
  @Tag('partner')
  @Mutation(() => rotateResult.type, { description: 'For a day both secrets sign.' })
  async rotateWebhookSecret(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return rotateResult.of(await rotateWebhookSecret(context, input));
  }
  @Tag('partner')
  @Mutation(() => enableResult.type, { description: 'One that was switched off for failing; what waits for it is sent.' })
  async enableWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return enableResult.of(await enableWebhook(context, input));
  }
  @Tag('partner')
  @Mutation(() => endResult.type)
  async endWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return endResult.of(await endWebhook(context, input));
  }
  @Tag('partner')
  @Mutation(() => testResult.type, { description: 'Sends an event of type webhook.test.' })
  async testWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return testResult.of(await testWebhook(context, input));
  }
  @Tag('partner')
  @Mutation(() => resendResult.type, { description: 'Once more, with the same webhook-id.' })
  async resendWebhook(@Ctx() context: TrustContext, @Arg('input', () => ResendWebhookInput) input: ResendWebhookInput) {
    return resendResult.of(await resendWebhook(context, input));
  }
}
