import { hasScope } from '@heitu/kit/rules/actor';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { WebhookDelivery, WebhookEndpoint } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import { webhookRefusals } from './partner.refusals.ts';
import {
  ENDPOINTS_MAX,
  isFitUrl,
  isTold,
  newWebhookSecret,
  TEST_EVENT,
  WEBHOOK_EVENT_TYPES,
  WEBHOOK_SECRET_OVERLAP_MS,
} from './webhook.policy.ts';

export interface WebhookSecret {
  id: string;
  secret: string;
}
const audit = (tx: TrustTransaction, clientId: string) => tx.audit({ type: 'client', id: clientId });

const registerSchema = z.object({
  url: line(500),
  eventTypes: z.array(z.enum(WEBHOOK_EVENT_TYPES)).min(1).max(WEBHOOK_EVENT_TYPES.length),
});

/**
 * A program asks to be told of events at a URL; the secret is shown once. Errors: URL_UNFIT, SCOPE_NOT_COVERED (by
 * token and contract both), TOO_MANY_ENDPOINTS.
 */
export async function registerWebhook(context: TrustContext, input: unknown): Promise<Outcome<WebhookSecret>> {
  const valid = parse(registerSchema, input);
  if (!valid.ok) return valid;
  const { url, eventTypes } = valid.value;
  const clientId = context.actor.id;
  if (!isFitUrl(url, context.services.webhooks.allowPrivate)) return refuse(webhookRefusals, 'URL_UNFIT');
  return context.transaction(async (tx) => {
    // Locks the client's row: of two registered at once, the second counts the first.
    await tx.rows
      .updateTable('ApiClient')
      .set((eb) => ({ name: eb.ref('name') }))
      .where('id', '=', clientId)
      .execute();
    const client = await tx.rows.selectFrom('ApiClient').select('scopes').where('id', '=', clientId).executeTakeFirst();
    if (!client) return refuse(webhookRefusals, 'NOT_FOUND');
    const covered = scopesOf(client.scopes).filter((scope) => hasScope(context.actor, scope));
    if (!eventTypes.every((type) => isTold(type, covered))) return refuse(webhookRefusals, 'SCOPE_NOT_COVERED');
    const { n } = await tx.rows
      .selectFrom('WebhookEndpoint')
      .select(({ fn }) => fn.countAll<number>().as('n'))
      .where('clientId', '=', clientId)
      .where('state', '!=', 'ended')
      .executeTakeFirstOrThrow();
    if (Number(n) >= ENDPOINTS_MAX) return refuse(webhookRefusals, 'TOO_MANY_ENDPOINTS');
    const id = context.newId();
    const secret = newWebhookSecret();
    await tx.em.insert(WebhookEndpoint, {
      id,
      clientId,
      url,
      eventTypes: JSON.stringify([...new Set(eventTypes)].sort()),
      secretSealed: await context.vault.seal(clientId, secret),
      formerSecretSealed: null,
      formerUntilMs: null,
      state: 'active',
      stateReason: null,
      createdAtMs: context.clock.now(),
    });
    audit(tx, clientId);
    return ok({ id, secret });
  });
}

const endpointSchema = z.object({ endpointId: identifier() });
const ownEndpoint = (context: TrustContext, tx: TrustTransaction, id: string) =>
  tx.rows
    .selectFrom('WebhookEndpoint')
    .select(['id', 'state', 'secretSealed'])
    .where('id', '=', id)
    .where('clientId', '=', context.actor.id)
    .where('state', '!=', 'ended')
    .executeTakeFirst();

/** A new secret; for a day both sign. Errors: NOT_FOUND. */
export async function rotateWebhookSecret(context: TrustContext, input: unknown): Promise<Outcome<WebhookSecret>> {
  const valid = parse(endpointSchema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) => {
    const endpoint = await ownEndpoint(context, tx, valid.value.endpointId);
    if (!endpoint) return refuse(webhookRefusals, 'NOT_FOUND');
    const secret = newWebhookSecret();
    const changed = await tx.em.nativeUpdate(
      WebhookEndpoint,
      { id: endpoint.id, secretSealed: endpoint.secretSealed },
      {
        secretSealed: await context.vault.seal(context.actor.id, secret),
        formerSecretSealed: endpoint.secretSealed,
        formerUntilMs: context.clock.now() + WEBHOOK_SECRET_OVERLAP_MS,
      },
    );
    if (changed === 0) return refuse(webhookRefusals, 'WRONG_STATE');
    audit(tx, context.actor.id);
    return ok({ id: endpoint.id, secret });
  });
}

