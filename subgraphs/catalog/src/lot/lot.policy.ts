import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import { clauseText, type ClauseRef } from '@heitu/standard';

export const CERTIFICATE_TYPES = {
  conformity: '合格证',
  'production-licence': '生产许可证',
  organic: '有机产品认证证书',
  'green-food': '绿色食品证书',
  'geographical-indication': '地理标志使用证明',
  quarantine: '动物检疫合格证明',
  other: '其他质量证明',
} as const;

export type CertificateType = keyof typeof CERTIFICATE_TYPES;

/** Whose inspections count (7.3.6.a-c). */
export const INSPECTING_PARTIES = { first: '供货方', second: '商家', third: '第三方机构' } as const;
export type InspectingParty = keyof typeof INSPECTING_PARTIES;
export const RESULT_TYPES = {
  'factory-certificate': '出厂检验合格证',
  'inspection-report': '检验报告',
  'test-report': '检测报告',
} as const;
export type ResultType = keyof typeof RESULT_TYPES;
/** One thing that an inspection measured. */
export interface InspectionItem {
  name: string;
  value: string;
  limit: string | null;
  unit: string | null;
  passed: boolean;
}
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
  category: { isProcessed: boolean };
  certificates: readonly { type: string; validUntil: string | null }[];
  inspections: readonly { passed: boolean; resultType: string }[];
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
}
const certificate =
  (type: string) =>
  ({ certificates, lot }: LotPapers): boolean =>
    certificates.some(
      (paper) => paper.type === type && (paper.validUntil === null || paper.validUntil >= lot.producedOn),
    );

/**
 * A supplier's factory inspection certificate says that the goods conform (7.3.6.a): it is the certificate of
 * conformity where there is no other.
 */
const isFactoryCertificate = (inspection: { passed: boolean; resultType: string }): boolean =>
  inspection.passed && inspection.resultType === 'factory-certificate';

/** What a lot must have before it may be sold: one row for each compulsory paper or mark. */
export const COMPULSORY_PAPERS: readonly CompulsoryPaper[] = [
  {
    paper: 'inspection',
    title: '合格的检验报告',
    clause: '7.3.2.a',
    isThere: ({ inspections }) => inspections.some(({ passed }) => passed) && inspections.every(({ passed }) => passed),
  },
  {
    paper: 'conformity',
    title: '合格证',
    clause: '7.3.2.b',
    isThere: (papers) => certificate('conformity')(papers) || papers.inspections.some(isFactoryCertificate),
  },
  {
    paper: 'production-licence',
    title: '生产许可证',
    clause: '7.3.2.c',
    isAskedOf: ({ isProcessed }) => isProcessed,
    isThere: certificate('production-licence'),
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

/** The compulsory papers a lot lacks, each with its clause. */
export const missingPapers = (papers: LotPapers): { detail: RefusalDetail; clause: ClauseRef }[] =>
  askedOf(papers.category)
    .filter(({ isThere }) => !isThere(papers))
    .map(({ paper, title, clause }) => ({
      clause,
      detail: aboutThing(paper, `缺少${title}（${clauseText(clause)}）`),
    }));

export const isExpired = (lot: { expiresOn: string | null }, today: string): boolean =>
  (lot.expiresOn ?? today) < today;
export const LOT_UNITS_MAX = 1_000_000;
