import { handedOverByCard } from '@heitu/events/logistics.handed-over-by-card.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import { partiesFor } from '@heitu/kit/rules/actor';
import { addWorkingDays } from '@heitu/kit/rules/calendar';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { SELLER_ROLES } from '@heitu/standard';
import { mutation, type LogisticsContext, type LogisticsTransaction, type RowOf } from '../context.ts';
import { whenDone, type Judged } from '../delivery/done.policy.ts';
import { cleanPhotos, photoField, photoRefusals } from '../delivery/door-photos.ts';
import { signatureField } from '../delivery/signing.ts';
import { completeHandover } from '../handover/complete-handover.ts';
import { handoverNow } from '../handover/handover-answers.ts';
import { Handover } from '../handover/handover.entity.ts';
import { handoversById } from '../handover/handover.loader.ts';
import { handovers } from '../handover/handover.moves.ts';
import { doneField, ids } from '../input-fields.ts';
import { SAID } from '../said.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { CardSignature, HandoverCard } from './card.entity.ts';
import {
  cardCodeOf,
  cardSignatureOf,
  CARDS_KNOWN_MAX,
  codeIn,
  OBJECT_WORKING_DAYS,
  signedHashOf,
  wasGood,
} from './card.policy.ts';

/**
 * The seller's phone is dead, or they have none: the courier scans their card, and whoever is there signs with a finger
 * on the courier's screen. It is the seller's side of the document by card and ink, not an act of the seller's account;
 * the seller is told at once, and can object.
 */
