import { createHash } from 'node:crypto';
import { LOOK_MS, WORD_RULES_VERSION, type LookCause } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { PublicLook } from './look.entity.ts';
import { lookLifecycle } from './look.lifecycle.ts';

/** What everybody reads and sees of a product, beside its price. */
async function contentHash(tx: CatalogTransaction, productId: string): Promise<string> {
  const shown = await tx.rows
    .selectFrom('Product')
    .select(['title', 'copy', 'characteristics', 'pictureId', 'morePictureIds', 'pictureNotes'])
    .where('id', '=', productId)
    .executeTakeFirstOrThrow();
  const skus = await tx.rows
    .selectFrom('Sku as s')
    .leftJoin('PriceLabel as l', 'l.id', 's.labelId')
    .select(['s.specification', 'l.origin', 'l.grade'])
    .where('s.productId', '=', productId)
    .orderBy('s.id')
    .execute();
  const { title, copy, characteristics, pictureId, morePictureIds, pictureNotes } = shown;
  const all = [title, copy, characteristics, pictureId, morePictureIds, pictureNotes, skus];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex');
}

/**
 * Somebody is to look at goods that go public, or that changed while they are: once, however often they change before
 * the look. What a person has passed is not looked at again until it changes, or the word rules do; nor is what
 * somebody changed without another word of it.
 */
export async function openLook(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: { id: string; partyId: string },
  because?: LookCause,
): Promise<void> {
  const hash = await contentHash(tx, product.id);
  const last = await tx.rows
    .selectFrom('PublicLook')
    .select(['id', 'state', 'contentHash', 'rulesVersion'])
    .where('productId', '=', product.id)
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.state === 'waiting') {
    // Whoever looks sees what is shown then; the promised hour stays.
    await tx.em.nativeUpdate(PublicLook, { id: last.id }, { contentHash: hash, rulesVersion: WORD_RULES_VERSION });
    return;
  }
  const isSame = last?.contentHash === hash && last.rulesVersion === WORD_RULES_VERSION;
  const wasSeen = last?.state === 'passed' || last?.state === 'lifted';
  if (isSame && (wasSeen || because === 'changed')) return;
  await insertLook(context, tx, product, because ?? (last ? 'changed' : 'new'), hash);
}

async function insertLook(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: { id: string; partyId: string },
  cause: LookCause,
  hash: string,
): Promise<void> {
  const nowMs = context.clock.now();
  const look = {
    id: context.newId(),
    productId: product.id,
    partyId: product.partyId,
    cause,
    state: lookLifecycle.initial,
    openFor: product.id,
    contentHash: hash,
    rulesVersion: WORD_RULES_VERSION,
    openedAtMs: nowMs,
    lookDueAtMs: nowMs + LOOK_MS,
  };
  // Of a page and a label that change at once, one opens the look for both.
  await tx.em.upsert(PublicLook, look, { onConflictFields: ['openFor'], onConflictAction: 'ignore' });
}

/** The look that waits. What is taken down without one gets one too, so that it can be appealed against. */
export async function lookToEnd(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: { id: string; partyId: string },
  isLawful: boolean,
) {
  const waiting = () =>
    tx.rows.selectFrom('PublicLook').selectAll().where('openFor', '=', product.id).executeTakeFirst();
  const open = await waiting();
  if (open || isLawful) return open;
  await insertLook(context, tx, product, 'changed', await contentHash(tx, product.id));
  return waiting();
}
