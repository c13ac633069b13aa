import { groupedInOrder } from '@heitu/kit/rules/graphql';
import { statement } from '@heitu/kit/data/statement';
import { fromJson, type Json } from '@heitu/kit/rules/typed-json';
import type { SealedText } from '@heitu/kit/privacy/vault';
import { ROLE_TITLES, type Role } from '@heitu/standard';
import type { CatalogContext, CatalogRows } from '../context.ts';
import { must } from '@heitu/kit/rules/checked';
import {
  goodsByProduct,
  holdingFor,
  holdingOn,
  indicatorsByCategory,
  limitsForLot,
} from '../standard/indicator.loader.ts';
import { comparisonText, limitText, outcomeOf, type InspectionItem } from '../standard/indicator.policy.ts';
import { claimedOf, wordsBySku } from './claimed.ts';
import { lotsBehind } from './lineage.ts';
import type { LotRow } from './lot.loader.ts';
import {
  CERTIFICATE_TYPES,
  missingPapers,
  type BoughtIn,
  type CertificateType,
  type InspectingParty,
  type LotPapers,
  type ResultType,
} from './lot.policy.ts';
import { inspectionLifecycle, type PaperState } from './paper.lifecycle.ts';
import { promisesByLot } from './issue-promise.ts';
import { isPromisedOf, promiseBasis, type PromiseBasis } from './promise.policy.ts';
import { ownLookForm } from './self-check.policy.ts';

/** A certificate or an inspection: what the other kind has is null. */
interface Paper {
  id: string;
  lotId: string;
  partyId: string;
  type: CertificateType | null;
  resultType: ResultType | null;
  issuer: string;
  issuedOn: string;
  fileId: string | null;
  atMs: number;
  number: string | null;
  validUntil: string | null;
  boughtIn: Json<BoughtIn> | null;
  inspectingParty: InspectingParty | null;
  passed: unknown;
  items: Json<InspectionItem[]> | null;
  sampleName: string | null;
  sampledOn: string | null;
  state: PaperState;
  acceptDueAtMs: number;
  filedByAccountId: string;
  decidedAtMs: number | null;
  decidedByRole: Role | null;
  returnReason: SealedText | null;
}
const BOTH = [
  'id',
  'lotId',
  'partyId',
  'fileId',
  'state',
  'acceptDueAtMs',
  'filedByAccountId',
  'decidedAtMs',
  'decidedByRole',
  'returnReason',
] as const;

const certificatesOf = (rows: CatalogRows) =>
  rows
    .selectFrom('Certificate')
    .select(BOTH)
    .select([
      'type',
      (eb) => eb.val(null).as('resultType'),
      'issuer',
      'issuedOn',
      'addedAtMs as atMs',
      'number',
      'validUntil',
      'boughtIn',
      (eb) => eb.val(null).as('inspectingParty'),
      (eb) => eb.val(null).as('passed'),
      (eb) => eb.val(null).as('items'),
      (eb) => eb.val(null).as('sampleName'),
      (eb) => eb.val(null).as('sampledOn'),
    ]);
const inspectionsOf = (rows: CatalogRows) =>
  rows
    .selectFrom('Inspection')
    .select(BOTH)
    .select([
      (eb) => eb.val(null).as('type'),
      'resultType',
      'laboratory as issuer',
      'inspectedOn as issuedOn',
      'recordedAtMs as atMs',
      'reportNumber as number',
      (eb) => eb.val(null).as('validUntil'),
      (eb) => eb.val(null).as('boughtIn'),
      'inspectingParty',
      'passed',
      'items',
      'sampleName',
      'sampledOn',
    ]);

const papersOfLots = statement((rows: CatalogRows, { lotIds }: { lotIds: readonly string[] }) =>
  certificatesOf(rows)
    .where('lotId', 'in', lotIds)
    .$castTo<Paper>()
    .unionAll(inspectionsOf(rows).where('lotId', 'in', lotIds).$castTo<Paper>())
    .orderBy('atMs')
    .orderBy('id'),
);

