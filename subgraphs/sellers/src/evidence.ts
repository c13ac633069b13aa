import { YES } from '@heitu/kit/data/entities';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import type { EvidenceFigure, EvidenceTable } from '@heitu/kit/rules/evidence';
import { holds } from '@heitu/kit/rules/checked';
import { PARTY_KIND_TITLES, type ClauseRef } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import { filedFacts, holdsValid, isValidPaper, needStates, type FiledFacts, type FiledParty } from './filed-facts.ts';
import {
  DOCUMENT_CATEGORIES,
  DOCUMENT_TYPES,
  type DocumentCategory,
  type DocumentType,
} from './filing/document-types.table.ts';
import { PARTY_KIND_CODES, SELLING_KINDS, type PartyKind } from './party/party.policy.ts';
import { produceOf } from './produce.evidence.ts';
import type { TrainingKind } from './staff/staff.policy.ts';
import { supplierStanding } from './supplier/supplier.policy.ts';

const figure = (label: string, value: number, unit?: string, breached?: boolean): EvidenceFigure => ({
  label,
  value,
  ...(unit && { unit }),
  ...(breached !== undefined && { breached }),
});
/** Of so many there should be. */
const figureOf = (label: string, value: number, outOf: number, unit: string): EvidenceFigure => ({
  label,
  value,
  unit,
  outOf,
});
const ofKinds = (facts: FiledFacts, kinds: readonly PartyKind[]): FiledParty[] =>
  facts.parties.filter((party) => kinds.includes(party.kind));
const daysSince = (context: SellersContext, atMs: number): number => Math.floor((context.clock.now() - atMs) / DAY_MS);

/** `有效 / 全部` of parties; nothing where there is none. */
function share(parties: readonly FiledParty[], title: string, isMet: (party: FiledParty) => boolean): EvidenceFigure[] {
  return parties.length === 0
    ? []
    : [
        figureOf(`${title}：符合`, parties.filter(isMet).length, parties.length, '家'),
        figure(`${title}：全部`, parties.length, '家'),
      ];
}

/** The operator's papers of these types: valid, overdue, and days left of the one that ends first. */
async function operatorPapers(context: SellersContext, ...types: readonly DocumentType[]): Promise<EvidenceFigure[]> {
  const facts = await filedFacts(context);
  const papers = ofKinds(facts, ['operator']).flatMap((party) => facts.papersOf(party.id));
  return types.flatMap((type) => {
    const own = papers.filter((paper) => paper.type === type);
    if (own.length === 0) return [];
    const valid = own.filter((paper) => isValidPaper(facts, paper));
    const ends = valid
      .flatMap((paper) => paper.validUntil ?? [])
      .toSorted()
      .at(0);
    const { title } = DOCUMENT_TYPES[type];
    const daysLeft = ends
      ? [figure(`${title}：剩余天数`, Math.round((Date.parse(ends) - Date.parse(facts.today)) / DAY_MS), '天')]
      : [];
    return [figure(`${title}：有效`, valid.length, '件', valid.length === 0), ...daysLeft];
  });
}

/** Each compulsory paper of a kind: parties that hold it valid, beside those in good standing. */
async function compulsoryByPaper(context: SellersContext, kind: PartyKind): Promise<EvidenceFigure[]> {
  const facts = await filedFacts(context);
  const parties = ofKinds(facts, [kind]);
  if (parties.length === 0) return [];
  const counts = new Map<string, number>();
  for (const { need, state } of parties.flatMap((party) => needStates(facts, party)))
    counts.set(need.title, (counts.get(need.title) ?? 0) + (state === 'valid' || state === 'expiring' ? 1 : 0));
  const title = PARTY_KIND_TITLES[kind];
  return [
    ...share(parties, `${title}备案有效`, (party) => party.standing === 'good'),
    ...[...counts].map(([paper, count]) => figureOf(`${paper}有效`, count, parties.length, '家')),
  ];
}

