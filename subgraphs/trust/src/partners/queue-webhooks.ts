import { chunksOf } from '@heitu/kit/rules/chunks';
import { YES } from '@heitu/kit/data/entities';
import { fromJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { WebhookDelivery } from './partner.entity.ts';
import { scopesOf } from './partner.policy.ts';
import { deliveryLifecycle } from './webhook.lifecycle.ts';
import { isTold, scopeOf, type WebhookEvent } from './webhook.policy.ts';

/** Lots of one recall come by the thousand. */
const ROWS_PER_INSERT = 500;

/** Something that partners may be told of. */
export interface PartnerFact {
  eventId: string;
  atMs: number;
  /** Whose it is: a program is told that one of them let. */
  parties: readonly (string | null | undefined)[];
  /** Ids and facts, nothing of persons. */
  data: Readonly<Record<string, unknown>>;
}

/**
 * Writes a delivery for each endpoint that asked for this type and whose program one of the parties let: in the
 * reaction's own transaction. One statement where nobody asked.
 */
export async function queueWebhooks(
  context: TrustContext,
  tx: TrustTransaction,
  type: WebhookEvent,
  facts: readonly PartnerFact[],
): Promise<void> {
  const endpoints = await tx.rows
    .selectFrom('WebhookEndpoint as e')
    .innerJoin('ApiClient as c', 'c.id', 'e.clientId')
    .select(['e.id', 'e.clientId', 'e.eventTypes', 'c.partyId', 'c.scopes'])
    .where('e.state', '=', 'active')
    .where('c.active', '=', YES)
    .execute();
  const scope = scopeOf(type);
  const wanted = endpoints.filter(
    ({ eventTypes, scopes }) => fromJson(eventTypes).includes(type) && isTold(type, scopesOf(scopes)),
  );
  if (wanted.length === 0) return;
  const parties = [
    ...new Set(facts.flatMap((fact) => fact.parties.filter((party) => party !== null && party !== undefined))),
  ];
  const given =
    parties.length === 0
      ? []
      : await tx.rows
          .selectFrom('PartnerGrant')
          .select(['clientId', 'partyId'])
          .where('clientId', 'in', [...new Set(wanted.map(({ clientId }) => clientId))])
          .where('partyId', 'in', parties)
          .where('scope', '=', scope)
          .where('active', '=', YES)
          .execute();
  const mayKnow = new Set([...given, ...wanted].map(({ clientId, partyId }) => `${clientId} ${partyId}`));
  const nowMs = context.clock.now();
  const rows = facts.flatMap(({ eventId, atMs, parties: whose, data }) =>
    wanted
      .filter(({ clientId }) => whose.some((partyId) => mayKnow.has(`${clientId} ${partyId}`)))
      .map(({ id }) => ({
        id: context.newId(),
        endpointId: id,
        eventId,
        type,
        payload: JSON.stringify({ type, timestamp: new Date(atMs).toISOString(), data }),
        state: deliveryLifecycle.initial,
        attempts: 0,
        nextAtMs: nowMs,
        lastStatus: null,
        lastError: null,
        createdAtMs: nowMs,
        settledAtMs: null,
      })),
  );
  for (const some of chunksOf(rows, ROWS_PER_INSERT)) await tx.em.insertMany(WebhookDelivery, some);
}
