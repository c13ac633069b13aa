import type { TrustContext, TrustTransaction } from '../context.ts';
import { MessageIntent } from './message.entity.ts';
import type { MessageKind } from './message.policy.ts';
import { intentLifecycle } from './message.lifecycle.ts';
import { KeyDestroyed } from '@heitu/kit/privacy/vault';
import { YES } from '@heitu/kit/data/entities';
import { fromJson } from '@heitu/kit/rules/typed-json';

export interface Notification {
  kind: MessageKind;
  title: string;
  body: string;
  orderId: string | null;
}

interface Addressed {
  accountId: string;
  notification: Notification;
}

/** Writes the messages, with an intent to send by WeChat for those who subscribed to the kind; all of one kind. */
async function notify(context: TrustContext, tx: TrustTransaction, addressed: readonly Addressed[]): Promise<void> {
  if (addressed.length === 0) return;
  const nowMs = context.clock.now();
  const written = await Promise.all(
    addressed.map(async ({ accountId, notification: { body, ...notification } }) => {
      const sealed = await context.vault
        .sealText(accountId, body)
        .catch((error: Error) => (error instanceof KeyDestroyed ? null : Promise.reject(error)));
      // An empty text stays empty: no reason to leave the message out.
      return sealed === null
        ? null
        : { id: context.newId(), accountId, ...notification, body: sealed, createdAtMs: nowMs, readAtMs: null };
    }),
  );
  // Who was forgotten meanwhile reads no message.
  const messages = written.filter((message) => message !== null);
  const [first] = messages;
  if (!first) return;
  tx.insert('Message', messages);
  const subscribed = await tx.rows
    .selectFrom('MessageSubscription')
    .select(['id', 'accountId'])
    .where('kind', '=', first.kind)
    .where('accountId', 'in', [...new Set(messages.map((message) => message.accountId))])
    .where('remaining', '>', 0)
    .execute();
  for (const { id, accountId } of subscribed) {
    for (const message of messages.filter((one) => one.accountId === accountId)) {
      const used = await tx.rows
        .updateTable('MessageSubscription')
        .set((eb) => ({ remaining: eb('remaining', '-', 1) }))
        .where('id', '=', id)
        .where('remaining', '>', 0)
        .executeTakeFirst();
      if (Number(used.numUpdatedRows) === 0) break;
      await tx.em.insert(MessageIntent, {
        id: message.id,
        accountId,
        state: intentLifecycle.initial,
        attempts: 0,
        nextAtMs: nowMs,
        settledAtMs: null,
        outcome: null,
      });
    }
  }
}

export const notifyAccount = (
  context: TrustContext,
  tx: TrustTransaction,
  accountId: string,
  notification: Notification,
): Promise<void> => notify(context, tx, [{ accountId, notification }]);

const RECIPIENTS_MAX = 50;

/** Tells the people who act for a party: its owners and managers, and the staff with the right. */
export const notifyParty = (
  context: TrustContext,
  tx: TrustTransaction,
  partyId: string,
  right: string,
  notification: Notification,
): Promise<void> => notifyParties(context, tx, right, [{ partyId, notification }]);

/** The same for several parties, about things of one kind. */
export async function notifyParties(
  context: TrustContext,
  tx: TrustTransaction,
  right: string,
  addressed: readonly { partyId: string; notification: Notification }[],
): Promise<void> {
  const grants = await tx.rows
    .selectFrom('GrantRow')
    .select(['partyId', 'accountId', 'rights'])
    .where('partyId', 'in', [...new Set(addressed.map(({ partyId }) => partyId))])
    .where('active', '=', YES)
    .where('role', 'in', ['seller-owner', 'seller-staff', 'carrier-manager', 'station-agent'])
    .orderBy('id')
    .execute();
  const told = grants.filter((grant) => !grant.rights || fromJson(grant.rights).includes(right));
  await notify(
    context,
    tx,
    addressed.flatMap(({ partyId, notification }) => {
      const accountIds = [
        ...new Set(told.filter((grant) => grant.partyId === partyId).map((grant) => grant.accountId)),
      ].slice(0, RECIPIENTS_MAX);
      return accountIds.map((accountId) => ({ accountId, notification }));
    }),
  );
}

/** Tells everybody who holds one of the operator's roles. */
export async function notifyRole(
  context: TrustContext,
  tx: TrustTransaction,
  role: string,
  notification: Notification,
): Promise<void> {
  const grants = await tx.rows
    .selectFrom('GrantRow')
    .select('accountId')
    .where('role', '=', role)
    .where('active', '=', YES)
    .limit(RECIPIENTS_MAX)
    .execute();
  await notify(
    context,
    tx,
    grants.map(({ accountId }) => ({ accountId, notification })),
  );
}
