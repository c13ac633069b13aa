import { defineEntity } from '@mikro-orm/core';
import { column } from '@heitu/kit/data/entities';
import type { StaffRight } from '@heitu/standard';
import type { StaffRole, TrainingKind } from './staff.policy.ts';

/** Who may act for a party, with which rights. The name is sealed under the person's account. */
export const Staff = defineEntity({
  name: 'Staff',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    accountId: column.reference(),
    nameSealed: column.sealed(),
    /** A role of the platform, or 'none' for people on file who do not use it. */
    role: column.code<StaffRole>(),
    rights: column.json<StaffRight[]>(),
    post: column.line(40),
    isActive: column.flag(),
    sinceMs: column.time(),
    endedAtMs: column.time().nullable(),
  },
  uniques: [{ properties: ['partyId', 'accountId'] }],
  indexes: [{ properties: ['accountId'] }],
});

/** One course a person passed or failed (6.2.a, 8.1.ag, 9.2.cl). */
export const Training = defineEntity({
  name: 'Training',
  properties: {
    id: column.id().primary(),
    partyId: column.id(),
    accountId: column.reference(),
    kind: column.code<TrainingKind>(),
    /** The exam that gave it; null: a paper that its people filed before the operator examined. */
    sittingId: column.id().nullable().unique(),
    certificateNumber: column.line(60).nullable(),
    examScore: column.integer(),
    passed: column.flag(),
    trainedOn: column.date(),
    validUntil: column.date().nullable(),
    recordedBy: column.reference(),
    recordedAtMs: column.time(),
  },
  indexes: [
    { properties: ['partyId', 'id'] },
    { properties: ['accountId', 'kind'] },
    { properties: ['kind', 'trainedOn'] },
  ],
});
