import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { declared, info, measured, reviewed, type EvidenceFigure, type MissedRow } from '@heitu/kit/rules/evidence';
import { PARTY_KIND_TITLES } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import {
  filedFacts,
  isValidPaper,
  needStates,
  type FiledFacts,
  type FiledPaper,
  type FiledParty,
} from './filed-facts.ts';
import { DOCUMENT_TYPES, type DocumentCategory, type DocumentType } from './filing/document-types.table.ts';
import { type PartyKind } from './party/party.policy.ts';

export { declared, info, measured, reviewed };
export const partyRow = ({ id, name }: { id: string; name: string }): MissedRow => ({ ref: `Party:${id}`, text: name });
export const paperRow = ({ partyId, type }: { partyId: string; type: DocumentType }): MissedRow => ({
  ref: `Party:${partyId}`,
  text: DOCUMENT_TYPES[type].title,
});
export const ofKinds = (facts: FiledFacts, kinds: readonly PartyKind[]): FiledParty[] =>
  facts.parties.filter((party) => kinds.includes(party.kind));

/**
 * Its papers are in order and were looked at in time. Who is suspended has been put out of business by the operator, as
 * the rules ask: that is no want of papers.
 */
export const isQualified = ({ standing }: Pick<FiledParty, 'standing'>): boolean =>
  standing === 'good' || standing === 'suspended';

/** Parties that keep a condition of their papers, which somebody else has looked at. */
export const share = (
  parties: readonly FiledParty[],
  title: string,
  isMet: (party: FiledParty) => boolean,
): EvidenceFigure[] => [reviewed.eachOf(title, parties, isMet, '家', partyRow)];

/** The operator's own papers of these types: each is there and valid; and days left of the one that ends first. */
export async function operatorPapers(
  context: SellersContext,
  ...types: readonly DocumentType[]
): Promise<EvidenceFigure[]> {
  const facts = await filedFacts(context);
  const papers = ofKinds(facts, ['operator']).flatMap((party) => facts.papersOf(party.id));
  const valued = types.flatMap((type) => {
    const valid = papers.filter((paper) => paper.type === type && isValidPaper(facts, paper));
    const ends = valid
      .flatMap((paper) => paper.validUntil ?? [])
      .toSorted()
      .at(0);
    const { title } = DOCUMENT_TYPES[type];
    const daysLeft = ends
      ? [info(`${title}：剩余天数`, Math.round((Date.parse(ends) - Date.parse(facts.today)) / DAY_MS), '天')]
      : [];
    return [reviewed.present(`${title}：有效`, valid.length, '件'), ...daysLeft];
  });
  return [...valued, ...(await foundUnfit(context))];
}

/**
 * The operator, where a reviewer has found that it does not meet what it was filed for any more: a paper that nothing
 * takes away vouches for nothing then, until it is filed anew. Where nobody found that, it says nothing.
 */
const foundUnfit = oncePerRequest(async ({ rows }: SellersContext): Promise<EvidenceFigure[]> => {
  const unfit = await rows
    .selectFrom('ReReview as r')
    .innerJoin('Party as p', 'p.id', 'r.partyId')
    .select(['p.id', 'p.name'])
    .distinct()
    .where('p.kind', '=', 'operator')
    .where('r.outcome', '=', 'fail')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ReReview as later')
            .select('later.id')
            .whereRef('later.partyId', '=', 'r.partyId')
            .whereRef('later.reviewedAtMs', '>', 'r.reviewedAtMs'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('Filing as f')
            .select('f.id')
            .whereRef('f.partyId', '=', 'r.partyId')
            .where('f.state', '=', 'approved')
            .whereRef('f.decidedAtMs', '>=', 'r.reviewedAtMs'),
        ),
      ),
    )
    .execute();
  return unfit.length === 0 ? [] : [reviewed.noneOf('审核员复核认定不再符合的平台服务商', unfit, '家', partyRow)];
});

/** Papers that are held where their trade asks for one: none of them has run out. */
export async function heldPapers(context: SellersContext, type: DocumentType): Promise<EvidenceFigure[]> {
  const facts = await filedFacts(context);
  const own = ofKinds(facts, ['operator'])
    .flatMap((party) => facts.papersOf(party.id))
    .filter((paper) => paper.type === type);
  const { title } = DOCUMENT_TYPES[type];
  if (own.length === 0) return [];
  return [reviewed.eachOf(`${title}：没有过期`, own, (paper) => isValidPaper(facts, paper), '件', paperRow)];
}

/** Each compulsory paper of a kind: parties that hold it valid, beside those in good standing. */
export async function compulsoryByPaper(
  context: SellersContext,
  kind: PartyKind,
  section: string,
): Promise<EvidenceFigure[]> {
  const facts = await filedFacts(context);
  const parties = ofKinds(facts, [kind]);
  const needs = parties.flatMap((party) =>
    needStates(facts, party)
      .filter(({ need }) => need.clause.startsWith(section))
      .map(({ need, state }) => ({ id: party.id, name: `${party.name}：${need.title}`, title: need.title, state })),
  );
  return [
    ...share(parties, `${PARTY_KIND_TITLES[kind]}备案有效`, isQualified),
    ...[...Map.groupBy(needs, ({ title }) => title)].map(([paper, own]) =>
      reviewed.eachOf(`${paper}有效`, own, ({ state }) => state === 'valid' || state === 'expiring', '家', partyRow),
    ),
  ];
}

/** 6.1.e: the declaration is checked and renewed each year. */
export const CLEAN_RECORD_DAYS_MAX = 366;

/** Papers that have run out and that no newer one of their kind replaces. */
export const outdated = (facts: FiledFacts, papers: readonly FiledPaper[]): FiledPaper[] =>
  papers.filter(
    (paper) =>
      !isValidPaper(facts, paper) &&
      !papers.some(
        (other) => other.partyId === paper.partyId && other.type === paper.type && isValidPaper(facts, other),
      ),
  );

export const CATEGORY_LETTERS: readonly DocumentCategory[] = [
  'registration',
  'special',
  'product',
  'franchise',
  'certification',
];
