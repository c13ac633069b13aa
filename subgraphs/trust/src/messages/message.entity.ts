import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { MessageKind } from './message.policy.ts';
import { intentLifecycle, recallSmsLifecycle } from './message.lifecycle.ts';

export const Message = defineEntity({
  name: 'Message',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
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
  indexes: [{ properties: ['state', 'nextAtMs'] }],
});

/** A recall is told by SMS as well, whatever messages somebody wants: sent until the provider has taken it. */
export const RecallSms = defineEntity({
  name: 'RecallSms',
  properties: {
    /** The message's event: told once of each order and lot. */
    id: column.reference().primary(),
    accountId: column.reference(),
    orderId: column.reference(),
    lotId: column.reference(),
    lotCode: column.line(80),
    goods: column.line(),
    state: column.state(recallSmsLifecycle),
    attempts: column.integer(),
    nextAtMs: column.time(),
    settledAtMs: column.time().nullable(),
    outcome: column.line().nullable(),
  },
  indexes: [{ properties: ['state', 'nextAtMs'] }],
});
