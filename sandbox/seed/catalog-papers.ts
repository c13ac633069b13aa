import {
  catalogEntities as entity,
  judgeFindings,
  ofSort,
  outcomeOf,
  promisedQuantity,
  promiseNumber,
  selfCheckForm,
  selfCheckLimits,
  type CatalogContext,
  type IndicatorLimit,
} from '@heitu/catalog';
import { FileUse } from '@heitu/kit/data/entities';
import { openingId, ScanOpening } from '@heitu/kit/privacy/scan-openings';
import { must } from '@heitu/kit/rules/checked';
import { idFrom } from '@heitu/kit/rules/ids';
import { fromJson, toJson } from '@heitu/kit/rules/typed-json';
import { sealTextWith } from '@heitu/kit/privacy/vault';
import {
  dateOn,
  headOf,
  INSPECTION_ROWS,
  partyOf,
  type InspectionFact,
  type InspectionParty,
  type LotFact,
  type ProductFact,
} from '../county/index.ts';
import { ownerAccount } from './catalog-products.ts';
import { CERTIFICATES } from './certificates.ts';
import { categoryOf } from './goods.ts';
import { accountId, partyId, productId } from './keys.ts';
import type { PackLot, Seeding } from './lot-seeding.ts';
import { scanOf } from './scan.ts';

const REVIEWER = accountId('staff:heitu-reviewer');
/** Papers come in the morning after the lot, and are accepted before it is released. */
const FILED_MINUTE = 9 * 60 + 30;
const ACCEPTED_MINUTE = 10 * 60;
export const laboratoryId = (name: string): string => idFrom(`laboratory:${name}`);

const slugOf = (product: ProductFact): string => (product.madeFrom ?? product.key).slice('product:'.length);
/** A variation of a product shows the scans of the one that it is made from. */
const scanIdOf = (product: ProductFact, lot: LotFact, paper: string): string =>
  idFrom(`scan:${slugOf(product)}:${lot.key.slice(-1)}:${paper}`);

/** A paper whose scan a reviewer has opened and accepted. */
const acceptedFor = ({ atMsOf }: Seeding, { product, lot }: PackLot) => ({
  state: 'accepted' as const,
  filedByAccountId: ownerAccount(product.sellerKey),
  acceptDueAtMs: atMsOf(lot.productionDay + 3, FILED_MINUTE),
  decidedAtMs: atMsOf(lot.productionDay + 1, ACCEPTED_MINUTE),
  decidedByAccountId: REVIEWER,
  decidedByRole: 'reviewer' as const,
  returnReason: null,
});

/** Draws the scan where this is the first row that shows it, and says that the row uses it. */
async function putScan(
  { context, atMsOf }: Seeding,
  { product, lot, code }: PackLot,
  scan: { paper: string; purpose: string; type: string; thingId: string; bytes: () => Buffer },
): Promise<string> {
  const fileId = scanIdOf(product, lot, scan.paper);
  const thing = { type: scan.type, id: scan.thingId };
  const isFirst = product.madeFrom === null && code === lot.code;
  if (!isFirst) {
    await context.em.insert(FileUse, { fileId, thing: thing.type, thingId: thing.id });
    return fileId;
  }
  await context.files.put(
    context.em,
    {
      id: fileId,
      ownerId: ownerAccount(product.sellerKey),
      purpose: scan.purpose,
      isPublic: false,
      atMs: atMsOf(lot.productionDay + 1, FILED_MINUTE),
      mediaType: 'image/svg+xml',
      bytes: scan.bytes(),
    },
    [thing],
  );
  await context.em.insert(ScanOpening, {
    id: openingId(fileId, REVIEWER),
    accountId: REVIEWER,
    atMs: atMsOf(lot.productionDay + 1, ACCEPTED_MINUTE),
  });
  return fileId;
}

