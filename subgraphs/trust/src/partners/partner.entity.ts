import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { Scope } from '@heitu/standard';
import type { PublicJwk, UsedScope } from './partner.policy.ts';
import type { SentEvent, WebhookEvent } from './webhook.policy.ts';
import { deliveryLifecycle, webhookLifecycle } from './webhook.lifecycle.ts';

/**
 * A public key with which a program proves itself (RFC 7523). Two at most are good at once, so that one replaces the
 * other without a gap.
 */
export const ClientKey = defineEntity({
  name: 'ClientKey',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    /** The public JWK. */
    jwk: column.json<PublicJwk>(),
    /** RFC 7638, SHA-256. */
    thumbprint: column.line(43),
    addedAtMs: column.time(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['clientId', 'endedAtMs'] }],
});

/** Assertions that were used, until they expire: each is good once. Real time. */
export const UsedAssertion = defineEntity({
  name: 'UsedAssertion',
  properties: { id: column.line(64).primary(), untilMs: column.time().index() },
});

/** What a party lets a program read of it, by scope. Rows are switched off, not deleted. */
export const PartnerGrant = defineEntity({
  name: 'PartnerGrant',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    partyId: column.reference(),
    scope: column.code<Scope>(),
    active: column.flag(),
    changedAtMs: column.time(),
    /** Who gave or took it: an account. */
    changedBy: column.reference(),
    /** The party itself took it back: only the party gives it again. */
    endedByParty: column.flag(),
  },
  uniques: [{ properties: ['clientId', 'partyId', 'scope'] }],
  indexes: [{ properties: ['partyId', 'active'] }],
});

/**
 * Requests of a program on a day (China): in all (`scope` empty), and by scope. Counted at the gateway, written once in
 * a while.
 */
export const ClientUsage = defineEntity({
  name: 'ClientUsage',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    day: column.date(),
    scope: column.code<UsedScope | ''>(),
    calls: column.integer(),
    refused: column.integer(),
    lastAtMs: column.time(),
  },
  uniques: [{ properties: ['clientId', 'day', 'scope'] }],
  indexes: [{ properties: ['day'] }],
});

/** Where a partner wants to be told of events. */
export const WebhookEndpoint = defineEntity({
  name: 'WebhookEndpoint',
  properties: {
    id: column.id().primary(),
    clientId: column.reference(),
    url: column.line(500),
    eventTypes: column.json<WebhookEvent[]>(),
    /** `whsec_…`, sealed under the program's key. */
    secretSealed: column.sealed(),
    /** While a secret is being replaced, both sign. */
    formerSecretSealed: column.sealed().nullable(),
    formerUntilMs: column.time().nullable(),
    state: column.state(webhookLifecycle),
    stateReason: column.line().nullable(),
    /** When it was switched off for failing too long; null while it is on. */
    disabledAtMs: column.time().nullable(),
    createdAtMs: column.time(),
  },
  indexes: [{ properties: ['clientId', 'state'] }],
});

/** One event for one endpoint. The id is the webhook-id: the same in every repeat. */
export const WebhookDelivery = defineEntity({
  name: 'WebhookDelivery',
  properties: {
    id: column.id().primary(),
    endpointId: column.reference(),
    eventId: column.reference(),
    type: column.code<SentEvent>(),
    payload: column.json(),
    state: column.state(deliveryLifecycle),
    attempts: column.integer(),
    nextAtMs: column.time(),
    lastStatus: column.integer().nullable(),
    lastError: column.line().nullable(),
    createdAtMs: column.time(),
    settledAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['endpointId', 'eventId'] }],
  indexes: [{ properties: ['state', 'nextAtMs'] }, { properties: ['createdAtMs'] }],
});

/** A code that a person shows to a partner to be confirmed by it: for minutes, for that partner, once. */
export const IdentityCode = defineEntity({
  name: 'IdentityCode',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    clientId: column.reference(),
    codeHash: column.blind(),
    expiresAtMs: column.time(),
    usedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['clientId', 'codeHash'] }, { properties: ['accountId', 'clientId'] }],
  indexes: [{ properties: ['expiresAtMs'] }],
});
