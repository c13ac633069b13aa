import type { CatalogContext } from '../context.ts';
import { ok } from '@heitu/kit/rules/outcome';
import { Category } from './category.entity.ts';
import { CATEGORY_TABLE } from './category.table.ts';

/** Puts the table's missing rows in place; what is there stays. */
export async function ensureCategories(context: CatalogContext): Promise<void> {
  const there = new Set((await context.rows.selectFrom('Category').select('id').execute()).map(({ id }) => id));
  const nameOf = new Map(CATEGORY_TABLE.map(({ id, name }) => [id, name]));
  const missing = CATEGORY_TABLE.flatMap((row, position) =>
    there.has(row.id)
      ? []
      : [
          {
            id: row.id,
            name: row.name,
            position,
            parentId: row.parentId ?? null,
            path: row.parentId ? `${nameOf.get(row.parentId)} / ${row.name}` : row.name,
            isProcessed: !!row.isProcessed,
            isPerishable: !!row.isPerishable,
            statesGmo: !!row.statesGmo,
          },
        ],
  );
  if (missing.length === 0) return;
  await context.transaction(async (tx) => {
    await tx.em.insertMany(Category, missing);
    return ok(null);
  });
}
