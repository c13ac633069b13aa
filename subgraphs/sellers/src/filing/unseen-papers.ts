import { unopened } from '@heitu/kit/privacy/scan-openings';
import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import type { SellersContext, SellersTransaction } from '../context.ts';
import { DOCUMENT_TYPE_TITLES } from './document-types.table.ts';

/**
 * The papers to be accepted whose scan this account has not had in front of it. Whoever took the picture has: a seller
 * photographs its suppliers' papers itself.
 */
export async function unseenPapers(
  context: SellersContext,
  tx: SellersTransaction,
  of: { filingId: string } | { supplierId: string },
): Promise<RefusalDetail[]> {
  const papers = await tx.rows
    .selectFrom('Document')
    .select(['id', 'type', 'fileId', 'addedBy'])
    .where('filingId' in of ? 'filingId' : 'supplierId', '=', 'filingId' in of ? of.filingId : of.supplierId)
    .where('state', 'in', ['filed', 'under-review'])
    .execute();
  const byOthers = papers.filter(({ fileId, addedBy }) => fileId === null || addedBy !== context.actor.id);
  const unseen = await unopened(context, tx, byOthers);
  return unseen.map(({ id, type, fileId }) =>
    aboutThing(id, `${DOCUMENT_TYPE_TITLES[type]}：${fileId === null ? '没有照片，请让对方补拍' : '还没有打开看过'}`),
  );
}
