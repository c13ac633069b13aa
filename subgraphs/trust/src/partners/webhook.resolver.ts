import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { mutationResult, Tag } from '@heitu/kit/rules/graphql';
import { SortedPageArgs } from '@heitu/kit/rules/sorting';
import type { TrustContext } from '../context.ts';
import {
  enableWebhook,
  endWebhook,
  registerWebhook,
  resendWebhook,
  rotateWebhookSecret,
  testWebhook,
} from './change-webhooks.ts';
import { webhookRefusals } from './partner.refusals.ts';
import { deliveryPage, webhookPage } from './webhook.loader.ts';
import {
  RegisterWebhookInput,
  ResendWebhookInput,
  WebhookChanged,
  WebhookConnection,
  WebhookDeliveryConnection,
  WebhookInput,
  WebhookSecretView,
  WebhookView,
} from './webhook.view.ts';

const registerResult = mutationResult('RegisterWebhook', WebhookSecretView, webhookRefusals);
const rotateResult = mutationResult('RotateWebhookSecret', WebhookSecretView, webhookRefusals);
const enableResult = mutationResult('EnableWebhook', WebhookChanged, webhookRefusals);
const endResult = mutationResult('EndWebhook', WebhookChanged, webhookRefusals);
const testResult = mutationResult('TestWebhook', WebhookChanged, webhookRefusals);
const resendResult = mutationResult('ResendWebhook', WebhookChanged, webhookRefusals);

@Resolver(() => WebhookView)
export class WebhookResolver {
  @Tag('partner', 'scope/program')
  @Query(() => WebhookConnection, {
    description: "A program's own; all for the administrator. The newest first, or sorted by createdAt or state.",
  })
  webhooks(
    @Ctx() context: TrustContext,
    @Args(() => SortedPageArgs) page: SortedPageArgs,
    @Arg('state', () => String, { nullable: true }) state?: string,
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
    @Arg('endpointId', () => ID, { nullable: true }) endpointId?: string,
    @Arg('state', () => String, { nullable: true }) state?: string,
  ) {
    return deliveryPage(context, { endpointId, state }, page);
  }

  @Tag('partner', 'scope/program')
  @Mutation(() => registerResult.type)
  async registerWebhook(
    @Ctx() context: TrustContext,
    @Arg('input', () => RegisterWebhookInput) input: RegisterWebhookInput,
  ) {
    return registerResult.of(await registerWebhook(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => rotateResult.type, { description: 'For a day both secrets sign.' })
  async rotateWebhookSecret(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return rotateResult.of(await rotateWebhookSecret(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => enableResult.type, {
    description: 'One that was switched off for failing; what waits for it is sent.',
  })
  async enableWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return enableResult.of(await enableWebhook(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => endResult.type)
  async endWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return endResult.of(await endWebhook(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => testResult.type, { description: 'Sends an event of type webhook.test.' })
  async testWebhook(@Ctx() context: TrustContext, @Arg('input', () => WebhookInput) input: WebhookInput) {
    return testResult.of(await testWebhook(context, input));
  }
  @Tag('partner', 'scope/program')
  @Mutation(() => resendResult.type, { description: 'Once more, with the same webhook-id.' })
  async resendWebhook(@Ctx() context: TrustContext, @Arg('input', () => ResendWebhookInput) input: ResendWebhookInput) {
    return resendResult.of(await resendWebhook(context, input));
  }
}
