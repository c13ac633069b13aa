import { createHash } from 'node:crypto';
import { LOOK_MS, WORD_RULES_VERSION, type LookCause } from '@heitu/standard';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { ShopLook } from './shop-look.entity.ts';
import { shopLookLifecycle } from './shop-look.lifecycle.ts';

interface Shown {
  id: string;
  partyId: string;
}

/** What everybody reads and sees of a shop and of its growers. */
async function contentHash(tx: SellersTransaction, shopId: string): Promise<string> {
  const shop = await tx.rows
    .selectFrom('Shop')
    .select(['name', 'introduction', 'serviceHours', 'confirmWithinText', 'responseText', 'pictureId', 'pictureAlt'])
    .where('id', '=', shopId)
    .executeTakeFirstOrThrow();
  const growers = await tx.rows
    .selectFrom('Grower')
    .select(['id', 'name', 'story', 'pictureId', 'pictureAlt'])
    .where('shopId', '=', shopId)
    .orderBy('id')
    .execute();
  return createHash('sha256')
    .update(JSON.stringify([Object.values(shop), growers.map((grower) => Object.values(grower))]))
    .digest('hex');
}

/**
 * Somebody is to look at a shop that opened, or that says something else of itself: once, however often it changes
 * before the look. What a person has passed is not looked at again until it changes, or the word rules do.
 */
export async function openShopLook(
  context: SellersContext,
  tx: SellersTransaction,
  shop: Shown,
  isByRules = false,
): Promise<void> {
  const hash = await contentHash(tx, shop.id);
  const last = await tx.rows
    .selectFrom('ShopLook')
    .select(['id', 'state', 'contentHash', 'rulesVersion'])
    .where('shopId', '=', shop.id)
    .orderBy('openedAtMs', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.state === 'waiting') {
    // Whoever looks sees what is shown then; the promised hour stays.
    await tx.em.nativeUpdate(ShopLook, { id: last.id }, { contentHash: hash, rulesVersion: WORD_RULES_VERSION });
    return;
  }
  const wasSeen = last?.state === 'passed' || last?.state === 'lifted';
  if (wasSeen && last.contentHash === hash && last.rulesVersion === WORD_RULES_VERSION) return;
  await insertLook(context, tx, shop, last ? (isByRules ? 'rules-changed' : 'changed') : 'new', hash);
}

async function insertLook(
  context: SellersContext,
  tx: SellersTransaction,
  { id: shopId, partyId }: Shown,
  cause: LookCause,
  hash: string,
): Promise<void> {
  const nowMs = context.clock.now();
  await tx.em.insert(ShopLook, {
    id: context.newId(),
    shopId,
    partyId,
    cause,
    state: shopLookLifecycle.initial,
    openFor: shopId,
    contentHash: hash,
    rulesVersion: WORD_RULES_VERSION,
    openedAtMs: nowMs,
    lookDueAtMs: nowMs + LOOK_MS,
  });
}

/** The look that waits. What is taken down without one gets one too, so that it can be appealed against. */
export async function lookToEnd(context: SellersContext, tx: SellersTransaction, shop: Shown, isLawful: boolean) {
  const waiting = () => tx.rows.selectFrom('ShopLook').selectAll().where('openFor', '=', shop.id).executeTakeFirst();
  const open = await waiting();
  if (open || isLawful) return open;
  await insertLook(context, tx, shop, 'changed', await contentHash(tx, shop.id));
  return waiting();
}
