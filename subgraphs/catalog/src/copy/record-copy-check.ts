import { ok } from '@heitu/kit/rules/outcome';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { CopyCheck } from './copy.entity.ts';
import type { CopyMark } from './copy.policy.ts';

interface CheckedProduct {
  id: string;
  partyId: string;
  title: string;
  copy: string;
  characteristics: string | null;
}
export interface RefusedCopy {
  product: CheckedProduct;
  marks: readonly CopyMark[];
}

/** Keeps what was checked, and what was marked in it. */
export async function recordCopyCheck(
  context: CatalogContext,
  tx: CatalogTransaction,
  product: CheckedProduct,
  marks: readonly CopyMark[],
): Promise<void> {
  const contradictionCount = marks.filter((mark) => mark.rule === 'contradiction').length;
  await tx.em.insert(CopyCheck, {
    id: context.newId(),
    productId: product.id,
    partyId: product.partyId,
    text: [product.title, product.copy, product.characteristics].filter(Boolean).join('\n'),
    passed: marks.length === 0,
    contradictionCount,
    forbiddenCount: marks.length - contradictionCount,
    marks: JSON.stringify(marks.map(({ field, start, end, word, rule }) => ({ field, start, end, word, rule }))),
    atMs: context.clock.now(),
  });
}

/** In a transaction of its own, since the refusal has rolled back the one it was found in. */
export async function recordRefusedCopy(context: CatalogContext, { product, marks }: RefusedCopy): Promise<void> {
  await context.transaction(async (tx) => {
    await recordCopyCheck(context, tx, product, marks);
    tx.audit({ type: 'product', id: product.id, clause: marks[0]!.clause, reason: '宣传文字被拒绝' });
    return ok(null);
  });
}