const shownDecision = ({ state, decidedByRole, decidedAtMs }: Paper) => ({
  stateLabel: inspectionLifecycle.texts[state],
  acceptedAtMs: state === 'accepted' ? decidedAtMs : null,
  acceptedBy: state === 'accepted' && decidedByRole ? ROLE_TITLES[decidedByRole] : null,
});
const certificateOf = (paper: Paper) => {
  const { number, type, boughtIn, ...row } = paper;
  return number === null || type === null
    ? []
    : [
        {
          ...row,
          ...shownDecision(paper),
          number,
          type,
          title: CERTIFICATE_TYPES[type],
          boughtIn: boughtIn && fromJson(boughtIn),
        },
      ];
};
const inspectionOf = (paper: Paper) => {
  const { inspectingParty, resultType, items, issuer, issuedOn, number, ...row } = paper;
  if (inspectingParty === null || resultType === null || items === null) return [];
  const found = fromJson(items);
  return [
    {
      ...row,
      ...shownDecision(paper),
      inspectingParty,
      resultType,
      laboratory: issuer,
      inspectedOn: issuedOn,
      reportNumber: number,
      passed: outcomeOf(found),
      comparison: comparisonText(found),
      items: found,
    },
  ];
};
/**
 * A lot's certificates and inspections, in the order of their recording: one statement, since every page of a lot shows
 * both.
 */
export async function papersByLot(context: CatalogContext, lotIds: readonly string[]) {
  const [rows] = await context.read(papersOfLots({ lotIds }));
  return groupedInOrder(lotIds, (row) => row.lotId, rows).map((papers) => ({
    certificates: papers.flatMap(certificateOf),
    inspections: papers.flatMap(inspectionOf),
  }));
}

/** As strangers see it. */
export const withoutFile = <Paper extends object>(paper: Paper) => ({ ...paper, fileId: null, returnReason: null });
/** What was bought in for each lot and the lots that it was made from, where somebody else has accepted the paper. */
export async function purchasesByLot(context: CatalogContext, lotIds: readonly string[]) {
  const behind = await lotsBehind(context, lotIds);
  const papers = await Promise.all([...new Set(behind.flat())].map((id) => context.loader(papersByLot).load(id)));
  const bought = papers
    .flatMap(({ certificates }) => certificates)
    .filter(({ type, state }) => type === 'purchase' && state === 'accepted');
  return behind.map((ids) => bought.filter(({ lotId }) => ids.includes(lotId)).map(withoutFile));
}

export async function selfChecksByLot(context: CatalogContext, lotIds: readonly string[]) {
  const rows = await context.rows
    .selectFrom('SelfCheck')
    .selectAll()
    .where('lotId', 'in', lotIds)
    .orderBy('recordedAtMs')
    .execute();
  return groupedInOrder(
    lotIds,
    (row) => row.lotId,
    rows.map((row) => ({ ...row, passed: !!row.passed, items: fromJson(row.items) })),
  );
}

const askedOf = (limits: readonly { name: string; isAsked: boolean }[]): string[] => [
  ...new Set(limits.filter(({ isAsked }) => isAsked).map(({ name }) => name)),
];

