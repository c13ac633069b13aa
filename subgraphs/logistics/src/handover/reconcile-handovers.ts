import { ok, refuse } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import { manages, requestKey, sellerParties } from '../access.ts';
import type { LogisticsContext } from '../entities.ts';
import { parseLines } from '../shipment/shipment.policy.ts';
import { Mismatch, Reconciliation } from './handover.entity.ts';
import { compareDocuments, type SellerOrder } from './reconcile.policy.ts';
import { reconcileHandoversRefusals as refusals } from './handover.refusals.ts';

export const DOCUMENTS_MAX = 500;
const schema = z
  .object({
    requestId: identifier().nullish(),
    carrierPartyId: identifier(),
    sellerPartyId: identifier(),
    fromMs: z.number().int().min(0),
    toMs: z.number().int(),
  })
  .refine((it) => it.fromMs < it.toMs, { path: ['toMs'], message: '结束时间要晚于开始时间' });
export type ReconcileHandoversInput = z.input<typeof schema>;

/** Compares the signed goods documents of a pair with the seller's own orders, item by item (8.4.2.bl). */
export async function reconcileHandovers(context: LogisticsContext, input: ReconcileHandoversInput) {
  const valid = parse(schema, input);
  if (!valid.ok) return valid;
  const { carrierPartyId, sellerPartyId, fromMs, toMs } = valid.value;
  if (!manages(context.actor, carrierPartyId) && !sellerParties(context.actor).includes(sellerPartyId))
    return refuse(refusals, 'NOT_FOUND');
  const pair = await context.rows
    .selectFrom('Handover')
    .select('id')
    .where('carrierPartyId', '=', carrierPartyId)
    .where('sellerPartyId', '=', sellerPartyId)
    .limit(1)
    .executeTakeFirst();
  if (!pair) return refuse(refusals, 'NOT_FOUND');
  const documents = await context.rows
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
  if (documents.length > DOCUMENTS_MAX) return refuse(refusals, 'TOO_MANY');
  const ids = [...new Set(documents.map((document) => document.orderId))];
  const orders =
    ids.length === 0
      ? []
      : (
          await context.peers.query<{ ordersForPeer: SellerOrder[] }>(
            'orders',
            'query($ids: [ID!]!) { ordersForPeer(ids: $ids) { orderId partyId lines { skuId quantity } } }',
            { ids },
          )
        ).ordersForPeer;
  const texts = await Promise.all(
    documents.map((document) => context.vault.openUnrecorded(document.buyerAccountId, document.documentSealed)),
  );
  const differences = documents.flatMap((document, i) =>
    compareDocuments(
      { ...document, lines: parseLines(document.lines), text: texts[i] ?? '' },
      orders.find((order) => order.orderId === document.orderId) ?? null,
      sellerPartyId,
    ).map((difference) => ({ handoverId: document.id, ...difference })),
  );
  return context.transaction(async (tx) => {
    const id = context.newId();
    const sealed = await Promise.all(
      differences.map(async (difference) => ({
        ...difference,
        text: await context.vault.sealText(carrierPartyId, difference.text),
      })),
    );
    const wrong = new Set(differences.map((difference) => difference.handoverId));
    await tx.em.insert(Reconciliation, {
      id,
      carrierPartyId,
      sellerPartyId,
      fromMs,
      toMs,
      documents: documents.length,
      matched: documents.length - wrong.size,
      doneAtMs: context.clock.now(),
      doneBy: context.actor.id,
    });
    if (sealed.length > 0)
      await tx.em.insertMany(
        Mismatch,
        sealed.map((difference) => ({ id: context.newId(), reconciliationId: id, ...difference })),
      );
    tx.audit({ type: 'reconciliation', id, clause: '8.4.2.bl' });
    return ok({ id });
  }, requestKey(input));
}
