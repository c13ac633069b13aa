import { hasScope } from '@heitu/kit/rules/actor';
import { mapPage } from '@heitu/kit/rules/graphql';
import { sortedPage, type SortColumns, type SortedPage } from '@heitu/kit/rules/sorting';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { given } from '@heitu/kit/data/given';
import type { TrustContext } from '../context.ts';
import { SCOPES } from '@heitu/standard';
import { decidesForAll } from './partner-deciders.ts';
import { deliveryLifecycle, webhookLifecycle, type DeliveryState, type WebhookState } from './webhook.lifecycle.ts';
import { isTold, SENT_EVENT_TYPES } from './webhook.policy.ts';

export const WEBHOOK_SORTS = { createdAt: 'createdAtMs', state: { text: 'state' } } as const satisfies SortColumns<{
  createdAtMs: number;
  state: WebhookState;
}>;
/** A program's own endpoints; all for the administrator. Never a secret. The newest first, or sorted. */
export async function webhookPage(context: TrustContext, { state }: { state?: WebhookState }, page: SortedPage) {
  const nowMs = context.clock.now();
  const query = context.rows
    .selectFrom('WebhookEndpoint as e')
    .innerJoin('ApiClient as c', 'c.id', 'e.clientId')
    .select([
      'e.id',
      'e.clientId',
      'c.name as clientName',
      'e.url',
      'e.eventTypes',
      'e.state',
      'e.stateReason',
      'e.createdAtMs',
      'e.formerUntilMs',
    ])
    .where('e.state', '!=', 'ended')
    .$if(!decidesForAll(context), (query) => query.where('e.clientId', '=', context.actor.id))
    .where((eb) => eb.and(given({ 'e.state': state })));
  const found = await sortedPage(query, page, WEBHOOK_SORTS, { by: 'createdAt', descending: true }, { table: 'e' });
  return mapPage(found, (row) => ({
    ...row,
    stateLabel: webhookLifecycle.texts[row.state],
    eventTypes: fromJson(row.eventTypes),
    formerUntilMs: row.formerUntilMs !== null && row.formerUntilMs > nowMs ? row.formerUntilMs : null,
  }));
}

export const DELIVERY_SORTS = {
  createdAt: 'createdAtMs',
  type: { text: 'type' },
  state: { text: 'state' },
  attempts: 'attempts',
} as const satisfies SortColumns<{ createdAtMs: number; type: string; state: DeliveryState; attempts: number }>;
/** Of events that the caller's token covers; all for the administrator. The newest first, or sorted. */
export async function deliveryPage(
  context: TrustContext,
  { endpointId, state }: { endpointId?: string; state?: DeliveryState },
  page: SortedPage,
) {
  const scopes = SCOPES.filter((scope) => hasScope(context.actor, scope));
  const told = SENT_EVENT_TYPES.filter((type) => isTold(type, scopes));
  const query = context.rows
    .selectFrom('WebhookDelivery as d')
    .innerJoin('WebhookEndpoint as e', 'e.id', 'd.endpointId')
    .select([
      'd.id',
      'd.endpointId',
      'd.type',
      'd.payload',
      'd.state',
      'd.attempts',
      'd.nextAtMs',
      'd.lastStatus',
      'd.lastError',
      'd.createdAtMs',
      'd.settledAtMs',
    ])
    .$if(!decidesForAll(context), (query) =>
      query.where('e.clientId', '=', context.actor.id).where('d.type', 'in', told),
    )
    .where((eb) => eb.and(given({ 'd.endpointId': endpointId, 'd.state': state })));
  const found = await sortedPage(query, page, DELIVERY_SORTS, { by: 'createdAt', descending: true }, { table: 'd' });
  return mapPage(found, (row) => ({
    ...row,
    stateLabel: deliveryLifecycle.texts[row.state],
    nextAtMs: row.state === 'waiting' ? row.nextAtMs : null,
  }));
}
