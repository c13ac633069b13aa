import type { TrustContext, TrustTransaction } from '../context.ts';
import { Message, MessageIntent } from './message.entity.ts';
import { YES } from '@heitu/kit/entities';

export interface Notification {
  kind: string;
  title: string;
  body: string;
  orderId: string | null;
}

/** One message to several people, with an intent to send it by WeChat for those who subscribed to its kind. */
async function notify(context: TrustContext, tx: TrustTransaction, accountIds: readonly string[], notification: Notification): Promise<void> {
  if (accountIds.length === 0) return;
  const nowMs = context.clock.now();
  const messages = accountIds.map((accountId) => ({ id: context.newId(), accountId, ...notification, createdAtMs: nowMs, readAtMs: null }));
  await tx.em.insertMany(Message, messages);
  const subscribed = await tx.rows.selectFrom('MessageSubscription').select(['id', 'accountId']).where('kind', '=', notification.kind).where('accountId', 'in', accountIds).where('remaining', '>', 0).execute();
  for (const { id, accountId } of subscribed) {
    const used = await tx.rows.updateTable('MessageSubscription').set((eb) => ({ remaining: eb('remaining', '-', 1) })).where('id', '=', id).where('remaining', '>', 0).executeTakeFirst();
    if (Number(used.numUpdatedRows) === 0) continue;
    await tx.em.insert(MessageIntent, { id: messages.find((message) => message.accountId === accountId)!.id, accountId, state: 'waiting', attempts: 0, nextAtMs: nowMs, settledAtMs: null, outcome: null });
  }
}

export const notifyAccount = (context: TrustContext, tx: TrustTransaction, accountId: string, notification: Notification): Promise<void> => notify(context, tx, [accountId], notification);

const RECIPIENTS_MAX = 50;

/** Tells the people who act for a party: its owners and managers, and the staff with the right. */
export async function notifyParty(context: TrustContext, tx: TrustTransaction, partyId: string, right: string, notification: Notification): Promise<void> {
  const grants = await tx.rows.selectFrom('GrantRow').select(['accountId', 'rights']).where('partyId', '=', partyId).where('active', '=', YES).where('role', 'in', ['seller-owner', 'seller-staff', 'carrier-manager']).limit(RECIPIENTS_MAX).execute();
  const told = grants.filter((grant) => !grant.rights || (JSON.parse(grant.rights) as string[]).includes(right));
  await notify(context, tx, [...new Set(told.map((grant) => grant.accountId))], notification);
}

/** Tells everybody who holds one of the operator's roles. */
export async function notifyRole(context: TrustContext, tx: TrustTransaction, role: string, notification: Notification): Promise<void> {
  const grants = await tx.rows.selectFrom('GrantRow').select('accountId').where('role', '=', role).where('active', '=', YES).limit(RECIPIENTS_MAX).execute();
  await notify(context, tx, grants.map((grant) => grant.accountId), notification);
}
