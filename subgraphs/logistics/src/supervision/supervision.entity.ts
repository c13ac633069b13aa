import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import { checkLifecycle } from './check.lifecycle.ts';
import type { CheckedItem } from '@heitu/standard';
import type { CheckForm, CheckTopic } from './supervision.policy.ts';

/** The operator's check of a carrier, planned or asked for by a report (8.2). */
export const SupervisionCheck = defineEntity({
  name: 'SupervisionCheck',
  tableName: 'SupervisionCheck',
  properties: {
    id: column.id().primary(),
    carrierPartyId: column.reference(),
    courierId: column.id().nullable(),
    shipmentId: column.id().nullable(),
    form: column.code<CheckForm>(),
    topic: column.code<CheckTopic>(),
    state: column.state(checkLifecycle).default('planned'),
    plannedFor: column.date(),
    /** The end of that day. */
    dueAtMs: column.time().nullable(),
    /** Sealed under whoever reported it; what was found and done, under the carrier. */
    reportText: column.sealedText().nullable(),
    createdBy: column.reference(),
    createdAtMs: column.time(),
    doneAtMs: column.time().nullable(),
    /** Each item of the topic's list as it was found. */
    items: column.json<CheckedItem[]>().nullable(),
    /** Who found it. */
    doneBy: column.id().nullable(),
    breach: column.flag().nullable(),
    /** Since when something is to be done about a breach: since it was found, or what was done was withdrawn. */
    openSinceMs: column.time().nullable(),
    finding: column.sealedText().nullable(),
    measure: column.sealedText().nullable(),
    settledAtMs: column.time().nullable(),
    /** By what a breach was settled: a measure of trust, or another's check that found nothing any more. */
    measureId: column.id().nullable(),
    recheckId: column.id().nullable(),
    /** The check whose breach this one looks at again. */
    recheckOf: column.id().nullable(),
  },
  indexes: [
    { properties: ['carrierPartyId', 'createdAtMs'] },
    { properties: ['topic', 'createdAtMs'] },
    { properties: ['createdAtMs'] },
    { properties: ['state', 'dueAtMs'] },
    { properties: ['breach', 'settledAtMs'] },
    { properties: ['measureId'] },
  ],
});

/** Last use of a part of the carrier's back-office that leaves no row of its own (8.1.1.aq). */
export const PartUse = defineEntity({
  name: 'PartUse',
  tableName: 'PartUse',
  properties: { id: column.code().primary(), usedAtMs: column.time(), times: column.integer() },
});
