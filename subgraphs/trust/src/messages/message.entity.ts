import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { MessageKind, MessageWay, Reader } from './message.policy.ts';
import { intentLifecycle, smsLifecycle } from './message.lifecycle.ts';

export const Message = defineEntity({
  name: 'Message',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    /** As what they are told, and for which party's sake; null where it is their own affair. */
    reader: column.code<Reader>().nullable(),
    partyId: column.reference().nullable(),
    kind: column.code<MessageKind>(),
    title: column.line(80),
    /** Sealed under the account. */
    body: column.sealedText(),
    orderId: column.reference().nullable(),
    createdAtMs: column.time(),
    readAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['accountId', 'id'] }, { properties: ['createdAtMs'] }],
});

/** How many messages of a kind the person still wants by WeChat: one per tap on "subscribe". */
export const MessageSubscription = defineEntity({
  name: 'MessageSubscription',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    kind: column.code(),
    remaining: column.integer(),
  },
  uniques: [{ properties: ['accountId', 'kind'] }],
});

/**
 * A message to be sent by WeChat: written with the message, called outside the transaction, tried again until it is
 * settled.
 */
export const MessageIntent = defineEntity({
  name: 'MessageIntent',
  properties: {
    /** The message's id. */
    id: column.id().primary(),
    accountId: column.reference(),
    state: column.state(intentLifecycle),
    attempts: column.integer(),
    nextAtMs: column.time(),
    settledAtMs: column.time().nullable(),
    outcome: column.line().nullable(),
  },
  indexes: [{ properties: ['state', 'nextAtMs'] }, { properties: ['settledAtMs'] }],
});

/**
 * A message by SMS, or a recall, of which a law has each buyer told: sent until the provider has taken it. What it
 * costs is the operator's, counted by the party for whose sake it was sent.
 */
export const MessageSms = defineEntity({
  name: 'MessageSms',
  properties: {
    /** The message's id; of a recall its telling's. */
    id: column.reference().primary(),
    accountId: column.reference(),
    partyId: column.reference().nullable(),
    kind: column.code<MessageKind>(),
    /** What the template is filled with: names of goods and kinds of things, nobody's data. */
    params: column.json<Readonly<Record<string, string>>>(),
    orderId: column.reference().nullable(),
    lotId: column.reference().nullable(),
    /** Of a recall: by which orders knows what its buyer was told of. */
    tellingId: column.id().nullable(),
    /** Account and kind while it waits, then null: what comes meanwhile is told by the same one. */
    waitsFor: column.line(120).nullable().unique(),
    state: column.state(smsLifecycle),
    attempts: column.integer(),
    costFen: column.fen(),
    nextAtMs: column.time(),
    settledAtMs: column.time().nullable(),
    outcome: column.line().nullable(),
  },
  indexes: [{ properties: ['state', 'nextAtMs'] }, { properties: ['settledAtMs'] }, { properties: ['accountId'] }],
});

/** How somebody wants to be told; who has no row has the usual wishes. */
export const MessageWish = defineEntity({
  name: 'MessageWish',
  properties: {
    accountId: column.reference().primary(),
    way: column.code<MessageWay>(),
    isQuietAtNight: column.flag(),
    changedAtMs: column.time(),
  },
});
