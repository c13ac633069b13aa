import { YES } from '@heitu/kit/data/entities';
import { ok } from '@heitu/kit/rules/outcome';
import { errorOf } from '@heitu/kit/rules/checked';
import type { TrustContext } from '../context.ts';
import { notifyParty, notifyRole, type Notification } from '../messages/notify.ts';
import { WebhookDelivery } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import {
  GONE,
  isTold,
  NOT_COVERED_ANY_MORE,
  retryAtMs,
  SENDING_MS,
  SENT_AT_ONCE_MAX,
  SENT_TO_ONE_MAX,
  webhookSignature,
} from './webhook.policy.ts';
import { deliveries, webhooks } from './webhook.moves.ts';

const dueOf = (context: TrustContext) =>
  context.rows
    .selectFrom('WebhookDelivery as d')
    .innerJoin('WebhookEndpoint as e', 'e.id', 'd.endpointId')
    .innerJoin('ApiClient as c', 'c.id', 'e.clientId')
    .select([
      'd.id',
      'd.endpointId',
      'd.type',
      'd.payload',
      'd.attempts',
      'd.nextAtMs',
      'e.clientId',
      'e.url',
      'e.secretSealed',
      'e.formerSecretSealed',
      'e.formerUntilMs',
      'c.scopes',
    ])
    .where('d.state', '=', 'waiting')
    .where('d.nextAtMs', '<=', context.clock.now())
    .where('e.state', '=', 'active')
    .where('c.active', '=', YES)
    .orderBy('d.nextAtMs')
    .orderBy('d.id')
    .limit(SENT_AT_ONCE_MAX * SENT_TO_ONE_MAX)
    .execute();
type Due = Awaited<ReturnType<typeof dueOf>>[number];

/** Sends what is due, a few at a time to each endpoint. */
export async function sendWebhooks(context: TrustContext): Promise<void> {
  const due = [...Map.groupBy(await dueOf(context), ({ endpointId }) => endpointId).values()]
    .flatMap((rows) => rows.slice(0, SENT_TO_ONE_MAX))
    .slice(0, SENT_AT_ONCE_MAX);
  await Promise.all(due.map((delivery) => send(context, delivery)));
}

/** What waited while the contract became narrower is not told any more. */
async function withhold(context: TrustContext, { id, attempts }: Due): Promise<void> {
  const withheld = { lastError: NOT_COVERED_ANY_MORE, settledAtMs: context.clock.now() };
  await context.transaction(async (tx) =>
    ok(await deliveries.bySystem(context, tx, 'fail', { id, attempts }, withheld)),
  );
}

async function send(context: TrustContext, delivery: Due): Promise<void> {
  const { id, attempts, nextAtMs, payload } = delivery;
  if (!isTold(delivery.type, scopesOf(delivery.scopes))) return withhold(context, delivery);
  // Taken by one replica; one that dies while it sends leaves it due again after a minute.
  const taken = await context.transaction(async (tx) =>
    ok(
      await tx.em.nativeUpdate(
        WebhookDelivery,
        { id, state: 'waiting', attempts, nextAtMs },
        { attempts: attempts + 1, nextAtMs: context.clock.now() + SENDING_MS },
      ),
    ),
  );
  if (!taken.ok || taken.value === 0) return;
  const secrets = await secretsOf(context, delivery);
  // Real time: the receiver compares it with its own clock, also where a sandbox moves ours.
  const seconds = Math.floor(Date.now() / 1000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': webhookSignature(secrets, id, seconds, payload),
  };
  let status: number | null = null;
  let error: string | null = null;
  try {
    status = await context.services.webhooks.post(delivery.url, headers, payload);
    if (status < 200 || status > 299) error = `对方回应${status}`;
  } catch (thrown) {
    error = errorOf(thrown).message;
  }
  await settle(context, delivery, status, error);
}

async function secretsOf(
  context: TrustContext,
  { clientId, secretSealed, formerSecretSealed, formerUntilMs }: Due,
): Promise<string[]> {
  const sealed = [
    secretSealed,
    ...(formerSecretSealed && (formerUntilMs ?? 0) > context.clock.now() ? [formerSecretSealed] : []),
  ];
  const opened = await Promise.all(sealed.map((one) => context.vault.openUnrecorded(clientId, one)));
  return opened.filter((secret) => secret !== null);
}

/** Delivered, to be tried again, or given up: then the endpoint is switched off and its owner and the operator are told. */
async function settle(
  context: TrustContext,
  { id, endpointId, clientId, attempts }: Due,
  lastStatus: number | null,
  lastError: string | null,
): Promise<void> {
  const tries = attempts + 1;
  await context.transaction(async (tx) => {
    const nowMs = context.clock.now();
    const still = { id, attempts: tries };
    const settled = { lastStatus, lastError, settledAtMs: nowMs };
    if (lastError === null) return ok(await deliveries.bySystem(context, tx, 'deliver', still, settled));
    const againAtMs = lastStatus === GONE ? null : retryAtMs(tries, nowMs);
    if (againAtMs !== null) {
      const again = { lastStatus, lastError, nextAtMs: againAtMs };
      return ok(await tx.em.nativeUpdate(WebhookDelivery, { ...still, state: 'waiting' }, again));
    }
    await deliveries.bySystem(context, tx, 'fail', still, settled);
    const why = lastStatus === GONE ? '对方说这个地址不再接收' : `连续三天没有送达：${lastError}`;
    const off = { stateReason: why, disabledAtMs: nowMs };
    if ((await webhooks.bySystem(context, tx, 'disable', { id: endpointId }, off)) === 0) return ok(null);
    const client = await tx.rows
      .selectFrom('ApiClient')
      .select(['name', 'partyId'])
      .where('id', '=', clientId)
      .executeTakeFirstOrThrow();
    const notification: Notification = {
      kind: 'webhook-disabled',
      title: '事件推送已停用',
      body: `「${client.name}」的一个推送地址已停用：${why}。修好后可重新启用`.slice(0, 200),
      orderId: null,
    };
    await notifyParty(context, tx, client.partyId, 'shop', notification);
    await notifyRole(context, tx, 'operator-admin', notification);
    return ok(null);
  });
}

/** The log is kept for a month. */
export async function forgetWebhooks(context: TrustContext, beforeMs: number): Promise<void> {
  await context.transaction(async (tx) =>
    ok(await tx.em.nativeDelete(WebhookDelivery, { createdAtMs: { $lt: beforeMs } })),
  );
}
