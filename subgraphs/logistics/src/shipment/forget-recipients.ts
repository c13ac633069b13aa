import { eachAlone } from '@heitu/kit/data/each-alone';
import { ERASED_TEXT, unlessDestroyed } from '@heitu/kit/privacy/vault';
import { ok } from '@heitu/kit/rules/outcome';
import { TRADE_RECORDS } from '@heitu/standard';
import { CardSignature } from '../card/card.entity.ts';
import { Collection } from '../collection/collection.entity.ts';
import { collectionLifecycle } from '../collection/collection.lifecycle.ts';
import type { LogisticsContext, LogisticsTransaction } from '../context.ts';
import { DoorVisit } from '../delivery/delivery.entity.ts';
import { Handover } from '../handover/handover.entity.ts';
import { ERASED } from './recipient.loader.ts';
import { Shipment } from './shipment.entity.ts';
import { shipmentLifecycle } from './shipment.lifecycle.ts';

const BATCH_MAX = 100;

/**
 * Job: three years after a parcel's end no law asks where it went: name, phone, address, signature and what was written
 * and photographed at the door go (PIPL 19, E-Commerce Law 31).
 */
export const forgetRecipients = (context: LogisticsContext): Promise<void> =>
  eachAlone([forgetParcels, forgetCollections], (sweep) => sweep(context, context.clock.now() - TRADE_RECORDS.keptMs));

/** What stands in place of what is sealed under somebody; undefined where that key is gone and nothing opens. */
const sealedInstead = (context: LogisticsContext, accountId: string, value: unknown): Promise<string | undefined> =>
  unlessDestroyed(context.vault.seal(accountId, JSON.stringify(value)), undefined);
async function forgetParcels(context: LogisticsContext, keptSinceMs: number): Promise<void> {
  const due = await context.rows
    .selectFrom('Shipment')
    .select(['id', 'buyerAccountId'])
    .where('forgottenAtMs', 'is', null)
    .where('deliverByMs', '<', keptSinceMs)
    .where('state', 'in', shipmentLifecycle.ends)
    .where((eb) => eb(eb.fn.coalesce('returnedAtMs', 'deliveredAtMs', 'endedAtMs', 'deliverByMs'), '<', keptSinceMs))
    .orderBy('deliverByMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async ({ id, buyerAccountId }) => {
    const recipient = await sealedInstead(context, buyerAccountId, ERASED);
    const photos = await sealedInstead(context, buyerAccountId, []);
    await context.transaction(async (tx) => {
      await tx.em.nativeUpdate(Handover, { shipmentId: id }, { documentSealed: null });
      await forgetSigner(context, tx, id);
      if (photos !== undefined) await tx.em.nativeUpdate(DoorVisit, { shipmentId: id }, { photosSealed: photos });
      return ok(
        await tx.em.nativeUpdate(
          Shipment,
          { id, forgottenAtMs: null },
          {
            ...(recipient !== undefined && { recipientSealed: recipient }),
            signatureSealed: null,
            agreedPlace: null,
            refusalNote: null,
            forgottenAtMs: context.clock.now(),
          },
        ),
      );
    });
  });
}

/** Who signed by the seller's card is no account, whose name would go with its key. */
async function forgetSigner(context: LogisticsContext, tx: LogisticsTransaction, shipmentId: string): Promise<void> {
  const parcel = await tx.em.findOne(CardSignature, { shipmentId });
  if (!parcel) return;
  const signer = await unlessDestroyed(context.vault.sealText(parcel.sellerPartyId, ERASED_TEXT), undefined);
  const gone = { inkSealed: null, photosSealed: null, ...(signer !== undefined && { signer }) };
  await tx.em.nativeUpdate(CardSignature, { shipmentId }, gone);
}

async function forgetCollections(context: LogisticsContext, keptSinceMs: number): Promise<void> {
  const due = await context.rows
    .selectFrom('Collection')
    .select(['id', 'buyerAccountId'])
    .where('forgottenAtMs', 'is', null)
    .where('createdAtMs', '<', keptSinceMs)
    .where('state', 'in', collectionLifecycle.ends)
    .where((eb) => eb(eb.fn.coalesce('handedOverAtMs', 'centreDueAtMs', 'createdAtMs'), '<', keptSinceMs))
    .orderBy('createdAtMs')
    .limit(BATCH_MAX)
    .execute();
  await eachAlone(due, async ({ id, buyerAccountId }) => {
    const recipient = await sealedInstead(context, buyerAccountId, ERASED);
    await context.transaction(async (tx) =>
      ok(
        await tx.em.nativeUpdate(
          Collection,
          { id, forgottenAtMs: null },
          {
            ...(recipient !== undefined && { recipientSealed: recipient }),
            consumerSignatureSealed: null,
            agreedPlace: null,
            inspectionNote: null,
            centreNote: null,
            forgottenAtMs: context.clock.now(),
          },
        ),
      ),
    );
  });
}
