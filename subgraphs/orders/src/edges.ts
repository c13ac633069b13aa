import type { Actor } from '@heitu/kit/actor';
import type { Context } from '@heitu/kit/context';
import { fileEdges } from '@heitu/kit/file-edges';
import { visibleTo } from './after-sale/after-sale.loader.ts';
import { PHOTO_PURPOSE } from './after-sale/after-sale.policy.ts';
import type { OrdersContext } from './context.ts';

/** A photo of a request is for whoever may see the request: its seller, and overseers; the buyer reads what is the buyer's anyway. */
async function mayRead(actor: Actor, file: { id: string; ownerId: string }, bare: Context): Promise<boolean> {
  const context = bare as unknown as OrdersContext;
  const requests = await context.rows.selectFrom('AfterSale').select('photoIds').where('buyerAccountId', '=', file.ownerId).where('photoIds', 'is not', null).where(visibleTo(actor)).execute();
  return requests.some(({ photoIds }) => (JSON.parse(photoIds!) as string[]).includes(file.id));
}

export const edges = fileEdges({ purposes: { [PHOTO_PURPOSE]: { isPublic: false } }, mayRead });
