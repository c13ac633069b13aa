import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { TraceUnit } from '../trace/trace.policy.ts';
import type { DoseUnit, FieldRecord, InputKind, InputMethod, NoteKind, PlotKind } from './field.policy.ts';

const recorded = () => ({ recordedAtMs: column.time(), recordedByAccountId: column.reference() });

/** Whose plot it is, where that is not the seller: a member as the cooperative names them. */
export const MemberGrower = defineEntity({
  name: 'MemberGrower',
  properties: {
    id: column.id().primary(),
    partyId: column.reference().index(),
    name: column.sealedText(),
    /** With which they answer offers and read what they are paid; null until they have shown its code. */
    accountId: column.reference().nullable().index(),
    /** When they last answered an offer with it: from the first time it is nobody else's to change. */
    answeredAtMs: column.time().nullable(),
    addedAtMs: column.time(),
  },
});

/** A piece of land, a pond, a herd. What is known of it stands in `PlotFacts`: nothing of it is written over. */
export const Plot = defineEntity({
  name: 'Plot',
  properties: {
    id: column.id().primary(),
    partyId: column.reference(),
    kind: column.code<PlotKind>(),
    /** Of `PlotFacts`: which one holds now. */
    version: column.integer(),
    ...recorded(),
  },
  indexes: [{ properties: ['partyId', 'id'] }],
});

export const PlotFacts = defineEntity({
  name: 'PlotFacts',
  properties: {
    id: column.id().primary(),
    plotId: column.reference(),
    partyId: column.reference(),
    version: column.integer(),
    name: column.line(40),
    /** Null: the seller itself. */
    growerId: column.reference().nullable(),
    divisionCode: column.line(12),
    /** As the county's list names it. */
    township: column.line(40),
    village: column.line(40).nullable(),
    /** In hundredths of the unit that its kind is measured in. */
    sizeParts: column.integer(),
    /** What was wrong with the version before. */
    wrong: column.sealedText().nullable(),
    ...recorded(),
  },
  uniques: [{ properties: ['plotId', 'version'] }],
  indexes: [{ properties: ['divisionCode', 'plotId'] }],
});

/**
 * Rows of a field are never changed: a correction is a new row of the same root, and one of these says what was wrong
 * with the old one. `id`: the row that was wrong, so that it is corrected once.
 */
export const FieldCorrection = defineEntity({
  name: 'FieldCorrection',
  properties: {
    id: column.id().primary(),
    record: column.code<FieldRecord>(),
    plotId: column.reference().index(),
    partyId: column.reference(),
    /** What is right; null: it never happened. */
    rightId: column.reference().nullable(),
    wrong: column.sealedText(),
    ...recorded(),
  },
});

/** A crop on a plot, or a herd's time, from the day that it began until the next one begins. */
export const Season = defineEntity({
  name: 'Season',
  properties: {
    id: column.id().primary(),
    /** The first row of it: corrections keep it. */
    rootId: column.reference().index(),
    plotId: column.reference(),
    partyId: column.reference(),
    year: column.integer(),
    crop: column.line(40),
    variety: column.line(40).nullable(),
    /** The goods that it becomes. */
    categoryId: column.reference(),
    startedOn: column.date(),
    ...recorded(),
  },
  indexes: [{ properties: ['plotId', 'startedOn'] }, { properties: ['year', 'categoryId'] }],
});

/** What was put on a field or given to a herd (Farm Produce Quality Law 27). */
export const InputUse = defineEntity({
  name: 'InputUse',
  properties: {
    id: column.id().primary(),
    rootId: column.reference(),
    plotId: column.reference(),
    partyId: column.reference(),
    name: column.line(60),
    kind: column.code<InputKind>(),
    /** Of the product's registration, where it has one. */
    registrationNumber: column.line(40).nullable(),
    /** Where it was bought. */
    source: column.sealedText().nullable(),
    dose: column.real(),
    doseUnit: column.code<DoseUnit>(),
    method: column.code<InputMethod>(),
    usedOn: column.date(),
    stoppedOn: column.date().nullable(),
    safeDays: column.integer(),
    /** The first day on which may be harvested after it. */
    safeFromOn: column.date(),
    byWhom: column.sealedText().nullable(),
    ...recorded(),
  },
  indexes: [{ properties: ['plotId', 'usedOn'] }, { properties: ['partyId', 'recordedAtMs'] }],
});

/** A disease or a pest, and what was done about it. */
export const PlotNote = defineEntity({
  name: 'PlotNote',
  properties: {
    id: column.id().primary(),
    rootId: column.reference(),
    plotId: column.reference(),
    partyId: column.reference(),
    kind: column.code<NoteKind>(),
    what: column.line(100),
    control: column.line(200).nullable(),
    seenOn: column.date(),
    ...recorded(),
  },
  indexes: [{ properties: ['plotId', 'seenOn'] }],
});

export const Harvest = defineEntity({
  name: 'Harvest',
  properties: {
    id: column.id().primary(),
    rootId: column.reference().index(),
    plotId: column.reference(),
    partyId: column.reference(),
    /** Root of the season. */
    seasonId: column.reference().index(),
    harvestedOn: column.date(),
    /** In thousandths of the unit. */
    parts: column.integer(),
    unit: column.code<TraceUnit>(),
    ...recorded(),
  },
  indexes: [{ properties: ['plotId', 'harvestedOn'] }],
});

/** What of a harvest no lot has taken yet; by its root. */
export const HarvestLeft = defineEntity({
  name: 'HarvestLeft',
  properties: { id: column.id().primary(), parts: column.integer() },
});

/** What a lot took of a harvest. */
export const LotHarvest = defineEntity({
  name: 'LotHarvest',
  properties: {
    lotId: column.reference().primary(),
    /** Root of the harvest. */
    harvestId: column.reference().primary().index(),
    parts: column.integer(),
  },
});