/** All that is judged before a lot may be sold, read anew: within the transaction that releases it, or for a page. */
export async function papersForRelease(rows: CatalogRows, lot: LotRow): Promise<LotPapers> {
  const goods = await limitsForLot(rows, lot);
  const certificates = await rows
    .selectFrom('Certificate')
    .select(['type', 'validUntil', 'state'])
    .where('lotId', '=', lot.id)
    .execute();
  const inspections = await rows
    .selectFrom('Inspection')
    .select(['inspectingParty', 'resultType', 'state', 'items'])
    .where('lotId', '=', lot.id)
    .execute();
  const selfChecks = await rows.selectFrom('SelfCheck').select('passed').where('lotId', '=', lot.id).execute();
  const [page] = await wordsBySku({ rows }, [lot.skuId]);
  const promise = await rows.selectFrom('ConformityPromise').select('id').where('id', '=', lot.id).executeTakeFirst();
  return {
    lot,
    isPromised: !!promise,
    certificates,
    category: { id: goods.categoryId, isProcessed: goods.isProcessed },
    inspections: inspections.map(({ items, ...row }) => {
      const found = fromJson(items);
      return { ...row, passed: outcomeOf(found), items: found };
    }),
    selfChecks: selfChecks.map(({ passed }) => ({ passed: !!passed })),
    askedNames: askedOf(goods.limits),
    claimed: claimedOf(lot, page?.words ?? ''),
  };
}
/** The same for pages, of many lots at once. */
async function papersToShow(context: CatalogContext, lot: LotRow): Promise<LotPapers> {
  const goods = must(await context.loader(goodsByProduct).load(lot.productId), 'the product of a lot');
  const known = holdingOn(await context.loader(indicatorsByCategory).load(goods.categoryId), lot.producedOn);
  const limits = holdingFor(known, goods.standardCode);
  return {
    lot,
    ...(await context.loader(papersByLot).load(lot.id)),
    selfChecks: await context.loader(selfChecksByLot).load(lot.id),
    isPromised: !!(await context.loader(promisesByLot).load(lot.id)),
    category: { id: goods.categoryId, isProcessed: goods.isProcessed },
    askedNames: askedOf(limits),
    claimed: claimedOf(lot, (await context.loader(wordsBySku).load(lot.skuId))?.words ?? ''),
  };
}
/** What a lot still lacks before it may be released. */
export const lotGaps = async (context: CatalogContext, lot: LotRow) => missingPapers(await papersToShow(context, lot));

/** On what 承诺达标合格证 could be signed for the lot now; null where it cannot be, or is already. */
export async function openPromiseBasis(context: CatalogContext, lot: LotRow): Promise<PromiseBasis | null> {
  if (lot.state !== 'registered' && lot.state !== 'released') return null;
  const papers = await papersToShow(context, lot);
  return papers.isPromised || !isPromisedOf(papers.category) ? null : promiseBasis(papers);
}

/** What a report on these goods is judged by. */
export async function limitsOfLot(context: CatalogContext, lot: LotRow) {
  const { limits, grade } = await limitsForLot(context.rows, lot);
  return limits
    .filter((limit) => limit.grade === null || limit.grade === grade)
    .map((limit) => ({ ...limit, limit: limitText(limit) }));
}

/** What a seller fills in who looks at their own goods; null where the law asks for a report. */
export async function selfCheckFormOf(context: CatalogContext, lot: LotRow) {
  const goods = must(await context.loader(goodsByProduct).load(lot.productId), 'the product of a lot');
  const { categoryId, isProcessed } = goods;
  return ownLookForm({ id: categoryId, isProcessed });
}

export const PAPERS_WAITING_MAX = 100;
/** Papers that wait for somebody to open them, the soonest due first; one by its id, whatever its state. */
export async function papersWaiting(context: CatalogContext, id?: string) {
  const [column, value] = id === undefined ? (['state', 'filed'] as const) : (['id', id] as const);
  const papers = await certificatesOf(context.rows)
    .where(column, '=', value)
    .$castTo<Paper>()
    .unionAll(inspectionsOf(context.rows).where(column, '=', value).$castTo<Paper>())
    .orderBy('acceptDueAtMs')
    .orderBy('id')
    .limit(PAPERS_WAITING_MAX)
    .execute();
  return papers.map((paper) => ({
    ...paper,
    certificate: certificateOf(paper)[0] ?? null,
    inspection: inspectionOf(paper)[0] ?? null,
  }));
}
export type WaitingPaperRow = Awaited<ReturnType<typeof papersWaiting>>[number];
