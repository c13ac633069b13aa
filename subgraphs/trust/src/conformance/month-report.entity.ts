import { defineEntity, p } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { inspectionLifecycle } from './inspection-link.lifecycle.ts';

/** The report of a month that is over, as it was issued: what it said then, its file, and the code that verifies it. */
export const MonthReport = defineEntity({
  name: 'MonthReport',
  properties: {
    /** Of its file, too. */
    id: column.id().primary(),
    month: column.code().unique(),
    code: column.line(10).unique(),
    /** SHA-256 of the file. */
    digest: column.line(64),
    /** JSON of the clauses with their figures and the rows that these missed. */
    content: p.text().columnType('mediumtext'),
    issuedAtMs: column.time(),
    issuedBy: column.reference(),
  },
});

/** For a time a named inspector reads the report of one month, by a link that opens nothing else. */
export const InspectionLink = defineEntity({
  name: 'InspectionLink',
  properties: {
    id: column.id().primary(),
    month: column.code(),
    organisation: column.line(),
    /** Both sealed under the link's own id. */
    person: column.sealedText(),
    reason: column.sealedText(),
    secretHash: column.line(64),
    state: column.state(inspectionLifecycle),
    untilMs: column.time(),
    madeBy: column.reference(),
    madeAtMs: column.time(),
    endedAtMs: column.time().nullable(),
  },
  indexes: [{ properties: ['state', 'untilMs'] }],
});

/** Each time that a link was opened; from where is on the audit trail. */
export const InspectionOpening = defineEntity({
  name: 'InspectionOpening',
  properties: { id: column.id().primary(), linkId: column.id(), atMs: column.time() },
  indexes: [{ properties: ['linkId', 'atMs'] }],
});
