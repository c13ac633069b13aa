import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { clauseText, type ClauseRef } from '@heitu/standard';
import { indicatorKey } from '../standard/indicator-names.table.ts';
import type { PaperState } from './paper.lifecycle.ts';

export const CERTIFICATE_TYPES = {
  conformity: '合格证',
  'production-licence': '生产许可证',
  organic: '有机产品认证证书',
  'green-food': '绿色食品证书',
  'geographical-indication': '地理标志使用证明',
  quarantine: '动物检疫合格证明',
  purchase: '进货凭证',
  other: '其他质量证明',
} as const;

export type CertificateType = keyof typeof CERTIFICATE_TYPES;
/** What was bought in for a lot, and where that is from: its chain begins with it. */
export interface BoughtIn {
  goods: string;
  amount: string;
  origin: string;
}

/** Whose inspections count (7.3.6.a-c). */
export const INSPECTING_PARTIES = { first: '供货方', second: '商家', third: '第三方机构' } as const;
export type InspectingParty = keyof typeof INSPECTING_PARTIES;
export const RESULT_TYPES = {
  'factory-certificate': '出厂检验合格证',
  'inspection-report': '检验报告',
  'test-report': '检测报告',
} as const;
export type ResultType = keyof typeof RESULT_TYPES;
/** What is judged: one of a lot's papers. */
export const PAPER_KINDS = { certificate: '证明', inspection: '检验报告' } as const;
export type PaperKind = keyof typeof PAPER_KINDS;
/** What the results of each may be. */
export const INSPECTION_RESULTS: Readonly<
  Record<InspectingParty, { clause: ClauseRef; resultTypes: readonly ResultType[] }>
> = {
  first: { clause: '7.3.6.a', resultTypes: ['factory-certificate', 'inspection-report', 'test-report'] },
  second: { clause: '7.3.6.b', resultTypes: ['inspection-report', 'test-report'] },
  third: { clause: '7.3.6.c', resultTypes: ['inspection-report', 'test-report'] },
};

export interface LotPapers {
  lot: {
    producedOn: string;
    expiresOn: string | null;
    units: number;
    markedName: string | null;
    producerName: string | null;
    producerAddress: string | null;
    specification: string | null;
    complaintContact: string | null;
  };
  category: { id: string; isProcessed: boolean };
  certificates: readonly { type: string; validUntil: string | null; state: PaperState }[];
  inspections: readonly {
    /** Null where none of its figures was compared with a limit. */
    passed: boolean | null;
    inspectingParty: InspectingParty;
    resultType: ResultType;
    state: PaperState;
    items: readonly { name: string }[];
  }[];
  selfChecks: readonly { passed: boolean }[];
  /** The seller has signed 承诺达标合格证. */
  isPromised: boolean;
  /** What a laboratory must have measured of these goods. */
  askedNames: readonly string[];
  /** Certificates that what is said of it asks for, each with the word. */
  claimed: readonly { type: CertificateType; word: string }[];
}

interface CompulsoryPaper {
  paper: string;
  title: string;
  clause: ClauseRef;
  /** Whether goods of this kind need it; absent: all do. */
  isAskedOf?: (category: LotPapers['category']) => boolean;
  /** A mark on the goods, where others are papers of their own. */
  isMark?: true;
  isThere: (papers: LotPapers) => boolean;
  /** Why what was accepted is not enough; null where that is not so. */
  whyNot?: (papers: LotPapers) => string | null;
  /** It was filed, and nobody has accepted it yet. */
  isWaiting?: (papers: LotPapers) => boolean;
}

/** Sold after slaughter: an official's certificate goes with them, and no look of one's own stands for it. */
const SLAUGHTERED: readonly string[] = ['goose', 'poultry', 'meat'];
/**
 * Where a farmer's own look is enough: produce as it was grown, which the law lets its producer promise for after a
 * check of their own (农产品质量安全法 39). Processed food is inspected before it leaves the works (食品安全法 51-52).
 */
export const mayCheckSelf = ({ id, isProcessed }: LotPapers['category']): boolean =>
  !isProcessed && !SLAUGHTERED.includes(id);

const hasSelfCheck = ({ category, selfChecks }: LotPapers): boolean =>
  mayCheckSelf(category) && selfChecks.some(({ passed }) => passed);
export const isAccepted = ({ state }: { state: PaperState }): boolean => state === 'accepted';
const isFiled = ({ state }: { state: PaperState }): boolean => state === 'filed';

const certificatesOf = (type: string, { certificates, lot }: LotPapers) =>
  certificates.filter(
    (paper) => paper.type === type && (paper.validUntil === null || paper.validUntil >= lot.producedOn),
  );
const certificate = (type: string) => ({
  isThere: (papers: LotPapers): boolean => certificatesOf(type, papers).some(isAccepted),
  isWaiting: (papers: LotPapers): boolean => certificatesOf(type, papers).some(isFiled),
});

/**
 * A supplier's factory inspection certificate says that the goods conform (7.3.6.a): it is the certificate of
 * conformity where there is no other.
 */
const isFactoryCertificate = (inspection: { passed: boolean | null; resultType: string }): boolean =>
  inspection.passed === true && inspection.resultType === 'factory-certificate';

/** Nothing failed that was not sent back. */
export const allPassed = ({ inspections, selfChecks }: Pick<LotPapers, 'inspections' | 'selfChecks'>): boolean =>
  [...inspections.filter(({ state }) => state !== 'returned'), ...selfChecks].every(({ passed }) => passed !== false);
/** Somebody else has accepted it, and what was measured was within limits. */
export const isProof = (inspection: { passed: boolean | null; state: PaperState }): boolean =>
  isAccepted(inspection) && inspection.passed === true;
