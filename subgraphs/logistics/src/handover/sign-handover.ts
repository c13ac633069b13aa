import { oneOf } from '@heitu/kit/rules/enums';
import type { Transaction } from '@heitu/kit/data/context';
import { ok, NOT_FOUND, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { line, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { stoppedRefusal } from '../shipment/stop.policy.ts';
import { manages, partsIn, sellerParties } from '../access.ts';
import { mutation } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import { refuseMoved, refuseStopped, stopMark } from '../shipment/stop-shipments.ts';
import { Sides } from '../enums.ts';
import { ids } from '../input-fields.ts';
import { completeHandover } from './complete-handover.ts';
import { Handover } from './handover.entity.ts';
import { handoversById } from './handover.loader.ts';
import { handovers } from './handover.moves.ts';
import { signatureOf, type Side } from './handover.policy.ts';
import { handoverNow } from './handover-answers.ts';
import { SAID } from '../said.ts';

/**
 * One side confirms goods and packaging, signs and names who keeps its copy (8.4.2.bj-bk); the second signature hands
 * the goods over.
 */
export const signHandover = mutation({
  name: 'signHandover',
  description:
    'One side confirms goods and packaging and signs; the second signature hands the goods over. The two sides are signed by different people.',
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z.object({
    handoverId: ids.handover(),
    as: oneOf(Sides).describe('For which side the caller signs.'),
    custodian: line(60).describe("Who keeps this side's copy of the document, at most 60 characters."),
  }),
  refusals: {
    NOT_FOUND,
    WRONG_STATE,
    ...stoppedRefusal,
    ALREADY_SIGNED: { message: SAID.alreadySigned },
    DOCUMENT_ALTERED: { message: SAID.documentAltered, clause: '8.4.2.bj' },
    SAME_SIGNER: { message: SAID.sameSigner, clause: '8.4.2.bj' },
  },
  shows: handoverNow,
  async run(context, { handoverId: id, as, custodian }, refuse) {
    const { actor } = context;
    return context.transaction(async (tx) => {
      const [handover] = await handoversById(context, [id]);
      const shipment = handover && (await tx.em.findOne(Shipment, { id: handover.shipmentId }));
      const mine: Record<Side, boolean> = {
        seller: !!handover && sellerParties(actor).includes(handover.sellerPartyId),
        carrier: !!handover && (manages(actor, handover.carrierPartyId) || shipment?.courierAccountId === actor.id),
      };
      if (!handover || !shipment || !mine[as]) return refuse('NOT_FOUND');
      const stopped = refuseStopped(stopMark(shipment));
      if (stopped) return stopped;
      const nowMs = context.clock.now();
      const signature = signatureOf(context.vault, handover.documentHash, {
        side: as,
        accountId: actor.id,
        custodian,
        atMs: nowMs,
      });
      const keeper = await context.vault.sealText(actor.id, custodian);
      // Nobody signs for both, also not at once: whoever signed for the other side is looked at by the update itself.
      const refused = await handovers.move(context, tx, `sign-${as}`, handover, refuse, {
        parts: partsIn(actor, shipment, 'orders'),
        ...(as === 'seller'
          ? {
              where: { sellerSignedAtMs: null, ...notBy('carrierAccountId', actor.id) },
              set: {
                sellerSignedAtMs: nowMs,
                sellerAccountId: actor.id,
                sellerCustodian: keeper,
                sellerSignature: signature,
              },
            }
          : {
              where: { carrierSignedAtMs: null, ...notBy('sellerAccountId', actor.id) },
              set: {
                carrierSignedAtMs: nowMs,
                carrierAccountId: actor.id,
                carrierCustodian: keeper,
                carrierSignature: signature,
              },
            }),
      });
      if (refused) return refused.code === 'WRONG_STATE' ? refuse(await whyNotSigned(tx, id, as, actor.id)) : refused;
      const hindered = await completeHandover(context, tx, handover, shipment);
      if (hindered === 'altered') return refuse('DOCUMENT_ALTERED');
      return hindered === 'moved' ? refuseMoved(context, shipment.id) : ok({ id });
    });
  },
});

const notBy = (column: 'carrierAccountId' | 'sellerAccountId', accountId: string) => ({
  $or: [{ [column]: null }, { [column]: { $ne: accountId } }],
});

/** What stands in the row by now: the other signature may have come, and closed the document, since it was read. */
async function whyNotSigned(tx: Transaction, id: string, as: Side, accountId: string) {
  const now = await tx.em.findOneOrFail(Handover, { id }, { refresh: true });
  if (now.state !== 'open') return 'WRONG_STATE';
  return (as === 'seller' ? now.carrierAccountId : now.sellerAccountId) === accountId
    ? 'SAME_SIGNER'
    : 'ALREADY_SIGNED';
}
