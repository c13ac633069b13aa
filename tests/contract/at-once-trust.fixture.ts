import { createRequire } from 'node:module';
import { systemActor, type Actor } from '@heitu/kit/rules/actor';
import { chinaDate } from '@heitu/kit/rules/calendar';
import { DAY_MS } from '@heitu/kit/rules/clock';
import { idFrom, newId } from '@heitu/kit/rules/ids';
import { byAuthor, desk, official, ofParty, on, toId } from './at-once-actors.fixture.ts';
import { allSo } from './at-once-carrier.fixture.ts';
import type { County } from './at-once-county.fixture.ts';
import type { Case } from './at-once.fixture.ts';
import type { Row } from './platform.fixture.ts';

const { getSolarDateFromLunar } = createRequire(import.meta.url)('chinese-days') as typeof import('chinese-days');
const trust = on('trust');
const KEEPER = idFrom('account:staff:huihuang-keeper');
const FAR_OFF_MS = 9_000_000_000_000;
const soon = (): string => chinaDate(Date.now() + 20 * DAY_MS);
/** A year's plan with what every plan has, far away from the deadlines of other cases. */
function holidaysOf(year: number): Row {
  const solar = ['01-01', '04-04', '04-05', '05-01', '05-02', '10-01', '10-02', '10-03'].map((day) => `${year}-${day}`);
  const lunar = ['01-01', '01-02', '01-03', '05-05', '08-15'].map(
    (day) => getSolarDateFromLunar(`${year}-${day}`).date,
  );
  return {
    year,
    source: '国务院办公厅关于节假日安排的通知（测试）',
    holidayDates: [...solar, ...lunar],
    workingDates: [],
  };
}
/** 1 Monday to 7 Sunday, in China. */
const weekdayNow = (): number => new Date(Date.now() + 8 * 3_600_000).getUTCDay() || 7;
const admin = (): Actor => official('operator-admin');
const mediator = (): Actor => official('mediator');
const keeper = (): Actor => desk('station-agent', idFrom('party:station'), KEEPER);
const COMPLAINT = `select id, accountId, partyId, answererPartyId from Complaint
  where orderId is not null and answererPartyId <> '' order by id`;
const byAnswerer = (row: Row) => desk('carrier-manager', row['answererPartyId']);
const complaint = (state: string, more = '') => [
  trust(`update Complaint set state = '${state}', closedAtMs = null${more} where id = :id`),
];
const DECIDED = ', liablePartyId = answererPartyId, compensationFen = 100';
const BOUGHT = `select id, buyerAccountId as accountId from "Order" where state = 'completed' order by id`;
const REVIEW = 'select id, accountId, partyId from Review order by id';
const MEASURE = 'select id, partyId from Measure order by id';
const measure = (state: string) => [trust(`update Measure set state = '${state}', appealedAtMs = null where id = :id`)];
const DELEGATION = `select id, partyId, delegatorId, agentId from Delegation
    where grantedAtMs is not null and way = 'code' order by askedAtMs`;
const ACTIVE = [trust("update Delegation set state = 'active', untilMs = 9000000000000 where id = :id")];
const PERSON = "select id, id as accountId from Account where login is null and state = 'active' order by id desc";
const OWNERS = "select accountId, partyId from GrantRow where role = 'seller-owner' and active = 1 order by id";
const PARTY = "select partyId from KnownParty where kind in ('cooperative', 'seller') order by partyId";

