import type { Actor } from '@heitu/kit/actor';
import type { Context } from '@heitu/kit/context';
import { fileEdges } from '@heitu/kit/file-edges';
import { isOverseer, ownPartyIds } from './access.ts';
import type { SellersContext } from './context.ts';
import { FILE_PURPOSES } from './filing/own-file.ts';

/** A licence's scan is for overseers, and for those of its party who may hand in papers; a contract's also for both sides of it. */
async function mayRead(_actor: Actor, file: { id: string }, bare: Context): Promise<boolean> {
  const context = bare as unknown as SellersContext;
  if (isOverseer(context)) return true;
  const document = await context.rows
    .selectFrom('Document')
    .leftJoin('Supplier', 'Supplier.id', 'Document.supplierId')
    .select('Document.id')
    .where('Document.fileId', '=', file.id)
    .where((where) => where.or([where('Document.partyId', 'in', ownPartyIds(context, 'shop')), where('Supplier.partyId', 'in', ownPartyIds(context, 'lots'))]))
    .executeTakeFirst();
  if (document) return true;
  const sides = ownPartyIds(context, 'finance');
  const contract = await context.rows.selectFrom('Contract').select('id').where('fileId', '=', file.id).where((where) => where.or([where('partyId', 'in', sides), where('withPartyId', 'in', sides)])).executeTakeFirst();
  return contract !== undefined;
}

export const edges = fileEdges({ purposes: FILE_PURPOSES, mayRead });
