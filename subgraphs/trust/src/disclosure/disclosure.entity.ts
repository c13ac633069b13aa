import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { CheckedItem } from '@heitu/standard';
import type { ServiceChannel } from '../complaints/complaint.policy.ts';
import type {
  BackedUp,
  BackupCheck,
  BackupMethod,
  BackupPlace,
  CheckSubject,
  DocumentKind,
  DrillKind,
  IncidentKind,
  Overseer,
  RegisterPart,
  ReturnKind,
} from './disclosure.policy.ts';
import type { OrderAct, OversightKind, OversightScope } from '../oversight/oversight.policy.ts';
import type { RefusedMonth } from '../refused/refused.policy.ts';
import type { ProbedUnit } from './probe.policy.ts';
import { documentLifecycle, type DocumentState } from './document.lifecycle.ts';
import { returnLifecycle } from './return.lifecycle.ts';

/**
 * What the operator publishes, by kind and version: service page, terms, rules, covenant, agreement. Its text is never
 * changed, only followed by the next version; what binds now is said by `inForce` (document.loader.ts).
 */
export const PublicDocument = defineEntity({
  name: 'PublicDocument',
  properties: {
    id: column.id().primary(),
    kind: column.code<DocumentKind>(),
    version: column.integer(),
    title: column.line(),
    text: column.text(),
    publishedBy: column.reference(),
    publishedAtMs: column.time(),
    state: column.state(documentLifecycle),
    /** Until then everybody may speak about it, and it is not adopted. */
    heardUntilMs: column.time(),
    lapsesAtMs: column.time().nullable(),
    /** From when on it binds; null of what was not adopted. */
    effectiveAtMs: column.time().nullable(),
    /** Why it binds without having been a draft for seven days. */
    atOnceBecause: column.line(200).nullable(),
    /** In which state people were told of it, and up to which account. */
    toldState: column.code<DocumentState>().nullable(),
    toldUpTo: column.reference().nullable(),
  },
  uniques: [{ properties: ['kind', 'version'] }],
  indexes: [{ properties: ['state', 'effectiveAtMs'] }],
});

/** What somebody says to a draft, one time, and what the operator answers. */
export const DocumentComment = defineEntity({
  name: 'DocumentComment',
  properties: {
    id: column.id().primary(),
    documentId: column.id(),
    accountId: column.reference(),
    text: column.sealedText(),
    atMs: column.time(),
    /** Public, as the document is. */
    answer: column.text().nullable(),
    isTaken: column.flag().nullable(),
    answeredBy: column.reference().nullable(),
    answeredAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['documentId', 'accountId'] }],
});

/** An account's confirmation of one version of an agreement (10.5.cu). */
export const AgreementConfirmation = defineEntity({
  name: 'AgreementConfirmation',
  properties: {
    id: column.id().primary(),
    accountId: column.reference(),
    kind: column.code<DocumentKind>(),
    version: column.integer(),
    atMs: column.time(),
  },
  uniques: [{ properties: ['accountId', 'kind', 'version'] }],
  indexes: [{ properties: ['kind', 'version'] }],
});

/** Who answers complaints when, by channel; times are minutes after midnight in China. */
export const DutyShift = defineEntity({
  name: 'DutyShift',
  properties: {
    id: column.id().primary(),
    channel: column.code<ServiceChannel>(),
    /** 1 Monday to 7 Sunday. */
    weekday: column.integer(),
    startsMinute: column.integer(),
    endsMinute: column.integer(),
    /** Sealed under the shift's id. */
    person: column.sealedText(),
    active: column.flag(),
    /** From when on it is worked at these hours, and until when it was; null where it was made before that was kept. */
    sinceMs: column.time().nullable(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['active', 'channel'] }],
});

/** Who came to a shift on a day, and when. */
export const DutySignOn = defineEntity({
  name: 'DutySignOn',
  properties: {
    id: column.id().primary(),
    shiftId: column.id(),
    date: column.date(),
    accountId: column.reference(),
    atMs: column.time(),
  },
  uniques: [{ properties: ['shiftId', 'date'] }],
  indexes: [{ properties: ['date'] }],
});