/** A claim in which the party alone has a share, under the party's own id. */
const claim = (state: string, more = 'null') => [
  trust('delete from ClaimShare where claimId = :partyId'),
  trust('delete from Claim where id = :partyId'),
  trust(
    `insert into Claim (id, number, about, aboutId, shipmentId, orderId, orderNumber, buyerAccountId, sellerPartyId,
      cause, amountFen,
      held, clause, state, openedAtMs, answerDueAtMs, decideDueAtMs, reviewDueAtMs, decidedBy)
    select partyId, partyId, 'parcel', partyId, partyId, 'o', 'NO', 'b', partyId, 'damage', 100, '[]', '8.4.3.bm',
      '${state}', 1,
      9000000000000, 9000000000000, 9000000000000, ${more} from KnownParty where partyId = :partyId`,
  ),
  trust(
    `insert into ClaimShare (id, claimId, part, partyId, permille)
    select partyId, partyId, 'seller', partyId, 1000 from KnownParty where partyId = :partyId`,
  ),
];
const toClaim = ({ partyId }: Row): Row => ({ claimId: partyId });

/** An agent has asked, and the owner has read out the code. */
async function askedWithCode(county: County, { accountId, partyId }: Row): Promise<Row> {
  const { vault } = county.subgraphs.get('trust')!.contextFor(systemActor('test'), 'test');
  const [delegationId, codeId, nowMs] = [newId(Date.now()), newId(Date.now()), Date.now()];
  const put = (table: string, row: Row) =>
    county.rows(
      'trust',
      `insert into "${table}" (${Object.keys(row)
        .map((name) => `"${name}"`)
        .join(', ')}) values (${Object.keys(row).fill('?').join(', ')})`,
      Object.values(row),
    );
  await county.rows('trust', "update Delegation set state = 'ended', activeFor = null where agentId = ?", [KEEPER]);
  await put('Delegation', {
    id: delegationId,
    delegatorId: accountId,
    agentId: KEEPER,
    stationId: 'station',
    partyId,
    rights: '["orders"]',
    state: 'asked',
    way: 'code',
    askedAtMs: nowMs,
    untilMs: FAR_OFF_MS,
  });
  await put('PhoneCode', {
    id: codeId,
    accountId,
    phoneBlind: 'once',
    codeHash: vault.authenticate('phone-code', `${codeId}:123456`),
    purpose: delegationId,
    day: chinaDate(nowMs),
    accountOrdinal: 1,
    phoneOrdinal: nowMs % 100_000,
    tries: 0,
    sentAtMs: nowMs,
    expiresAtMs: FAR_OFF_MS,
  });
  return { delegationId, code: '123456' };
}

