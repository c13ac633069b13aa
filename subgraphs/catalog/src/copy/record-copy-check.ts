import { ok, type Outcome } from '@heitu/kit/rules/outcome';
import { WORD_RULES_VERSION } from '@heitu/standard';
import { toJson } from '@heitu/kit/rules/typed-json';
import type { CatalogContext, CatalogTransaction } from '../context.ts';
import { typedAlts, type KeptNotes } from '../product/picture-notes.ts';
import { CopyCheck } from './copy.entity.ts';
import type { CopyMark } from './copy.policy.ts';

interface CheckedProduct {
  id: string;
  partyId: string;
  title: string;
  copy: string;
  characteristics: string | null;
  pictureNotes: KeptNotes;
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
    text: [product.title, product.copy, product.characteristics, typedAlts(product.pictureNotes)]
      .filter(Boolean)
      .join('\n'),
    passed: marks.length === 0,
    contradictionCount,
    forbiddenCount: marks.length - contradictionCount,
    marks: toJson(marks.map(({ field, start, end, word, rule }) => ({ field, start, end, word, rule }))),
    rulesVersion: WORD_RULES_VERSION,
    atMs: context.clock.now(),
  });
}

/**
 * Runs a publication under the mutation's request id, and keeps the copy that it is refused for: in a transaction of
 * its own, since the refusal rolls back the one it is found in.
 */
export async function keepingRefusedCopy<V, Code extends string>(
  context: CatalogContext,
  publish: (tx: CatalogTransaction, found: (copy: RefusedCopy) => void) => Promise<Outcome<V, Code>>,
) {
  const refused: { copy?: RefusedCopy } = {};
  const outcome = await context.transaction((tx) => {
    delete refused.copy;
    return publish(tx, (copy) => void (refused.copy = copy));
  }, context.request);
  if (!outcome.ok && refused.copy) await recordRefusedCopy(context, refused.copy);
  return outcome;
}

async function recordRefusedCopy(context: CatalogContext, { product, marks }: RefusedCopy): Promise<void> {
  await context.transaction(async (tx) => {
    await recordCopyCheck(context, tx, product, marks);
    tx.audit({ type: 'product', id: product.id, clause: marks[0]?.clause, reason: '宣传文字被拒绝' });
    return ok(null);
  });
}