export async function seedCertificates(seeding: Seeding, lots: readonly PackLot[]): Promise<void> {
  const { context, baseDate, atMsOf } = seeding;
  const rows = [];
  for (const pack of lots)
    for (const [i, paper] of pack.lot.papers.entries()) {
      const type = CERTIFICATES[paper.kind];
      if (!type) continue;
      const id = idFrom(`certificate:${pack.id}:${i}`);
      const issuedOn = dateOn(baseDate, paper.issuedDay);
      rows.push({
        id,
        lotId: pack.id,
        partyId: partyId(pack.product.sellerKey),
        type,
        number: paper.number,
        issuer: paper.issuer,
        issuedOn,
        validUntil: paper.validUntilDay === null ? null : dateOn(baseDate, paper.validUntilDay),
        boughtIn: paper.boughtIn ? toJson(paper.boughtIn) : null,
        fileId: await putScan(seeding, pack, {
          paper: `certificate-${i}`,
          purpose: 'certificate',
          type: 'certificate',
          thingId: id,
          bytes: () => scanOf(paper.title, paper.number, paper.issuer, [pack.product.name, `签发 ${issuedOn}`]),
        }),
        addedAtMs: atMsOf(pack.lot.productionDay + 1, FILED_MINUTE),
        ...acceptedFor(seeding, pack),
      });
    }
  await context.em.insertMany(entity.Certificate, rows);
}

/** A factory's own report of a lot that has no certificate beside it is that certificate. */
function resultTypeOf(lot: LotFact, party: InspectionParty) {
  if (party === 'second') return 'test-report' as const;
  return party === 'first' && !lot.papers.some((paper) => CERTIFICATES[paper.kind] === 'conformity')
    ? ('factory-certificate' as const)
    : ('inspection-report' as const);
}

const isFarmers = ({ product }: PackLot): boolean => partyOf(product.sellerKey).legalForm === 'exempt-farmer';

/** What the county's report says, without the units beside its figures. */
function findingsOf(product: ProductFact, inspection: InspectionFact) {
  const rows = must(INSPECTION_ROWS[slugOf(product)], product.key);
  return inspection.items.map(({ name, result }) => {
    const row = rows.find((one) => one.name === name);
    const unit = row && 'unit' in row ? row.unit : null;
    return { name, unit, value: unit ? result.slice(0, -unit.length) : result };
  });
}

async function limitsByCategory(context: CatalogContext): Promise<Map<string, IndicatorLimit[]>> {
  const rows = await context.rows.selectFrom('Indicator').selectAll().execute();
  const limits = new Map<string, IndicatorLimit[]>();
  for (const { words, isNational, ...row } of rows)
    limits.set(row.categoryId, [
      ...(limits.get(row.categoryId) ?? []),
      { ...row, isNational: !!isNational, words: words === null ? null : fromJson(words) },
    ]);
  return limits;
}
/** National limits, and those of the standard that the goods name. */
const limitsFor = (limits: ReadonlyMap<string, readonly IndicatorLimit[]>, product: ProductFact): IndicatorLimit[] =>
  ofSort(limits.get(categoryOf(product)) ?? [], [product.name]).filter(
    ({ isNational, standardCode }) => isNational || standardCode === product.standards[0]?.number,
  );

export async function seedInspections(seeding: Seeding, lots: readonly PackLot[]): Promise<void> {
  const { context, baseDate, atMsOf } = seeding;
  const limits = await limitsByCategory(context);
  const rows = [];
  for (const pack of lots) {
    if (isFarmers(pack)) continue;
    for (const [i, inspection] of pack.lot.inspections.entries()) {
      const id = idFrom(`inspection:${pack.id}:${i}`);
      const items = judgeFindings(
        findingsOf(pack.product, inspection),
        limitsFor(limits, pack.product),
        pack.product.grade,
      );
      rows.push({
        id,
        lotId: pack.id,
        partyId: partyId(pack.product.sellerKey),
        inspectingParty: inspection.party,
        resultType: resultTypeOf(pack.lot, inspection.party),
        laboratory: inspection.laboratory,
        laboratoryId: inspection.party === 'third' ? laboratoryId(inspection.laboratory) : null,
        reportNumber: inspection.number,
        sampleName: pack.product.name,
        sampledOn: dateOn(baseDate, inspection.sampledDay),
        passed: outcomeOf(items),
        inspectedOn: dateOn(baseDate, inspection.reportedDay),
        fileId: await putScan(seeding, pack, {
          paper: `inspection-${i}`,
          purpose: 'inspection-report',
          type: 'inspection',
          thingId: id,
          bytes: () => reportScan(pack.product, inspection, items),
        }),
        items: toJson(items),
        recordedAtMs: atMsOf(pack.lot.productionDay + 1, FILED_MINUTE + 10),
        ...acceptedFor(seeding, pack),
      });
    }
  }
  await context.em.insertMany(entity.Inspection, rows);
  await seedReportNumbers(seeding, lots);
}

