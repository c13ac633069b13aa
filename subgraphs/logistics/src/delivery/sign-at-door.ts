import { raw } from '@mikro-orm/core';
import { aboutThing, ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { oneOf } from '@heitu/kit/rules/enums';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import type { DoorSigner } from '@heitu/standard';
import { mutation, type LogisticsContext, type LogisticsTransaction, type RowOf } from '../context.ts';
import { passLeg, signLeg } from '../custody/open-leg.ts';
import { DoorSigners } from '../enums.ts';
import { doneField, ids, legFields, moment, sixDigits } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { moveTowardsBuyer } from '../shipment/move-towards-buyer.ts';
import { shipmentNow } from '../shipment/shipment-answers.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { NOT_STOPPED } from '../shipment/shipment.policy.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import {
  DELIVERY_STEPS,
  SIGNING_CODE_ATTEMPTS_MAX,
  SIGNING_CODE_MS,
  signingCodeOf,
  isUnpaidAtDoor,
  NEEDS_CODE,
  type DoorProof,
} from './delivery.policy.ts';
import { SKEW_MS_MAX, whenDone } from './done.policy.ts';
import { cleanPhotos, photoField, photoRefusals } from './door-photos.ts';
import { hasOpenExcursion, signatureField, signingRefusals } from './signing.ts';
import { tellDelivered } from './tell-delivered.ts';
import { writeVisit } from './write-visit.ts';

const [CALL] = DELIVERY_STEPS;
const refusals = {
  NOT_FOUND,
  WRONG_STATE,
  ...stoppedRefusal,
  ...signingRefusals,
  ...photoRefusals,
  STEP_MISSING: { message: SAID.stepMissing, clause: CALL.clause },
  AGREEMENT_NEEDED: { message: '写下谁同意由别人代收、什么时候同意的', clause: CALL.clause },
  CODE_NEEDED: { message: '邻居、驿站代收，要收件人把短信里的签收码念给您', clause: CALL.clause },
  CODE_WRONG: { message: '签收码不对或已过期，请收件人再看一遍短信，或者重发一次', clause: '8.5.4.2.cc' },
  TOO_MANY_ATTEMPTS: {
    message: `签收码输错了${SIGNING_CODE_ATTEMPTS_MAX}次，请重发一次`,
    clause: '8.5.4.2.cc',
  },
} as const;

/**
 * Whoever takes the parcel signs with a finger on the courier's screen (8.5.4.2.ce): its recipient, or somebody whom
 * the recipient has agreed to. What vouches for it is kept: their own phone, the code by SMS, or ink and a photo alone,
 * which do for the recipient's household only and which the evidence counts as not verified.
 */
export const signAtDoor = mutation({
  name: 'signAtDoor',
  description:
    "Who takes the parcel signs on the courier's screen; the steps that were not done on the buyer's phone are done by it.",
  may: permit.role('courier'),
  input: z.object({
    shipmentId: ids.shipment(),
    signer: oneOf(DoorSigners).describe('Who takes it.'),
    signerName: line(60).describe('Their name, at most 60 characters.'),
    signature: signatureField(),
    photo: photoField(),
    code: sixDigits('签收码')
      .nullish()
      .describe("Six digits that went to the recipient's number; needed for neighbours."),
    agreedBy: line(60).nullish().describe('Who agreed that somebody else takes it; needed where it is somebody else.'),
    agreedAt: moment(0).nullish().describe('When they agreed.'),
    despiteAlarm: z.boolean().nullish().describe('They know of the open temperature alarm, and take the goods.'),
    done: doneField(),
    ...legFields(),
  }),
  refusals,
  shows: shipmentNow,
  async run(context, input, refuse) {
    const photos = await cleanPhotos([input.photo]);
    if (!photos) return refuse('PHOTO_BROKEN', 'photo');
    const isTried = await isCodeTried(context, input);
    return context.transaction(async (tx) => {
      const parcel = await tx.rows
        .selectFrom('Shipment')
        .selectAll()
        .where('id', '=', input.shipmentId)
        .where('courierAccountId', '=', context.actor.id)
        .executeTakeFirst();
      if (!parcel) return refuse('NOT_FOUND');
      if (parcel.stationPartyId !== null) return refuse('WRONG_STATE');
      const when = whenDone(input.done, { nowMs: context.clock.now(), notBeforeMs: stepBefore(parcel, input.code) });
      const { atMs } = when;
      const proof = proofOf(context, parcel, input.code, atMs);
      const refused = await deliver(context, tx, parcel, input, { proof: proof ?? 'ink', atMs });
      if (refused) return refused;
      if (parcel.calledAheadAtMs === null) return refuse('STEP_MISSING', [aboutThing(CALL.column, CALL.label)]);
      if (!isTried) return refuse('TOO_MANY_ATTEMPTS', 'code');
      if (proof === null) return refuse('CODE_WRONG', 'code');
      if (NEEDS_CODE.includes(input.signer) && proof === 'ink') return refuse('CODE_NEEDED', 'code');
      const isAgreed = input.agreedBy && input.agreedAt != null && input.agreedAt <= context.clock.now() + SKEW_MS_MAX;
      if (input.signer !== 'recipient' && !isAgreed) return refuse('AGREEMENT_NEEDED', 'agreedBy');
      if (!input.despiteAlarm && (await hasOpenExcursion(tx, parcel.id))) return refuse('ALARM_OPEN', 'despiteAlarm');
      if (isUnpaidAtDoor(parcel)) return refuse('NOT_PAID');
      await pass(context, tx, parcel, input);
      await writeVisit(context, tx, parcel, { outcome: 'signed', photos, when });
      const inTime = atMs <= parcel.deliverByMs;
      await tellDelivered(context, tx, parcel, { atMs, inTime, signer: proof === 'phone' ? undefined : input.signer });
      return ok({ id: parcel.id });
    });
  },
});

/** Nobody signs before the call, or before the code that they read out was sent. */
const stepBefore = ({ calledAheadAtMs, signingCodeSentAtMs }: RowOf<'Shipment'>, code: string | null | undefined) =>
  Math.max(calledAheadAtMs ?? 0, code ? (signingCodeSentAtMs ?? 0) : 0);

interface Tried {
  shipmentId: string;
  code?: string | null | undefined;
}
/** A try is counted on its own, so that a refusal does not take the count back; false where there were too many. */
async function isCodeTried(context: LogisticsContext, { shipmentId: id, code }: Tried): Promise<boolean> {
  if (!code) return true;
  const open = { id, courierAccountId: context.actor.id, state: 'taken-over' as const, ...NOT_STOPPED };
  const counted = await context.em.nativeUpdate(
    Shipment,
    { ...open, signingCodeAttempts: { $lt: SIGNING_CODE_ATTEMPTS_MAX } },
    { signingCodeAttempts: raw<number>('?? + 1', ['signingCodeAttempts']) },
  );
  return counted > 0;
}

/** What vouches for it; null where the code is wrong, or good no longer. */
function proofOf(
  { vault }: LogisticsContext,
  parcel: RowOf<'Shipment'>,
  code: string | null | undefined,
  atMs: number,
): DoorProof | null {
  if (!code) return parcel.identityCheckedAtMs === null ? 'ink' : 'phone';
  const { signingCodeSentAtMs } = parcel;
  const isGood = signingCodeSentAtMs !== null && signingCodeSentAtMs + SIGNING_CODE_MS > atMs;
  return isGood && code === signingCodeOf(vault, parcel) ? 'code' : null;
}

interface Signed {
  signer: DoorSigner;
  signerName: string;
  signature: string;
  agreedBy?: string | null | undefined;
  agreedAt?: number | null | undefined;
}
/** The parcel is delivered, with the steps that were done here and not on the buyer's phone. */
async function deliver(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  parcel: RowOf<'Shipment'>,
  { signer, signerName, signature, agreedBy, agreedAt }: Signed,
  { proof, atMs }: { proof: DoorProof; atMs: number },
) {
  const { courierInspectedAtMs, identityCheckedAtMs, outerOpenedAtMs, buyerAccountId, signingCodeRound } = parcel;
  const agreed = signer === 'recipient' ? {} : { agreedBy, agreedAtMs: agreedAt };
  const said = { name: signerName, signature, atMs, signer, ...agreed };
  return moveTowardsBuyer(context, tx, 'sign-at-door', parcel, {
    parts: ['courier'],
    // A code that was sent anew meanwhile is good no longer.
    where: { courierAccountId: context.actor.id, signingCodeRound },
    set: {
      deliveredAtMs: atMs,
      leftVehicleAtMs: atMs,
      inTime: atMs <= parcel.deliverByMs,
      doorProof: proof,
      identityCheckedAtMs: identityCheckedAtMs ?? atMs,
      outerOpenedAtMs: outerOpenedAtMs ?? atMs,
      courierInspectedAtMs: courierInspectedAtMs ?? atMs,
      signatureSealed: await context.vault.seal(buyerAccountId, JSON.stringify(said)),
    },
  });
}

/**
 * From the courier to whoever takes it: what the courier brought, where they have not signed for it yet, and the other
 * side.
 */
async function pass(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  shipment: RowOf<'Shipment'>,
  found: Parameters<typeof passLeg>[2]['found'],
): Promise<void> {
  const [leg, signer] = [{ shipment, kind: 'to-buyer' as const, found }, { by: shipment.buyerAccountId }];
  if (shipment.courierInspectedAtMs === null)
    await passLeg(context, tx, { ...leg, side: 'courier', other: { side: 'buyer', signer } });
  else await signLeg(context, tx, { ...leg, side: 'buyer', signer, found: {} });
}
