import { clauseText, type ClauseRef } from '@heitu/standard';
import { aboutThing, type RefusalDetail } from '@heitu/kit/rules/outcome';
import {
  COMPULSORY,
  COMPULSORY_OF_SUPPLIER,
  DOCUMENT_TYPES,
  TRADE_LICENCES,
  type CompulsoryRow,
  type DocumentType,
} from './document-types.table.ts';
import type { PartyKind } from '../party/party.policy.ts';

export interface Paper {
  type: DocumentType;
  /** The last day it is valid; null where it does not expire. */
  validUntil: string | null;
  validFrom: string;
}
export interface Need {
  /** Any of them will do. */
  types: readonly [DocumentType, ...DocumentType[]];
  title: string;
  clause: ClauseRef;
}

const needOf = ({ type, clause }: CompulsoryRow): Need => ({
  types: type === 'trade-licence' ? TRADE_LICENCES : [type],
  title: DOCUMENT_TYPES[type].title,
  clause,
});
/** What a kind of party must file, as it is told to whoever files. */
export const compulsoryOf = (
  kind: PartyKind,
): { type: DocumentType; title: string; clause: ClauseRef; onlyForFood: boolean }[] =>
  COMPULSORY[kind].map(({ type, clause, onlyForFood }) => ({
    type,
    title: DOCUMENT_TYPES[type].title,
    clause,
    onlyForFood: !!onlyForFood,
  }));

/** Papers of which the newest is what counts; of others a party may hold several that say different things. */
export const NEWEST_COUNTS: readonly DocumentType[] = [
  'identity-card',
  ...new Set(
    [...Object.values(COMPULSORY), ...Object.values(COMPULSORY_OF_SUPPLIER)].flatMap((rows) =>
      rows.flatMap((row) => needOf(row).types),
    ),
  ),
];

/** Who has a food licence on file deals in such food, declared or not: once shown, it must stay valid. */
const asked = (rows: readonly CompulsoryRow[], food: boolean, papers: readonly Pick<Paper, 'type'>[]): Need[] =>
  rows.flatMap((row) => {
    const need = needOf(row);
    const isAsked = !row.onlyForFood || food || papers.some((paper) => need.types.includes(paper.type));
    return isAsked ? [need] : [];
  });

export const needsOfParty = (
  party: { kind: PartyKind; sellsFood: boolean },
  papers: readonly Pick<Paper, 'type'>[],
): Need[] => asked(COMPULSORY[party.kind], party.sellsFood, papers);
export const needsOfSupplier = (
  supplier: { isFarmer: boolean; suppliesFood: boolean },
  papers: readonly Pick<Paper, 'type'>[],
): Need[] => asked(COMPULSORY_OF_SUPPLIER[supplier.isFarmer ? 'farmer' : 'business'], supplier.suppliesFood, papers);

/** `9999-12-31` sorts behind every date: a paper without term lasts longest. */
const NO_TERM = '9999-12-31';
const lastOf = (papers: readonly Paper[], need: Need): string | null =>
  papers.reduce<string | null>((last, paper) => {
    if (!need.types.includes(paper.type)) return last;
    const until = paper.validUntil ?? NO_TERM;
    return last === null || until > last ? until : last;
  }, null);

export type NeedState = 'valid' | 'expiring' | 'expired' | 'missing';
/** How a need stands today; `expiring` from the day its end is announced. */
export function stateOfNeed(need: Need, papers: readonly Paper[], today: string, remindUntil: string): NeedState {
  const last = lastOf(
    papers.filter((paper) => paper.validFrom <= today),
    need,
  );
  if (last === null) return 'missing';
  if (last < today) return 'expired';
  return last <= remindUntil ? 'expiring' : 'valid';
}

/** What is missing or out of date, each with its clause; empty where nothing is. */
export function lacking(needs: readonly Need[], papers: readonly Paper[], today: string): RefusalDetail[] {
  return needs.flatMap((need) => {
    const state = stateOfNeed(need, papers, today, today);
    if (state === 'valid' || state === 'expiring') return [];
    return [
      aboutThing(
        need.types[0],
        `${state === 'missing' ? '缺少' : '已过期：'}${need.title}（${clauseText(need.clause)}）`,
      ),
    ];
  });
}

/** The last day on which all needs are met; null where none of the papers expires. */
export function validUntilOf(needs: readonly Need[], papers: readonly Paper[]): string | null {
  const ends = needs.map((need) => lastOf(papers, need) ?? NO_TERM);
  const first = ends.toSorted()[0] ?? NO_TERM;
  return first === NO_TERM ? null : first;
}