/** A statistical return for one period. */
export const StatisticalReturn = defineEntity({
  name: 'StatisticalReturn',
  properties: {
    id: column.id().primary(),
    kind: column.code<ReturnKind>(),
    period: column.code(),
    /** The first is 1; each correction of what was filed is the next. */
    version: column.integer().default(1),
    corrects: column.reference().nullable(),
    correctionReason: column.line(200).nullable(),
    state: column.state(returnLifecycle),
    /** JSON figures, as produced; a line for each of some thousand parties does not fit a server's `text`. */
    content: p.text().columnType('mediumtext'),
    producedAtMs: column.time(),
    dueAtMs: column.time(),
    approvedBy: column.reference().nullable(),
    approvedAtMs: column.time().nullable(),
    filedAtMs: column.time().nullable(),
    receipt: column.line().nullable(),
    /** The file that goes to the authority, encrypted; the digest is of what it holds. */
    packageId: column.id().nullable(),
    packageCode: column.line(10).nullable(),
    packageDigest: column.line(64).nullable(),
    packedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['kind', 'period', 'version'] }],
  indexes: [{ properties: ['dueAtMs'] }, { properties: ['corrects'] }],
});

/** One item of the technical register (5.2.d, chapter 11); a renewed item is a new row. */
export const TechnicalItem = defineEntity({
  name: 'TechnicalItem',
  properties: {
    id: column.id().primary(),
    part: column.code<RegisterPart>(),
    clause: column.code(),
    title: column.line(),
    detail: column.text(),
    recordedOn: column.date(),
    validUntil: column.date().nullable(),
    recordedBy: column.reference(),
    recordedAtMs: column.time(),
    supersededAtMs: column.time().nullable(),
    /** What was refused at the gateways, as whoever registered it saw it; null where the item asks for none. */
    seen: column.json<readonly RefusedMonth[]>().nullable(),
    /** Part, clause and title until another takes its place, then null: the unique key keeps one of them current. */
    currentFor: column.line(400).nullable().unique(),
  },
  indexes: [{ properties: ['part', 'supersededAtMs'] }, { properties: ['clause', 'supersededAtMs'] }],
});

export const Incident = defineEntity({
  name: 'Incident',
  properties: {
    id: column.id().primary(),
    kind: column.code<IncidentKind>(),
    summary: column.text(),
    /** What failed: a subgraph, a machine. */
    unit: column.line(80),
    startedAtMs: column.time(),
    recoveredAtMs: column.time().nullable(),
    recordedBy: column.reference(),
  },
  indexes: [{ properties: ['startedAtMs'] }],
});

/** How busy the processors were, a row an hour: how often it was looked at, the shares added up, the highest. */
export const LoadHour = defineEntity({
  name: 'LoadHour',
  properties: {
    hourMs: column.time().primary(),
    count: column.integer(),
    busyTotal: column.real(),
    busyMax: column.real(),
    lastAtMs: column.time(),
  },
});

/**
 * What the prober saw of a part of the platform on a day, in minutes. A minute counts once, whoever tells it how often;
 * one that nobody saw counts as down.
 */
export const ProbedDay = defineEntity({
  name: 'ProbedDay',
  properties: {
    id: column.id().primary(),
    day: column.date(),
    unit: column.code<ProbedUnit>(),
    upMinutes: column.integer(),
    downMinutes: column.integer(),
    firstAtMs: column.time(),
    lastAtMs: column.time(),
  },
  uniques: [{ properties: ['unit', 'day'] }],
});

export const BackupRun = defineEntity({
  name: 'BackupRun',
  properties: {
    id: column.id().primary(),
    method: column.code<BackupMethod>(),
    place: column.code<BackupPlace>(),
    succeeded: column.flag(),
    check: column.code<BackupCheck>(),
    tableCount: column.integer(),
    tableTotal: column.integer(),
    /** By the kinds of 11.6.4; null where whoever recorded it did not say. */
    contents: column.json<readonly BackedUp[]>().nullable(),
    sizeBytes: p.bigint('number').nullable(),
    /** The set's name in the repository. */
    snapshotId: column.line(64).nullable(),
    startedAtMs: column.time(),
    finishedAtMs: column.time(),
    /** The tool that took it signed for it; what a person typed in is that person's word. */
    bySystem: column.flag().default(false),
  },
  indexes: [{ properties: ['method', 'finishedAtMs'] }, { properties: ['finishedAtMs'] }],
});

