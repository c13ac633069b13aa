import { hasRole, isSignedIn } from '@heitu/kit/rules/actor';
import type { StaffRight } from '@heitu/standard';
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
import { EXAMINERS } from './training/training.policy.ts';

/** Who works for an approved party, with this right where one is named: only such a party has a shop to show. */
const inApprovedParty =
  (right?: StaffRight) =>
  async (context: SellersContext): Promise<boolean> => {
    const own = ownPartyIds(context, right).where('approvedAtMs', 'is not', null);
    return (await own.executeTakeFirst()) !== undefined;
  };
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
  // What somebody answered on paper, with its marks.
  'exam-sheet': {
    title: '笔试答卷',
    may: ({ actor }) => hasRole(actor, ...EXAMINERS),
    mediaTypes: PICTURES_AND_PDF,
    ...SIZES,
    isPublic: false,
  },
  // Their own face: whatever they may do for a party that sells.
  'grower-picture': { title: '种养人照片', may: inApprovedParty(), mediaTypes: PICTURES, ...SIZES, isPublic: true },
  'shop-picture': { title: '店铺照片', may: inApprovedParty('shop'), mediaTypes: PICTURES, ...SIZES, isPublic: true },
} as const satisfies FilePurposes;
export type SellersPurpose = keyof typeof filePurposes;

export const fileColumns: readonly FileColumn[] = [
  { entity: 'Document', column: 'fileId', thing: 'document' },
  { entity: 'Contract', column: 'fileId', thing: 'contract' },
  { entity: 'Shop', column: 'pictureId', thing: 'shop' },
  { entity: 'Grower', column: 'pictureId', thing: 'grower' },
  { entity: 'ExamSitting', column: 'fileId', thing: 'exam-sitting' },
];

const PUBLIC_PICTURES: ReadonlySet<string> = new Set<SellersPurpose>(['shop-picture', 'grower-picture']);
/**
 * Shops are public, closed ones too, and so are their growers: a picture is, once one of them shows it. What was taken
 * down is for its own people and for those who look at it.
 */
async function pictureAudience(context: SellersContext, fileId: string): Promise<Audience> {
  const use = await context.rows
    .selectFrom('FileUse')
    .leftJoin('Grower', 'Grower.id', 'FileUse.thingId')
    .leftJoin('Shop', (join) =>
      join.on(({ or, eb }) =>
        or([eb('Shop.id', '=', eb.ref('FileUse.thingId')), eb('Shop.id', '=', eb.ref('Grower.shopId'))]),
      ),
    )
    .select(['Shop.state', 'Shop.partyId'])
    .where('fileId', '=', fileId)
    .where('thing', 'in', ['shop', 'grower'])
    .executeTakeFirst();
  if (!use) return 'nobody';
  if (use.state !== 'removed' || !use.partyId) return 'everybody';
  const isOwn = await ownPartyIds(context, 'shop').where('id', '=', use.partyId).executeTakeFirst();
  return isOwn || isOverseer(context) ? 'caller' : 'nobody';
}

/**
 * A licence's scan is for overseers, and for those of its party who may hand in papers; a contract's also for both
 * sides of it; the sheet of an exam for whoever sat it.
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
  const ownSheet = await context.rows
    .selectFrom('ExamSitting')
    .select('id')
    .where('fileId', '=', fileId)
    .where('accountId', '=', context.actor.id)
    .executeTakeFirst();
  if (ownSheet) return true;
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
  if (PUBLIC_PICTURES.has(purpose)) return pictureAudience(context, id);
  return (await mayReadPaper(context, id)) ? 'caller' : 'nobody';
}
