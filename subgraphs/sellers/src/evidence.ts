import { ofPeriod } from '@heitu/kit/data/of-period';
import { addWorkingDays, chinaDate, chinaTime } from '@heitu/kit/rules/calendar';
import { DAY_MS, HOUR_MS } from '@heitu/kit/rules/clock';
import { type EvidenceTable } from '@heitu/kit/rules/evidence';
import { holds } from '@heitu/kit/rules/checked';
import { PARTY_KIND_TITLES, type ClauseRef } from '@heitu/standard';
import type { SellersContext } from './context.ts';
import { filedFacts, holdsValid, isValidPaper, needStates } from './filed-facts.ts';
import { DOCUMENT_CATEGORIES, DOCUMENT_TYPES } from './filing/document-types.table.ts';
import { PARTY_KIND_CODES, SELLING_KINDS } from './party/party.policy.ts';
import { REVIEW_WORKING_DAYS } from './filing/filing.policy.ts';
import { ANSWER_WORKING_DAYS } from './help/help.policy.ts';
import { lateShopLooks, shopsFoundUnlawful } from './look/shop-look.evidence.ts';
import { produceOf } from './produce.evidence.ts';
import { supplierStanding } from './supplier/supplier.policy.ts';

import {
  measured,
  reviewed,
  declared,
  info,
  isQualified,
  partyRow,
  paperRow,
  ofKinds,
  share,
  compulsoryByPaper,
  outdated,
  CATEGORY_LETTERS,
} from './filed.figures.ts';
import { NEW_PEOPLE_MS } from './training/training.policy.ts';
import { certifiedPeople, trainedParties, trainedPeople } from './training/training.evidence.ts';
import { operatorEvidence } from './operator.evidence.ts';

const reviewDueAtMs = ({ submittedAtMs }: { submittedAtMs: number }) =>
  addWorkingDays(submittedAtMs, REVIEW_WORKING_DAYS);