/** One that was switched off is tried again, with all that waits for it. Errors: NOT_FOUND, WRONG_STATE (it is on). */
export const enableWebhook = (context: TrustContext, input: unknown) =>
  changeState(context, input, 'disabled', 'active');
/** Nothing is sent there any more. Errors: NOT_FOUND. */
export const endWebhook = (context: TrustContext, input: unknown) => changeState(context, input, null, 'ended');

async function changeState(
  context: TrustContext,
  input: unknown,
  from: 'disabled' | null,
  to: 'active' | 'ended',
): Promise<Outcome<{ id: string }>> {
  const valid = parse(endpointSchema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) => {
    const endpoint = await ownEndpoint(context, tx, valid.value.endpointId);
    if (!endpoint) return refuse(webhookRefusals, 'NOT_FOUND');
    if (from !== null && endpoint.state !== from) return refuse(webhookRefusals, 'WRONG_STATE');
    if (
      !(await tx.em.nativeUpdate(
        WebhookEndpoint,
        { id: endpoint.id, state: endpoint.state },
        { state: to, stateReason: null },
      ))
    )
      return refuse(webhookRefusals, from === null ? 'NOT_FOUND' : 'WRONG_STATE');
    if (to === 'ended') await tx.em.nativeDelete(WebhookDelivery, { endpointId: endpoint.id, state: 'waiting' });
    audit(tx, context.actor.id);
    return ok({ id: endpoint.id });
  });
}

/** Something to try an endpoint with, sent as events are. Errors: NOT_FOUND, WRONG_STATE (it is off). */
export async function testWebhook(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(endpointSchema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) => {
    const endpoint = await ownEndpoint(context, tx, valid.value.endpointId);
    if (!endpoint) return refuse(webhookRefusals, 'NOT_FOUND');
    if (endpoint.state !== 'active') return refuse(webhookRefusals, 'WRONG_STATE');
    const [id, nowMs] = [context.newId(), context.clock.now()];
    await tx.em.insert(WebhookDelivery, {
      id,
      endpointId: endpoint.id,
      eventId: id,
      type: TEST_EVENT,
      payload: JSON.stringify({
        type: TEST_EVENT,
        timestamp: new Date(nowMs).toISOString(),
        data: { endpointId: endpoint.id },
      }),
      state: 'waiting',
      attempts: 0,
      nextAtMs: nowMs,
      lastStatus: null,
      lastError: null,
      createdAtMs: nowMs,
      settledAtMs: null,
    });
    audit(tx, context.actor.id);
    return ok({ id });
  });
}

const resendSchema = z.object({ deliveryId: identifier() });

/**
 * Once more, with the same webhook-id: a receiver that has it already knows it again. Errors: NOT_FOUND, WRONG_STATE
 * (it waits to be sent anyway), SCOPE_NOT_COVERED (no longer).
 */
export async function resendWebhook(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(resendSchema, input);
  if (!valid.ok) return valid;
  return context.transaction(async (tx) => {
    const delivery = await tx.rows
      .selectFrom('WebhookDelivery as d')
      .innerJoin('WebhookEndpoint as e', 'e.id', 'd.endpointId')
      .innerJoin('ApiClient as c', 'c.id', 'e.clientId')
      .select(['d.id', 'd.state', 'd.type', 'c.scopes'])
      .where('d.id', '=', valid.value.deliveryId)
      .where('e.clientId', '=', context.actor.id)
      .where('e.state', '!=', 'ended')
      .executeTakeFirst();
    if (!delivery) return refuse(webhookRefusals, 'NOT_FOUND');
    if (delivery.state === 'waiting') return refuse(webhookRefusals, 'WRONG_STATE');
    if (
      !isTold(
        delivery.type,
        scopesOf(delivery.scopes).filter((scope) => hasScope(context.actor, scope)),
      )
    )
      return refuse(webhookRefusals, 'SCOPE_NOT_COVERED');
    const again = await tx.em.nativeUpdate(
      WebhookDelivery,
      { id: delivery.id, state: delivery.state as never },
      { state: 'waiting', attempts: 0, nextAtMs: context.clock.now(), settledAtMs: null },
    );
    if (again === 0) return refuse(webhookRefusals, 'WRONG_STATE');
    audit(tx, context.actor.id);
    return ok({ id: delivery.id });
  });
}
