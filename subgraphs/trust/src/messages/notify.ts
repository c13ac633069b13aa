import type { TrustContext, TrustTransaction } from '../context.ts';
import { MessageIntent } from './message.entity.ts';
import { intentLifecycle } from './message.lifecycle.ts';
import { wishesOf } from './message.loader.ts';
import {
  SMS_RECIPIENTS_MAX,
  toldOf,
  wantsSms,
  wantsWechat,
  type MessageKind,
  type Reader,
  type Wishes,
} from './message.policy.ts';
import { queueSms, startsAtMs } from './queue-sms.ts';
import { unlessDestroyed } from '@heitu/kit/privacy/vault';
import { YES } from '@heitu/kit/data/entities';
import { fromJson } from '@heitu/kit/rules/typed-json';
import { chunksOf } from '@heitu/kit/rules/chunks';

export interface Notification {
  kind: MessageKind;
  title: string;
  body: string;
  orderId: string | null;
}

/** As what somebody is told, and for which party's sake. */
interface Part {
  reader: Reader;
  partyId: string | null;
}
interface Addressed extends Part {
  accountId: string;
  notification: Notification;
}
interface Written extends Part {
  id: string;
  accountId: string;
  kind: MessageKind;
  title: string;
  orderId: string | null;
}

/** Writes the messages, all of one kind, and what goes by WeChat and by SMS beside them, as `MESSAGES` says. */
async function notify(context: TrustContext, tx: TrustTransaction, addressed: readonly Addressed[]): Promise<void> {
  if (addressed.length === 0) return;
  const nowMs = context.clock.now();
  const written = await Promise.all(
    addressed.map(async ({ accountId, reader, partyId, notification: { body, ...notification } }) => {
      const sealed = await unlessDestroyed(context.vault.sealText(accountId, body), null);
      // An empty text stays empty: no reason to leave the message out.
      return sealed === null
        ? null
        : {
            id: context.newId(),
            accountId,
            reader,
            partyId,
            ...notification,
            body: sealed,
            createdAtMs: nowMs,
            readAtMs: null,
          };
    }),
  );
  // Who was forgotten meanwhile reads no message.
  const messages = written.filter((message) => message !== null);
  const [first] = messages;
  if (!first) return;
  tx.insert('Message', messages);
  const { byWechat, sms } = toldOf(first.kind);
  if (!byWechat && !sms) return;
  const wishes = await wishesOf(tx, [...new Set(messages.map(({ accountId }) => accountId))]);
  const byWechatToo = await queueWechat(context, tx, messages, wishes);
  if (sms) await queueTexts(context, tx, messages, { wishes, isUntold: ({ id }) => !byWechatToo.has(id) });
}

/** An intent for each message that its reader has subscribed to, and wants that way; answers which. */
async function queueWechat(
  context: TrustContext,
  tx: TrustTransaction,
  messages: readonly Written[],
  wishes: (accountId: string) => Wishes,
): Promise<ReadonlySet<string>> {
  const queued = new Set<string>();
  const wanted = messages.filter(({ accountId }) => wantsWechat(wishes(accountId)));
  const [first] = wanted;
  if (!first) return queued;
  const subscribed = await tx.rows
    .selectFrom('MessageSubscription')
    .select(['id', 'accountId'])
    .where('kind', '=', first.kind)
    .where('accountId', 'in', [...new Set(wanted.map(({ accountId }) => accountId))])
    .where('remaining', '>', 0)
    .execute();
  for (const { id, accountId } of subscribed) {
    for (const message of wanted.filter((one) => one.accountId === accountId)) {
      const used = await tx.rows
        .updateTable('MessageSubscription')
        .set((eb) => ({ remaining: eb('remaining', '-', 1) }))
        .where('id', '=', id)
        .where('remaining', '>', 0)
        .executeTakeFirst();
      if (Number(used.numUpdatedRows) === 0) break;
      queued.add(message.id);
      await tx.em.insert(MessageIntent, {
        id: message.id,
        accountId,
        state: intentLifecycle.initial,
        attempts: 0,
        nextAtMs: startsAtMs(message.kind, wishes(accountId), context.clock.now()),
        settledAtMs: null,
        outcome: null,
      });
    }
  }
  return queued;
}