export const signHandoverByCard = mutation({
  name: 'signHandoverByCard',
  description:
    "Whoever is there signs on the courier's screen, vouched for by the seller's card: the seller is told at once.",
  may: permit.role('courier'),
  input: z.object({
    handoverId: ids.handover(),
    code: line(40).describe("What was scanned off the seller's card, or stands below its square."),
    signerName: line(60).describe("Who signs, and keeps the seller's copy; at most 60 characters."),
    signature: signatureField(),
    photo: photoField(),
    done: doneField(),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    ...photoRefusals,
    ALREADY_SIGNED: { message: '商家已经签过字' },
    DOCUMENT_ALTERED: { message: SAID.documentAltered, clause: '8.4.2.bj' },
    SAME_SIGNER: { message: SAID.sameSigner, clause: '8.4.2.bj' },
    CARD_WRONG: {
      message: '这张卡不是这家商家的。扫他自己的交货卡；没有卡，请他用手机签字，他家里人的手机也行',
      clause: '8.4.2.bj',
    },
    CARD_WITHDRAWN: {
      message: '这张卡已经作废。请商家用手机签字，他家里人的手机也行；或者打印新卡再扫',
      clause: '8.4.2.bj',
    },
  },
  shows: handoverNow,
  async run(context, input, refuse) {
    const photos = await cleanPhotos([input.photo]);
    if (!photos) return refuse('PHOTO_BROKEN', 'photo');
    return context.transaction(async (tx) => {
      const { actor, clock } = context;
      const [handover] = await handoversById(context, [input.handoverId]);
      const task = handover && { id: handover.shipmentId, courierAccountId: actor.id };
      const shipment = task && (await tx.em.findOne(Shipment, task));
      if (!handover || !shipment) return refuse('NOT_FOUND');
      const stopped = refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      const { id, sellerPartyId } = handover;
      const card = await cardOf(context, tx, sellerPartyId, codeIn(input.code));
      if (!card) return refuse('CARD_WRONG', 'code');
      // Nobody stands there for goods before they are given to this courier, or with a card before it was made.
      const notBeforeMs = Math.max(shipment.assignedAtMs ?? 0, card.issuedAtMs);
      const when = whenDone(input.done, { nowMs: clock.now(), notBeforeMs });
      if (!wasGood(card, when.atMs)) return refuse('CARD_WITHDRAWN', 'code');
      if (isOfSeller(context, sellerPartyId) || card.issuedBy === actor.id) return refuse('SAME_SIGNER');
      if ((await nameOf(context, shipment)) === input.signerName) return refuse('SAME_SIGNER', 'signerName');
      const signed = { cardId: card.id, courierAccountId: actor.id, atMs: when.atMs, signedHash: hashOf(input) };
      const refused = await handovers.move(context, tx, 'sign-seller-by-card', handover, refuse, {
        parts: ['courier'],
        where: { sellerSignedAtMs: null },
        set: {
          sellerSignedAtMs: clock.now(),
          sellerCardId: card.id,
          sellerSignature: cardSignatureOf(context.vault, handover.documentHash, signed),
        },
      });
      if (refused) return refused.code === 'WRONG_STATE' ? refuse(await whyNotSigned(tx, id)) : refused;
      await keep(context, tx, handover, { ...signed, ...input, photos, when });
      const hindered = await completeHandover(context, tx, handover, shipment);
      if (hindered === 'altered') return refuse('DOCUMENT_ALTERED');
      return hindered === 'moved' ? refuseMoved(context, shipment.id) : ok({ id });
    });
  },
});

/** What stands in the row by now: another may have signed for the seller, or closed it, since it was read. */
async function whyNotSigned(tx: LogisticsTransaction, id: string): Promise<'ALREADY_SIGNED' | 'WRONG_STATE'> {
  const { state } = await tx.em.findOneOrFail(Handover, { id }, { refresh: true });
  return state === 'open' ? 'ALREADY_SIGNED' : 'WRONG_STATE';
}

const hashOf = ({ signerName: signer, signature: ink }: { signerName: string; signature: string }): string =>
  signedHashOf({ signer, ink });

/** The seller's card with this code, in force or not. Whoever withdraws it at the same moment takes its row too. */
async function cardOf(context: LogisticsContext, tx: LogisticsTransaction, sellerPartyId: string, code: string) {
  const known = await tx.rows
    .selectFrom('HandoverCard')
    .select('id')
    .where('sellerPartyId', '=', sellerPartyId)
    .orderBy('issuedAtMs', 'desc')
    .limit(CARDS_KNOWN_MAX)
    .execute();
  const shown = known.find((card) => cardCodeOf(context.vault, card) === code);
  if (!shown) return null;
  await lockRows(tx, HandoverCard, { id: shown.id });
  return tx.em.findOneOrFail(HandoverCard, { id: shown.id }, { refresh: true });
}

/** A courier who also works for the seller would be both sides. */
const isOfSeller = ({ actor }: LogisticsContext, sellerPartyId: string): boolean =>
  partiesFor(actor, SELLER_ROLES).includes(sellerPartyId);

async function nameOf(
  { rows, vault, actor }: LogisticsContext,
  { courierId }: { courierId?: string | null | undefined },
): Promise<string | null> {
  const courier = await rows
    .selectFrom('Courier')
    .select('name')
    .where('id', '=', courierId ?? '')
    .executeTakeFirst();
  return courier ? vault.openTextUnrecorded(actor.id, courier.name) : null;
}

interface Kept {
  cardId: string;
  courierAccountId: string;
  signedHash: string;
  signerName: string;
  signature: string;
  photos: readonly string[];
  when: Judged;
}
/** Who signed, the ink and the photo under the seller's key, and the seller is told. */
async function keep(
  context: LogisticsContext,
  tx: LogisticsTransaction,
  { id, shipmentId, sellerPartyId, units }: RowOf<'Handover'>,
  { cardId, courierAccountId, signedHash, signerName, signature, photos, when }: Kept,
): Promise<void> {
  const { vault, clock } = context;
  const { atMs, saidAtMs, doubt: timeDoubt } = when;
  const nowMs = clock.now();
  const objectByMs = addWorkingDays(nowMs, OBJECT_WORKING_DAYS);
  await tx.em.insert(CardSignature, {
    id,
    cardId,
    shipmentId,
    sellerPartyId,
    courierAccountId,
    signer: await vault.sealText(sellerPartyId, signerName),
    inkSealed: await vault.seal(sellerPartyId, signature),
    signedHash,
    photosSealed: await vault.seal(sellerPartyId, JSON.stringify(photos)),
    atMs,
    saidAtMs,
    arrivedAtMs: saidAtMs === null ? null : nowMs,
    timeDoubt,
    objectByMs,
  });
  const { orderId, orderNumber, carrierName } = await tx.em.findOneOrFail(Shipment, { id: shipmentId });
  tx.publish(
    handedOverByCard,
    { type: 'handover', id },
    { handoverId: id, shipmentId, orderId, orderNumber, sellerPartyId, carrierName, units, atMs, objectByMs },
  );
}
