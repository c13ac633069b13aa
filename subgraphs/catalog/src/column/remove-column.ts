import { ok, refuse, type Outcome } from '@heitu/kit/rules/outcome';
import { identifier, parse, z } from '@heitu/kit/rules/validate';
import type { CatalogContext } from '../context.ts';
import { MarketingColumn } from './column.entity.ts';
import { removeMarketingColumnRefusals as refusals } from './column.refusals.ts';

const schema = z.object({ id: identifier() });

/** The operator takes a column off the first page; its goods stay on sale. */
export async function removeMarketingColumn(context: CatalogContext, input: unknown): Promise<Outcome<{ id: string }>> {
  const parsed = parse(schema, input);
  if (!parsed.ok) return parsed;
  const { id } = parsed.value;
  return context.transaction(async (tx) => {
    if ((await tx.em.nativeDelete(MarketingColumn, { id })) === 0) return refuse(refusals, 'NOT_FOUND');
    tx.audit({ type: 'marketing-column', id, clause: '6.3' });
    return ok({ id });
  });
}
