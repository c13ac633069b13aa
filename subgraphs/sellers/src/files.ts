import { isSignedIn } from '@heitu/kit/rules/actor';
import type { Context } from '@heitu/kit/data/context';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import {
  PICTURE_PIXELS_MAX,
  PICTURES,
  PICTURES_AND_PDF,
  UPLOAD_BYTES_MAX,
  type FilePurposes,
} from '@heitu/kit/privacy/uploads';
import { isOverseer, ownPartyIds } from './access.ts';
import type { SellersContext } from './context.ts';

/** Only who runs an approved party has a shop to show. */
async function hasApprovedParty(bare: Context): Promise<boolean> {
  const context = bare as unknown as SellersContext;
  const own = ownPartyIds(context, 'shop').where('approvedAtMs', 'is not', null);
  return (await own.executeTakeFirst()) !== undefined;
}
const SIZES = { bytesMax: UPLOAD_BYTES_MAX, pixelsMax: PICTURE_PIXELS_MAX };

export const filePurposes = {
  // Who applies has no role yet.
  licence: {
    title: '证照',
    may: ({ actor }) => isSignedIn(actor),
    mediaTypes: PICTURES_AND_PDF,
    ...SIZES,
    isPublic: false,
  },
  'shop-picture': { title: '店铺照片', may: hasApprovedParty, mediaTypes: PICTURES, ...SIZES, isPublic: true },
} as const satisfies FilePurposes;
export type SellersPurpose = keyof typeof filePurposes;

export const fileColumns: readonly FileColumn[] = [
  { entity: 'Document', column: 'fileId', thing: 'document' },
  { entity: 'Contract', column: 'fileId', thing: 'contract' },
  { entity: 'Shop', column: 'pictureId', thing: 'shop' },
];

/** Shops are public, closed ones too: a picture is, once a shop shows it. */
async function pictureAudience(context: SellersContext, fileId: string): Promise<Audience> {
  const shop = await context.rows
    .selectFrom('FileUse')
    .select('thingId')
    .where('fileId', '=', fileId)
    .where('thing', '=', 'shop')
    .executeTakeFirst();
  return shop ? 'everybody' : 'nobody';
}

/**
 * A licence's scan is for overseers, and for those of its party who may hand in papers; a contract's also for both
 * sides of it.
 */
async function mayReadPaper(context: SellersContext, fileId: string): Promise<boolean> {
  if (isOverseer(context)) return true;
  const document = await context.rows
    .selectFrom('Document')
    .leftJoin('Supplier', 'Supplier.id', 'Document.supplierId')
    .select('Document.id')
    .where('Document.fileId', '=', fileId)
    .where((where) =>
      where.or([
        where('Document.partyId', 'in', ownPartyIds(context, 'shop')),
        where('Supplier.partyId', 'in', ownPartyIds(context, 'lots')),
      ]),
    )
    .executeTakeFirst();
  if (document) return true;
  const sides = ownPartyIds(context, 'finance');
  const contract = await context.rows
    .selectFrom('Contract')
    .select('id')
    .where('fileId', '=', fileId)
    .where((where) => where.or([where('partyId', 'in', sides), where('withPartyId', 'in', sides)]))
    .executeTakeFirst();
  return contract !== undefined;
}

export async function fileAudience(bare: Context, { id, purpose }: { id: string; purpose: string }): Promise<Audience> {
  const context = bare as unknown as SellersContext;
  if (purpose === ('shop-picture' satisfies SellersPurpose)) return pictureAudience(context, id);
  return (await mayReadPaper(context, id)) ? 'caller' : 'nobody';
}