/** People with a passed exam in the last year, beside all active people, of these parties. */
async function trainedPeople(
  context: SellersContext,
  partyIds: readonly string[],
  kind?: TrainingKind,
): Promise<EvidenceFigure[]> {
  if (partyIds.length === 0) return [];
  const since = chinaDate(context.clock.now() - 365 * DAY_MS);
  const staff = await context.rows
    .selectFrom('Staff')
    .select('accountId')
    .distinct()
    .where('partyId', 'in', partyIds)
    .where('isActive', '=', YES)
    .execute();
  const trained = await context.rows
    .selectFrom('Training')
    .select('accountId')
    .distinct()
    .where('partyId', 'in', partyIds)
    .where('passed', '=', YES)
    .where('trainedOn', '>=', since)
    .where((eb) => eb.and({ kind }))
    .execute();
  const people = new Set([...staff, ...trained].map((row) => row.accountId));
  return people.size === 0
    ? []
    : [figureOf('近一年已培训合格人员', trained.length, people.size, '人'), figure('全部人员', people.size, '人')];
}

const CATEGORY_LETTERS: readonly DocumentCategory[] = [
  'registration',
  'special',
  'product',
  'franchise',
  'certification',
];

export const evidence: EvidenceTable<SellersContext, ClauseRef> = {
  '5.1.a': async (context) => {
    const facts = await filedFacts(context);
    const byKind = PARTY_KIND_CODES.flatMap((kind) => {
      const count = ofKinds(facts, [kind]).length;
      return count === 0 ? [] : [figure(PARTY_KIND_TITLES[kind], count, '家')];
    });
    const standing = share(facts.parties, '资质有效的主体', (party) => party.standing === 'good');
    return [...byKind, ...standing, ...(await produceOf(context))];
  },
  '5.2.c': async (context) => {
    const facts = await filedFacts(context);
    const papers = ofKinds(facts, ['operator']).flatMap((party) => facts.papersOf(party.id));
    return [...Map.groupBy(papers, (paper) => DOCUMENT_TYPES[paper.type].category)].flatMap(([category, own]) => {
      const valid = own.filter((paper) => isValidPaper(facts, paper)).length;
      const { title } = DOCUMENT_CATEGORIES[category];
      return [figure(`${title}：有效`, valid, '件'), figure(`${title}：逾期`, own.length - valid, '件')];
    });
  },
  '6.1.a': (context) => operatorPapers(context, 'business-licence'),
  '6.1.b': (context) => operatorPapers(context, 'tax-registration'),
  '6.1.c': (context) => operatorPapers(context, 'domain-certificate', 'telecom-licence', 'icp-filing'),
  '6.1.d': (context) => operatorPapers(context, 'platform-filing', 'special-licence'),
  '6.1.e': (context) => operatorPapers(context, 'finance-rule', 'clean-record'),
  '6.1.g': (context) => operatorPapers(context, 'premises', 'equipment', 'personnel-record'),
  '6.2.a': async (context) => {
    const facts = await filedFacts(context);
    const operators = ofKinds(facts, ['operator']);
    const trained = await trainedPeople(
      context,
      operators.map((party) => party.id),
    );
    if (trained.length === 0) return [];
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
    const unplanned = posts.filter(({ post }) => !plans.some((plan) => plan.number === post)).length;
    return [...trained, figure('没有培训计划的岗位', unplanned, '个', unplanned > 0)];
  },
  '6.2.b': async (context) => {
    const facts = await filedFacts(context);
    const parties = ofKinds(facts, [...SELLING_KINDS, 'carrier']);
    const rows = await context.rows
      .selectFrom('Training')
      .select('partyId')
      .distinct()
      .where('passed', '=', YES)
      .execute();
    const trained = new Set(rows.map((row) => row.partyId));
    const asked = await context.rows
      .selectFrom('HelpRequest')
      .select(({ fn }) => [fn.countAll<number>().as('all'), fn.count<number>('answeredAtMs').as('answered')])
      .executeTakeFirstOrThrow();
    const help =
      Number(asked.all) === 0
        ? []
        : [
            figureOf('已答复的求助', Number(asked.answered), Number(asked.all), '件'),
            figure('全部求助', Number(asked.all), '件'),
          ];
    return [...share(parties, '接受培训的网商和配送服务商', (party) => trained.has(party.id)), ...help];
  },
  '6.4': async (context, period) => {
    const filings = await context.rows
      .selectFrom('Filing')
      .select(['state', 'submittedAtMs', 'decidedAtMs', 'decidedBy'])
      .where('submittedAtMs', '<', period.toMs)
      .execute();
    if (filings.length === 0) return [];
    const decided = filings
      .filter((filing) => holds(filing, 'decidedAtMs'))
      .filter(({ decidedAtMs }) => decidedAtMs >= period.fromMs && decidedAtMs < period.toMs);
    const hours = decided
      .map(({ decidedAtMs, submittedAtMs }) => (decidedAtMs - submittedAtMs) / HOUR_MS)
      .toSorted((a, b) => a - b);
    const median = hours[Math.floor(hours.length / 2)];
    const overdue = await context.rows
      .selectFrom('Party')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('standing', '=', 'review-overdue')
      .executeTakeFirstOrThrow();
    return [
      figure('审核人员', new Set(filings.flatMap((filing) => filing.decidedBy ?? [])).size, '人'),
      figure('待审备案', filings.filter((filing) => filing.state === 'under-review').length, '件'),
      figure('本期通过', decided.filter((filing) => filing.state === 'approved').length, '件'),
      figure('本期退回或不予备案', decided.filter((filing) => filing.state !== 'approved').length, '件'),
      figure('到期未复核已停用', Number(overdue.count), '家'),
      ...(median === undefined ? [] : [figure('审核用时中位数', Math.round(median * 10) / 10, '小时')]),
    ];
  },
  '6.4.a-e': async (context) => {
    const facts = await filedFacts(context);
    const papers = facts.parties.flatMap((party) => facts.papersOf(party.id));
    if (papers.length === 0) return [];
    const byCategory = CATEGORY_LETTERS.flatMap((category) => {
      const own = papers.filter((paper) => DOCUMENT_TYPES[paper.type].category === category);
      if (own.length === 0) return [];
      const valid = own.filter((paper) => isValidPaper(facts, paper));
      const expiring = valid.filter((paper) => paper.validUntil !== null && paper.validUntil <= facts.remindUntil);
      const { title } = DOCUMENT_CATEGORIES[category];
      return [
        figure(`${title}：有效`, valid.length, '件'),
        figure(`${title}：即将到期`, expiring.length, '件'),
        figure(`${title}：已过期`, own.length - valid.length, '件'),
      ];
    });
    const missing = facts.parties
      .flatMap((party) => needStates(facts, party))
      .filter(({ state }) => state === 'missing').length;
    return [...byCategory, figure('缺少的必备证照', missing, '件', missing > 0)];
  },
  '7': async (context) => {
    const facts = await filedFacts(context);
    return [
      ...share(ofKinds(facts, SELLING_KINDS), '按服务站标准声明的网商', (party) =>
        holdsValid(facts, party, 'station-declaration'),
      ),
      ...share(ofKinds(facts, ['station']), '有效服务站', (party) => party.standing === 'good'),
    ];
  },
  '7.1.a': async (context) => {
    const rows = await context.rows
      .selectFrom('Party')
      .select(['kind', 'approvedAtMs'])
      .where('kind', 'in', SELLING_KINDS)
      .execute();
    if (rows.length === 0) return [];
    const approved = rows.filter((row) => row.approvedAtMs !== null);
    return [
      figureOf('已核验网商', approved.length, rows.length, '家'),
      figure('全部网商', rows.length, '家'),
      figure('免登记农户', approved.filter((row) => row.kind === 'farmer').length, '家'),
    ];
  },
  '7.1.b': async (context) => {
    const facts = await filedFacts(context);
    return share(ofKinds(facts, SELLING_KINDS), '场所、设备、人员已登记的网商', (party) =>
      ['premises', 'equipment', 'personnel-record'].every((type) => holdsValid(facts, party, type)),
    );
  },
  '7.1.c': async (context) => {
    const facts = await filedFacts(context);
    const sellers = ofKinds(facts, SELLING_KINDS);
    return [
      ...share(
        sellers,
        '人员管理和培训制度有效的网商',
        (party) => holdsValid(facts, party, 'personnel-rule') && holdsValid(facts, party, 'training-rule'),
      ),
      ...(await trainedPeople(
        context,
        sellers.map((party) => party.id),
      )),
    ];
  },
  '7.2': async (context) => {
    const last = async (label: string, latest: Promise<{ atMs: number | null } | undefined>) => {
      const atMs = (await latest)?.atMs;
      return atMs ? [figure(`${label}：最近使用距今`, daysSince(context, Number(atMs)), '天')] : [];
    };
    return [
      ...(await last(
        '用户权限',
        context.rows
          .selectFrom('Staff')
          .select(({ fn }) => fn.max('sinceMs').as('atMs'))
          .executeTakeFirst(),
      )),
      ...(await last(
        '订货合同',
        context.rows
          .selectFrom('Contract')
          .select(({ fn }) => fn.max('signedAtMs').as('atMs'))
          .executeTakeFirst(),
      )),
      ...(await last(
        '店铺展示',
        context.rows
          .selectFrom('Shop')
          .select(({ fn }) => fn.max('createdAtMs').as('atMs'))
          .executeTakeFirst(),
      )),
    ];
  },
  '7.3.1.a-c': async (context) => {
    const rows = await context.rows.selectFrom('Supplier').select(['state', 'validUntil']).execute();
    if (rows.length === 0) return [];
    const today = chinaDate(context.clock.now());
    return [
      figureOf('备案有效的供应商', rows.filter((row) => supplierStanding(row, today).valid).length, rows.length, '家'),
      figure('全部供应商', rows.length, '家'),
    ];
  },
  '7.4.p-q': async (context) => {
    const facts = await filedFacts(context);
    const contracts = await context.rows
      .selectFrom('Contract')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('kind', '=', 'payment')
      .where('signedAtMs', 'is not', null)
      .where('validFrom', '<=', facts.today)
      .where('validUntil', '>=', facts.today)
      .executeTakeFirstOrThrow();
    const providers = share(
      ofKinds(facts, ['payment-provider']),
      '资质已核验的支付服务商',
      (party) => party.standing === 'good',
    );
    return providers.length === 0 && Number(contracts.count) === 0
      ? []
      : [
          { ...figure('有效支付合同', Number(contracts.count), '份'), breached: Number(contracts.count) === 0 },
          ...providers,
        ];
  },
  '8.1.ac-ae': (context) => compulsoryByPaper(context, 'carrier'),
  '8.1.ag': async (context) => {
    const rows = await context.rows
      .selectFrom('Training')
      .select(['accountId', 'passed', 'validUntil'])
      .where('kind', '=', 'cold-chain')
      .execute();
    const people = new Set(rows.map((row) => row.accountId));
    if (people.size === 0) return [];
    const today = chinaDate(context.clock.now());
    const certified = new Set(
      rows
        .filter((row) => row.passed && row.validUntil !== null && row.validUntil >= today)
        .map((row) => row.accountId),
    );
    return [figureOf('持证冷链人员', certified.size, people.size, '人'), figure('受训冷链人员', people.size, '人')];
  },
  '8.3.ba-bf': async (context) => {
    const facts = await filedFacts(context);
    return share(ofKinds(facts, ['carrier']), '六项制度都有效的配送服务商', (party) =>
      needStates(facts, party).every(
        ({ need, state }) => !need.clause.startsWith('8.3.') || state === 'valid' || state === 'expiring',
      ),
    );
  },
  '9.1.cj-ck': (context) => compulsoryByPaper(context, 'payment-provider'),
  '9.2.cl': async (context) => {
    const facts = await filedFacts(context);
    const providers = ofKinds(facts, ['payment-provider']);
    const guide = providers
      .flatMap((party) => facts.papersOf(party.id))
      .filter((paper) => paper.type === 'payment-guide' && isValidPaper(facts, paper))
      .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
      .at(0);
    const published = guide
      ? [figure('操作指南发布至今', Math.round((Date.parse(facts.today) - Date.parse(guide.validFrom)) / DAY_MS), '天')]
      : [];
    return [
      ...published,
      ...(await trainedPeople(
        context,
        providers.map((party) => party.id),
        'payment',
      )),
    ];
  },
};
