import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { AssessedFigure, AssessedSource } from './assessment.policy.ts';
import type { ClauseRef, PartyKind, SubgraphName } from '@heitu/standard';
import { measureLifecycle } from './measure.lifecycle.ts';
import type { MeasureStep } from './measure.policy.ts';
import { monthLifecycle } from './month.lifecycle.ts';

/** Warning, rectification with a deadline, suspension: against one party, with its appeal (6.6 last paragraph). */
export const Measure = defineEntity({
  name: 'Measure',
  properties: {
    id: column.id().primary(),
    partyId: column.reference(),
    step: column.code<MeasureStep>(),
    state: column.state(measureLifecycle),
    reason: column.text(),
    clause: column.code<ClauseRef>(),
    dueAtMs: column.time().nullable(),
    takenBy: column.reference(),
    takenAtMs: column.time(),
    complaintId: column.id().nullable(),
    assessedMonth: column.code().nullable(),
    /** The look at goods or a shop that found something. */
    lookId: column.id().nullable(),
    /** The authority's order: nobody here lifts it. */
    oversightId: column.id().nullable(),
    appeal: column.sealedText().nullable(),
    appealedAtMs: column.time().nullable(),
    appealAnswer: column.sealedText().nullable(),
    rectification: column.sealedText().nullable(),
    rectifiedAtMs: column.time().nullable(),
    rectifiedInTime: column.flag().nullable(),
    endedAtMs: column.time().nullable(),
  },
  // One act takes one measure: a complaint, a month or a look cannot punish the same party twice.
  uniques: [
    { properties: ['partyId', 'complaintId'] },
    { properties: ['partyId', 'assessedMonth'] },
    { properties: ['partyId', 'lookId'] },
  ],
  indexes: [
    { properties: ['partyId', 'id'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['state', 'takenAtMs'] },
    { properties: ['takenAtMs'] },
    { properties: ['partyId', 'takenAtMs'] },
    { properties: ['endedAtMs'] },
  ],
});

/** What the published credit formula counts, one row per party, kept by the acts themselves. */
export const CreditTally = defineEntity({
  name: 'CreditTally',
  properties: {
    partyId: column.reference().primary(),
    reviewCount: column.integer(),
    starsTotal: column.integer(),
    completedCount: column.integer(),
    complaintCount: column.integer(),
    lateAnswerCount: column.integer(),
    upheldCount: column.integer(),
    warningCount: column.integer(),
    rectificationCount: column.integer(),
    suspensionCount: column.integer(),
  },
});

export const AssessedMonth = defineEntity({
  name: 'AssessedMonth',
  properties: {
    month: column.code().primary(),
    state: column.state(monthLifecycle),
    /** Subgraphs that gave no figures. */
    missingSources: column.json<SubgraphName[]>(),
    /** What each subgraph counted of each party; null where that was not kept yet. */
    sources: column.json<AssessedSource[]>().nullable(),
    assessedAtMs: column.time(),
    publishDueAtMs: column.time(),
    publishedAtMs: column.time().nullable(),
  },
});

/** A published month as a signed file: what it was assessed from, or what came of it. */
export const MonthFile = defineEntity({
  name: 'MonthFile',
  properties: {
    /** `2026-11-inputs`, `2026-11-results` */
    id: column.code().primary(),
    /** Canonical JSON, as it was signed. */
    text: p.text().columnType('mediumtext'),
    signature: column.line(),
    /** SPKI, base64url. */
    publicKey: column.line(),
    atMs: column.time(),
  },
});

export const Assessment = defineEntity({
  name: 'Assessment',
  properties: {
    id: column.id().primary(),
    month: column.code(),
    partyId: column.reference(),
    partyKind: column.code<PartyKind>(),
    partyName: column.line(),
    /** Null where the party did nothing that could be assessed. */
    score: column.integer().nullable(),
    passed: column.flag(),
    figures: column.json<AssessedFigure[]>(),
    usedComplaints: column.flag(),
    previousPassed: column.flag().nullable(),
    /** An appeal against what the month brought has held: it counts as passed, with the score as it was published. */
    overturnedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['month', 'partyId'] }],
  indexes: [{ properties: ['partyId', 'month'] }],
});
