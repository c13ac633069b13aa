import { NOT_FOUND, ok, WRONG_STATE } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { line, z } from '@heitu/kit/rules/validate';
import { ownParties } from '../access.ts';
import { SELLERS } from '../roles.ts';
import { mutation } from '../context.ts';
import { productNow } from './product-now.ts';
import { products } from './product.moves.ts';
import { tellSkusOffSale } from './tell-skus-off-sale.ts';
import { productId } from '../inputs.ts';

/** The seller takes its product off sale. */
export const withdrawProduct = mutation({
  name: 'withdrawProduct',
  description: 'Takes a product off sale; publishProduct offers it again.',
  may: permit.role(...SELLERS),
  input: z.object({ productId: productId(), reason: line(500).nullish().describe('Why; kept with the product.') }),
  refusals: { NOT_FOUND, WRONG_STATE },
  shows: productNow,
  run: (context, { productId, reason }, refuse) =>
    context.transaction(async (tx) => {
      const product = await tx.rows
        .selectFrom('Product')
        .select(['id', 'shopId', 'partyId', 'state'])
        .where('id', '=', productId)
        .where('partyId', 'in', ownParties(context, 'products'))
        .executeTakeFirst();
      if (!product) return refuse('NOT_FOUND');
      const set = {
        stateReason: reason ? await context.vault.sealText(product.partyId, reason) : null,
        updatedAtMs: context.clock.now(),
      };
      const unmoved = await products.move(context, tx, 'withdraw', product, refuse, { set, reason });
      if (unmoved) return unmoved;
      await tellSkusOffSale(tx, product, reason ?? '商家下架');
      return ok({ id: productId });
    }),
});