/** By SMS to the first few of each party's people: those whom WeChat does not reach, or all. */
async function queueTexts(
  context: TrustContext,
  tx: TrustTransaction,
  messages: readonly Written[],
  { wishes, isUntold }: { wishes: (accountId: string) => Wishes; isUntold: (message: Written) => boolean },
): Promise<void> {
  const reached =
    messages[0] && toldOf(messages[0].kind).sms?.when === 'phone-only' ? await onWechat(tx, messages) : null;
  const isTexted = (message: Written): boolean =>
    reached ? !reached.has(message.accountId) : isUntold(message) || toldOf(message.kind).sms?.when === 'always';
  for (const [, own] of Map.groupBy(messages, ({ partyId }) => partyId))
    for (const message of own.slice(0, SMS_RECIPIENTS_MAX))
      if (isTexted(message)) await textTo(context, tx, message, wishes(message.accountId));
}

/** Which of them have WeChat here. */
export async function onWechat(
  { rows }: Pick<TrustTransaction, 'rows'>,
  people: readonly { accountId: string }[],
): Promise<ReadonlySet<string>> {
  const known = await rows
    .selectFrom('Account')
    .select('id')
    .where('id', 'in', [...new Set(people.map(({ accountId }) => accountId))])
    .where('openidBlind', 'is not', null)
    .execute();
  return new Set(known.map(({ id }) => id));
}

/** The message by SMS, where its table has it and its reader wants it. */
export async function textTo(
  context: TrustContext,
  tx: TrustTransaction,
  { id, accountId, reader, partyId, kind, title, orderId }: Written,
  wishes: Wishes,
): Promise<void> {
  // A recall is told by a text of its own (tell-of-recalls.ts).
  if (toldOf(kind).byLaw || !toldOf(kind).sms?.to.includes(reader) || !wantsSms(wishes)) return;
  await queueSms(context, tx, { id, accountId, partyId, kind, params: { what: title }, orderId, lotId: null }, wishes);
}

export const notifyAccount = (
  context: TrustContext,
  tx: TrustTransaction,
  accountId: string,
  notification: Notification,
  part: Part = { reader: 'person', partyId: null },
): Promise<void> => notify(context, tx, [{ accountId, ...part, notification }]);

/** Tells each of them their own, all of one kind. */
export const notifyEach = (
  context: TrustContext,
  tx: TrustTransaction,
  told: readonly ({ accountId: string; notification: Notification } & Partial<Part>)[],
): Promise<void> =>
  notify(
    context,
    tx,
    told.map((one) => ({ reader: 'person', partyId: null, ...one })),
  );

/** Tells each of them the same. */
export const notifyAccounts = (
  context: TrustContext,
  tx: TrustTransaction,
  accountIds: readonly string[],
  notification: Notification,
): Promise<void> =>
  notifyEach(
    context,
    tx,
    accountIds.map((accountId) => ({ accountId, notification })),
  );

const RECIPIENTS_MAX = 50;
/** Each with its people. */
const PARTIES_AT_ONCE_MAX = 100;
const READER_OF_ROLE: Readonly<Record<string, Reader>> = {
  'carrier-manager': 'carrier',
  'station-agent': 'station',
};

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
  for (const some of chunksOf(addressed, PARTIES_AT_ONCE_MAX)) await notifySome(context, tx, right, some);
}

async function notifySome(
  context: TrustContext,
  tx: TrustTransaction,
  right: string,
  addressed: readonly { partyId: string; notification: Notification }[],
): Promise<void> {
  const grants = await tx.rows
    .selectFrom('GrantRow')
    .select(['partyId', 'accountId', 'role', 'rights'])
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
      const people = new Map(
        told.filter((grant) => grant.partyId === partyId).map(({ accountId, role }) => [accountId, role]),
      );
      return [...people].slice(0, RECIPIENTS_MAX).map(([accountId, role]) => ({
        accountId,
        reader: READER_OF_ROLE[role] ?? 'seller',
        partyId,
        notification,
      }));
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
    grants.map(({ accountId }) => ({ accountId, reader: 'operator', partyId: null, notification })),
  );
}
