import { itemWithdrawn } from '@heitu/events/catalog.item-withdrawn.v1';
import type { withdrawalOrdered } from '@heitu/events/trust.withdrawal-ordered.v1';
import { lockRows } from '@heitu/kit/data/only-one';
import type { PayloadOf } from '@heitu/kit/messages/event';
import type { Refused } from '@heitu/kit/rules/outcome';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { isClauseRef, type ClauseRef } from '@heitu/standard';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { WITHDRAWERS } from '../roles.ts';
import { closeLook } from '../look/close-look.ts';
import { lookToEnd } from '../look/open-look.ts';
import { Product } from './product.entity.ts';
import type { ProductState } from './product.lifecycle.ts';
import { products } from './product.moves.ts';
import { tellSkusOffSale } from './tell-skus-off-sale.ts';

export const GENERAL_CLAUSE: ClauseRef = '6.5.b';
interface ToRemove {
  id: string;
  shopId: string;
  partyId: string;
  state: ProductState;
}

/** Takes goods off sale for good reason: nobody sees them, and trust penalises their publisher. */
export async function removeProduct<R extends Refused>(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: ToRemove,
  why: { reason: string; sealed: SealedText; clause: ClauseRef; lookId: string | undefined; parts?: readonly string[] },
  refuse: (code: 'NOT_FOUND' | 'WRONG_STATE') => R,
): Promise<R | null> {
  const { id: productId, partyId } = product;
  const { reason, sealed, clause, lookId, parts } = why;
  const set = { stateReason: sealed, updatedAtMs: context.clock.now() };
  const unmoved = await products.move(context, tx, 'remove', product, refuse, {
    set,
    reason,
    clause,
    ...(parts && { parts }),
  });
  if (unmoved) return unmoved;
  await tellSkusOffSale(tx, product, reason);
  tx.publish(itemWithdrawn, { type: 'product', id: productId }, { productId, partyId, reason, clause, lookId });
  return null;
}

/**
 * What trust ordered off sale, on behalf of the person who decided there; false where there are no such goods. A seller
 * may appeal against what the platform found, and not here against what an authority ordered.
 */
export async function removeAsOrdered(
  context: CatalogContext,
  tx: CatalogTransaction,
  { cause, causeId, productId, reason, clause, isLifted }: PayloadOf<typeof withdrawalOrdered>,
): Promise<boolean> {
  await lockRows(tx, Product, { id: productId });
  const product = await tx.rows
    .selectFrom('Product')
    .select(['id', 'shopId', 'partyId', 'state', 'orderedBy'])
    .where('id', '=', productId)
    .executeTakeFirst();
  if (!product) return false;
  if (isLifted) {
    await products.bySystem(context, tx, 'reinstate', { id: productId, orderedBy: { $ne: null } }, { orderedBy: null });
    return true;
  }
  const isByAuthority = cause === 'oversight';
  if (isByAuthority) await tx.em.nativeUpdate(Product, { id: productId }, { orderedBy: causeId });
  if (product.state === 'removed') return true;
  const wont = (code: string): never => {
    throw new Error(`product ${productId} was not removed as ordered: ${code}`);
  };
  const sealed = await context.vault.sealText(product.partyId, reason);
  const look = isByAuthority ? undefined : await lookToEnd(context, tx, product, false);
  const why = { reason, sealed, clause: isClauseRef(clause) ? clause : GENERAL_CLAUSE, lookId: look?.id };
  await removeProduct(context, tx, product, { ...why, parts: WITHDRAWERS }, wont);
  if (look) await closeLook(context, tx, { look, isLawful: false, rule: null, sealed, parts: WITHDRAWERS }, wont);
  return true;
}