/** What was promised, and whether it was kept; who acts for whom; what is made public. */
export const TRUST: Readonly<Record<string, Case>> = {
  fileComplaint: {
    subgraph: 'trust',
    at: 'orders',
    find: BOUGHT,
    as: byAuthor,
    back: [trust('update Complaint set closedAtMs = 1, openFor = null where orderId = :id')],
    input: ({ id }) => ({ orderId: id, kind: 'PRICE', channel: 'ONLINE', photoIds: [] }),
  },
  acceptClaim: { subgraph: 'trust', find: PARTY, as: ofParty, back: claim('proposed'), input: toClaim },
  contestClaim: {
    subgraph: 'trust',
    find: PARTY,
    as: ofParty,
    back: claim('proposed'),
    input: (row) => ({ ...toClaim(row), photoIds: [] }),
  },
  decideClaim: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    back: claim('contested'),
    input: (row) => ({ ...toClaim(row), shares: [{ partyId: row['partyId'], permille: 1000 }] }),
  },
  confirmClaim: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    back: claim('drafted', "'somebody else'"),
    input: toClaim,
  },
  sendBackClaim: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    back: claim('drafted', "'somebody else'"),
    input: toClaim,
  },
  answerComplaint: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: byAnswerer,
    back: complaint('filed'),
    input: ({ id }) => ({ complaintId: id, accept: false }),
  },
  acceptAnswer: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: byAuthor,
    back: complaint('answered'),
    input: toId('complaintId'),
  },
  escalateComplaint: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: byAuthor,
    back: complaint('answered'),
    input: toId('complaintId'),
  },
  decideComplaint: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: mediator,
    back: complaint('escalated'),
    input: toId('complaintId'),
  },
  respondToDecision: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: byAnswerer,
    back: complaint('decided', DECIDED),
    input: toId('complaintId'),
  },
  advanceCompensation: {
    subgraph: 'trust',
    find: COMPLAINT,
    as: mediator,
    back: complaint('refused', DECIDED),
    input: toId('complaintId'),
  },
  reviewOrder: {
    subgraph: 'trust',
    at: 'orders',
    find: BOUGHT,
    as: byAuthor,
    back: [trust('delete from Review where orderId = :id')],
    input: ({ id }) => ({ orderId: id, photoIds: [] }),
  },
  moderateReview: {
    subgraph: 'trust',
    find: REVIEW,
    as: mediator,
    back: [trust("update Review set state = 'held' where id = :id")],
    input: toId('reviewId'),
  },
  replyToReview: {
    subgraph: 'trust',
    find: REVIEW,
    as: ofParty,
    back: [trust('update Review set reply = null where id = :id')],
    input: toId('reviewId'),
  },
  withdrawReply: {
    subgraph: 'trust',
    find: 'select id from Review where reply is not null order by id',
    as: mediator,
    input: toId('reviewId'),
  },
  resendShippingNotice: {
    subgraph: 'trust',
    find: REVIEW,
    as: admin,
    back: [
      trust('delete from ShippingNotice where id = :id'),
      trust(`insert into ShippingNotice (id, orderId, shipmentId, state, uploadedAtMs, attempts, settledAtMs)
        values (:id, :id, :id, 'refused', 1, 1, 1)`),
    ],
    input: toId('noticeId'),
  },
  /** Warns, and then lifts all that is in force. */
  takeMeasure: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    input: ({ partyId }, _county, way) => ({
      partyId,
      step: way === 0 ? 'WARNING' : 'LIFTED',
      dueOn: null,
      complaintId: null,
    }),
    back: [trust("update Measure set state = 'in-force' where partyId = :partyId")],
  },
  appealMeasure: { subgraph: 'trust', find: MEASURE, as: ofParty, back: measure('in-force'), input: toId('measureId') },
  decideAppeal: {
    subgraph: 'trust',
    find: MEASURE,
    as: mediator,
    back: measure('appealed'),
    input: ({ id }) => ({ measureId: id, uphold: true }),
  },
  decideSuspension: {
    subgraph: 'trust',
    find: MEASURE,
    as: mediator,
    back: measure('proposed'),
    input: ({ id }) => ({ measureId: id, suspend: true }),
  },
  reportRectification: {
    subgraph: 'trust',
    find: MEASURE,
    as: ofParty,
    back: measure('in-force'),
    input: toId('measureId'),
  },
  confirmRectification: {
    subgraph: 'trust',
    find: MEASURE,
    as: mediator,
    back: measure('reported'),
    input: ({ id }) => ({ measureId: id, accept: true }),
  },
  grantDelegation: {
    subgraph: 'trust',
    find: OWNERS,
    as: (row) => desk('seller-owner', row['partyId'], row['accountId']),
    input: ({ partyId }) => ({ partyId, agentAccountId: KEEPER, until: soon() }),
  },
  askDelegation: { subgraph: 'trust', as: keeper, input: () => ({ phone: '13999990000', until: soon() }) },
  askErrand: { subgraph: 'trust', as: keeper, input: () => ({ phone: '13999990001' }) },
  confirmDelegation: {
    subgraph: 'trust',
    find: OWNERS,
    as: keeper,
    input: (row, county) => askedWithCode(county, row),
  },
  endDelegation: {
    subgraph: 'trust',
    find: DELEGATION,
    as: (row) => desk('station-agent', 'station', row['agentId']),
    back: ACTIVE,
    input: toId('delegationId'),
  },
  actFor: {
    subgraph: 'trust',
    find: DELEGATION,
    as: (row) => desk('station-agent', 'station', row['agentId']),
    back: ACTIVE,
    input: toId('delegationId'),
  },
  confirmAgreement: { subgraph: 'trust', find: PERSON, as: byAuthor },
  joinCovenant: { subgraph: 'trust', find: PARTY, as: ofParty, input: ({ partyId }) => ({ partyId }) },
  loadHolidays: { subgraph: 'trust', as: admin, input: (_row, _county, way) => holidaysOf(2090 + way) },
  saveDutyShift: { subgraph: 'trust', as: mediator, input: () => ({ id: null }) },
  signOnDuty: {
    subgraph: 'trust',
    find: 'select id from DutyShift order by id',
    as: mediator,
    back: [
      trust('delete from DutySignOn where shiftId = :id'),
      trust(
        `update DutyShift set active = 1, channel = 'online', weekday = ${weekdayNow()}, startsMinute = 0, endsMinute = 1440 where id = :id`,
      ),
    ],
    input: toId('shiftId'),
  },
  excuseDuty: {
    subgraph: 'trust',
    find: 'select id from TradeCheck order by id',
    as: () => official('regulator'),
    back: [
      trust('delete from DutyMark where id = :id'),
      trust(
        "insert into DutyMark (id, duty, subject, period, title, dueAtMs) values (:id, 'goods-check', :id, '2026-10', '', 1)",
      ),
    ],
    input: toId('markId'),
  },
  registerTechnicalItem: {
    subgraph: 'trust',
    as: admin,
    input: (_row, _county, way) => ({ title: `机柜${way}`, validUntilOn: null }),
  },
  recordIncident: { subgraph: 'trust', as: admin },
  closeIncident: {
    subgraph: 'trust',
    find: 'select id from Incident order by id',
    as: admin,
    back: [trust('update Incident set recoveredAtMs = null where id = :id')],
    input: toId('incidentId'),
  },
  recordBackup: { subgraph: 'trust', as: admin },
  recordDrill: { subgraph: 'trust', as: admin },
  askOversight: {
    subgraph: 'trust',
    as: () => official('regulator'),
    input: () => ({ kind: 'REQUEST', orders: null, scope: null, dueOn: null, attachmentIds: [] }),
  },
  saveAuthority: { subgraph: 'trust', as: admin, input: () => ({ id: null, kind: 'REGULATOR', memberIds: [] }) },
  correctOversight: {
    subgraph: 'trust',
    find: 'select id from OversightRequest order by id',
    as: admin,
    back: [trust('update OversightRequest set answeredAtMs = 1, scope = null where id = :id')],
    input: (row) => ({ ...toId('oversightId')(row), attachmentIds: [] }),
  },
  answerOversight: {
    subgraph: 'trust',
    find: 'select id from OversightRequest order by id',
    as: admin,
    back: [
      trust('delete from OversightAnswer where requestId = :id'),
      trust('update OversightRequest set answeredAtMs = null, scope = null where id = :id'),
    ],
    input: (row) => ({ ...toId('oversightId')(row), attachmentIds: [] }),
  },
  fileTipOff: { subgraph: 'trust', as: mediator, input: () => ({ productId: null, photoIds: [] }) },
  decideTipOff: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    back: [
      trust('delete from TipOff where id = :partyId'),
      trust(
        "insert into TipOff (id, code, kind, what, text, state, day, ordinal, filedAtMs, dueAtMs) values (:partyId, substr(:partyId, -10), 'unsafe', '', '', 'filed', '2026-01-01', 1, 1, 9000000000000)",
      ),
    ],
    input: ({ partyId }) => ({ tipOffId: partyId, finding: 'FOUNDED', productId: null }),
  },
  recordTradeCheck: {
    subgraph: 'trust',
    find: PARTY,
    as: mediator,
    input: ({ partyId }) => ({ partyId, items: allSo('goods') }),
  },
  closeTradeCheck: {
    subgraph: 'trust',
    find: 'select id from TradeCheck order by id',
    as: mediator,
    back: [trust('update TradeCheck set closedAtMs = null where id = :id')],
    input: toId('checkId'),
  },
};
