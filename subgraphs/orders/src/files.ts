import { hasRole, isSignedIn } from '@heitu/kit/rules/actor';
import { SELLER_ROLES } from '@heitu/standard';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import { PICTURE_PIXELS_MAX, PICTURES, UPLOAD_BYTES_MAX, type FilePurposes } from '@heitu/kit/privacy/uploads';
import { afterSaleVisibleTo, weighInVisibleTo } from './visible.ts';
import { PHOTO_PURPOSE } from './after-sale/after-sale.policy.ts';
import { PROOF_PURPOSE } from './recall/recall.policy.ts';
import { recallRowVisibleTo } from './recall/recall.loader.ts';
import { WEIGH_PHOTO } from './weigh-in/weigh-in.policy.ts';
import type { OrdersContext } from './context.ts';

export const filePurposes = {
  [PHOTO_PURPOSE]: {
    // A buyer has no role: whoever is signed in may have bought something.
    title: '售后照片',
    may: ({ actor }) => isSignedIn(actor),
    mediaTypes: PICTURES,
    bytesMax: UPLOAD_BYTES_MAX,
    pixelsMax: PICTURE_PIXELS_MAX,
    isPublic: false,
  },
  [PROOF_PURPOSE]: {
    title: '召回销毁照片',
    may: ({ actor }) => hasRole(actor, ...SELLER_ROLES),
    mediaTypes: PICTURES,
    bytesMax: UPLOAD_BYTES_MAX,
    pixelsMax: PICTURE_PIXELS_MAX,
    isPublic: false,
  },
  [WEIGH_PHOTO]: {
    title: '称重照片',
    may: ({ actor }) => isSignedIn(actor),
    mediaTypes: PICTURES,
    bytesMax: UPLOAD_BYTES_MAX,
    pixelsMax: PICTURE_PIXELS_MAX,
    isPublic: false,
  },
} as const satisfies FilePurposes;

/** Pictures that an order's lines show are catalog's, which keeps them. */
export const fileColumns: readonly FileColumn[] = [
  { entity: 'AfterSale', column: 'photoIds', thing: 'after-sale' },
  { entity: 'RecallRow', column: 'proofId', thing: 'recall-row' },
  { entity: 'WeighIn', column: 'photoIds', thing: 'weigh-in' },
];
/** A photo is for whoever may see its thing: the seller and overseers; the buyer reads what is the buyer's anyway. */
export async function fileAudience(context: OrdersContext, { id }: { id: string }): Promise<Audience> {
  const { rows, actor } = context;
  const destroyed = await rows
    .selectFrom('RecallRow')
    .select('id')
    .where('proofId', '=', id)
    .where(recallRowVisibleTo(actor))
    .executeTakeFirst();
  if (destroyed) return 'caller';
  const use = await rows.selectFrom('FileUse').select(['thing', 'thingId']).where('fileId', '=', id).executeTakeFirst();
  if (!use) return 'nobody';
  const shown =
    use.thing === 'weigh-in'
      ? rows.selectFrom('WeighIn').select('id').where('id', '=', use.thingId).where(weighInVisibleTo(actor))
      : rows.selectFrom('AfterSale').select('id').where('id', '=', use.thingId).where(afterSaleVisibleTo(actor));
  return (await shown.executeTakeFirst()) ? 'caller' : 'nobody';
}
