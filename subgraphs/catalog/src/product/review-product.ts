import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import { itemWithdrawn } from '@heitu/events/catalog.item-withdrawn.v1';
import { isClauseRef, type ClauseRef } from '@heitu/standard';
import type { CatalogContext } from '../context.ts';
import { ContentReview } from '../copy/copy.entity.ts';
import { Product } from './product.entity.ts';
import { productLifecycle } from './product.lifecycle.ts';
import { reviewProductRefusals as refusals } from './product.refusals.ts';
import { tellSkusOffSale } from './withdraw-product.ts';

const schema = z.object({
  requestId: identifier(),
  productId: identifier(),
  finding: z.enum(['lawful', 'unlawful']),
  reason: line(500),
  clause: z.string().max(20).refine(isClauseRef, '没有这个条款').nullish().default(null),
});
const GENERAL_CLAUSE: ClauseRef = '6.5.b';

/**
 * A reviewer's look at published information: what is unlawful is withdrawn at once, and its publisher is to be
 * penalised.
 */
export async function reviewProduct(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, productId, finding, reason, clause } = parsed.value;
  return context.transaction(
    async (tx) => {
      const product = await tx.rows
        .selectFrom('Product')
        .select(['id', 'shopId', 'partyId', 'state'])
        .where('id', '=', productId)
        .executeTakeFirst();
      if (!product) return refuse(refusals, 'NOT_FOUND');
      const atMs = context.clock.now();
      const sealed = await context.vault.sealText(product.partyId, reason);
      await tx.em.insert(ContentReview, {
        id: context.newId(),
        productId,
        partyId: product.partyId,
        finding,
        reason: sealed,
        clause,
        reviewerId: context.actor.id,
        atMs,
      });
      if (finding === 'unlawful') {
        const removed = await tx.em.nativeUpdate(
          Product,
          { id: productId, state: { $in: [...productLifecycle.from('remove')] } },
          { state: productLifecycle.to('remove'), stateReason: sealed, updatedAtMs: atMs },
        );
        if (removed === 0) return refuse(refusals, 'WRONG_STATE');
        await tellSkusOffSale(tx, product, reason);
        tx.publish(
          itemWithdrawn,
          { type: 'product', id: productId },
          { productId, partyId: product.partyId, reason, clause: clause ?? GENERAL_CLAUSE },
        );
      }
      tx.audit({ type: 'product', id: productId, clause: clause ?? GENERAL_CLAUSE, reason });
      return ok({ id: productId });
    },
    { id: requestId, input: parsed.value },
  );
}
