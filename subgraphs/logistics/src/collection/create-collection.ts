import { ok } from '@heitu/kit/rules/outcome';
import type { LogisticsContext } from '../context.ts';
import { Shipment } from '../shipment/shipment.entity.ts';
import type { Recipient } from '../shipment/shipment.policy.ts';
import { Collection } from './collection.entity.ts';
import { collectionLifecycle } from './collection.lifecycle.ts';
import type { CollectionKind, CollectionLine } from './collection.policy.ts';

export interface DueCollection {
  afterSaleId: string;
  orderId: string;
  kind: CollectionKind;
  buyerAccountId: string;
  partyId: string;
  carrierPartyId: string;
  refundFen: number;
  lines: CollectionLine[];
}
export interface CollectionParties {
  recipient: Recipient & { divisionCode: string };
  sellerName: string;
}

/** The seller has agreed to a return or an exchange: the carrier is to fetch it. */
export async function createCollection(
  context: LogisticsContext,
  due: DueCollection,
  { recipient, sellerName }: CollectionParties,
) {
  return context.transaction(async (tx) => {
    if (await tx.em.count(Collection, { afterSaleId: due.afterSaleId })) return ok(null);
    const { name, phone, address, divisionCode } = recipient;
    // A seller may name no carrier: then whoever delivered the order fetches it.
    const carrierPartyId =
      due.carrierPartyId ||
      (await tx.em.findOneOrFail(Shipment, { orderId: due.orderId, afterSaleId: '' })).carrierPartyId;
    const id = context.newId();
    const { afterSaleId, orderId, kind, buyerAccountId, refundFen } = due;
    await tx.em.insert(Collection, {
      id,
      afterSaleId,
      orderId,
      kind,
      buyerAccountId,
      refundFen,
      carrierPartyId,
      sellerPartyId: due.partyId,
      sellerName,
      toDivisionCode: divisionCode,
      recipientSealed: await context.vault.seal(
        buyerAccountId,
        JSON.stringify({ name, phone, address } satisfies Recipient),
      ),
      lines: JSON.stringify(due.lines),
      state: collectionLifecycle.initial,
      createdAtMs: context.clock.now(),
    });
    tx.audit({ type: 'collection', id, clause: '8.6.ch' });
    return ok({ id });
  });
}