const reportScan = (
  product: ProductFact,
  inspection: InspectionFact,
  items: readonly { name: string; value: string; unit: string | null; limit: string | null }[],
): Buffer =>
  scanOf('检验报告', inspection.number, inspection.laboratory, [
    `样品　${product.name}`,
    ...(inspection.accreditation ? [inspection.accreditation] : []),
    ...items.map(({ name, value, unit, limit }) => `${name}　${value}${unit ?? ''}${limit ? `（${limit}）` : ''}`),
  ]);

/** The packs of one lot share its report. */
const seedReportNumbers = async ({ context, baseDate }: Seeding, lots: readonly PackLot[]): Promise<void> => {
  await context.em.insertMany(
    entity.ReportNumber,
    lots
      .filter((pack) => pack.code === pack.lot.code && !isFarmers(pack))
      .flatMap(({ product, lot }) =>
        lot.inspections.map(({ laboratory, number }) => ({
          key: `${laboratory}|${number}`,
          partyId: partyId(product.sellerKey),
          productId: productId(product.key),
          producedOn: dateOn(baseDate, lot.productionDay),
        })),
      ),
  );
};

/** What a farmer looks at and measures by themselves. */
export async function seedSelfChecks(seeding: Seeding, lots: readonly PackLot[]): Promise<void> {
  const { context, baseDate, seal, atMsOf } = seeding;
  const rows = [];
  for (const pack of lots.filter(isFarmers)) {
    const { product, lot } = pack;
    const categoryId = categoryOf(product);
    const found = lot.inspections.flatMap((inspection) => findingsOf(product, inspection));
    const items = judgeFindings(
      selfCheckForm(categoryId).map(({ name, unit, choices: [good] }) => ({
        name,
        unit,
        value: good ?? found.find((one) => one.name === name)?.value ?? '0.5',
      })),
      selfCheckLimits(categoryId),
      null,
    );
    const id = idFrom(`self-check:${pack.id}`);
    const checkedOn = dateOn(baseDate, lot.productionDay);
    const farmer = headOf(partyOf(product.sellerKey)).name;
    rows.push({
      id,
      lotId: pack.id,
      partyId: partyId(product.sellerKey),
      checkedBy: sealTextWith(seal, partyId(product.sellerKey), farmer),
      checkedOn,
      fileId: await putScan(seeding, pack, {
        paper: 'self-check',
        purpose: 'inspection-report',
        type: 'self-check',
        thingId: id,
        bytes: () =>
          scanOf('自检照片', lot.code, farmer, [
            product.name,
            ...items.map(({ name, value, unit }) => `${name}　${value}${unit ?? ''}`),
          ]),
      }),
      items: toJson(items),
      passed: outcomeOf(items) === true,
      recordedAtMs: atMsOf(lot.productionDay + 1, FILED_MINUTE),
      recordedByAccountId: ownerAccount(product.sellerKey),
    });
  }
  await context.em.insertMany(entity.SelfCheck, rows);
}

/** Who has looked at their goods has promised as well, by the same signature. */
export async function seedPromises({ context, seal, atMsOf }: Seeding, lots: readonly PackLot[]): Promise<void> {
  await context.em.insertMany(
    entity.ConformityPromise,
    lots.filter(isFarmers).map(({ id, code, product: { sellerKey }, lot, pack, sku }) => ({
      id,
      number: promiseNumber(code),
      partyId: partyId(sellerKey),
      basis: 'own-test' as const,
      quantity: promisedQuantity(pack.registered, sku.specification),
      signedBy: sealTextWith(seal, partyId(sellerKey), headOf(partyOf(sellerKey)).name),
      givenAtMs: atMsOf(lot.productionDay + 1, FILED_MINUTE),
      givenByAccountId: ownerAccount(sellerKey),
    })),
  );
}
