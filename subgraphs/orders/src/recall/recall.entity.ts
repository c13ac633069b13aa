import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { RecallCaller, RecallHazard, RecallLevel } from '@heitu/standard';
import { recallCaseLifecycle } from './recall-case.lifecycle.ts';
import type { GoneReason, RecallAnswer } from './recall.policy.ts';
import { regradeLifecycle } from './regrade.lifecycle.ts';
import { recallRowLifecycle } from './recall-row.lifecycle.ts';

/** A lot that was called back with the lots made from it: catalog called it, here it is carried out. */
export const RecallCase = defineEntity({
  name: 'RecallCase',
  properties: {
    /** Catalog's. */
    id: column.reference().primary(),
    lotId: column.reference(),
    lotCode: column.line(80),
    partyId: column.reference().index(),
    /** What it is sold as. */
    goods: column.line(),
    level: column.code<RecallLevel>(),
    hazard: column.code<RecallHazard>(),
    caller: column.code<RecallCaller>(),
    orderNumber: column.line(80).nullable(),
    state: column.state(recallCaseLifecycle),
    openedAtMs: column.time(),
    /** Of very many lots: while catalog still looks for those made from it, and how many it has found. */
    searchStartedAtMs: column.time().nullable(),
    lotsFound: column.integer().nullable(),
    reportDueAtMs: column.time(),
    finishDueAtMs: column.time(),
    notifiedAtMs: column.time().nullable(),
    reportedAtMs: column.time().nullable(),
    reportedBy: column.reference().nullable(),
    /** To whom, and the number under which they took it. */
    authority: column.line(120).nullable(),
    receipt: column.line(120).nullable(),
    /** A scan of the paper that says so. */
    receiptFileId: column.reference().nullable(),
    proposedAtMs: column.time().nullable(),
    proposedBy: column.reference().nullable(),
    reviewDueAtMs: column.time().nullable(),
    closedAtMs: column.time().nullable(),
    closedBy: column.reference().nullable(),
  },
  indexes: [
    { properties: ['state', 'reportDueAtMs'] },
    { properties: ['state', 'finishDueAtMs'] },
    { properties: ['state', 'reviewDueAtMs'] },
    { properties: ['openedAtMs', 'id'] },
  ],
});

/** Some units of one of its lots: in the store, or those that a line of an order was filled with. */
export const RecallRow = defineEntity({
  name: 'RecallRow',
  properties: {
    id: column.id().primary(),
    caseId: column.reference(),
    /** The case and what they were found by: nothing is found twice. */
    foundBy: column.line(140).unique(),
    lotId: column.reference(),
    lotCode: column.line(80),
    partyId: column.reference(),
    goods: column.line(),
    /** Null where they were found in the store. */
    orderId: column.reference().nullable().index(),
    orderNumber: column.line(24).nullable(),
    buyerAccountId: column.reference().nullable(),
    lineId: column.reference().nullable(),
    lineLotId: column.reference().nullable().index(),
    units: column.integer(),
    recoveredUnits: column.integer().default(0),
    goneUnits: column.integer().default(0),
    state: column.state(recallRowLifecycle),
    foundAtMs: column.time(),
    dueAtMs: column.time(),
    /** What the buyer was told this with: once for all of a recall that was found together. */
    tellingId: column.id().nullable().index(),
    /** A message and, where there is a number, an SMS went to the buyer. */
    toldAtMs: column.time().nullable(),
    smsAtMs: column.time().nullable(),
    /** No SMS gets there: whoever it is is called at once. */
    smsFailedAtMs: column.time().nullable(),
    /** The buyer has read it, and has perhaps not looked for the goods yet. */
    seenAtMs: column.time().nullable(),
    /** When its buyer was told last that the recall is graver than it was. */
    roseAtMs: column.time().nullable(),
    /** The buyer has answered, or was spoken to. */
    reachedAtMs: column.time().nullable(),
    answer: column.code<RecallAnswer>().nullable(),
    calls: column.integer().default(0),
    calledAtMs: column.time().nullable(),
    calledBy: column.reference().nullable(),
    /** Sealed under the buyer. */
    callNote: column.sealedText().nullable(),
    /** The price is to be paid back from then on; null when it is asked for, and where the order's end pays it. */
    refundAtMs: column.time().nullable(),
    refundKey: column.line(80).nullable().index(),
    refundFen: column.fen(),
    refundedAtMs: column.time().nullable(),
    /** The return by which the goods come back. */
    returnId: column.reference().nullable().index(),
    goneReason: column.code<GoneReason>().nullable(),
    endedAtMs: column.time().nullable(),
    endedBy: column.reference().nullable(),
    /** A photo of the destruction; by when somebody else looks at it, who did, and why it went back. */
    proofId: column.reference().nullable(),
    lookDueAtMs: column.time().nullable(),
    lookedBy: column.reference().nullable(),
    photoReturnReason: column.line(200).nullable(),
  },
  indexes: [
    { properties: ['caseId', 'state'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['state', 'foundAtMs'] },
    { properties: ['state', 'lookDueAtMs'] },
    { properties: ['refundAtMs'] },
    { properties: ['buyerAccountId', 'foundAtMs'] },
  ],
});

/** That a recall has another level from then on, why, and who said so; a milder one waits for a second person. */
export const RecallRegrade = defineEntity({
  name: 'RecallRegrade',
  properties: {
    id: column.id().primary(),
    caseId: column.reference(),
    /** The case while it waits: one waits at a time. Null afterwards. */
    waitingFor: column.reference().nullable().unique(),
    lotCode: column.line(80),
    partyId: column.reference(),
    fromLevel: column.code<RecallLevel>(),
    level: column.code<RecallLevel>(),
    fromHazard: column.code<RecallHazard>(),
    hazard: column.code<RecallHazard>(),
    /** Sealed under the seller. */
    reason: column.sealedText(),
    state: column.state(regradeLifecycle),
    proposedBy: column.reference(),
    proposedAtMs: column.time(),
    decideDueAtMs: column.time().nullable(),
    decidedBy: column.reference().nullable(),
    decidedAtMs: column.time().nullable(),
    /** What the authority had of the level before, and by when it was to have it. */
    reportDueBeforeMs: column.time().nullable(),
    reportedBeforeMs: column.time().nullable(),
    authorityBefore: column.line(120).nullable(),
    receiptBefore: column.line(120).nullable(),
  },
  indexes: [{ properties: ['caseId', 'proposedAtMs'] }, { properties: ['state', 'decideDueAtMs'] }],
});

/** A report of a recall as it was issued: its file, and the code by which anybody verifies it. */
export const RecallReport = defineEntity({
  name: 'RecallReport',
  properties: {
    /** Of its file, too. */
    id: column.id().primary(),
    caseId: column.reference(),
    code: column.line(10).unique(),
    /** What it says: while that is the same, there is one. */
    saidHash: column.line(64),
    digest: column.line(64),
    issuedAtMs: column.time(),
    issuedBy: column.reference(),
  },
  uniques: [{ properties: ['caseId', 'saidHash'] }],
});
