import { lockRows } from '@heitu/kit/data/only-one';
import { oneOf } from '@heitu/kit/rules/enums';
import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { isClauseRef } from '@heitu/standard';
import { WITHDRAWERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { ContentFindings, CopyRules } from '../enums.ts';
import { closeLook } from '../look/close-look.ts';
import { lookToEnd } from '../look/open-look.ts';
import { ContentReview } from '../copy/copy.entity.ts';
import { productNow } from './product-now.ts';
import { Product } from './product.entity.ts';
import { GENERAL_CLAUSE, removeProduct } from './remove-product.ts';
import { productId } from '../inputs.ts';

/**
 * A reviewer's look at published information: what is unlawful is withdrawn at once, and its publisher is to be
 * penalised.
 */
export const reviewProduct = mutation({
  name: 'reviewProduct',
  description: 'A look at published information against the law; what is unlawful is withdrawn at once.',
  may: permit.role(...WITHDRAWERS),
  input: z.object({
    productId: productId(),
    finding: oneOf(ContentFindings).describe('What is unlawful is withdrawn at once.'),
    reason: line(500).describe('What was looked at and found; the seller reads it.'),
    clause: z
      .string()
      .max(20)
      .refine(isClauseRef, '没有这个条款')
      .nullish()
      .default(null)
      .describe('the clause that is broken: 7.3.7.l'),
    rule: oneOf(CopyRules)
      .nullish()
      .default(null)
      .describe('The word rule that is broken: its law is shown with the look.'),
  }),
  requestId: 'must',
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: productNow,
  run: (context, { productId, finding, reason, clause, rule }, refuse) =>
    context.transaction(async (tx) => {
      // Of two who found something at once the second sees what the first one ended.
      await lockRows(tx, Product, { id: productId });
      const product = await tx.rows
        .selectFrom('Product')
        .select(['id', 'shopId', 'partyId', 'state'])
        .where('id', '=', productId)
        .executeTakeFirst();
      if (!product) return refuse('NOT_FOUND');
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
      const broken = clause ?? GENERAL_CLAUSE;
      const isLawful = finding === 'lawful';
      const look = await lookToEnd(context, tx, product, isLawful);
      if (isLawful) tx.audit({ type: 'product', id: productId, clause: broken, reason });
      else {
        const why = { reason, sealed, clause: broken, lookId: look?.id };
        const unmoved = await removeProduct(context, tx, product, why, refuse);
        if (unmoved) return unmoved;
      }
      const notClosed = look && (await closeLook(context, tx, { look, isLawful, rule, sealed }, refuse));
      return notClosed ?? ok({ id: productId });
    }),
});
