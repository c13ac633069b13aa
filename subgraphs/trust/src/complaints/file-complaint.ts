import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { amountFen, identifier, paragraph, parse, z } from '@heitu/kit/rules/validate';
import { inWorkingDays } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import type { TrustContext } from '../context.ts';
import { notifyParty } from '../messages/notify.ts';
import { Account } from '../identity/account.entity.ts';
import { Complaint, ComplaintStep } from './complaint.entity.ts';
import {
  answerDueAt,
  answererOf,
  COMPLAINT_CHANNELS,
  COMPLAINT_KIND_TITLES,
  COMPLAINT_KINDS,
  compensationMaxFen,
  settleDueAt,
  WANTED,
} from './complaint.policy.ts';
import { complaintRefusals } from './complaint.refusals.ts';
import { openComplaintsOf } from './feedback.loader.ts';
import { openComplaintKey, whyNotComplain } from './feedback.policy.ts';
import { carrierOfOrder, orderOfPeer, type OrderOfPeer } from './order-of-peer.ts';

const schema = z.object({
  requestId: identifier(),
  orderId: identifier().nullish(),
  kind: z.enum(COMPLAINT_KINDS),
  text: paragraph(2000, 2),
  wanted: z.enum(WANTED),
  amountFen: amountFen(1).nullish(),
  channel: z.enum(COMPLAINT_CHANNELS).nullish(),
});

/**
 * A consumer complains or suggests; who must answer is decided here, and the working day starts. Staff enter what came
 * by phone. Errors: NOT_FOUND (not the caller's order), ALREADY_OPEN, TOO_MANY_OPEN, AMOUNT_TOO_LARGE,
 * PHONE_BY_STAFF_ONLY, PEERS_UNREACHABLE.
 */
export async function fileComplaint(context: TrustContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { requestId, kind, text, wanted } = valid.value;
  const channel = valid.value.channel ?? 'online';
  const byStaff = hasRole(context.actor, 'mediator');
  if (channel === 'phone' && !byStaff) return refuse(complaintRefusals, 'PHONE_BY_STAFF_ONLY');
  let order: OrderOfPeer | null = null;
  let carrierPartyId: string | null = null;
  if (valid.value.orderId) {
    try {
      order = await orderOfPeer(context, valid.value.orderId);
      // On the phone the caller is the buyer of the order that staff look up.
      if (!order || (order.buyerAccountId !== context.actor.id && channel !== 'phone'))
        return refuse(complaintRefusals, 'NOT_FOUND');
      carrierPartyId = await carrierOfOrder(context, order.orderId);
    } catch (error) {
      context.log.warn({ err: error }, 'a complaint waits for its order');
      return refuse(complaintRefusals, 'PEERS_UNREACHABLE');
    }
  }
  const wantedFen = valid.value.amountFen ?? null;
  if (wantedFen !== null && order && wantedFen > compensationMaxFen(order.totalFen))
    return refuse(complaintRefusals, 'AMOUNT_TOO_LARGE');
  const accountId = order?.buyerAccountId ?? context.actor.id;
  const answerer = answererOf(kind, order, carrierPartyId);
  return context.transaction(
    async (tx) => {
      // The account is taken: of several complaints at once each counts those before it.
      await lockRows(tx, Account, { id: accountId });
      const refusal = whyNotComplain(await openComplaintsOf(tx.rows, accountId), order?.orderId ?? null, kind);
      if (refusal) return refuse(complaintRefusals, refusal);
      const id = context.newId();
      const nowMs = context.clock.now();
      await tx.em.insert(Complaint, {
        id,
        number: `TS${chinaDate(nowMs).replaceAll('-', '')}${id.slice(-8)}`,
        accountId,
        orderId: order?.orderId ?? null,
        partyId: order?.partyId ?? null,
        carrierPartyId,
        answererPartyId: answerer.partyId,
        answererKind: answerer.kind,
        kind,
        channel,
        wanted,
        wantedFen,
        orderFen: order?.totalFen ?? null,
        textSealed: await context.vault.seal(accountId, text),
        state: 'filed',
        openFor: openComplaintKey(order?.orderId ?? null, kind),
        filedAtMs: nowMs,
        answerDueAtMs: answerDueAt(nowMs),
        settleDueAtMs: settleDueAt(nowMs),
      });
      await tx.em.insert(ComplaintStep, {
        id: context.newId(),
        complaintId: id,
        action: 'file',
        byRole: channel === 'phone' ? 'mediator' : 'consumer',
        atMs: nowMs,
      });
      if (answerer.partyId) {
        await addToTally(tx, answerer.partyId, { complaintCount: 1 });
        await notifyParty(context, tx, answerer.partyId, 'complaints', {
          kind: 'complaint-filed',
          title: '有新的投诉',
          body: `${COMPLAINT_KIND_TITLES[kind]}投诉，请在${inWorkingDays('answerComplaint')}内答复`,
          orderId: order?.orderId ?? null,
        });
      }
      tx.audit({ type: 'complaint', id, clause: '6.6' });
      return ok({ id });
    },
    { id: requestId, input },
  );
}
