import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { labelDoubtLifecycle } from './label-doubt.lifecycle.ts';
import type { LabelDoubtCause } from './label-scan.policy.ts';
import type { LabelForm } from './label.policy.ts';

/** Labels that were printed together: serials that follow on each other, and what was signed of the lot then. */
export const LabelRun = defineEntity({
  name: 'LabelRun',
  properties: {
    id: column.id().primary(),
    lotId: column.reference(),
    partyId: column.reference(),
    fromSerial: column.integer(),
    count: column.integer(),
    form: column.code<LabelForm>(),
    /** What the statement says beside the lot's own row. */
    keyId: column.line(16),
    claims: column.integer(),
    length: column.integer(),
    headHash: column.line(64),
    printedAtMs: column.time(),
    printedByAccountId: column.reference(),
  },
  // A serial is given one time.
  uniques: [{ properties: ['lotId', 'fromSerial'] }],
});

/** A label that was spoiled or lost: it counts no longer, and whoever scans it is told. */
export const VoidLabel = defineEntity({
  name: 'VoidLabel',
  properties: {
    lotId: column.reference().primary(),
    serial: column.integer().primary(),
    partyId: column.reference(),
    atMs: column.time(),
    byAccountId: column.reference(),
  },
});

/** That a label was looked at: when, and in which city where somebody said so. Of whoever looked nothing is kept. */
export const LabelScan = defineEntity({
  name: 'LabelScan',
  properties: {
    id: column.id().primary(),
    lotId: column.reference(),
    serial: column.integer(),
    /** Made up by the page for one look: what is sent again is the same look. */
    visit: column.reference(),
    atMs: column.time(),
    /** Four digits of a division code. */
    placeCode: column.line(4).nullable(),
  },
  uniques: [{ properties: ['lotId', 'serial', 'visit'] }],
  indexes: [{ properties: ['lotId', 'serial', 'atMs'] }, { properties: ['atMs'] }],
});

/** A label that was scanned as no single bag can be. */
export const LabelDoubt = defineEntity({
  name: 'LabelDoubt',
  properties: {
    id: column.id().primary(),
    lotId: column.reference(),
    serial: column.integer(),
    partyId: column.reference(),
    cause: column.code<LabelDoubtCause>(),
    state: column.state(labelDoubtLifecycle),
    /** The label, while it is open: one for each. */
    openFor: column.line(72).nullable().unique(),
    openedAtMs: column.time(),
    answerDueAtMs: column.time(),
    closedAtMs: column.time().nullable(),
    closedByAccountId: column.reference().nullable(),
  },
  indexes: [
    { properties: ['lotId', 'serial'] },
    { properties: ['state', 'answerDueAtMs'] },
    { properties: ['partyId', 'answerDueAtMs'] },
  ],
});
