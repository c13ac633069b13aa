import type { CatalogContext } from '../context.ts';
import { qrOf, type QrDots } from '@heitu/kit/rules/qr';
import { claimsIn, digitsOf, labelPath, signedBytes, statementBytes } from './statement.ts';

/** What a run holds that its labels are made of. */
interface Run {
  lotId: string;
  fromSerial: number;
  count: number;
  keyId: string;
  claims: number;
  length: number;
  headHash: string;
  printedAtMs: number;
}
/** One label as it is printed. */
export interface BagLabel {
  serial: number;
  /** The whole address in its code. */
  address: string;
  dots: QrDots;
  goods: string;
  lot: {
    code: string;
    producedOn: string;
    expiresOn: string | null;
    quality: string | null;
    specification: string | null;
    producerName: string | null;
    producerAddress: string | null;
    complaintContact: string | null;
  };
}

/** The labels of a run, each signed; null where one would be larger than a label. */
export async function bagLabels(
  { rows, services }: Pick<CatalogContext, 'rows' | 'services'>,
  run: Run,
): Promise<BagLabel[] | null> {
  const lot = await rows.selectFrom('Lot').selectAll().where('id', '=', run.lotId).executeTakeFirstOrThrow();
  const { gtin } = await rows.selectFrom('Sku').select('gtin').where('id', '=', lot.skuId).executeTakeFirstOrThrow();
  const { title } = await rows
    .selectFrom('Product')
    .select('title')
    .where('id', '=', lot.productId)
    .executeTakeFirstOrThrow();
  const { traceSigner, publicUrl } = services;
  const goods = lot.markedName ?? title;
  const bytes = statementBytes({
    keyId: run.keyId,
    signedAtMs: run.printedAtMs,
    producedOn: lot.producedOn,
    expiresOn: lot.expiresOn,
    claims: claimsIn(run.claims),
    length: run.length,
    headHash: run.headHash,
    goods,
    grower: lot.producerName ?? '',
  });
  const labels: BagLabel[] = [];
  for (let serial = run.fromSerial; serial < run.fromSerial + run.count; serial++) {
    const path = labelPath({ code: lot.code, gtin }, serial);
    const signature = Buffer.from(traceSigner.sign(signedBytes(path, bytes)), 'base64url');
    const [address, digits] = [`${publicUrl}${path}?s=`, digitsOf(Buffer.concat([bytes, signature]))];
    const dots = qrOf(address, digits);
    if (!dots) return null;
    labels.push({ serial, address: address + digits, dots, goods, lot });
  }
  return labels;
}
