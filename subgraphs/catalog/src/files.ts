import { OVERSEERS } from '@heitu/standard';
import { hasRole } from '@heitu/kit/rules/actor';
import type { Context } from '@heitu/kit/data/context';
import type { Audience } from '@heitu/kit/privacy/file-edges';
import type { FileColumn } from '@heitu/kit/privacy/file-uses';
import { statement } from '@heitu/kit/data/statement';
import {
  PICTURE_PIXELS_MAX,
  PICTURES,
  PICTURES_AND_PDF,
  UPLOAD_BYTES_MAX,
  type FilePurposes,
} from '@heitu/kit/privacy/uploads';
import { isOverseer, ownParties } from './access.ts';
import type { CatalogContext, CatalogRows } from './context.ts';
import { isShownToAll } from './product/product.policy.ts';
import { WITHDRAWERS } from './roles.ts';

const sellersWith =
  (right: 'products' | 'lots') =>
  (context: CatalogContext): boolean =>
    ownParties(context, right).some((party) => party !== '');
const SIZES = { bytesMax: UPLOAD_BYTES_MAX, pixelsMax: PICTURE_PIXELS_MAX };

export const filePurposes = {
  'product-picture': {
    title: '商品照片',
    may: sellersWith('products'),
    mediaTypes: PICTURES,
    ...SIZES,
    isPublic: true,
  },
  'inspection-report': {
    title: '检验报告',
    may: sellersWith('lots'),
    mediaTypes: PICTURES_AND_PDF,
    ...SIZES,
    isPublic: false,
  },
  'laboratory-certificate': {
    title: '检测机构资质证书',
    may: (context: Context): boolean => hasRole(context.actor, ...WITHDRAWERS),
    mediaTypes: PICTURES_AND_PDF,
    ...SIZES,
    isPublic: false,
  },
  'standard-text': {
    title: '标准原文',
    may: (context: Context): boolean => hasRole(context.actor, ...WITHDRAWERS),
    mediaTypes: PICTURES_AND_PDF,
    ...SIZES,
    isPublic: false,
  },
  certificate: { title: '证明文件', may: sellersWith('lots'), mediaTypes: PICTURES_AND_PDF, ...SIZES, isPublic: false },
} as const satisfies FilePurposes;
export type CatalogPurpose = keyof typeof filePurposes;

/**
 * Order lines in orders show a product's pictures too: those of a product that was ever on sale stay with it
 * (revise-product.ts).
 */
export const fileColumns: readonly FileColumn[] = [
  { entity: 'Product', column: 'pictureId', thing: 'product' },
  { entity: 'Product', column: 'morePictureIds', thing: 'product' },
  { entity: 'Product', column: 'pictureNotes', thing: 'product' },
  { entity: 'Inspection', column: 'fileId', thing: 'inspection' },
  { entity: 'SelfCheck', column: 'fileId', thing: 'self-check' },
  { entity: 'Certificate', column: 'fileId', thing: 'certificate' },
  { entity: 'Laboratory', column: 'fileId', thing: 'laboratory' },
  { entity: 'LimitProposal', column: 'fileId', thing: 'limit-proposal' },
];

/** Papers of lots may be read by those who manage the lot and by overseers. */
async function mayReadPaper(context: CatalogContext, fileId: string): Promise<boolean> {
  if (hasRole(context.actor, ...OVERSEERS.goods)) return true;
  const parties = ownParties(context, 'lots');
  const paper = (entity: 'Certificate' | 'Inspection' | 'SelfCheck') =>
    context.rows
      .selectFrom(entity)
      .select('id')
      .where('fileId', '=', fileId)
      .where('partyId', 'in', parties)
      .executeTakeFirst();
  return !!(await paper('Certificate')) || !!(await paper('Inspection')) || !!(await paper('SelfCheck'));
}

const productsWithPicture = statement((rows: CatalogRows, { fileId }: { fileId: string }) =>
  rows
    .selectFrom('FileUse as use')
    .innerJoin('Product as p', 'p.id', 'use.thingId')
    .select(['p.partyId', 'p.state', 'p.publishedAtMs'])
    .where('use.fileId', '=', fileId)
    .where('use.thing', '=', 'product'),
);
/** A picture is seen by those who see a product that it belongs to. */
async function pictureAudience(context: CatalogContext, fileId: string): Promise<Audience> {
  const [products] = await context.read(productsWithPicture({ fileId }));
  if (products.some(isShownToAll)) return 'everybody';
  const parties = ownParties(context);
  return products.some(({ partyId }) => isOverseer(context) || parties.includes(partyId)) ? 'caller' : 'nobody';
}

const ours = (bare: Context): CatalogContext => bare as CatalogContext;
export async function fileAudience(bare: Context, { id, purpose }: { id: string; purpose: string }): Promise<Audience> {
  const context = ours(bare);
  if (purpose === ('product-picture' satisfies CatalogPurpose)) return pictureAudience(context, id);
  return (await mayReadPaper(context, id)) ? 'caller' : 'nobody';
}
