import { whenAwake } from '@heitu/kit/rules/waking-hours';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { TrustContext, TrustTransaction } from '../context.ts';
import { MessageSms } from './message.entity.ts';
import { smsLifecycle } from './message.lifecycle.ts';
import { toldOf, type MessageKind, type Wishes } from './message.policy.ts';

interface ToSend {
  /** The message's id; of a recall its telling's. */
  id: string;
  accountId: string;
  partyId: string | null;
  kind: MessageKind;
  params: Readonly<Record<string, string>>;
  orderId: string | null;
  lotId: string | null;
  /** Of a recall: by which orders knows what its buyer was told of. */
  tellingId?: string | null;
}

/** When a message of the kind may reach somebody: in the morning, where it can wait and they do not want it at once. */
export const startsAtMs = (kind: MessageKind, { isQuietAtNight }: Wishes, nowMs: number): number =>
  isQuietAtNight && !toldOf(kind).atNight ? whenAwake(nowMs) : nowMs;

/**
 * One waits for each person and kind, and tells of what comes until it is sent. A recall is told of each time that
 * something of theirs is found, a code is sent each time.
 */
export async function queueSms(
  context: TrustContext,
  tx: TrustTransaction,
  { params, tellingId = null, ...sms }: ToSend,
  wishes: Wishes,
): Promise<void> {
  const row = {
    ...sms,
    tellingId,
    params: toJson(params),
    waitsFor:
      sms.lotId === null && tellingId === null && !toldOf(sms.kind).sms?.each ? `${sms.accountId} ${sms.kind}` : null,
    state: smsLifecycle.initial,
    attempts: 0,
    costFen: 0,
    nextAtMs: startsAtMs(sms.kind, wishes, context.clock.now()),
    settledAtMs: null,
    outcome: null,
  };
  if (row.waitsFor === null) await tx.em.insert(MessageSms, row);
  else await tx.em.upsert(MessageSms, row, { onConflictFields: ['waitsFor'], onConflictAction: 'ignore' });
}
