import { lockRows } from '@heitu/kit/data/only-one';
import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, line, parse, z } from '@heitu/kit/rules/validate';
import type { CatalogContext } from '../context.ts';
import { MarketingColumn } from './column.entity.ts';
import { COLUMN_PRODUCTS_MAX, COLUMNS_MAX } from './column.policy.ts';
import { saveMarketingColumnRefusals as refusals } from './column.refusals.ts';

const schema = z.object({
  requestId: identifier(),
  id: identifier().nullish(),
  title: line(20),
  subtitle: line(40, 0).nullish(),
  productIds: z
    .array(identifier())
    .min(1)
    .max(COLUMN_PRODUCTS_MAX)
    .refine((ids) => new Set(ids).size === ids.length, '同一件商品只放一次'),
  position: z.number().int('必须是整数').min(0).max(999),
});

/** The operator writes a column of the first page, or changes one. */
export async function saveMarketingColumn(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { requestId, title, productIds, position } = parsed.value;
  return context.transaction(
    async (tx) => {
      // All are taken: of several written at once each counts those before it.
      await lockRows(tx, MarketingColumn, {});
      const there = (await tx.rows.selectFrom('MarketingColumn').select('id').execute()).map((row) => row.id);
      const id = parsed.value.id ?? context.newId();
      const known = there.includes(id);
      if (parsed.value.id && !known) return refuse(refusals, 'NOT_FOUND');
      if (!known && there.length >= COLUMNS_MAX) return refuse(refusals, 'TOO_MANY');
      const published = new Set(
        (
          await tx.rows
            .selectFrom('Product')
            .select('id')
            .where('id', 'in', productIds)
            .where('publishedAtMs', 'is not', null)
            .execute()
        ).map((row) => row.id),
      );
      const unknown = productIds.flatMap((productId, i) =>
        published.has(productId) ? [] : [{ at: `productIds.${i}`, text: '没有这件商品，或没有上架过' }],
      );
      if (unknown.length > 0) return refuse(refusals, 'PRODUCT_UNKNOWN', unknown);
      const content = {
        title,
        subtitle: parsed.value.subtitle ?? '',
        productIds: JSON.stringify(productIds),
        position,
        changedAtMs: context.clock.now(),
      };
      if (known) await tx.em.nativeUpdate(MarketingColumn, { id }, content);
      else await tx.em.insert(MarketingColumn, { id, ...content });
      tx.audit({ type: 'marketing-column', id, clause: '6.3' });
      return ok({ id });
    },
    { id: requestId, input: parsed.value },
  );
}