/** Measured in an accepted report, whichever. */
const isMeasured = ({ inspections }: LotPapers, name: string): boolean =>
  inspections
    .filter(isAccepted)
    .some(({ items }) => items.some((item) => indicatorKey(item.name) === indicatorKey(name)));

/** A report none of whose figures has a limit proves nothing, whoever has accepted it. */
const uncompared = ({ inspections }: LotPapers): string | null =>
  inspections.some(({ state, passed }) => state !== 'returned' && passed === null)
    ? '检验报告里没有一项有限量可比，不能算合格，请补一份测过有限量项目的报告'
    : null;

/** What a lot must have before it may be sold: one row for each compulsory paper or mark. */
export const COMPULSORY_PAPERS: readonly CompulsoryPaper[] = [
  {
    paper: 'inspection',
    title: '合格的检验报告',
    clause: '7.3.2.a',
    isThere: (papers) => allPassed(papers) && (papers.inspections.some(isProof) || hasSelfCheck(papers)),
    whyNot: uncompared,
    isWaiting: ({ inspections }) => inspections.some(({ state, passed }) => state === 'filed' && passed !== null),
  },
  {
    paper: 'conformity',
    title: '合格证',
    clause: '7.3.2.b',
    isThere: (papers) =>
      certificate('conformity').isThere(papers) ||
      papers.inspections.filter(isAccepted).some(isFactoryCertificate) ||
      (papers.isPromised && allPassed(papers)),
    isWaiting: (papers) =>
      certificate('conformity').isWaiting(papers) || papers.inspections.filter(isFiled).some(isFactoryCertificate),
  },
  {
    paper: 'production-licence',
    title: '生产许可证',
    clause: '7.3.2.c',
    isAskedOf: ({ isProcessed }) => isProcessed,
    ...certificate('production-licence'),
  },
  {
    paper: 'markedName',
    title: '标明的产品名称',
    clause: '7.3.2.e',
    isMark: true,
    isThere: ({ lot }) => !!lot.markedName,
  },
  {
    paper: 'producerName',
    title: '生产者名称',
    clause: '7.3.2.e',
    isMark: true,
    isThere: ({ lot }) => !!lot.producerName,
  },
  {
    paper: 'producerAddress',
    title: '生产者地址',
    clause: '7.3.2.e',
    isMark: true,
    isThere: ({ lot }) => !!lot.producerAddress,
  },
  { paper: 'specification', title: '规格', clause: '7.3.2.f', isMark: true, isThere: ({ lot }) => !!lot.specification },
  {
    paper: 'complaintContact',
    title: '申诉投诉联系方式',
    clause: '7.3.2.f',
    isMark: true,
    isThere: ({ lot }) => !!lot.complaintContact,
  },
];

const askedOf = (category: LotPapers['category']): CompulsoryPaper[] =>
  COMPULSORY_PAPERS.filter(({ isAskedOf }) => isAskedOf?.(category) ?? true);
/** The papers that each lot of this kind of goods must have, for whoever is about to list it. */
export const papersOfCategory = (
  category: LotPapers['category'],
): { paper: string; title: string; clause: ClauseRef }[] =>
  askedOf(category)
    .filter(({ isMark }) => !isMark)
    .map(({ paper, title, clause }) => ({ paper, title, clause }));

const lackingText = ({ title, clause, isWaiting, whyNot }: CompulsoryPaper, papers: LotPapers): string => {
  if (isWaiting?.(papers)) return `${title}已经交了，等审核员看过再卖（${clauseText(clause)}）`;
  return `${whyNot?.(papers) ?? `缺少${title}`}（${clauseText(clause)}）`;
};

/** What a laboratory has not measured, of goods that no look of one's own is enough for. */
const unmeasured = (papers: LotPapers): { detail: RefusalDetail; clause: ClauseRef }[] =>
  hasSelfCheck(papers) || !papers.inspections.some(isProof)
    ? []
    : papers.askedNames
        .filter((name) => !isMeasured(papers, name))
        .map((name) => ({
          clause: '7.3.2.a',
          detail: aboutThing(`measured ${indicatorKey(name)}`, `检验报告里没有${name}，请补一份测过它的报告`),
        }));

/** What is said of a lot, on its page or its bag, and no accepted certificate of its own shows. */
const unproven = (papers: LotPapers): { detail: RefusalDetail; clause: ClauseRef }[] =>
  papers.claimed
    .filter(({ type }) => !certificate(type).isThere(papers))
    .map(({ type, word }) => ({
      clause: '7.3.7.j',
      detail: aboutThing(
        type,
        certificate(type).isWaiting(papers)
          ? `写了“${word}”：${CERTIFICATE_TYPES[type]}已经交了，等审核员看过再卖`
          : `写了“${word}”，这批货就要有${CERTIFICATE_TYPES[type]}：请交证书，或把这个词改掉`,
      ),
    }));

/** What a lot lacks, each with its clause: papers that are not there, not accepted yet, or do not say enough. */
export const missingPapers = (papers: LotPapers): { detail: RefusalDetail; clause: ClauseRef }[] => [
  ...askedOf(papers.category)
    .filter(({ isThere }) => !isThere(papers))
    .map((paper) => ({ clause: paper.clause, detail: aboutThing(paper.paper, lackingText(paper, papers)) })),
  ...unmeasured(papers),
  ...unproven(papers),
];

export const isExpired = (lot: { expiresOn: string | null }, today: string): boolean =>
  (lot.expiresOn ?? today) < today;
export const LOT_UNITS_MAX = 1_000_000;
/** How many lots can go into one. */
export const SOURCES_MAX = 100;
