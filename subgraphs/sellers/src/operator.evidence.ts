import { YES } from '@heitu/kit/data/entities';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { type EvidenceTable } from '@heitu/kit/rules/evidence';
import { type ClauseRef } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import { filedFacts, isValidPaper, needStates } from './filed-facts.ts';
import { DOCUMENT_CATEGORIES, DOCUMENT_TYPES } from './filing/document-types.table.ts';

import {
  reviewed,
  isQualified,
  share,
  partyRow,
  paperRow,
  ofKinds,
  operatorPapers,
  heldPapers,
  CLEAN_RECORD_DAYS_MAX,
  outdated,
} from './filed.figures.ts';
import { trainedPeople } from './training/training.evidence.ts';

/** What the operator shows of itself: its own papers, its people (5.2.c, 6.1, 6.2.a). */
export const operatorEvidence = {
  '5.2.c': async (context) => {
    const facts = await filedFacts(context);
    const operators = ofKinds(facts, ['operator']);
    const papers = operators.flatMap((party) => facts.papersOf(party.id));
    const needs = operators.flatMap((party) =>
      needStates(facts, party).map(({ need, state }) => ({ party, need, state })),
    );
    return [
      ...share(operators, '备案有效的平台服务商', isQualified),
      reviewed.eachOf(
        '平台必备档案有效',
        needs,
        ({ state }) => state === 'valid' || state === 'expiring',
        '件',
        ({ party, need }) => partyRow({ id: party.id, name: need.title }),
        { isDuty: true },
      ),
      ...[...Map.groupBy(papers, (paper) => DOCUMENT_TYPES[paper.type].category)].map(([category, own]) =>
        reviewed.noneOf(
          `${DOCUMENT_CATEGORIES[category].title}：逾期`,
          outdated(facts, own),
          '件',
          paperRow,
          own.length,
        ),
      ),
    ];
  },
  '6.1.a': async (context) => [
    ...(await operatorPapers(context, 'business-licence')),
    ...share(ofKinds(await filedFacts(context), ['operator']), '备案有效的平台服务商', isQualified),
  ],
  '6.1.b': (context) => operatorPapers(context, 'tax-registration'),
  '6.1.c': (context) => operatorPapers(context, 'domain-certificate', 'telecom-licence'),
  '6.1.d': async (context) => [
    ...(await operatorPapers(context, 'platform-filing')),
    ...(await heldPapers(context, 'special-licence')),
  ],
  '6.1.e': async (context) => {
    const facts = await filedFacts(context);
    const since = chinaDate(context.clock.now() - CLEAN_RECORD_DAYS_MAX * DAY_MS);
    const records = ofKinds(facts, ['operator'])
      .flatMap((party) => facts.papersOf(party.id))
      .filter((paper) => paper.type === 'clean-record' && isValidPaper(facts, paper));
    return [
      ...(await operatorPapers(context, 'finance-rule')),
      reviewed.present(
        '一年内的近两年无违法和行政处罚声明',
        records.filter(({ validFrom }) => validFrom >= since).length,
        '件',
      ),
    ];
  },
  '6.1.g': (context) => operatorPapers(context, 'premises', 'equipment', 'personnel-record'),
  '6.2.a': async (context) => {
    const facts = await filedFacts(context);
    const operators = ofKinds(facts, ['operator']);
    const trained = await trainedPeople(context, 'operator');
    if (operators.length === 0) return trained;
    const posts = await context.rows
      .selectFrom('Staff')
      .select('post')
      .distinct()
      .where(
        'partyId',
        'in',
        operators.map((party) => party.id),
      )
      .where('isActive', '=', YES)
      .execute();
    const plans = await context.rows
      .selectFrom('Document')
      .select('number')
      .where(
        'partyId',
        'in',
        operators.map((party) => party.id),
      )
      .where('type', '=', 'training-plan')
      .where('state', '=', 'accepted')
      .execute();
    return [
      ...trained,
      reviewed.eachOf(
        '有培训计划的岗位',
        posts,
        ({ post }) => plans.some((plan) => plan.number === post),
        '个',
        ({ post }) => ({ ref: `Party:${operators[0]?.id ?? ''}`, text: post }),
        { isDuty: true },
      ),
    ];
  },
} satisfies EvidenceTable<SellersContext, ClauseRef>;