export const Drill = defineEntity({
  name: 'Drill',
  properties: {
    id: column.id().primary(),
    kind: column.code<DrillKind>(),
    rowsBefore: column.integer(),
    rowsRecovered: column.integer(),
    startedAtMs: column.time(),
    finishedAtMs: column.time(),
    note: column.line(),
    /** As of a backup. */
    bySystem: column.flag().default(false),
  },
  indexes: [{ properties: ['kind', 'finishedAtMs'] }, { properties: ['finishedAtMs'] }],
});

/**
 * A regulator's request for data or an order, or an industry body's opinion: asked, and answered by the operator in the
 * system.
 */
export const OversightRequest = defineEntity({
  name: 'OversightRequest',
  properties: {
    id: column.id().primary(),
    from: column.code<Overseer>(),
    kind: column.code<OversightKind>().default('request'),
    /** For whom it was asked: colleagues and successors see it; null where the asker belongs to none. */
    authorityId: column.id().nullable(),
    accountId: column.reference(),
    /**
     * These and the answer are sealed under the request's own id: they are the authority's, and stay when an official's
     * account ends.
     */
    subject: column.sealedText(),
    text: column.sealedText(),
    /** The law that it rests on. */
    ground: column.sealedText().nullable(),
    /** What it names: orders, goods, a party, a lot, days. */
    scope: column.json<OversightScope>().nullable(),
    attachmentIds: column.json<string[]>().nullable(),
    /** What a binding order does, and when that was done. */
    orders: column.code<OrderAct>().nullable(),
    actedAtMs: column.time().nullable(),
    askedAtMs: column.time(),
    dueAtMs: column.time(),
    answer: column.sealedText().nullable(),
    answeredBy: column.reference().nullable(),
    answeredAtMs: column.time().nullable(),
    /** SHA-256 of the answer as handed over. */
    answerHash: column.line(64).nullable(),
  },
  indexes: [
    { properties: ['from', 'askedAtMs'] },
    { properties: ['accountId', 'askedAtMs'] },
    { properties: ['authorityId', 'askedAtMs'] },
    { properties: ['askedAtMs'] },
  ],
});

/** A supervisor's look at goods or at a delivery on sale (6.5). */
export const TradeCheck = defineEntity({
  name: 'TradeCheck',
  properties: {
    id: column.id().primary(),
    subject: column.code<CheckSubject>(),
    partyId: column.reference(),
    /** Each item of the subject's list as it was found. */
    items: column.json<CheckedItem[]>().nullable(),
    passed: column.flag(),
    /** Sealed under the party. */
    finding: column.sealedText(),
    supervisorId: column.reference(),
    atMs: column.time(),
    followUpDueAtMs: column.time().nullable(),
    closedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['atMs'] },
    { properties: ['partyId', 'atMs'] },
    { properties: ['closedAtMs', 'atMs'] },
    { properties: ['followUpDueAtMs'] },
  ],
});

/** A party that joined the self-regulatory covenant (12.2), until it leaves. */
export const CovenantMember = defineEntity({
  name: 'CovenantMember',
  properties: {
    partyId: column.reference().primary(),
    version: column.integer(),
    joinedAtMs: column.time(),
    leftAtMs: column.time().nullable(),
  },
});

/**
 * What trust saw of an order pass by: for messages and for measured response times. Each time is filled by its own
 * event, in any order.
 */
export const TradeMilestone = defineEntity({
  name: 'TradeMilestone',
  properties: {
    orderId: column.reference().primary(),
    orderNumber: column.code().nullable(),
    buyerAccountId: column.reference().nullable(),
    partyId: column.reference().nullable(),
    totalFen: column.fen().nullable(),
    carrierPartyId: column.reference().nullable(),
    placedAtMs: column.time().nullable(),
    paidAtMs: column.time().nullable(),
    takenOverAtMs: column.time().nullable(),
    deliveredAtMs: column.time().nullable(),
    deliveredInTime: column.flag().nullable(),
    refundedAtMs: column.time().nullable(),
    refundedFen: column.fen().nullable(),
    completedAtMs: column.time().nullable(),
    cancelledAtMs: column.time().nullable(),
    /** When anything of it was last written. */
    changedAtMs: column.time().nullable(),
  },
  indexes: [
    { properties: ['placedAtMs'] },
    { properties: ['paidAtMs'] },
    { properties: ['partyId'] },
    { properties: ['partyId', 'changedAtMs', 'orderId'] },
    { properties: ['partyId', 'buyerAccountId'] },
  ],
});