export const evidence: EvidenceTable<SellersContext, ClauseRef> = {
  ...operatorEvidence,
  '5.1.a': async (context) => {
    const facts = await filedFacts(context);
    const byKind = PARTY_KIND_CODES.flatMap((kind) => {
      const count = ofKinds(facts, [kind]).length;
      return count === 0 ? [] : [info(PARTY_KIND_TITLES[kind], count, '家')];
    });
    const standing = share(facts.parties, '资质有效的主体', isQualified);
    return [...byKind, ...standing, ...(await produceOf(context))];
  },
  '6.2.b': async (context, period) => {
    const facts = await filedFacts(context);
    // Whoever has just come has as long as anybody to be trained.
    const parties = ofKinds(facts, [...SELLING_KINDS, 'carrier']).filter(
      ({ approvedAtMs }) => (approvedAtMs ?? 0) <= context.clock.now() - NEW_PEOPLE_MS,
    );
    const asked = await context.rows
      .selectFrom('HelpRequest')
      .select(['id', 'askedAtMs', 'answeredAtMs'])
      .where(ofPeriod('askedAtMs', 'answeredAtMs', period))
      .execute();
    const nowMs = context.clock.now();
    const dueAtMs = ({ askedAtMs }: { askedAtMs: number }) => addWorkingDays(askedAtMs, ANSWER_WORKING_DAYS);
    return [
      ...(await trainedParties(context, parties, period)),
      measured.eachOf(
        `${ANSWER_WORKING_DAYS}个工作日内答复的求助`,
        asked.filter((row) => row.answeredAtMs !== null || dueAtMs(row) < nowMs),
        (row) => (row.answeredAtMs ?? Infinity) <= dueAtMs(row),
        '件',
        ({ id, askedAtMs }) => ({ ref: `HelpRequest:${id}`, text: `${chinaTime(askedAtMs)}的求助` }),
      ),
    ];
  },
  '6.4': async (context, period) => {
    const filings = await context.rows
      .selectFrom('Filing')
      .select(['id', 'partyId', 'state', 'submittedAtMs', 'decidedAtMs', 'decidedBy'])
      .where('submittedAtMs', '<', period.toMs)
      .execute();
    const decided = filings
      .filter((filing) => holds(filing, 'decidedAtMs'))
      .filter(({ decidedAtMs }) => decidedAtMs >= period.fromMs && decidedAtMs < period.toMs);
    const hours = decided
      .map(({ decidedAtMs, submittedAtMs }) => (decidedAtMs - submittedAtMs) / HOUR_MS)
      .toSorted((a, b) => a - b);
    const median = hours[Math.floor(hours.length / 2)];
    const parties = await context.rows
      .selectFrom('Party')
      .select(['id', 'name', 'standing'])
      .where('approvedAtMs', 'is not', null)
      .execute();
    const nowMs = context.clock.now();
    const reviewers = new Set(filings.flatMap((filing) => filing.decidedBy ?? []));
    return [
      measured.present('审核过备案的人员', reviewers.size, '人'),
      info('待审备案', filings.filter((filing) => filing.state === 'under-review').length, '件'),
      info('本期通过', decided.filter((filing) => filing.state === 'approved').length, '件'),
      info('本期退回或不予备案', decided.filter((filing) => filing.state !== 'approved').length, '件'),
      measured.eachOf(
        `${REVIEW_WORKING_DAYS}个工作日内审核的备案`,
        filings.filter(
          (row) => decided.some(({ id }) => id === row.id) || (row.decidedAtMs === null && reviewDueAtMs(row) < nowMs),
        ),
        (row) => (row.decidedAtMs ?? Infinity) <= reviewDueAtMs(row),
        '件',
        ({ id, submittedAtMs }) => ({ ref: `Filing:${id}`, text: `${chinaTime(submittedAtMs)}提交的备案` }),
      ),
      measured.eachOf('按期复核的主体', parties, ({ standing }) => standing !== 'review-overdue', '家', partyRow),
      ...(median === undefined ? [] : [info('审核用时中位数', Math.round(median * 10) / 10, '小时')]),
    ];
  },
  '6.4.a-e': async (context) => {
    const facts = await filedFacts(context);
    const papers = facts.parties.flatMap((party) => facts.papersOf(party.id));
    const byCategory = CATEGORY_LETTERS.flatMap((category) => {
      const own = papers.filter((paper) => DOCUMENT_TYPES[paper.type].category === category);
      if (own.length === 0) return [];
      const valid = own.filter((paper) => isValidPaper(facts, paper));
      const expiring = valid.filter((paper) => paper.validUntil !== null && paper.validUntil <= facts.remindUntil);
      const { title } = DOCUMENT_CATEGORIES[category];
      return [
        info(`${title}：即将到期`, expiring.length, '件'),
        reviewed.noneOf(`${title}：已过期`, outdated(facts, own), '件', paperRow, own.length),
      ];
    });
    const needs = facts.parties.flatMap((party) =>
      needStates(facts, party).map(({ need, state }) => ({
        id: party.id,
        name: `${party.name}：${need.title}`,
        state,
      })),
    );
    const scanned = measured.eachOf('有扫描件的证照', papers, ({ fileId }) => fileId !== null, '件', paperRow);
    return [
      ...byCategory,
      scanned,
      reviewed.eachOf('必备证照', needs, ({ state }) => state !== 'missing', '件', partyRow),
    ];
  },
  '6.5.b': async (context) => [await lateShopLooks(context)],
  '7.3.7.k-l': shopsFoundUnlawful,
  '7': async (context) => {
    const facts = await filedFacts(context);
    return [
      declared.eachOf(
        '按服务站标准声明的网商',
        ofKinds(facts, SELLING_KINDS),
        (party) => holdsValid(facts, party, 'station-declaration'),
        '家',
        partyRow,
      ),
      ...share(ofKinds(facts, ['station']), '有效服务站', (party) => party.standing === 'good'),
    ];
  },
  '7.1.a': async (context) => {
    const rows = await context.rows
      .selectFrom('Party')
      .select(['id', 'name', 'kind', 'approvedAtMs', 'standing'])
      .where('kind', 'in', SELLING_KINDS)
      .execute();
    const shops = await context.rows.selectFrom('Shop').select('partyId').distinct().execute();
    const selling = new Set(shops.map(({ partyId }) => partyId));
    return [
      // Whoever only asked to be filed sells nothing yet.
      reviewed.eachOf(
        '核验过、资质有效的网商',
        rows.filter(({ id, approvedAtMs }) => approvedAtMs !== null || selling.has(id)),
        (party) => party.approvedAtMs !== null && isQualified(party),
        '家',
        partyRow,
      ),
      info('免登记农户', rows.filter((row) => row.approvedAtMs !== null && row.kind === 'farmer').length, '家'),
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
      ...(await trainedPeople(context, 'seller')),
    ];
  },
  '7.2': async (context) => {
    const nowMs = context.clock.now();
    const parts: [string, { atMs: unknown } | undefined][] = [
      [
        '用户权限',
        await context.rows
          .selectFrom('Staff')
          .select(({ fn }) => fn.max('sinceMs').as('atMs'))
          .executeTakeFirst(),
      ],
      [
        '订货合同',
        await context.rows
          .selectFrom('Contract')
          .select(({ fn }) => fn.max('signedAtMs').as('atMs'))
          .executeTakeFirst(),
      ],
      [
        '店铺展示',
        await context.rows
          .selectFrom('Shop')
          .select(({ fn }) => fn.max('createdAtMs').as('atMs'))
          .executeTakeFirst(),
      ],
    ];
    return parts.flatMap(([label, latest]) =>
      latest?.atMs ? [info(`${label}：最近使用距今`, Math.floor((nowMs - Number(latest.atMs)) / DAY_MS), '天')] : [],
    );
  },
  '7.3.1.a-c': async (context) => {
    const rows = await context.rows
      .selectFrom('Supplier')
      .select(['id', 'state', 'validUntil', 'createdAtMs'])
      .execute();
    const nowMs = context.clock.now();
    const today = chinaDate(nowMs);
    // Nothing can be bought of who is not approved yet: their papers are being looked at.
    const isLookedAt = ({ state, createdAtMs }: (typeof rows)[number]) =>
      state === 'filed' && nowMs < reviewDueAtMs({ submittedAtMs: createdAtMs });
    return [
      reviewed.eachOf(
        '备案有效的供应商',
        rows.filter((row) => row.state !== 'rejected' && !isLookedAt(row)),
        (row) => supplierStanding(row, today).valid,
        '家',
        (row) => ({ ref: `Supplier:${row.id}`, text: supplierStanding(row, today).reason }),
      ),
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
    return [reviewed.present('有效支付合同', Number(contracts.count), '份'), ...providers];
  },
  '8.1.ac-ae': (context) => compulsoryByPaper(context, 'carrier', '8.1.'),
  '8.1.ag': certifiedPeople,
  '8.3.ba-bf': async (context) => {
    const facts = await filedFacts(context);
    return share(ofKinds(facts, ['carrier']), '六项制度都有效的配送服务商', (party) =>
      needStates(facts, party).every(
        ({ need, state }) => !need.clause.startsWith('8.3.') || state === 'valid' || state === 'expiring',
      ),
    );
  },
  '9.1.cj-ck': (context) => compulsoryByPaper(context, 'payment-provider', '9.1.'),
  '9.2.cl': async (context) => {
    const facts = await filedFacts(context);
    const providers = ofKinds(facts, ['payment-provider']);
    const guide = providers
      .flatMap((party) => facts.papersOf(party.id))
      .filter((paper) => paper.type === 'payment-guide' && isValidPaper(facts, paper))
      .toSorted((a, b) => b.validFrom.localeCompare(a.validFrom))
      .at(0);
    const published = guide
      ? [info('操作指南发布至今', Math.round((Date.parse(facts.today) - Date.parse(guide.validFrom)) / DAY_MS), '天')]
      : [];
    return [
      reviewed.present('现行支付操作指南', guide ? 1 : 0, '份'),
      ...published,
      ...(await trainedPeople(context, 'payer')),
    ];
  },
};
