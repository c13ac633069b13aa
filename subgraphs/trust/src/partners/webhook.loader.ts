import type { TrustContext } from '../context.ts';
import { decidesForAll } from './let-partner.ts';
import { DELIVERIES_SHOWN_MAX } from './webhook.policy.ts';

/** A program's own endpoints; all for the administrator. Never a secret. */
export async function webhooksShown(context: TrustContext) {
  const rows = await context.rows.selectFrom('WebhookEndpoint').select(['id', 'clientId', 'url', 'eventTypes', 'state', 'stateReason', 'createdAtMs', 'formerUntilMs']).where('state', '!=', 'ended')
    .$if(!decidesForAll(context), (query) => query.where('clientId', '=', context.actor.id)).orderBy('id', 'desc').limit(DELIVERIES_SHOWN_MAX).execute();
  const nowMs = context.clock.now();
  return rows.map((row) => ({ ...row, eventTypes: JSON.parse(row.eventTypes) as string[], formerUntilMs: row.formerUntilMs !== null && row.formerUntilMs > nowMs ? row.formerUntilMs : null }));
}

export async function deliveryPage(context: TrustContext, { endpointId, state }: { endpointId?: string | null; state?: string | null }, first: number, after: string | undefined) {
  const rows = await context.rows.selectFrom('WebhookDelivery as d').innerJoin('WebhookEndpoint as e', 'e.id', 'd.endpointId')
    .select(['d.id', 'd.endpointId', 'd.type', 'd.payload', 'd.state', 'd.attempts', 'd.nextAtMs', 'd.lastStatus', 'd.lastError', 'd.createdAtMs', 'd.settledAtMs'])
    .$if(!decidesForAll(context), (query) => query.where('e.clientId', '=', context.actor.id))
    .$if(!!endpointId, (query) => query.where('d.endpointId', '=', endpointId!)).$if(!!state, (query) => query.where('d.state', '=', state!))
    .$if(after !== undefined, (query) => query.where('d.id', '<', after!)).orderBy('d.id', 'desc').limit(first + 1).execute();
  return rows.map((row) => ({ ...row, nextAtMs: row.state === 'waiting' ? row.nextAtMs : null }));
}
