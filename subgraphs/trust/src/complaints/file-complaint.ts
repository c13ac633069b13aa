import { lockRows } from '@heitu/kit/data/only-one';
import { hasRole } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { SafeInt } from '@heitu/kit/rules/graphql';
import { NOT_FOUND, ok } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { toJson } from '@heitu/kit/rules/typed-json';
import { useFiles, PHOTO_MISSING, PHOTO_UNKNOWN } from '@heitu/kit/privacy/file-uses';
import { amountFen, asScalar, identifier, line, named, paragraph, z } from '@heitu/kit/rules/validate';
import { inWorkingDays } from '@heitu/standard';
import { addToTally } from '../conduct/tally.ts';
import { mutation, type TrustContext, type TrustTransaction } from '../context.ts';
import { ComplaintKinds, ComplaintRemedies, ServiceChannels } from '../enums.ts';
import { Account } from '../identity/account.entity.ts';
import { notifyParty } from '../messages/notify.ts';
import { complaintNow } from './complaint-answers.ts';
import { Complaint, ComplaintStep } from './complaint.entity.ts';
import { complaintLifecycle } from './complaint.lifecycle.ts';
import {
  answerDueAt,
  answererOf,
  COMPLAINT_PHOTO,
  PHOTOS_MAX,
  compensationMaxFen,
  COMPLAINT_KIND_TITLES,
  type ComplaintKind,
  OPEN_COMPLAINTS_MAX,
  settleDueAt,
} from './complaint.policy.ts';
import { AMOUNT_TOO_LARGE, PEERS_UNREACHABLE } from './complaint.refusals.ts';
import { openComplaintsOf } from './feedback.loader.ts';
import { openComplaintKey, whyNotComplain } from './feedback.policy.ts';
import { carrierOfOrder, orderOfPeer, type OrderOfPeer } from './order-of-peer.ts';

interface About {
  order: OrderOfPeer | null;
  carrierPartyId: string | null;
}
const NO_ORDER: About = { order: null, carrierPartyId: null };

/**
 * A consumer complains or suggests; who must answer is decided here, and the working day starts. Staff enter what came
 * by phone.
 */
export const fileComplaint = mutation({
  name: 'fileComplaint',
  description: 'Files a complaint; who has to answer follows from its kind and order.',
  may: permit.role('consumer'),
  input: z.object({
    orderId: identifier().nullish().describe('The order that it is about; left out: it is about the platform.'),
    kind: oneOf(ComplaintKinds).describe('What it is about; who has to answer follows from it.'),
    text: paragraph(2000, 2).describe('What is wrong; 2 to 2000 characters, sealed.'),
    wanted: oneOf(ComplaintRemedies).describe('What the consumer asks for.'),
    amountFen: asScalar(SafeInt, amountFen(1)).nullish().describe('The compensation asked for, in fen.'),
    photoIds: z
      .array(identifier())
      .max(PHOTOS_MAX)
      .nullish()
      .describe('POST /edges/trust/files?purpose=complaint-photo'),
    caller: named(
      'CallerInput',
      z.object({ name: line(40, 1).describe('As they say.'), phone: line(20, 7).describe('To call back.') }),
    )
      .nullish()
      .describe('Who called, where staff enter it: needed where no order says whose it is.'),
    channel: oneOf(ServiceChannels).nullish().describe('Left out: online. By phone only where staff enter it.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    ALREADY_OPEN: { message: '这个订单的同类投诉正在处理，请在原投诉里跟进' },
    TOO_MANY_OPEN: { message: `您有${OPEN_COMPLAINTS_MAX}件投诉还在处理，请等办结后再提` },
    AMOUNT_TOO_LARGE,
    PHONE_BY_STAFF_ONLY: { message: '电话投诉由平台客服登记', clause: '6.6.b' },
    CALLER_NEEDED: { message: '电话投诉没有订单的，要登记来电人的姓名和电话，好给他回话', clause: '6.6.b' },
    PHOTO_UNKNOWN,
    PEERS_UNREACHABLE,
  },
  shows: complaintNow,
  async run(context, input, refuse) {
    const { kind, text, wanted } = input;
    const channel = input.channel ?? 'online';
    if (channel === 'phone' && !hasRole(context.actor, 'mediator')) return refuse('PHONE_BY_STAFF_ONLY');
    const caller = (channel === 'phone' && input.caller) || null;
    if (channel === 'phone' && !input.orderId && !caller) return refuse('CALLER_NEEDED');
    const about = input.orderId ? await aboutOrder(context, input.orderId, channel === 'phone') : NO_ORDER;
    if (typeof about === 'string') return refuse(about);
    const { order, carrierPartyId } = about;
    const wantedFen = input.amountFen ?? null;
    if (wantedFen !== null && order && wantedFen > compensationMaxFen(order.totalFen))
      return refuse('AMOUNT_TOO_LARGE');
    const id = context.newId();
    // Without an order a call is its caller's, who has no account here: it is nobody's of the staff.
    const accountId = order?.buyerAccountId ?? (channel === 'phone' ? id : context.actor.id);
    const answerer = answererOf(kind, order, carrierPartyId);
    return context.transaction(async (tx) => {
      // The account is taken: of several complaints at once each counts those before it.
      await lockRows(tx, Account, { id: accountId });
      const refusal = whyNotComplain(await openComplaintsOf(tx.rows, accountId), order?.orderId ?? null, kind);
      if (refusal) return refuse(refusal);
      const nowMs = context.clock.now();
      const photoIds = [...new Set(input.photoIds ?? [])];
      if (!(await useFiles(context, tx, { type: 'complaint', id }, photoIds, COMPLAINT_PHOTO)))
        return refuse('PHOTO_UNKNOWN', [PHOTO_MISSING]);
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
        photoIds: photoIds.length > 0 ? toJson(photoIds) : null,
        textSealed: await context.vault.seal(accountId, text),
        callerName: caller && (await context.vault.sealText(accountId, caller.name)),
        callerPhone: caller && (await context.vault.sealText(accountId, caller.phone)),
        state: complaintLifecycle.initial,
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
      if (answerer.partyId)
        await tellAnswerer(context, tx, answerer.partyId, { kind, orderId: order?.orderId ?? null });
      tx.audit({ type: 'complaint', id, clause: '6.6' });
      return ok({ id });
    });
  },
});

/** Whoever has to answer hears of it. */
async function tellAnswerer(
  context: TrustContext,
  tx: TrustTransaction,
  partyId: string,
  { kind, orderId }: { kind: ComplaintKind; orderId: string | null },
): Promise<void> {
  await addToTally(tx, partyId, { complaintCount: 1 });
  await notifyParty(context, tx, partyId, 'complaints', {
    kind: 'complaint-filed',
    title: '有新的投诉',
    body: `${COMPLAINT_KIND_TITLES[kind]}投诉，请在${inWorkingDays('answerComplaint')}内答复`,
    orderId,
  });
}

/** What its peers tell of the order, or why a complaint cannot be about it. */
async function aboutOrder(
  context: TrustContext,
  orderId: string,
  isByPhone: boolean,
): Promise<About | 'NOT_FOUND' | 'PEERS_UNREACHABLE'> {
  try {
    const order = await orderOfPeer(context, orderId);
    // On the phone the caller is the buyer of the order that staff look up.
    if (!order || (order.buyerAccountId !== context.actor.id && !isByPhone)) return 'NOT_FOUND';
    return { order, carrierPartyId: await carrierOfOrder(context, order.orderId) };
  } catch (error) {
    context.log.warn({ err: error }, 'a complaint waits for its order');
    return 'PEERS_UNREACHABLE';
  }
}
