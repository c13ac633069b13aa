import { lockRows } from '@heitu/kit/data/only-one';
import { rowAfter } from '@heitu/kit/rules/mutation';
import { atField, NOT_FOUND, ok, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { permit } from '@heitu/kit/rules/permissions';
import { asScalar, identifier, z } from '@heitu/kit/rules/validate';
import { toJson } from '@heitu/kit/rules/typed-json';
import { Int } from 'type-graphql';
import { mutation, type CatalogTransaction } from '../context.ts';
import { publicLine } from '../inputs.ts';
import { MarketingColumn } from './column.entity.ts';
import { columnsById } from './column.loader.ts';
import { COLUMN_PRODUCTS_MAX, COLUMNS_MAX } from './column.policy.ts';
import { MarketingColumnView } from './column.view.ts';

/** The operator writes a column of the first page, or changes one. */
export const saveMarketingColumn = mutation({
  name: 'saveMarketingColumn',
  description: 'The operator writes a column of the first page, or changes one.',
  may: permit.role('operator-admin'),
  input: z.object({
    id: identifier().nullish().describe('Left out: a new one.'),
    title: publicLine(20).describe('The heading; at most 20 characters.'),
    subtitle: publicLine(40, 0).nullish().describe('A line under the heading; at most 40 characters.'),
    productIds: z
      .array(identifier())
      .min(1)
      .max(COLUMN_PRODUCTS_MAX)
      .refine((ids) => new Set(ids).size === ids.length, '同一件商品只放一次')
      .describe('In the order of the shelf; what is not on sale is left out when shown.'),
    position: asScalar(Int, z.number().int('必须是整数').min(0).max(999)).describe('Smaller comes first.'),
  }),
  requestId: 'must',
  refusals: {
    NOT_FOUND,
    PRODUCT_UNKNOWN: { message: '有商品不存在或没有上架过，请重新选择', clause: '6.3' },
    TOO_MANY: { message: '首页栏目已经够多，请先删掉一个' },
  },
  shows: rowAfter(MarketingColumnView, columnsById),
  run: (context, input, refuse) =>
    context.transaction(async (tx) => {
      const { title, subtitle, productIds, position } = input;
      // All are taken: of several written at once each counts those before it.
      await lockRows(tx, MarketingColumn, {});
      const there = (await tx.rows.selectFrom('MarketingColumn').select('id').execute()).map((row) => row.id);
      const id = input.id ?? context.newId();
      const known = there.includes(id);
      if (input.id && !known) return refuse('NOT_FOUND');
      if (!known && there.length >= COLUMNS_MAX) return refuse('TOO_MANY');
      const unknown = await unknownProducts(tx, productIds);
      if (unknown.length > 0) return refuse('PRODUCT_UNKNOWN', unknown);
      const content = {
        title,
        subtitle: subtitle ?? '',
        productIds: toJson(productIds),
        position,
        changedAtMs: context.clock.now(),
      };
      if (known) await tx.em.nativeUpdate(MarketingColumn, { id }, content);
      else await tx.em.insert(MarketingColumn, { id, ...content });
      tx.audit({ type: 'marketing-column', id, clause: '6.3' });
      return ok({ id });
    }),
});

async function unknownProducts(tx: CatalogTransaction, productIds: readonly string[]): Promise<RefusalDetail[]> {
  const rows = await tx.rows
    .selectFrom('Product')
    .select('id')
    .where('id', 'in', productIds)
    .where('publishedAtMs', 'is not', null)
    .execute();
  const published = new Set(rows.map(({ id }) => id));
  return productIds.flatMap((productId, i) =>
    published.has(productId) ? [] : [atField(`productIds.${i}`, '没有这件商品，或没有上架过')],
  );
}
