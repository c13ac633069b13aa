import { hasRole, isSignedIn } from '@heitu/kit/rules/actor';
import { SELLER_ROLES } from '@heitu/standard';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import {
  PICTURE_PIXELS_MAX,
  PICTURES,
  PICTURES_AND_PDF,
  UPLOAD_BYTES_MAX,
  type FilePurposes,
} from '@heitu/kit/privacy/uploads';
import { afterSaleVisibleTo, weighInVisibleTo } from './visible.ts';
import { PHOTO_PURPOSE } from './after-sale/after-sale.policy.ts';
import { PROOF_PURPOSE, RECEIPT_PURPOSE } from './recall/recall.policy.ts';
import { RECALL_KEEPERS } from './recall/recall-case.lifecycle.ts';
import { recallCaseVisibleTo, recallRowVisibleTo } from './recall/recall.loader.ts';
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
  [RECEIPT_PURPOSE]: {
    title: '召回报告的受理回执',
    may: ({ actor }) => hasRole(actor, ...RECALL_KEEPERS),
    mediaTypes: PICTURES_AND_PDF,
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
  { entity: 'RecallCase', column: 'receiptFileId', thing: 'recall-case' },
  { entity: 'RecallReport', column: 'id', thing: 'recall-report' },
  { entity: 'WeighIn', column: 'photoIds', thing: 'weigh-in' },
];
/** A photo is for whoever may see its thing: the seller and overseers; the buyer reads what is the buyer's anyway. */
export async function fileAudience(
  { rows, actor }: OrdersContext,
  { id, purpose }: { id: string; purpose: string },
): Promise<Audience> {
  const usesBy = (thing: string) =>
    rows.selectFrom('FileUse').select('thingId').where('fileId', '=', id).where('thing', '=', thing);
  const shownBy = () => {
    if (purpose === PROOF_PURPOSE)
      return rows
        .selectFrom('RecallRow')
        .select('id')
        .where('id', 'in', usesBy('recall-row'))
        .where(recallRowVisibleTo(actor))
        .executeTakeFirst();
    if (purpose === RECEIPT_PURPOSE)
      return rows
        .selectFrom('RecallCase')
        .select('id')
        .where('id', 'in', usesBy('recall-case'))
        .where(recallCaseVisibleTo(actor))
        .executeTakeFirst();
    if (purpose === WEIGH_PHOTO)
      return rows
        .selectFrom('WeighIn')
        .select('id')
        .where('id', 'in', usesBy('weigh-in'))
        .where(weighInVisibleTo(actor))
        .executeTakeFirst();
    return rows
      .selectFrom('AfterSale')
      .select('id')
      .where('id', 'in', usesBy('after-sale'))
      .where(afterSaleVisibleTo(actor))
      .executeTakeFirst();
  };
  return (await shownBy()) ? 'caller' : 'nobody';
}
