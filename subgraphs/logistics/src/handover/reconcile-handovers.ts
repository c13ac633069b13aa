import { fromJson } from '@heitu/kit/rules/typed-json';
import { ok, NOT_FOUND } from '@heitu/kit/rules/outcome';
import { identifier, z } from '@heitu/kit/rules/validate';
import { permit } from '@heitu/kit/rules/permissions';
import { manages, sellerParties } from '../access.ts';
import { SignedOrders } from '../asks/orders.ts';
import { mutation, type LogisticsContext } from '../context.ts';
import { ids, moment } from '../input-fields.ts';
import { Mismatch, Reconciliation } from './handover.entity.ts';
import { compareDocuments, type Mismatched, type SellerOrder } from './reconcile.policy.ts';
import { reconciliationNow } from './handover-answers.ts';
import { SAID } from '../said.ts';

const DOCUMENTS_MAX = 500;

/** Compares the signed goods documents of a pair with the seller's own orders, item by item (8.4.2.bl). */
export const reconcileHandovers = mutation({
  name: 'reconcileHandovers',
  description:
    "Compares the signed goods documents of a carrier and a seller with the seller's own orders, item by item.",
  may: permit.role('carrier-manager', 'courier', 'seller-owner', 'seller-staff'),
  input: z
    .object({
      carrierPartyId: ids.carrier(),
      sellerPartyId: identifier().describe('The party of the seller.'),
      from: moment(0).describe('Documents completed from this moment on.'),
      to: moment().describe('Documents completed before this moment. Of too many, a shorter period is asked for.'),
    })
    .refine((it) => it.from < it.to, { path: ['to'], message: SAID.endsBeforeStart }),
  refusals: { NOT_FOUND, TOO_MANY: { message: '这段时间的单据太多，请分段核对', clause: '8.4.2.bl' } },
  shows: reconciliationNow,
  async run(context, { carrierPartyId, sellerPartyId, from: fromMs, to: toMs }, refuse) {
    if (!manages(context.actor, carrierPartyId) && !sellerParties(context.actor).includes(sellerPartyId))
      return refuse('NOT_FOUND');
    const pair = { carrierPartyId, sellerPartyId };
    if (!(await haveHandedOver(context, pair))) return refuse('NOT_FOUND');
    const documents = await signedDocuments(context, pair, fromMs, toMs);
    if (documents.length > DOCUMENTS_MAX) return refuse('TOO_MANY');
    const differences = await differencesOf(context, documents, sellerPartyId);
    return context.transaction(async (tx) => {
      const id = context.newId();
      const nowMs = context.clock.now();
      const sealed = await Promise.all(
        differences.map(async (difference) => ({
          ...difference,
          text: await context.vault.sealText(carrierPartyId, difference.text),
        })),
      );
      const wrong = new Set(differences.map((difference) => difference.handoverId));
      await tx.em.insert(Reconciliation, {
        id,
        ...pair,
        fromMs,
        toMs,
        documents: documents.length,
        matched: documents.length - wrong.size,
        doneAtMs: nowMs,
        doneBy: context.actor.id,
      });
      if (sealed.length > 0)
        await tx.em.insertMany(
          Mismatch,
          sealed.map((difference) => ({ id: context.newId(), reconciliationId: id, foundAtMs: nowMs, ...difference })),
        );
      tx.audit({ type: 'reconciliation', id, clause: '8.4.2.bl' });
      return ok({ id });
    });
  },
});

interface Pair {
  carrierPartyId: string;
  sellerPartyId: string;
}

const haveHandedOver = async ({ rows }: LogisticsContext, { carrierPartyId, sellerPartyId }: Pair): Promise<boolean> =>
  (await rows
    .selectFrom('Handover')
    .select('id')
    .where('carrierPartyId', '=', carrierPartyId)
    .where('sellerPartyId', '=', sellerPartyId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** One more than may be compared at once shows that there are too many. */
const signedDocuments = (
  { rows }: LogisticsContext,
  { carrierPartyId, sellerPartyId }: Pair,
  fromMs: number,
  toMs: number,
) =>
  rows
    .selectFrom('Handover as h')
    .innerJoin('Shipment as s', 's.id', 'h.shipmentId')
    .select([
      'h.id',
      'h.number',
      'h.documentHash',
      'h.documentSealed',
      'h.buyerAccountId',
      's.orderId',
      's.orderNumber',
      's.afterSaleId',
      's.lines',
    ])
    .where('h.carrierPartyId', '=', carrierPartyId)
    .where('h.sellerPartyId', '=', sellerPartyId)
    .where('h.completedAtMs', '>=', fromMs)
    .where('h.completedAtMs', '<', toMs)
    .orderBy('h.id')
    .limit(DOCUMENTS_MAX + 1)
    .execute();
type SignedDocument = Awaited<ReturnType<typeof signedDocuments>>[number];

async function ordersOf(
  { peers }: LogisticsContext,
  documents: readonly SignedDocument[],
): Promise<readonly SellerOrder[]> {
  const ids = [...new Set(documents.map((document) => document.orderId))];
  if (ids.length === 0) return [];
  const { ordersForPeer } = await peers.query(SignedOrders, { ids });
  return ordersForPeer;
}

async function differencesOf(
  context: LogisticsContext,
  documents: readonly SignedDocument[],
  sellerPartyId: string,
): Promise<({ handoverId: string } & Mismatched)[]> {
  const orders = await ordersOf(context, documents);
  const texts = await Promise.all(
    documents.map(
      ({ buyerAccountId, documentSealed }) =>
        documentSealed && context.vault.openUnrecorded(buyerAccountId, documentSealed),
    ),
  );
  return documents.flatMap((document, i) =>
    compareDocuments(
      { ...document, lines: fromJson(document.lines), text: texts[i] ?? '' },
      orders.find((order) => order.orderId === document.orderId) ?? null,
      sellerPartyId,
    ).map((difference) => ({ handoverId: document.id, ...difference })),
  );
}
