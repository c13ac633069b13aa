import { oncePerRequest } from '@heitu/kit/data/once-per-request';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { holds } from '@heitu/kit/rules/checked';
import type { SellersContext } from './context.ts';
import { needsOfParty, stateOfNeed, type Need, type NeedState } from './filing/compulsory.policy.ts';
import type { DocumentType } from './filing/document-types.table.ts';
import { remindUntil, type PartyKind, type Standing } from './party/party.policy.ts';

export interface FiledParty {
  id: string;
  name: string;
  kind: PartyKind;
  standing: Standing;
  sellsFood: boolean;
  approvedAtMs: number | null;
}
export interface FiledPaper {
  partyId: string;
  type: DocumentType;
  validFrom: string;
  validUntil: string | null;
  fileId: string | null;
}
/** Approved parties and their accepted papers, as they stand. */
export interface FiledFacts {
  today: string;
  remindUntil: string;
  parties: FiledParty[];
  papersOf: (partyId: string) => FiledPaper[];
}

/** Two statements, once per request: what evidence and conduct are counted from. */
export const filedFacts = oncePerRequest(async (context: SellersContext): Promise<FiledFacts> => {
  const nowMs = context.clock.now();
  const parties = await context.rows
    .selectFrom('Party')
    .select(['id', 'name', 'kind', 'standing', 'sellsFood', 'approvedAtMs'])
    .where('approvedAtMs', 'is not', null)
    .execute();
  const papers = await context.rows
    .selectFrom('Document')
    .select(['partyId', 'type', 'validFrom', 'validUntil', 'fileId'])
    .where('state', '=', 'accepted')
    .where('partyId', 'is not', null)
    .execute();
  const byParty = Map.groupBy(
    papers.filter((paper) => holds(paper, 'partyId')),
    (paper) => paper.partyId,
  );
  return {
    today: chinaDate(nowMs),
    remindUntil: remindUntil(nowMs),
    parties: parties.map((party) => ({ ...party, sellsFood: !!party.sellsFood })),
    papersOf: (partyId) => byParty.get(partyId) ?? [],
  };
});

export const needStates = (facts: FiledFacts, party: FiledParty): { need: Need; state: NeedState }[] =>
  needsOfParty(party, facts.papersOf(party.id)).map((need) => ({
    need,
    state: stateOfNeed(need, facts.papersOf(party.id), facts.today, facts.remindUntil),
  }));

export const isValidPaper = (facts: FiledFacts, paper: FiledPaper): boolean =>
  paper.validFrom <= facts.today && (paper.validUntil === null || paper.validUntil >= facts.today);
export const holdsValid = (facts: FiledFacts, party: FiledParty, type: string): boolean =>
  facts.papersOf(party.id).some((paper) => paper.type === type && isValidPaper(facts, paper));
